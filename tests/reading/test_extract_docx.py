"""Word documents to lines and blocks."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from reading.office import (
    aside,
    docx,
    paragraph,
    paragraphs,
    part_of,
    save,
    tables,
    texts,
    with_body,
    with_parts,
)
from streekwerk.reading.extract.docx import extract
from streekwerk.reading.extract.docx_styles import counted
from streekwerk.reading.models import Document


def read(data: bytes) -> Document:
    return extract(data, "plan.docx")


def test_headings_lists_and_tables_come_in_the_order_of_the_text() -> None:
    def build(word: Any) -> None:
        word.add_heading("Meerjarenplan Zonneland", 0)
        word.add_heading("Domein 1: Wonen", 1)
        word.add_paragraph("Wie zoekt, vindt.")
        word.add_paragraph("een huis", style="List Bullet")
        table = word.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Trekker", "OCMW"
        word.add_heading("Domein 2: Werk", 1)

    document = read(docx(build))
    assert texts(document) == [
        "Meerjarenplan Zonneland", "Domein 1: Wonen", "Wie zoekt, vindt.", "• een huis", "Trekker", "OCMW",
        "Domein 2: Werk",
    ]  # fmt: skip
    assert [(p.text, p.heading, p.list_level) for p in paragraphs(document)][1:4] == [
        ("Domein 1: Wonen", 1, None),
        ("Wie zoekt, vindt.", None, None),
        ("• een huis", None, 0),
    ]
    assert [line.where for line in document.lines][3:6] == [
        "alinea 4", "tabel 1, rij 1, kolom 1", "tabel 1, rij 1, kolom 2",
    ]  # fmt: skip
    assert [line.number for line in document.lines] == list(range(1, 8))


def test_a_localised_style_name_or_an_outline_level_makes_a_heading() -> None:
    def build(word: Any) -> None:
        word.styles["Heading 2"].name = "Kop 2"
        word.add_paragraph("Zorg", style="Kop 2")

    assert paragraphs(read(docx(build)))[0].heading == 2
    outline = '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'
    assert paragraphs(read(with_body(paragraph("Zorg", outline))))[0].heading == 3
    body_text = '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>'
    assert paragraphs(read(with_body(paragraph("Zorg", body_text))))[0].heading is None


def test_short_bold_lines_are_headings_only_in_a_document_without_heading_styles() -> None:
    def build(word: Any) -> None:
        for text, bold in (("1. Wonen", True), ("1.1 Aanbod", True), ("Tekst.", False), ("Let op.", True)):
            word.add_paragraph().add_run(text).bold = bold

    found = {p.text: p.heading for p in paragraphs(read(docx(build)))}
    assert found == {"1. Wonen": 1, "1.1 Aanbod": 2, "Tekst.": None, "Let op.": None}

    def styled(word: Any) -> None:
        word.add_heading("Wonen", 1)
        build(word)

    assert [p.text for p in paragraphs(read(docx(styled))) if p.heading] == ["Wonen"]


def test_automatic_numbers_are_part_of_the_text_and_start_again_under_a_new_parent() -> None:
    def item(text: str, level: int) -> str:
        numbers = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr></w:pPr>'
        return paragraph(text, numbers)

    data = with_body("".join(item(t, n) for t, n in (("a", 0), ("b", 1), ("c", 1), ("d", 0), ("e", 1))))
    numbering = part_of(data, "word/numbering.xml")
    levels = (
        '<w:abstractNum w:abstractNumId="77">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/>'
        '<w:lvlText w:val="Actie %1:"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num></w:numbering>'
    )
    data = with_parts(data, {"word/numbering.xml": numbering.replace("</w:numbering>", levels)})
    assert texts(read(data)) == ["Actie A: a", "A.1 b", "A.2 c", "Actie B: d", "B.1 e"]


def test_list_numbers_beyond_their_alphabet_stay_readable() -> None:
    assert [counted(n, "lowerLetter") for n in (1, 26, 27)] == ["a", "z", "aa"]
    assert counted(0, "upperRoman") == "0"


def test_merged_cells_occur_once_with_their_size_and_colour() -> None:
    def build(word: Any) -> None:
        table = word.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "Actie 3: Samen eten"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "Timing"
        table.cell(1, 1).text = "start\neinde"
        shade = table.cell(1, 2)._tc.get_or_add_tcPr()
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        shade.append(parse_xml(f'<w:shd {nsdecls("w")} w:fill="ffff00"/>'))

    [table] = tables(read(docx(build)))
    cells = {(c.row, c.column): c for c in table.cells}
    assert (cells[1, 1].column_span, cells[1, 1].text) == (3, "Actie 3: Samen eten")
    assert (cells[2, 1].row_span, cells[2, 1].text) == (2, "Timing")
    assert (3, 1) not in cells
    assert cells[2, 2].text == "start\neinde"
    assert cells[2, 2].lines == (3, 4)
    assert cells[2, 3].fill == "FFFF00"
    assert cells[3, 3].lines is None


def test_a_repeated_heading_row_counts_as_header_rows() -> None:
    def build(word: Any) -> None:
        table = word.add_table(3, 1)
        for row in range(3):
            table.cell(row, 0).text = f"rij {row}"
        from docx.oxml import OxmlElement

        for row in table.rows[:2]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    assert tables(read(docx(build)))[0].header_rows == 2


def test_a_table_in_a_cell_keeps_its_rows_together_and_a_frame_is_looked_through() -> None:
    def build(word: Any) -> None:
        outer = word.add_table(1, 2)
        outer.cell(0, 0).text = "Indicatoren"
        inner = outer.cell(0, 1).add_table(2, 2)
        for row, column, text in ((0, 0, "Wat"), (0, 1, "Doel"), (1, 0, "aantal"), (1, 1, "12")):
            inner.cell(row, column).text = text
        frame = word.add_table(1, 1)
        frame.cell(0, 0).text = "In een kader"

    document = read(docx(build))
    assert texts(document) == ["Indicatoren", "Wat | Doel", "aantal | 12", "In een kader"]
    assert len(tables(document)) == 1
    assert paragraphs(document)[0].text == "In een kader"


def test_tracked_changes_give_the_text_as_if_accepted() -> None:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    body = (
        "<w:p>" + run.format("We starten in ")
        + '<w:del w:id="1" w:author="x"><w:r><w:delText>2026</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2" w:author="x">{run.format("2027")}</w:ins></w:p>'
        + f'<w:p><w:moveFrom w:id="3">{run.format("verplaatst")}</w:moveFrom></w:p>'
        + f'<w:p><w:moveTo w:id="4">{run.format("hierheen")}</w:moveTo></w:p>'
        + "<w:tbl><w:tr><w:trPr><w:del w:id='5'/></w:trPr><w:tc>" + paragraph("weg") + "</w:tc></w:tr>"
        + "<w:tr><w:tc>" + paragraph("a") + "</w:tc><w:tc>" + paragraph("b") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    assert texts(read(with_body(body))) == ["We starten in 2027", "hierheen", "a", "b"]


def test_hidden_text_prompts_contents_headers_and_comments_go_aside_with_a_reason() -> None:
    body = (
        "<w:p><w:r><w:t>Zichtbaar</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r></w:p>"
        "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        "<w:r><w:t>Klik om tekst in te voeren</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        "<w:sdt><w:sdtContent>" + paragraph("Ingevuld") + "</w:sdtContent></w:sdt>"
    )
    document = read(with_body(body))
    assert texts(document) == ["Zichtbaar", "Ingevuld"]
    assert aside(document) == {
        "verborgen tekst": ["geheim"],
        "invulveld zonder antwoord": ["Klik om tekst in te voeren"],
    }

    def build(word: Any) -> None:
        word.styles.add_style("toc 1", 1)
        word.add_paragraph("Wonen .... 3", style="toc 1")
        word.add_paragraph("Tekst")
        word.sections[0].header.paragraphs[0].text = "Ontwerp"
        word.sections[0].footer.paragraphs[0].text = "Ontwerp"

    assert aside(read(docx(build))) == {"inhoudsopgave": ["Wonen .... 3"], "kop- of voettekst": ["Ontwerp"]}


def test_field_results_are_read_but_not_their_codes_and_soft_hyphens_vanish() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF _1 \\h</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Actie 4</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> buurt</w:t>'
        "<w:softHyphen/>"
        "<w:t>zorg\u00ad net</w:t><w:noBreakHyphen/><w:t>werk</w:t></w:r>"
        '<w:fldSimple w:instr="DATE"><w:r><w:t xml:space="preserve"> mei 2026</w:t></w:r></w:fldSimple></w:p>'
    )
    assert texts(read(with_body(body))) == ["Actie 4 buurtzorg net-werk mei 2026"]


def test_line_breaks_make_lines_and_struck_text_is_marked() -> None:
    body = (
        "<w:p><w:r><w:t>een</w:t><w:br/><w:t>twee</w:t></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>vervalt</w:t></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>oud</w:t></w:r><w:r><w:t> nieuw</w:t></w:r></w:p>"
    )
    document = read(with_body(body))
    assert [(line.text, line.where) for line in document.lines] == [
        ("een", "alinea 1"), ("twee", "alinea 1"), ("vervalt", "alinea 2 (doorgehaald)"),
        ("oud nieuw", "alinea 3 (deels doorgehaald)"),
    ]  # fmt: skip
    assert paragraphs(document)[0].lines == (1, 2)


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent>" + paragraph("In het vak") + "</w:txbxContent>"
    body = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing><a>{box}</a></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(read(with_body(body))) == ["In het vak"]


NOTES = (
    '<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="0">' + paragraph("---") + "</w:footnote>"
    '<w:footnote w:id="2">' + paragraph("Raming van mei.") + "</w:footnote>"
    '<w:footnote w:id="3">' + paragraph("Zie verslag.") + "</w:footnote></w:footnotes>"
)


def test_footnotes_stand_under_the_paragraph_or_in_the_cell_that_refers_to_them() -> None:
    def refer(text: str, number: int) -> str:
        return f'<w:p><w:r><w:t>{text}</w:t></w:r><w:r><w:footnoteReference w:id="{number}"/></w:r></w:p>'

    body = (
        refer("Tekst", 2) + "<w:tbl><w:tr><w:tc>" + refer("eerste", 3) + paragraph("tweede") + "</w:tc><w:tc>"
        + paragraph("b") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    data = with_body(body)
    relations = part_of(data, "word/_rels/document.xml.rels").replace(
        "</Relationships>",
        '<Relationship Id="rIdN" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/footnotes"/></Relationships>',
    )
    data = with_parts(data, {"word/footnotes.xml": NOTES, "word/_rels/document.xml.rels": relations})
    document = read(data)
    assert texts(document) == ["Tekst", "Raming van mei.", "eerste", "tweede", "Zie verslag.", "b"]
    assert tables(document)[0].cells[0].lines == (3, 5)
    assert document.lines[4].where == "tabel 1, rij 1, kolom 1, voetnoot 3"


def test_broken_ligatures_are_mended_and_reported() -> None:
    document = read(with_body(paragraph("het plaƞorm")))
    assert texts(document) == ["het platform"]
    assert [(r.line, r.was, r.now) for r in document.repairs] == [(1, "plaƞorm", "platform")]


@pytest.mark.slow
def test_a_file_saved_by_libreoffice_gives_the_same_text(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is niet geïnstalleerd")

    def build(word: Any) -> None:
        word.add_heading("Domein 1: Wonen", 1)
        word.add_paragraph("een", style="List Number")
        word.add_paragraph("twee", style="List Number")
        table = word.add_table(2, 2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Actie 1: Huis voor huis"
        table.cell(1, 0).text, table.cell(1, 1).text = "Trekker", "OCMW"
        word.sections[0].header.paragraphs[0].text = "Ontwerp"

    data = docx(build)
    source = save(tmp_path, "plan.docx", data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path / "uit"),
    ]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=60)
    again, document = read((tmp_path / "uit" / "plan.docx").read_bytes()), read(data)
    assert texts(again) == texts(document)
    assert [p.heading for p in paragraphs(again)] == [p.heading for p in paragraphs(document)]
    assert [(c.text, c.column_span) for c in tables(again)[0].cells] == [
        (c.text, c.column_span) for c in tables(document)[0].cells
    ]
