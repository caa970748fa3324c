"""Word: a heading per node by its depth, below it the sheet as a table of two columns."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.shared import Cm, Pt, RGBColor

from streekwerk.kernel.ooxml import WORD, clean, escaped, w
from streekwerk.plans.exports.records import Contents, Record, sheet_label

_DEEPEST = 9
_NAMES = f'xmlns:w="{WORD}"'
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*")


def as_docx(contents: Contents) -> bytes:
    """The selection in Dutch of Belgium, with headings, tables with header cells and page numbers."""
    document = Document()
    _prepare(document, contents)
    body = document.element.body
    end = body.sectPr
    for record in contents.records:
        for element in _elements(record):
            end.addprevious(element)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _prepare(document: Any, contents: Contents) -> None:
    plan = contents.plan
    about = document.core_properties
    about.title, about.author, about.language = plan.title, plan.network.name, "nl-BE"
    about.comments = ""
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(10.5)
    defaults = styles.element.find(f".//{w('rPrDefault')}/{w('rPr')}")
    for old in defaults.findall(w("lang")):
        defaults.remove(old)
    defaults.append(parse_xml(f'<w:lang {_NAMES} w:val="nl-BE" w:eastAsia="nl-BE" w:bidi="ar-SA"/>'))
    for depth in range(1, _DEEPEST + 1):
        style = styles[f"Heading {depth}"]
        style.font.color.rgb = RGBColor(0x1B, 0x20, 0x1E)
        style.font.name, style.font.italic = "Calibri", False
        style.font.size = Pt(max(11, 17 - 2 * (depth - 1)))
        fonts = style.element.rPr.find(w("rFonts"))
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(w(theme), None)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    document.add_paragraph(clean(plan.title), style="Title")
    document.add_paragraph(clean(contents.said), style="Subtitle")
    footer = section.footer.paragraphs[0]
    for kind in ("PAGE", "NUMPAGES"):
        if kind == "NUMPAGES":
            footer.add_run(" / ")
        footer._p.append(
            parse_xml(f'<w:fldSimple {_NAMES} w:instr=" {kind} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )


def _elements(record: Record) -> Iterator[Any]:
    """The paragraphs and the table of one node, as XML: python-docx itself is slow for thousands of cells."""
    node = record.node
    rows = list(_rows(record))
    code = f"{node.code} " if node.code else ""
    yield _paragraph(f"{code}{node.title}", f"Heading{min(record.depth + 1, _DEEPEST)}")
    for line in node.text.split("\n"):
        if line.strip():
            yield _paragraph(line)
    if rows:
        yield parse_xml(_table(rows))
        yield _paragraph("")


def _rows(record: Record) -> Iterator[tuple[str, str]]:
    """The rows of the table; a chapter of prose that has nothing but its number and its text needs none."""
    node = record.node
    rows = [(label, value) for label, value in record.fixed() if value and label not in ("Titel", "Tekst")]
    rows += [(sheet_label(label), text) for label, text in record.fields]
    rows += [(label, "\n".join(lines)) for label, lines in record.lists() if lines]
    bare = {"Niveau", "Code"}
    numbered = _NUMBER.fullmatch(node.code or "1") and record.word == record.kind
    if node.level == "statement" and numbered and {label for label, _ in rows} <= bare:
        return
    yield from rows[:1]
    if record.word != record.kind:
        yield "Soort", record.kind
    yield from rows[1:]


def _table(rows: list[tuple[str, str]]) -> str:
    head = _row("Veld", "Inhoud", head=True)
    edge = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>'
    edges = "".join(edge.format(side) for side in ("top", "bottom", "insideH"))
    return (
        f'<w:tbl {_NAMES}><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="2600"/><w:gridCol w:w="6800"/></w:tblGrid>'
        f"{head}{''.join(_row(label, text) for label, text in rows)}</w:tbl>"
    )


def _row(label: str, text: str, *, head: bool = False) -> str:
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else ""
    lines = "".join(_text(line, bold=head) for line in (text.split("\n") or [""]))
    return (
        f"<w:tr>{properties}"
        f'<w:tc><w:tcPr><w:tcW w:w="2600" w:type="dxa"/></w:tcPr>{_text(label, bold=True)}</w:tc>'
        f'<w:tc><w:tcPr><w:tcW w:w="6800" w:type="dxa"/></w:tcPr>{lines}</w:tc></w:tr>'
    )


def _paragraph(text: str, style: str = "") -> Any:
    return parse_xml(_text(text, style=style, names=f" {_NAMES}"))


def _text(text: str, *, bold: bool = False, style: str = "", names: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    if not style and not names:
        properties = '<w:pPr><w:spacing w:before="20" w:after="20"/></w:pPr>'
    strong = "<w:rPr><w:b/></w:rPr>" if bold else ""
    shown = escaped(" ".join(text.split()))
    return f'<w:p{names}>{properties}<w:r>{strong}<w:t xml:space="preserve">{shown}</w:t></w:r></w:p>'
