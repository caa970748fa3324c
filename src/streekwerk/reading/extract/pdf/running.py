"""Running headers and footers: the same words at the same height on most pages, and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from streekwerk.reading.extract.pdf.pieces import PagePieces, Printed, Text

RUNNING_WHY = "Kop- of voettekst: staat op de meeste bladzijden op dezelfde hoogte"
PAGE_NUMBER_WHY = "Bladzijdenummer"

_MARGIN = 0.14
"""Share of the page at the top and at the bottom where running lines stand."""
_NEAR_EDGE = 4
"""Lines from the top and from the bottom of the page that are looked at."""
_APART = 1.1
"""Free height between the running lines and the text, as a share of their font size."""
_LEAST_PAGES = 3
_SHARE = 0.4
"""Of the pages; left and right pages may take turns."""
_LARGER = 1.15
"""Times the body size from which a line is a title that happens to come back."""
_STEP = 6.0
"""Points within which heights are the same."""
_NUMBER = re.compile(r"\d+")
_PAGE_WORDS = re.compile(r"(?:\W|\d|_|\b(?:pagina|bladzijde|blz|pag|page|p|van|of|de|uit)\b)*", re.IGNORECASE)


def mark_running(pages: list[PagePieces]) -> None:
    """Set running lines and page numbers of all pages aside, each with why."""
    if len(pages) < _LEAST_PAGES:
        return
    seen = _Seen(pages)
    for page in pages:
        found: dict[int, str] = {}
        for low in (False, True):
            found |= _outermost(page, low, seen)
        if found:
            _set_aside(page, found)


class _Seen:
    """On which pages each line near an edge stands, by its words and height, and by its numbering."""

    def __init__(self, pages: list[PagePieces]) -> None:
        self._body = _body_size(pages)
        self._least = max(_LEAST_PAGES, _SHARE * len(pages))
        self._same: dict[tuple[str, int, bool], set[int]] = defaultdict(set)
        self._numbered: dict[tuple[str, int, int, bool], set[int]] = defaultdict(set)
        for page in pages:
            for low in (False, True):
                for line in _edge_lines(page, low):
                    height = round(line.top / _STEP)
                    for near in (height - 1, height, height + 1):
                        self._same[line.text, near, low].add(page.number)
                        for template, offset in self._numberings(line, page.number, low):
                            self._numbered[template, offset, near, low].add(page.number)

    def why(self, line: Printed, page: int, low: bool) -> str | None:
        """Why a line is no part of the text; None when it is."""
        height = round(line.top / _STEP)
        for template, offset in self._numberings(line, page, low):
            if len(self._numbered[template, offset, height, low]) >= self._least:
                return PAGE_NUMBER_WHY
        if line.size > _LARGER * self._body or len(self._same[line.text, height, low]) < self._least:
            return None
        return RUNNING_WHY

    def _numberings(self, line: Printed, page: int, low: bool) -> Iterator[tuple[str, int]]:
        """The line with one number left open, and how far that number is from the page's.

        At the top only where the number stands alone: "Actie 3" above the third page of a plan with one
        action per page is a title, whatever its number.
        """
        alone = _PAGE_WORDS.fullmatch(line.text)
        if not alone and (not low or line.size > self._body or line.bold):
            return
        for match in _NUMBER.finditer(line.text):
            if len(match[0]) <= 4:
                yield f"{line.text[: match.start()]}#{line.text[match.end() :]}", int(match[0]) - page


def _edge_lines(page: PagePieces, low: bool) -> list[Printed]:
    """The lines near the top, or the bottom when low, from the edge inward."""
    lines = sorted(_lines(page), key=lambda line: line.top, reverse=low)[:_NEAR_EDGE]
    if low:
        return [line for line in lines if line.top > (1 - _MARGIN) * page.height]
    return [line for line in lines if line.bottom < _MARGIN * page.height]


def _outermost(page: PagePieces, low: bool, seen: _Seen) -> dict[int, str]:
    """The running lines at one edge, which no other line parts from the edge.

    A line right against the text, such as the first label of a form, belongs to the text.
    """
    running: list[tuple[Printed, str]] = []
    for line in _edge_lines(page, low):
        why = seen.why(line, page.number, low)
        if why is None:
            break
        running.append((line, why))
    known = {id(line) for line, _ in running}
    rest = [line for line in _lines(page) if id(line) not in known]
    while running and any(_gap(running[-1][0], line) < _APART * running[-1][0].size for line in rest):
        rest.append(running.pop()[0])
    return {id(line): why for line, why in running}


def _gap(one: Printed, two: Printed) -> float:
    """Free height between two lines, less than nothing where they overlap."""
    return max(one.top, two.top) - min(one.bottom, two.bottom)


def _lines(page: PagePieces) -> list[Printed]:
    return [
        line for piece in page.pieces if isinstance(piece, Text) and not piece.aside for line in piece.lines
    ]


def _body_size(pages: list[PagePieces]) -> float:
    sizes: dict[float, int] = defaultdict(int)
    for page in pages:
        for line in _lines(page):
            sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 0.0


def _set_aside(page: PagePieces, found: dict[int, str]) -> None:
    kept, asides = [], []
    for piece in page.pieces:
        if isinstance(piece, Text) and not piece.aside:
            asides += [Text([line], aside=found[id(line)]) for line in piece.lines if id(line) in found]
            piece.lines = [line for line in piece.lines if id(line) not in found]
            if not piece.lines:
                continue
        kept.append(piece)
    page.pieces = [*kept, *asides]
