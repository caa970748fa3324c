"""A report as a Word document, in our style or in that of a template.

Pictures travel as PNG, drawn at twice their size: 190 dots to the inch, the same in every Word and in
LibreOffice. As SVG they would be set in the typeface that the reader's machine has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from streekwerk.kernel.ooxml import WORD, w
from streekwerk.reports.renderers.drawings import pngs_of
from streekwerk.reports.renderers.word_body import Body
from streekwerk.reports.renderers.word_fill import BLOCKS, Filled, filled, place
from streekwerk.reports.renderers.word_fit import Fit, Use, fitted
from streekwerk.reports.renderers.word_front import (
    contents_block,
    contents_lines,
    described,
    facts_block,
    needs_own_page,
    places_of,
    title_block,
)
from streekwerk.reports.renderers.word_guard import opened
from streekwerk.reports.renderers.word_own import own_template
from streekwerk.reports.renderers.word_package import HEAD, OFFICE, Parts
from streekwerk.reports.renderers.word_pages import Page, pages_of, pages_of_contents
from streekwerk.reports.renderers.word_styles import STYLES
from streekwerk.reports.renderers.word_text import Links
from streekwerk.reports.rules.content import Content, Picture

_PREFIXES = {
    "w": WORD,
    "r": OFFICE,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


@dataclass(frozen=True)
class Fitting:
    """How a template serves for a report."""

    uses: tuple[Use, ...]
    words: tuple[str, ...]
    """The words between brackets that are filled in."""
    blocks: tuple[str, ...]
    """Which of feiten, inhoud and rapport have a place."""
    warnings: tuple[str, ...]


def as_docx(content: Content, *, template: bytes | None = None, base: str = "") -> bytes:
    """The report as a Word file; the same content and template give the same bytes.

    Args:
        template: a Word file of the house, see `word_guard`; None: our own.
        base: where addresses like “/plannen/3/” lead on paper; empty: they are not links.

    Raises:
        DomainError: the template cannot serve; the message says why.
    """
    return _set(content, template, base)[0]


def fitting_of(template: bytes, example: Content) -> Fitting:
    """How a template serves: found by setting an example in it.

    Raises:
        DomainError: it cannot serve; the message says why.
    """
    return _set(example, template, "")[1]


def _set(content: Content, template: bytes | None, base: str) -> tuple[bytes, Fitting]:
    parts, main, taken_out = opened(own_template() if template is None else template, "het sjabloon")
    fit = fitted(parts, main, content.language)
    seen = filled(parts, main, content, fit.ids["explain"])
    places = places_of(content)
    page = Page.of(seen.section)
    blocks = _front(content, fit, seen, page, first_id=_free_id(parts))
    bookmarks = {
        heading.anchor: spot.anchor
        for heading, spot in zip(content.headings(), places, strict=True)
        if spot.anchor
    }
    links = Links(bookmarks, lambda href: _outside(parts, main, href), fit.ids["link"], base)
    pictures = _Pictures(parts, main, content)
    body = Body(content, places, fit, links, page, pictures, _free_number(parts, main))
    report = body.xml(new_page=seen.new_page and bool(content.parts))
    blocks["rapport"] = blocks["rapport"] + report
    parts.put(main, _joined(parts.parsed(main), blocks))
    parts.put("docProps/core.xml", HEAD + described(content).encode(), _CORE_TYPE)
    if not parts.one("", "core-properties"):
        parts.point("", _CORE, "docProps/core.xml")
    return parts.save(), Fitting(
        fit.uses,
        tuple(sorted(seen.words)),
        tuple(block for block in BLOCKS if block in seen.blocks),
        (
            *(f"Weggelaten: {what}." for what in taken_out),
            *seen.warnings,
            *fit.warnings(),
            *(f"[{word}] is geen woord dat wordt ingevuld; het blijft staan." for word in seen.unknown[:5]),
        ),
    )


def _front(content: Content, fit: Fit, seen: Filled, page: Page, *, first_id: int) -> dict[str, str]:
    """What goes in each place; what the template has no place for comes right before the report."""
    places = places_of(content)
    own_page = needs_own_page(places) and not seen.contents_on_top
    first = seen.pages_before + pages_of_contents(contents_lines(places), page)
    first += own_page + seen.new_page
    contents = contents_block(
        places,
        pages_of(content, page, first),
        fit.ids,
        width=page.width,
        number=first_id,
        new_page=own_page,
    )
    facts = facts_block(content, fit.ids)
    before = "" if seen.titled else title_block(content, fit.ids)
    if "feiten" not in seen.blocks:
        contents, facts = facts + contents, ""
    before += "" if "inhoud" in seen.blocks else contents
    return {"feiten": facts, "inhoud": contents, "rapport": before}


def _joined(root: Any, blocks: dict[str, str]) -> bytes:
    """The text of the template with the blocks in their places, all prefixes declared at its top."""
    names = {**{prefix: uri for prefix, uri in root.nsmap.items() if prefix not in _PREFIXES}, **_PREFIXES}
    made = etree.Element(root.tag, dict(root.attrib), nsmap=names)
    made.extend(list(root))
    text: str = etree.tostring(made, encoding="unicode")
    for block, xml in blocks.items():
        text = text.replace(place(block), xml, 1)
    return HEAD + text.encode()


def _outside(parts: Parts, main: str, href: str) -> str:
    return parts.point(main, "hyperlink", href, external=True)


def _free_number(parts: Parts, main: str) -> int:
    """The highest number that the template gave to a bookmark or a drawing, in any of its parts."""
    highest = 0
    for path in [main, *(each.target for each in parts.relations(main) if each.target.endswith(".xml"))]:
        if path not in parts:
            continue
        for each in parts.parsed(path).iter(w("bookmarkStart"), f"{{{_PREFIXES['wp']}}}docPr"):
            number = each.get(w("id")) or each.get("id") or ""
            if number.isascii() and number.isdigit() and len(number) < 9:
                highest = max(highest, int(number))
    return highest


def _free_id(parts: Parts) -> int:
    """A number that no content control of the template has."""
    texts = [path for path, content in parts.files.items() if path.endswith(".xml") and b"sdt" in content]
    taken = {each.get(w("val")) for path in texts for each in parts.parsed(path).iter(w("id"))}
    number = 907_000_001
    while str(number) in taken:
        number += 1
    return number


class _Pictures:
    """Draws the pictures of a report together, and keeps each once."""

    def __init__(self, parts: Parts, main: str, content: Content) -> None:
        self._parts, self._main = parts, main
        self._known: dict[str, str] = {}
        self._drawn = pngs_of(part for part in content.parts if isinstance(part, Picture))

    def __call__(self, svg: str) -> str:
        if svg not in self._known:
            path = f"word/media/streekwerk{len(self._known) + 1}.png"
            self._parts.put(path, self._drawn[svg])
            self._parts.declare_extension("png", "image/png")
            self._known[svg] = self._parts.point(self._main, "image", path)
        return self._known[svg]


__all__ = ["STYLES", "Fitting", "as_docx", "fitting_of", "own_template"]
