"""Any text as an outline; what is not understood goes to the tray."""

from hypothesis import given, settings
from hypothesis import strategies as st

from shared import shared_document
from streekwerk.reading.dialects.headings import find_headings
from streekwerk.reading.extract import extract, extract_bytes
from streekwerk.reading.models import Document, Line, Paragraph, Reading
from streekwerk.reading.queries import read_document
from streekwerk.reading.rows import rows_of


def outline(text: str) -> Reading:
    return read_document(extract_bytes(text.encode(), "nota.txt"), dialect_name="outline")


def headings(text: str) -> list[tuple[int, str | None, str]]:
    rows = rows_of(extract_bytes(text.encode(), "nota.txt"))
    return [(heading.depth, heading.code, heading.title) for heading in find_headings(rows)]


def test_numbered_headings_nest() -> None:
    reading = outline("1. Wonen\nTekst.\n1.1 Huur\nMeer.\n1.1.1 Loket\n2. Werk\nSlot.")
    assert [(n.code, n.title, n.parent, n.text) for n in reading.nodes] == [
        ("1", "Wonen", None, "Tekst."),
        ("1.1", "Huur", "s1", "Meer."),
        ("1.1.1", "Loket", "s2", ""),
        ("2", "Werk", None, "Slot."),
    ]


def test_numbers_that_do_not_continue_are_text() -> None:
    text = "1. Wonen\nEr zijn\n1.550 Woningen te kort\n12 Gezinnen wachten\n2. Werk\nSlot."
    assert headings(text) == [(1, "1", "Wonen"), (1, "2", "Werk")]


def test_a_numbered_list_is_no_series_of_chapters() -> None:
    text = "1. Keuzes\nWe kiezen:\n1. Wonen eerst\n2. Werk daarna\n3. Zorg altijd\n2. Vervolg\nTekst."
    assert headings(text) == [(1, "1", "Keuzes"), (1, "2", "Vervolg")]


def test_a_footnote_is_no_chapter() -> None:
    assert headings("Voorwoord\n\nTekst met noot.\n\n1 Zie bijlage\n\fVervolg van de tekst.") == [
        (1, None, "Voorwoord")
    ]


def test_a_number_without_a_dot_needs_white_space() -> None:
    assert headings("1 Wonen\n\nTekst.\n\n2 Werk\n\nTekst.") == [(1, "1", "Wonen"), (1, "2", "Werk")]
    assert headings("1 Wonen\nTekst.\n2 Werk\nTekst.") == []


def test_a_long_title_runs_on() -> None:
    text = "1. Samenwerken aan een warme buurt voor jong en\noud in onze streek\nTekst."
    assert headings(text) == [(1, "1", "Samenwerken aan een warme buurt voor jong en oud in onze streek")]


def test_bare_titles_stand_on_their_own() -> None:
    text = (
        "Doel van de nota\n\nDeze nota opent een debat over de\ntoekomst.\n\nWie beslist?\n\nDat is de vraag."
    )
    assert headings(text) == [(1, None, "Doel van de nota"), (1, None, "Wie beslist?")]


def test_rows_of_a_list_are_no_titles() -> None:
    text = "Slot\n\nDank aan allen.\n\nAn Peeters\n\nJan Claes\n\nEls Maes\n\nTot ziens."
    assert headings(text) == [(1, None, "Slot")]


def test_rows_of_a_list_go_to_the_tray() -> None:
    reading = outline("Slot\n\nDank aan allen.\n\nAn Peeters\n\nJan Claes\n\nEls Maes\n\nTot ziens.")
    assert [(item.text, item.proposal, item.spans) for item in reading.unplaced] == [
        ("An Peeters Jan Claes Els Maes", "s1", [(5, 9)])
    ]
    assert reading.nodes[0].text == "Dank aan allen. Tot ziens."


def test_styled_headings_of_a_structured_document() -> None:
    texts = ["Ons plan", "Doel", "We willen samen", "verder.", "Aanpak", "Stap voor stap."]
    lines = tuple(Line(number, text, text) for number, text in enumerate(texts, 1))
    blocks = (
        Paragraph("Ons plan", (1, 1), heading=1),
        Paragraph("Doel", (2, 2), heading=2),
        Paragraph("We willen samen verder.", (3, 4)),
        Paragraph("Aanpak", (5, 5), heading=2),
        Paragraph("Stap voor stap.", (6, 6)),
    )
    reading = read_document(
        Document("plan.docx", "application/x", "0", lines, blocks=blocks), dialect_name="outline"
    )
    assert [(n.title, n.parent, n.text, n.spans) for n in reading.nodes] == [
        ("Ons plan", None, "", [(1, 1)]),
        ("Doel", "s1", "We willen samen verder.", [(2, 4)]),
        ("Aanpak", "s1", "Stap voor stap.", [(5, 6)]),
    ]


def test_text_without_any_heading_goes_to_the_tray() -> None:
    reading = outline("dit is een losse zin, zonder meer.\nen nog een.")
    assert reading.nodes == []
    assert [item.spans for item in reading.unplaced] == [[(1, 2)]]


def test_the_shared_discussion_paper_has_its_chapters() -> None:
    reading = read_document(extract(shared_document("002")))
    assert reading.dialect == "outline"
    assert len(reading.nodes) >= 8
    assert reading.unplaced
    assert sum(len(node.text) for node in reading.nodes) > 15_000


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_characters="\0"), max_size=400))
def test_any_text_is_read_without_losing_a_line(text: str) -> None:
    data = text.encode("utf-8", errors="replace")
    if data.strip():
        read_document(extract_bytes(data, "tekst.txt"))
