"""PDF files as a whole: nothing lost, glyphs mended, bad files refused in clear Dutch."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.pdfs import assembled, shown, typeset, written
from reading.test_pdf_tags import HEADINGS, LONG_TABLE, MERGED
from streekwerk.kernel.errors import DomainError
from streekwerk.reading.extract.guards import FileProtected, FileTooLarge
from streekwerk.reading.extract.pdf import OnlyImages, PdfDamaged, extract
from streekwerk.reading.extract.pdf.numbering import document_of
from streekwerk.reading.extract.pdf.pieces import Printed, TableCell, TablePiece, Text, flowing
from streekwerk.reading.extract.pdf.words import MAX_PAGE_CHARACTERS
from streekwerk.reading.models import Document, Paragraph


def claimed(document: Document) -> list[int]:
    """Numbers of the lines in blocks or set aside, as often as they are."""
    spans = [span for item in document.ignored for span in item.spans]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            spans.append(block.lines)
        else:
            spans += [cell.lines for cell in block.cells if cell.lines]
    return sorted(number for first, last in spans for number in range(first, last + 1))


@pytest.mark.parametrize("tags", [True, False])
@pytest.mark.parametrize("source", [HEADINGS, LONG_TABLE, MERGED])
def test_every_line_with_words_is_in_one_block_or_set_aside(source: str, tags: bool) -> None:
    document = extract(typeset(source, tags=tags), "plan.pdf")
    assert claimed(document) == [line.number for line in document.lines if not line.blank]


@pytest.mark.parametrize("tags", [True, False])
@pytest.mark.parametrize("source", [HEADINGS, LONG_TABLE, MERGED])
def test_every_letter_pdfium_sees_is_in_a_line(source: str, tags: bool) -> None:
    data = typeset(source, tags=tags)
    opened = pypdfium2.PdfDocument(data)
    printed = "".join(page.get_textpage().get_text_range() for page in opened)
    ours = "".join(line.raw for line in extract(data, "plan.pdf").lines)
    assert sorted("".join(printed.replace("\ufffe", "-").split())) == sorted("".join(ours.split()))


def test_broken_ligatures_are_mended_and_noted() -> None:
    page = shown(60, 700, "Een pla\x01orm voor \x02ets", size=11)
    document = extract(written([page], letters="\u019e\ufb01"), "plan.pdf")
    assert document.lines[0].text == "Een platform voor fiets"
    assert ("pla\u019eorm", "platform") in [(repair.was, repair.now) for repair in document.repairs]
    assert document.lines[0].raw.startswith("Een pla\u019eorm")


@pytest.mark.parametrize(
    ("lines", "known", "text"),
    [
        (["een ontwik-", "keling van"], {"ontwikkeling"}, "een ontwikkeling van"),
        (["een ontwik-", "keling van"], set(), "een ontwik-keling van"),
        (["zorg-", "en welzijn"], {"zorgen"}, "zorg- en welzijn"),
        (["een ontwik\u00ad", "keling"], set(), "een ontwikkeling"),
        (["Noord-", "Brabant"], {"noordbrabant"}, "Noord- Brabant"),
        (["twee", "regels"], set(), "twee regels"),
        (["5-", "daags"], set(), "5- daags"),
    ],
)
def test_a_cut_word_is_joined_only_where_that_is_certain(
    lines: list[str], known: set[str], text: str
) -> None:
    printed = [Printed(line, 1, 0, 0, 0, 0, 11, False) for line in lines]
    assert flowing(printed, frozenset(known)) == text


def test_pages_of_images_ask_for_text_recognition() -> None:
    with pytest.raises(OnlyImages, match=r"bevat alleen beelden.*tekstherkenning \(OCR\)"):
        extract(written([b"0 0 100 100 re f"]), "scan.pdf")


def encrypted(password: str) -> bytes:
    """A plan that opens with this password; without one it only forbids changes."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(typeset("Ons plan")))
    writer.encrypt(password, "eigenaar", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_is_asked_to_be_taken_off() -> None:
    with pytest.raises(FileProtected, match="wachtwoord"):
        extract(encrypted("geheim"), "plan.pdf")


def test_a_plan_that_only_forbids_changes_is_read() -> None:
    assert extract(encrypted(""), "plan.pdf").lines[0].text == "Ons plan"


def test_a_wrong_cross_reference_table_is_mended() -> None:
    data = written([shown(60, 700, "Toch leesbaar")])
    broken = data[: data.rindex(b"startxref")] + b"startxref\n7\n%%EOF"
    assert extract(broken, "plan.pdf").lines[0].text == "Toch leesbaar"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\nrommel" * 50, b"%PDF-1.4\n1 0 obj\n<<"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(PdfDamaged, match="beschadigd"):
        extract(data, "plan.pdf")


def test_pages_that_lead_back_to_themselves_are_refused() -> None:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 5 /Kids [2 0 R 2 0 R] >>",
    ]
    with pytest.raises(DomainError):
        extract(assembled(objects), "plan.pdf")


def test_a_page_with_far_too_many_letters_is_refused() -> None:
    page = b"BT /F1 1 Tf 1 0 0 1 10 10 Tm " + b"(abcdefghij) Tj " * (MAX_PAGE_CHARACTERS // 10 + 1) + b"ET"
    with pytest.raises(FileTooLarge, match="tekens"):
        extract(written([page], packed=True), "plan.pdf")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=12))
def test_damage_anywhere_gives_a_whole_document_or_a_refusal(place: int, junk: bytes) -> None:
    data = typeset(HEADINGS)
    place %= len(data)
    with suppress(DomainError):
        document = extract(data[:place] + junk + data[place + len(junk) :], "plan.pdf")
        assert claimed(document) == [line.number for line in document.lines if not line.blank]


@pytest.mark.parametrize(
    ("start", "rest", "others", "text"),
    [
        ("Personeelsinze", "t", [], "Personeelsinzet"),
        ("Verenigi", "ngen en kringen", [], "Verenigingen en kringen"),
        ("Begelei", "ding", ["De begeleiding loopt"], "Begeleiding"),
        ("Stafmedewerker", "zorgzone", [], "Stafmedewerker zorgzone"),
        ("Bewoners", "en buren", [], "Bewoners en buren"),
        ("Bewoners", "Balen", ["bewonersbalen"], "Bewoners Balen"),
    ],
)
def test_a_word_too_long_for_its_cell_is_made_whole_where_that_is_certain(
    start: str, rest: str, others: list[str], text: str
) -> None:
    full = Printed(start, 1, 0, 0, 50, 10, 11, False, full=True)
    cell = TableCell(0, 0, [[full, Printed(rest, 1, 0, 12, 40, 22, 11, False)]])
    pieces = [TablePiece([cell]), *(Text([Printed(other, 1, 0, 0, 0, 0, 11, False)]) for other in others)]
    document = document_of(pieces, data=b"", name="plan.pdf", pages=1)
    assert document.lines[0].text == text
    assert document.lines[0].raw == f"{start} {rest}"


def test_a_label_cut_the_same_way_on_every_sheet_is_one_word() -> None:
    def cell(row: int) -> TableCell:
        full = Printed("Randvoorwaard", 1, 0, 0, 50, 10, 11, False, full=True)
        return TableCell(row, 0, [[full, Printed("en", 1, 0, 12, 10, 22, 11, False)]])

    document = document_of([TablePiece([cell(row) for row in range(4)])], data=b"", name="plan.pdf", pages=1)
    assert {line.text for line in document.lines} == {"Randvoorwaarden"}
