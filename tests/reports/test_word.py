"""A report as Word: what Word itself makes, valid by its own rules, and the same in every reader."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, example, given, settings
from lxml import etree

from reports import contents
from reports.contents import ACTIONS, METER, report, table_of
from reports.ooxml import W, accessible, faults
from streekwerk.reading.extract import extract_bytes
from streekwerk.reports.renderers.word import as_docx
from streekwerk.reports.rules.content import (
    Bullets,
    Cell,
    Column,
    Content,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
)


@cache
def made() -> bytes:
    return as_docx(report(), base="https://streekwerk.example/")


def part(data: bytes, name: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def all_of(root: Any, name: str) -> list[Any]:
    return list(root.iter(f"{{{W}}}{name}"))


def value(element: Any, name: str = "val") -> str:
    return str(element.get(f"{{{W}}}{name}"))


def text_of(element: Any) -> str:
    return "".join(each.text or "" for each in all_of(element, "t"))


def test_a_report_follows_the_rules_of_word() -> None:
    assert faults(made()) == []
    assert accessible(made()) == []


def test_another_reader_finds_headings_and_properties() -> None:
    document = docx.Document(io.BytesIO(made()))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", "Gewijzigd"), ("Heading 1", "Doelen"), ("Heading 2", "Doel 1"),
        ("Heading 3", "Operationeel doel 1.1"), ("Heading 4", "Acties"),
    ]  # fmt: skip
    about = document.core_properties
    assert (about.title, about.author, about.language) == (
        "Kwartaalrapport",
        "Welzijnsbond Zonnedorp",
        "nl-BE",
    )
    styles = [p.style.name for p in document.paragraphs]
    assert styles[:2] == ["Title", "Subtitle"]
    assert styles.count("List Bullet") == 2
    assert [p.text for p in document.paragraphs if p.style.name == "Caption"] == [
        "Tabel 1. Acties met hun stand", "Figuur 1. Ritten per kwartaal",
    ]  # fmt: skip
    assert "[" not in "".join(p.text for p in document.paragraphs)
    footer = document.sections[0].footer.paragraphs[0].text
    assert footer == "Welzijnsbond Zonnedorp · Kwartaalrapport · Derde kwartaal 2026\t1 / 1"


def test_our_own_reading_room_reads_every_word_again() -> None:
    document = extract_bytes(made(), "rapport.docx")
    read = "\n".join(line.text for line in document.lines)
    for words in (
        "Kwartaalrapport",
        "30 september 2026",
        "Eén actie kwam klaar.",
        "Huis van het kind",
        "Totaal",
    ):
        assert words in read
    assert "Uitleg" not in read


def test_the_language_stands_in_defaults_and_settings() -> None:
    lang = part(made(), "word/styles.xml").find(f".//{{{W}}}rPrDefault/{{{W}}}rPr/{{{W}}}lang")
    assert value(lang) == "nl-BE"
    settings_ = part(made(), "word/settings.xml")
    assert value(settings_.find(f"{{{W}}}themeFontLang")) == "nl-BE"
    assert settings_.find(f"{{{W}}}autoHyphenation") is not None
    assert settings_.find(f"{{{W}}}updateFields") is None


def test_the_table_of_contents_is_filled_and_does_not_ask_to_be_updated() -> None:
    root = part(made())
    control = all_of(root, "sdt")[0]
    assert value(all_of(control, "docPartGallery")[0]) == "Table of Contents"
    lines = [text_of(each) for each in all_of(control, "hyperlink")]
    assert lines == ["Gewijzigd2", "Doelen2", "Doel 12", "Operationeel doel 1.12"]
    instructions = [each.text.strip() for each in all_of(control, "instrText")]
    assert instructions[0] == 'TOC \\o "1-3" \\h \\z \\u'
    assert sum(each.startswith("PAGEREF _Toc") for each in instructions) == 4


@pytest.mark.parametrize(("chapters", "depth"), [(5, 3), (20, 2), (70, 1)])
def test_a_long_report_has_a_table_of_contents_of_fewer_levels(chapters: int, depth: int) -> None:
    parts = [
        each for at in range(chapters) for each in (Heading(1, f"H {at}"), Heading(2, "a"), Heading(3, "b"))
    ]
    root = part(as_docx(report(*parts)))
    shown = {value(each) for each in all_of(all_of(root, "sdt")[0], "pStyle")} - {"TOCHeading"}
    assert shown == {f"TOC{level}" for level in range(1, depth + 1)}


def test_a_table_repeats_its_head_and_keeps_rows_whole() -> None:
    table = all_of(part(made()), "tbl")[0]
    rows = all_of(table, "tr")
    assert len(rows) == 4
    assert [len(all_of(row, "tblHeader")) for row in rows] == [1, 0, 0, 0]
    assert all(all_of(row, "cantSplit") for row in rows)
    look = all_of(table, "tblLook")[0]
    assert (value(look, "firstRow"), value(look, "firstColumn"), value(look, "lastRow")) == ("1", "1", "1")
    assert value(all_of(table, "tblCaption")[0]) == "Acties met hun stand"
    assert value(all_of(table, "tblDescription")[0]) == "Kolommen: Actie, Stand, Einde, Bedrag. Rijen: 2."
    assert all(all_of(run, "b") for run in all_of(rows[3], "r"))
    assert [len(all_of(cell, "jc")) for cell in all_of(rows[1], "tc")] == [0, 0, 0, 1]


def test_a_very_long_row_may_be_split() -> None:
    table = Table("Lang", (Column("Tekst"),), ((Cell("woord " * 400),),))
    rows = all_of(part(as_docx(report(table))), "tr")
    assert [bool(all_of(row, "cantSplit")) for row in rows] == [True, False]


def test_a_tone_colours_the_cell_behind_its_words() -> None:
    cells = all_of(part(made()), "tc")
    shaded = {text_of(cell): value(all_of(cell, "shd")[0], "fill") for cell in cells if all_of(cell, "shd")}
    assert set(shaded) == {"loopt", "klaar"}


def test_links_lead_to_bookmarks_and_outside() -> None:
    root = part(made())
    targets = {
        text_of(each): each for each in all_of(root, "hyperlink") if each.getparent().tag.endswith("}p")
    }
    anchors = {value(each, "name") for each in all_of(root, "bookmarkStart")}
    assert value(targets["de acties"], "anchor") in anchors
    relations = part(made(), "word/_rels/document.xml.rels")
    outside = {each.get("Target") for each in relations if each.get("TargetMode") == "External"}
    assert outside == {"https://example.org/", "https://example.org/1.2"}


@pytest.mark.parametrize(
    ("href", "base", "leads"),
    [
        ("/plannen/3/", "https://s.example/", "https://s.example/plannen/3/"), ("/plannen/3/", "", None),
        ("mailto:an@example.org", "", "mailto:an@example.org"), ("javascript:alert(1)", "", None),
        ("//elders.example/", "https://s.example", None), ("file:///etc/passwd", "", None), ("#weg", "", None),
    ],
)  # fmt: skip
def test_only_addresses_that_lead_somewhere_become_links(href: str, base: str, leads: str | None) -> None:
    data = as_docx(report(Paragraph((Run("hier", href=href),))), base=base)
    relations = part(data, "word/_rels/document.xml.rels")
    assert [each.get("Target") for each in relations if each.get("TargetMode")] == ([leads] if leads else [])
    assert "hier" in text_of(part(data))


def test_a_picture_has_words_and_is_kept_once() -> None:
    data = as_docx(report(METER, METER, Picture(METER.svg, "Nog eens", "", 3000, 90)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        drawn = [name for name in archive.namelist() if name.endswith(".png")]
        assert len(drawn) == 1
        assert archive.read(drawn[0]).startswith(b"\x89PNG")
    shapes = docx.Document(io.BytesIO(data)).inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [METER.alt, METER.alt, "Nog eens"]
    assert shapes[2].width / 635 <= 9298
    assert shapes[0].width / shapes[0].height == pytest.approx(320 / 120, rel=0.01)


def test_a_new_page_begins_with_what_follows() -> None:
    root = part(as_docx(report(Heading(1, "Een"), PageBreak(), Heading(1, "Twee"), PageBreak(), ACTIONS)))
    breaking = [text_of(each) for each in all_of(root, "p") if all_of(each, "pageBreakBefore")]
    assert breaking == ["Een", "Twee", "Tabel 1. Acties met hun stand"]
    assert not all_of(root, "br")


def test_headings_never_skip_a_level() -> None:
    data = as_docx(report(Heading(2, "Eerst"), Heading(4, "Diep"), Heading(1, "Een"), Heading(3, "Drie")))
    assert accessible(data) == []


def test_the_same_report_gives_the_same_bytes() -> None:
    assert as_docx(report()) == as_docx(Content.from_json(report().to_json()))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contents.contents)
@example(Content("", "", ()))
@example(
    Content("t", "", (Bullets(((),)), Table("", (), ()), Table("", (), ((Cell("a"),),)), Table("", (), ())))
)
@example(Content("t", "", (Table("", (), ()), Bullets(()))))
@example(Content("t", "", tuple(Heading(1, each) for each in contents.HOSTILE)))
def test_whatever_is_in_a_report_the_file_follows_the_rules(content: Content) -> None:
    data = as_docx(content)
    assert faults(data) == []
    docx.Document(io.BytesIO(data))


@settings(max_examples=15, deadline=None)
@given(contents.texts)
def test_no_word_gets_lost(text: str) -> None:
    from streekwerk.kernel.ooxml import clean

    data = as_docx(
        report(Heading(1, f"k{text}"), Paragraph((Run(text),)), Table("T", (Column(text),), ((Cell(text),),)))
    )
    found = "".join(text_of(part(data)).split())
    assert found.count("".join(clean(text).split())) >= 4 or not text.split()


def test_a_very_large_table_is_one_table() -> None:
    data = as_docx(report(table_of(1000, 6)))
    assert faults(data) == []
    assert len(all_of(part(data), "tr")) == 1001


@pytest.mark.parametrize(("rows", "page"), [(3, 2), (200, 8)])
def test_the_page_numbers_in_the_contents_are_about_right(rows: int, page: int) -> None:
    data = as_docx(report(Heading(1, "Eerst"), table_of(rows, 3), Heading(1, "Daarna")))
    lines = [text_of(each) for each in all_of(all_of(part(data), "sdt")[0], "hyperlink")]
    assert lines[0] == "Eerst2"
    assert abs(int(lines[1].removeprefix("Daarna")) - page) <= 1


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_every_word(tmp_path: Path) -> None:
    import pypdfium2

    (tmp_path / "rapport.docx").write_bytes(made())
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    asked = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "rapport.docx"),
    ]
    subprocess.run(asked, check=True, capture_output=True, timeout=120)
    document = pypdfium2.PdfDocument(tmp_path / "rapport.pdf")
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    for words in (
        "Kwartaalrapport",
        "Inhoud",
        "Tabel 1. Acties met hun stand",
        "Figuur 1. Ritten per kwartaal",
        "2 / 2",
    ):
        assert words in text
