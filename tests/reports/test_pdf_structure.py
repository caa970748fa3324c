"""A report as PDF is what PDF/UA asks: tags, titles, alternative texts; checked by a second reader."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from reports.contents import ACTIONS, METER, report, table_of
from reports.pdf_ua import Opened, faults, fonts_of
from streekwerk.reports.renderers.pdf import as_pdf
from streekwerk.reports.rules.content import Cell, Column, Heading, Paragraph, Picture, Run, Table


@cache
def made() -> bytes:
    return as_pdf(report(), base="https://streekwerk.example/")


@cache
def opened() -> Opened:
    return Opened(made())


def test_a_report_has_no_fault_that_a_program_can_see() -> None:
    assert faults(made()) == []


def test_every_role_is_there() -> None:
    found = Counter(each.role for each in opened().elements)
    assert found["H1"] == 3  # the contents and two chapters
    assert (found["H2"], found["H3"], found["H4"]) == (1, 1, 1)
    assert (found["L"], found["LI"], found["LBody"]) == (1, 2, 2)
    assert (found["Table"], found["TH"], found["TD"], found["TR"]) == (1, 4, 12, 4)
    assert (found["Figure"], found["Caption"]) == (1, 2)
    assert found["TOC"]
    assert found["TOCI"] == 4
    assert found["P"] >= 6
    assert found["Link"] >= 3 + found["TOCI"]


def test_the_document_says_what_it_is_and_in_which_language() -> None:
    root = opened().root
    assert root["/Lang"] == "nl-BE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert opened().reader.metadata.title == "Kwartaalrapport"
    assert opened().reader.metadata.author == "Welzijnsbond Zonnedorp"
    assert "<pdfuaid:part>1</pdfuaid:part>" in opened().xmp


def test_a_picture_is_replaced_by_its_words() -> None:
    [figure] = opened().of("Figure")
    assert figure.own["/Alt"] == METER.alt


def test_heads_of_columns_have_a_scope_and_cells_know_their_head() -> None:
    assert {each.attribute("/Scope") for each in opened().of("TH")} == {"Column"}
    names = {str(each.own["/ID"]) for each in opened().of("TH")}
    headers = [entry.get_object().get("/Headers") for each in opened().of("TD") for entry in each.own["/A"]]
    assert {str(header[0]) for header in headers if header} <= names


def test_chapters_are_bookmarks_that_lie_in_each_other() -> None:
    def titles(entries: list[object]) -> list[object]:
        return [titles(each) if isinstance(each, list) else each.title for each in entries]  # type: ignore[attr-defined]

    assert titles(opened().reader.outline) == [
        "Inhoud",
        "Gewijzigd",
        "Doelen",
        ["Doel 1", ["Operationeel doel 1.1", ["Acties"]]],
    ]


def test_every_typeface_is_ours_and_in_the_file() -> None:
    names = {str(font["/BaseFont"]) for page in opened().reader.pages for font in fonts_of(page)}
    assert names
    assert all("SourceSansPro" in name for name in names)


def test_links_lead_out_or_inside_and_those_of_the_program_only_with_its_address() -> None:
    part = Paragraph(
        (
            Run("uit", href="https://example.org/"),
            Run("eigen", href="/plannen/3"),
            Run("niets", href="#nergens"),
            Run("kwaad", href="javascript:alert(1)"),
            Run("in", href="#a"),
        )
    )
    content = report(Heading(1, "Kop", "a"), part)

    def addresses(base: str) -> list[str]:
        pages = Opened(as_pdf(content, base=base)).reader.pages
        entries = [each.get_object() for page in pages for each in page.get("/Annots", [])]
        return [str(each["/A"]["/URI"]) for each in entries if "/A" in each]

    assert addresses("") == ["https://example.org/"]
    assert addresses("https://streekwerk.example/") == [
        "https://example.org/",
        "https://streekwerk.example/plannen/3",
    ]


def test_levels_that_skip_are_mended() -> None:
    data = as_pdf(report(Heading(3, "Eerst"), Heading(4, "Dan"), Heading(1, ""), Heading(4, "Diep")))
    assert faults(data) == []
    assert [each.role for each in Opened(data).of("H1", "H2", "H3", "H4")] == ["H1", "H1", "H2", "H3"]


def test_two_headings_may_ask_for_the_same_anchor() -> None:
    parts = (Heading(1, "Een", "x"), Heading(1, "Twee", "x"), Paragraph((Run("naar", href="#x"),)))
    assert faults(as_pdf(report(*parts))) == []


@pytest.mark.parametrize(
    "part", [Picture(METER.svg, "", "", 10, 10), Picture(METER.svg, "", "Bijschrift", 0, 0)]
)
def test_a_picture_without_words_still_says_something(part: Picture) -> None:
    assert Opened(as_pdf(report(part))).of("Figure")[0].own["/Alt"]


def test_a_table_without_caption_rows_or_columns_is_no_fault() -> None:
    column = (Column("Actie"), Column("Stand"))
    empty, short = Table("", column, ()), Table("Kort", column, ((Cell("een"),), ()))
    assert faults(as_pdf(report(empty, short, Table("", (), ())))) == []


@pytest.mark.slow
def test_a_table_of_two_hundred_rows_is_one_table_with_its_head_on_every_page() -> None:
    data = as_pdf(report(Heading(1, "Alles"), table_of(200, 5)))
    found = Opened(data)
    assert faults(found) == []
    assert len(found.of("Table")) == len(found.of("THead")) == 1
    assert len(found.of("TR")) == 201
    pages = [page.extract_text() for page in found.reader.pages]
    assert all("Kolom 4" in page for page in pages[2:])


def test_the_same_content_gives_the_same_bytes() -> None:
    assert as_pdf(report()) == as_pdf(report())
    assert as_pdf(report()) != as_pdf(report(ACTIONS))


@pytest.mark.parametrize(
    ("said", "kept"), [("nl-BE", "nl-BE"), ("fr", "fr"), ("", "nl-BE"), ("Nederlands", "nl-BE")]
)
def test_a_language_nobody_knows_is_ours(said: str, kept: str) -> None:
    assert Opened(as_pdf(report(language=said))).root["/Lang"] == kept
