"""The text of a report as XML, part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from streekwerk.kernel.ooxml import escaped
from streekwerk.reports.renderers.word_fit import Fit
from streekwerk.reports.renderers.word_front import Place
from streekwerk.reports.renderers.word_own import field
from streekwerk.reports.renderers.word_pages import Page, shown_size
from streekwerk.reports.renderers.word_table import table_xml
from streekwerk.reports.renderers.word_text import Links, letters, paragraph
from streekwerk.reports.rules.content import (
    Bullets,
    Content,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)

_TWIP = 635
"""So many of the units in which a drawing is measured."""
_NEW_PAGE = "<w:pageBreakBefore/>"
_ROOMY = '<w:spacing w:before="200"/>'
"""White above what follows a table: a table has none below."""


class Body:
    """Writes the parts of one report.

    Args:
        keep_picture: keeps the picture of an SVG text and says the id of its relation.
        first: the first number that is free for bookmarks and drawings.
    """

    def __init__(
        self,
        content: Content,
        places: list[Place],
        fit: Fit,
        links: Links,
        page: Page,
        keep_picture: Callable[[str], str],
        first: int,
    ) -> None:
        self._content, self._fit, self._styles = content, fit, fit.ids
        self._places = iter(places)
        self._links, self._page, self._keep = links, page, keep_picture
        self._number = first
        self._tables = self._pictures = 0
        self._new_page = self._after_table = False
        self._last_heading = content.title

    def xml(self, *, new_page: bool = False) -> str:
        """All parts; `new_page` puts the first on a page of its own."""
        self._new_page = new_page
        made = "".join(self._each())
        if self._new_page:
            made += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        # Word wants a paragraph between a table and what comes after the report.
        return made + ("<w:p/>" if self._after_table else "")

    def _each(self) -> Iterator[str]:
        for part in self._content.parts:
            match part:
                case PageBreak():
                    if self._new_page:
                        yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
                    self._new_page = True
                    continue
                case Heading():
                    yield self._heading()
                case Paragraph():
                    role = part.role or "normal"
                    yield self._paragraph(role, self._links.runs(part.runs))
                case Bullets(()):
                    continue
                case Bullets():
                    for item in part.items:
                        yield self._bullet(self._links.runs(item))
                case Picture():
                    yield self._picture(part)
                case Table():
                    yield self._table(part)
            self._after_table = isinstance(part, Table)

    def _taken(self) -> int:
        self._number += 1
        return self._number

    def _break(self) -> str:
        """Asks for a new page, when one was to come before this paragraph."""
        asked, self._new_page = self._new_page, False
        return _NEW_PAGE if asked else ""

    def _paragraph(self, role: str, inside: str) -> str:
        roomy = _ROOMY if self._after_table and role != "note" else ""
        return paragraph(self._styles[role], inside, self._break(), roomy)

    def _heading(self) -> str:
        place = next(self._places)
        self._last_heading = place.text
        inside = letters(place.text)
        for name in filter(None, (place.bookmark, place.anchor)):
            number = self._taken()
            inside = (
                f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'
            )
        return paragraph(self._styles[f"heading{place.level}"], inside, self._break())

    def _bullet(self, inside: str) -> str:
        number = self._fit.list_number
        list_ = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
        after = _ROOMY if self._after_table else ""
        self._after_table = False
        return paragraph(self._styles["bullet"], inside, self._break() + list_, after)

    def _caption(self, word: str, number: int, caption: str, more: str = "", after: str = "") -> str:
        counted = letters(f"{word} ") + field(f"SEQ {word} \\* ARABIC", str(number))
        inside = counted + letters(f". {' '.join(caption.split())}")
        return paragraph(self._styles["caption"], inside, more, after)

    def _table(self, table: Table) -> str:
        above = ""
        if table.caption.strip():
            self._tables += 1
            above = self._caption("Tabel", self._tables, table.caption, f"<w:keepNext/>{self._break()}")
        elif self._after_table or self._new_page:
            # Two tables without anything between them would become one.
            above = paragraph(self._styles["normal"], "", self._break())
        name = table.caption.strip() or self._last_heading
        return above + table_xml(table, self._styles, self._links, self._page.width, name)

    def _picture(self, picture: Picture) -> str:
        wide, high = (size * _TWIP for size in shown_size(picture, self._page))
        number, relation = self._taken(), self._keep(picture.svg)
        alt = escaped(" ".join(picture.alt.split()))
        name = f"Figuur {number}"
        drawing = (
            '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="{name}" descr="{alt}"/>'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{alt}"/>'
            "<pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
        made = paragraph(self._styles["picture"], drawing, self._break())
        if picture.caption.strip():
            self._pictures += 1
            near = '<w:spacing w:before="80" w:after="240"/>'
            made += self._caption("Figuur", self._pictures, picture.caption, after=near)
        return made
