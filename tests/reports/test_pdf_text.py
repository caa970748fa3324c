"""Whatever people wrote stays text, is set, and stays on its page."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from hypothesis import given, settings

from reports.contents import HOSTILE, contents, report, table_of
from reports.pdf_ua import Opened, faults
from streekwerk.reports.renderers.pdf import as_pdf
from streekwerk.reports.renderers.pdf_text import printable
from streekwerk.reports.renderers.widths import UPRIGHT, needs_width, widths
from streekwerk.reports.rules.content import Cell, Column, Content, Heading, Paragraph, Picture, Run, Table


def letters(text: str) -> str:
    """The text without white space and hyphens: lines are broken anew on paper."""
    return re.sub(r"[\s\u200b\u00ad-]", "", text)


@pytest.mark.parametrize("text", HOSTILE[:6])
def test_commands_of_the_typesetter_stay_text(text: str) -> None:
    parts = (
        Heading(1, text, text),
        Paragraph((Run(text), Run(text, True, text))),
        Table(text, (Column(text),), ((Cell(text),),)),
    )
    content = report(*parts, title=text, subtitle=text, facts=((text, text),), organisation=text)
    data = as_pdf(content)
    assert faults(data) == []
    # Title, subtitle, organisation, both sides of a fact, heading, two runs, caption, head and cell; then those
    # in the table of contents, and above and below every page.
    assert letters(Opened(data).text).count(letters(text)) >= 11


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE[6:])
def test_strange_characters_never_stop_a_report(text: str) -> None:
    parts = (
        Heading(4, text, text),
        Paragraph((Run(text, href="https://example.org"),)),
        Table(text, (Column(text),) * 3, ((Cell(text, href="#a"),),)),
    )
    assert faults(as_pdf(report(*parts, title=text, organisation=text, facts=((text, text),)))) == []


@pytest.mark.slow
@settings(max_examples=15)
@given(contents)
def test_any_content_becomes_a_pdf_without_faults(content: Content) -> None:
    assert faults(as_pdf(content)) == []


def test_a_character_no_typeface_has_is_said_by_its_name() -> None:
    assert printable("goed \U0001f642") == "goed [slightly smiling face]"
    assert printable("≥ 60 → klaar ✓ é ‘’ – €") == "≥ 60 → klaar ✓ é ‘’ – €"
    assert printable("a\x00b\ud800c\tд") == "abc д"


def test_strange_characters_in_a_picture_are_no_fault() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="20"><text y="9">\U0001f642 &#128578; &lt;</text></svg>'
    assert faults(as_pdf(report(Picture(svg, "x", "x", 99, 20)))) == []


def right_edge(data: bytes) -> float:
    """How much white is left right of the last ink, over all pages, in points."""
    left = []
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        edges = [
            text.get_charbox(at)[2] for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()
        ]
        left.append(page.get_width() - max(edges, default=0))
    return min(left)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["x" * 400, "https://example.org/" + "pad/" * 80, "verantwoordelijkheidsverzekeringsmaatschappij " * 9],
)
def test_a_very_long_word_stays_between_the_margins(text: str) -> None:
    table = Table(text, tuple(Column(text) for _ in range(7)), ((Cell(text),) * 7,))
    content = report(
        Heading(1, text), Paragraph((Run(text),)), table, title=text, subtitle=text, facts=((text, text),)
    )
    # The margin is 62 points; a hyphen may hang in it.
    assert right_edge(as_pdf(content)) > 55


def test_a_very_long_cell_goes_on_over_pages() -> None:
    long = Table(
        "", (Column("Actie"), Column("Verhaal", 3)), ((Cell("1.1"), Cell("Een zin van het verhaal. " * 900)),)
    )
    found = Opened(as_pdf(report(long)))
    assert len(found.reader.pages) > 4
    assert letters(found.text).count("Eenzinvanhetverhaal.") == 900


def test_dutch_words_are_hyphenated() -> None:
    page = pypdfium2.PdfDocument(as_pdf(report(Paragraph((Run("gezondheidsverantwoordelijkheden " * 12),)))))[
        1
    ]
    # Pdfium joins a hyphenated word around this mark.
    starts = re.findall(r"(\w+)\ufffe\w+", page.get_textpage().get_text_range())
    assert starts
    whole = ["ge", "zond", "heids", "ver", "ant", "woor", "de", "lijk", "he", "den"]
    assert set(starts) <= {"".join(whole[:at]) for at in range(len(whole))}


def test_captions_and_page_numbers_are_dutch() -> None:
    pages = [page.extract_text() for page in Opened(as_pdf(report())).reader.pages]
    assert "Inhoud" in pages[1]
    assert "Tabel 1" in pages[2]
    assert "Figuur 1" in pages[2]
    assert f"3 / {len(pages)}" in pages[2]
    assert "Toestand op 30 september 2026" in pages[2]
    assert "1 / " not in pages[0]  # the cover has no number


def test_many_columns_lie_on_their_side_with_their_heading_and_note() -> None:
    parts = (
        Paragraph((Run("voor"),)),
        Heading(1, "Breed"),
        table_of(3, 9),
        Paragraph((Run("bedragen"),), "note"),
        Paragraph((Run("na"),)),
    )
    pages = Opened(as_pdf(report(*parts))).reader.pages
    sides = ["wide" if page.mediabox.width > page.mediabox.height else "high" for page in pages]
    assert sides == ["high", "high", "high", "wide", "high"]
    assert "Breed" in pages[3].extract_text()
    assert "bedragen" in pages[3].extract_text()
    assert not needs_width(table_of(3, 7))


def test_a_figure_is_never_broken() -> None:
    money = Cell("€ 1.234.567,89")
    table = Table(
        "",
        (Column("Actie", 9), *(Column(f"{year}", 1, "right") for year in range(2026, 2030))),
        ((Cell("x"), *(money,) * 4),),
    )
    found = widths(table)
    assert all(share * UPRIGHT / 100 >= len(money.text) for share in found[1:])
    assert sum(found) == pytest.approx(100, abs=0.01)
    assert Opened(as_pdf(report(table))).text.count(money.text) == 4
