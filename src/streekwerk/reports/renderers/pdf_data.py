"""What the template of the PDF reads: the content as plain lists, made safe to set.

Everything a template could trip over is settled here, in Python: levels without gaps, links that lead
somewhere, rows as long as their head, characters that can be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from streekwerk.reports.renderers.pdf_text import breakable, printable, printable_svg, visible
from streekwerk.reports.renderers.tones import WASHES
from streekwerk.reports.renderers.widths import PADDING, SIDEWAYS, UPRIGHT, needs_width, widths
from streekwerk.reports.rules.content import (
    Bullets,
    Cell,
    Content,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Run,
    Table,
)

LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([A-Z]{2}))?")
"""What the typesetter takes for a language; another one is read as ours."""
UNTITLED = "Rapport"
NO_ALT = "Beeld zonder omschrijving"
MOST_ENTRIES = 90
"""A longer table of contents shows one level less."""
TEXT_WIDTH = 470
"""Points between the margins of an upright page."""
TALLEST = 560
"""Points a picture may be high, so that its caption stays on its page."""
HEAD_TITLE = 80
"""Characters of the title that fit in the head of a page."""

Data = dict[str, Any]


def data_of(content: Content, *, base: str = "") -> Data:
    """The content for `report.typ`."""
    parts = _with_levels(content.parts)
    anchors = {
        part.anchor: f"a{at}" for at, part in enumerate(parts) if isinstance(part, Heading) and part.anchor
    }
    links = _Links(anchors, base)
    language = LANGUAGE.fullmatch(content.language) or LANGUAGE.fullmatch("nl-BE")
    assert language is not None
    title = _text(content.title).strip() or UNTITLED
    headings = [part for part in parts if isinstance(part, Heading)]
    return {
        "title": title,
        "short": title if len(title) <= HEAD_TITLE else f"{title[:HEAD_TITLE]}…",
        "subtitle": _text(content.subtitle),
        "organisation": _text(content.organisation),
        "facts": [[_text(name), _text(value)] for name, value in content.facts],
        "state": _state(content),
        "language": language[1],
        "region": language[2] or "",
        "depth": _depth([heading.level for heading in headings]),
        "sections": list(_sections(parts, links)),
    }


class _Links:
    """Where a link leads: the address of a page, the label of a heading, or nowhere."""

    def __init__(self, anchors: dict[str, str], base: str) -> None:
        self.anchors, self.base = anchors, base
        self.labels = {label: anchor for anchor, label in anchors.items()}

    def to(self, text: str, href: str) -> Data:
        """`url` or `to`; neither for an address that only works inside the program, or not safely."""
        if not href or not visible(text):
            return {}
        if href.startswith("#"):
            label = self.anchors.get(href[1:])
            return {"to": label} if label else {}
        address = urljoin(self.base, href) if self.base else href
        try:
            parts = urlsplit(address)
        except ValueError:
            return {}
        known = (parts.scheme in ("http", "https") and parts.netloc) or parts.scheme == "mailto"
        return {"url": printable(address)} if known and len(address) < 2000 else {}

    def run(self, run: Run) -> Data:
        text = _text(run.text)
        return {"text": text, **({"strong": True} if run.strong else {}), **self.to(text, run.href)}

    def runs(self, runs: Iterable[Run]) -> list[Data]:
        return [self.run(run) for run in runs if run.text]

    def cell(self, cell: Cell, room: float) -> Data:
        """A cell of so many characters wide; only a word that is wider may be hyphenated."""
        wash = {"wash": WASHES[cell.tone]} if cell.tone in WASHES else {}
        quiet = {"tone": cell.tone} if cell.tone in ("muted", "strong") else {}
        wide = {"hyphenate": True} if any(len(word) > room for word in cell.text.split()) else {}
        text = _text(cell.text)
        return {"text": text, **wash, **quiet, **wide, **self.to(text, cell.href)}


def _with_levels(parts: Iterable[Part]) -> list[Part]:
    """The parts with headings that never go more than one level down at once: a law of PDF/UA."""
    found: list[Part] = []
    level = 0
    for part in parts:
        if isinstance(part, Heading):
            if not visible(printable(part.text)):
                continue
            level = max(1, min(part.level, level + 1))
            part = Heading(level, part.text, part.anchor)
        found.append(part)
    return found


def _depth(levels: list[int]) -> int:
    """How many levels the table of contents shows; 0: there is none.

    >>> _depth([1, 2, 2]), _depth([1] + 200 * [2]), _depth([])
    (2, 1, 0)
    """
    for depth in (3, 2):
        if max(levels, default=0) >= depth and sum(level <= depth for level in levels) <= MOST_ENTRIES:
            return depth
    return 1 if levels else 0


def _state(content: Content) -> str:
    """“Toestand op 30 september 2026”, from the cover; empty when the cover does not say."""
    for name, value in content.facts:
        if name.lower().startswith("toestand"):
            return _text(f"{name} {value}")
    return ""


def _sections(parts: list[Part], links: _Links) -> Iterator[Data]:
    """The parts by the way their paper lies; a wide table takes its headings and its notes along."""
    wide = [isinstance(part, Table) and needs_width(part) for part in parts]
    for at in [at for at, each in enumerate(wide) if each]:
        before = at - 1
        while before >= 0 and isinstance(parts[before], Heading):
            wide[before] = True
            before -= 1
        after = at + 1
        while after < len(parts) and _is_note(parts[after]):
            wide[after] = True
            after += 1
    section: Data = {"wide": False, "parts": []}
    for at, part in enumerate(parts):
        if section["wide"] != wide[at]:
            if section["parts"]:
                yield section
            section = {"wide": wide[at], "parts": []}
        made = _made(part, links)
        if at + 1 < len(parts) and _is_note(parts[at + 1]):
            made["noted"] = True
        if isinstance(part, Heading) and part.anchor:
            made["label"] = links.anchors[part.anchor] if links.labels.get(f"a{at}") else ""
        section["parts"].append(made)
    if section["parts"]:
        yield section


def _is_note(part: Part) -> bool:
    return isinstance(part, Paragraph) and part.role == "note"


def _made(part: Part, links: _Links) -> Data:
    match part:
        case Heading():
            return {"kind": "heading", "level": part.level, "text": _text(part.text)}
        case Paragraph():
            return {"kind": "paragraph", "role": part.role, "runs": links.runs(part.runs)}
        case Bullets():
            return {"kind": "bullets", "items": [links.runs(item) for item in part.items]}
        case Picture():
            return _picture(part)
        case Table():
            return _table(part, links)
        case PageBreak():
            return {"kind": "pagebreak"}


def _picture(picture: Picture) -> Data:
    # A pixel of a screen is three quarters of a point.
    width = min(picture.width * 0.75, TEXT_WIDTH) if picture.width > 0 else TEXT_WIDTH
    if picture.height > 0 and picture.width > 0:
        width = min(width, TALLEST * picture.width / picture.height)
    caption = _text(picture.caption)
    alt = printable(picture.alt).strip() or caption or NO_ALT
    return {
        "kind": "picture",
        "svg": printable_svg(picture.svg),
        "alt": alt,
        "caption": caption,
        "width": width,
    }


def _table(table: Table, links: _Links) -> Data:
    count, shares = len(table.columns), widths(table)
    line = SIDEWAYS if needs_width(table) else UPRIGHT
    rooms = [share / 100 * line - PADDING for share in shares]

    def row(cells: tuple[Cell, ...]) -> list[Data]:
        full = cells[:count] + (Cell(""),) * (count - len(cells))
        return [links.cell(cell, room) for cell, room in zip(full, rooms, strict=True)]

    return {
        "kind": "table",
        "caption": _text(table.caption),
        "heads": [_text(column.title) for column in table.columns],
        "right": [column.align == "right" for column in table.columns],
        "widths": shares,
        "rows": [row(cells) for cells in table.rows],
        "total": row(table.total) if table.total else [],
    }


def _text(text: str) -> str:
    return breakable(printable(text))
