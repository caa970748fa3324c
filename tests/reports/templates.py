"""Templates of an invented office, as its secretariat would make them, and hostile ones."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import docx
from docx.enum.section import WD_SECTION
from docx.shared import Cm, Pt, RGBColor

DUTCH = {
    "Heading1": "Kop1", "Heading2": "Kop2", "Heading3": "Kop3", "Title": "Titel", "Caption": "Bijschrift",
    "ListBullet": "Lijstopsomteken", "TableGrid": "Tabelraster", "Normal": "Standaard", "Subtitle": "Ondertitel",
}  # fmt: skip
"""The ids that a Dutch Word gives; the names inside stay English."""


def dot(width: int = 60, height: int = 60, colour: tuple[int, int, int] = (160, 48, 80)) -> bytes:
    """A PNG of one colour: a logo."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


def house(*, marker: bool = True, dutch: bool = True) -> bytes:
    """A letterhead with its own typeface, colours, logo, cover, footer, and a closing line."""
    document = docx.Document()
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Liberation Serif", Pt(11)
    for name in ("Heading 1", "Heading 2", "Heading 3", "Title"):
        styles[name].font.name, styles[name].font.color.rgb = "Liberation Sans", RGBColor(0xA0, 0x30, 0x50)
        fonts = styles[name].element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{theme}", None)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(4), Cm(2)
    header = section.header.paragraphs[0]
    header.add_run().add_picture(io.BytesIO(dot()), width=Cm(1.2))
    header.add_run("  Dienst Welzijn Zonnedorp")
    footer = section.footer.paragraphs[0]
    for piece in ("[organi", "satie] · [per", "iode] · [dat", "um]"):
        footer.add_run(piece)
    document.add_paragraph("[titel]", style="Title")
    document.add_paragraph("Verslag van [organisatie], toestand op [toestand op]")
    document.add_section(WD_SECTION.NEW_PAGE)
    if marker:
        document.add_paragraph("[inhoud]")
        document.add_paragraph("[rapport]")
    document.add_paragraph("Vragen? Bel de dienst Welzijn.")
    out = io.BytesIO()
    document.save(out)
    return in_dutch(out.getvalue()) if dutch else out.getvalue()


def in_dutch(data: bytes) -> bytes:
    """The same document as a Dutch Word would keep it."""

    def named(name: str, content: bytes) -> bytes:
        if not name.startswith("word/") or not name.endswith(".xml"):
            return content
        text = content.decode()
        for english, dutch in DUTCH.items():
            text = re.sub(rf'(w:(?:styleId|val)=")({english})"', rf'\g<1>{dutch}"', text)
        return text.replace('<w:name w:val="Standaard"/>', '<w:name w:val="Normal"/>').replace(
            '<w:name w:val="Titel"/>', '<w:name w:val="Title"/>'
        ).replace('<w:name w:val="Ondertitel"/>', '<w:name w:val="Subtitle"/>').replace(
            '<w:name w:val="Bijschrift"/>', '<w:name w:val="caption"/>'
        ).encode()  # fmt: skip

    return changed(data, named)


def changed(
    data: bytes, change: Callable[[str, bytes], bytes], more: Mapping[str, bytes] | None = None
) -> bytes:
    """The package with every part changed, and parts added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def with_text(data: bytes, part: str, old: str, new: str) -> bytes:
    """The package with one text in one part replaced."""

    def replaced(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        assert old.encode() in content, (part, old)
        return content.replace(old.encode(), new.encode(), 1)

    return changed(data, replaced)


def with_parts(data: bytes, **parts: bytes) -> bytes:
    """The package with parts added; “__” in a name is a slash, “_” before the last word a dot."""
    return changed(
        data,
        lambda _, content: content,
        {name.replace("__", "/").replace("_", "."): each for name, each in parts.items()},
    )
