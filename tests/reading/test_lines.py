"""Running headers and footers, page numbers and link targets in plain text."""

from streekwerk.reading.extract import extract_bytes
from streekwerk.reading.lines import CONTENTS, LINK_TARGET, PAGE_NUMBER, RUNNING, page_furniture


def furniture(text: str) -> dict[str, list[int]]:
    document = extract_bytes(text.encode(), "plan.txt")
    return {item.why: [first for first, _ in item.spans] for item in page_furniture(document)}


def test_a_footer_with_a_page_number_below_it() -> None:
    page = "Tekst van de bladzijde.\nNog meer tekst.\n\n  Zorgraad Hoek - 3 mei 2025\n\n{}\n"
    assert furniture(page.format(4) + "\f" + page.format(5)) == {RUNNING: [4, 10], PAGE_NUMBER: [6, 12]}


def test_a_footer_that_holds_the_page_number() -> None:
    text = "Tekst een.\nTekst.\nPlan 2025 | 1\n\fTekst twee.\nTekst.\nPlan 2025 | 2\n\fTekst drie.\n"
    assert furniture(text) == {RUNNING: [3, 6]}


def test_the_same_dated_line_in_two_sheets_is_no_footer() -> None:
    sheet = "Actie {}\nTiming opstart 2024 einde 2025\nMiddelen geen\n\n"
    assert furniture(sheet.format(1) + sheet.format(2)) == {}


def test_a_number_between_lines_is_no_page_number() -> None:
    assert furniture("Dit is nodig voor actie\n\n2\n\nen verder.\nTekst.\n\fTekst.") == {}


def test_a_link_target_at_the_foot_of_the_page() -> None:
    text = "Lees het op (https://voorbeeld.be/gids).\nTekst.\n\nhttps://voorbeeld.be/gids\n\fTekst."
    assert furniture(text) == {LINK_TARGET: [4]}
    assert furniture("Tekst.\n\nhttps://voorbeeld.be/gids\nTekst.\n\fTekst.") == {}


def test_a_table_of_contents() -> None:
    assert furniture("Inhoud\n1. Wonen ..... 3\n2. Werk ..... 12\n1. Wonen\nTekst.") == {CONTENTS: [1, 2, 3]}
    assert furniture("Inhoudstafel\n1. Wonen 3\n2. Werk 12\n1. Wonen\nTekst.") == {CONTENTS: [1, 2, 3]}
    assert furniture("Inhoud\nWe spreken over 3\nzaken.") == {}


def test_a_name_beside_the_page_number_is_a_footer() -> None:
    page = "Tekst {0}.\nNog tekst {0}.\nZorgregio Veldbeek\n{0}\n"
    assert furniture(page.format(3) + "\f" + page.format(4)) == {RUNNING: [3, 7], PAGE_NUMBER: [4, 8]}


def test_a_title_above_the_date_of_printing_is_a_header() -> None:
    page = "Lijst van acties\nAfgedrukt op 3 mei 2025\nActie {}\nTekst.\n"
    assert furniture(page.format(1) + "\f" + page.format(2)) == {RUNNING: [1, 2, 5, 6]}


def test_a_label_that_comes_back_is_no_footer() -> None:
    page = "Actie {0}\nMiddelen\ngeen\nPartners\nPlan Veldbeek 2025 | {0}\n"
    assert furniture(page.format(1) + "\f" + page.format(2)) == {RUNNING: [5, 10]}
