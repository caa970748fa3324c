"""What stands in a cell: its rows and items, its code, the level its words name, and who claims its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from streekwerk.reading.dialects.fiche.marks import level_mark
from streekwerk.reading.dialects.tables.words import level_of_code
from streekwerk.reading.indicators import find_indicators
from streekwerk.reading.lines import squash
from streekwerk.reading.models import Cell, Document, Indicator, LevelName, Span, merged
from streekwerk.reading.rows import Row, lines_in

_MARKER = re.compile(
    r"(?P<mark>\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+\.?(?=\s+[A-ZÀ-Ý])|\(?[a-zA-Z][.)]|[•▪●◦‣➢✓–—*-]|o(?=\s))\s+(?=\S)"
)
_NUMBERED = re.compile(r"(?<=\S)\s+(?=\(?\d{1,2}\)\s)")
_KIND_ONLY = re.compile(r"[\w\s/+-]*indicator(?:en|\(en\))?\s*:?", re.IGNORECASE)
_CODE = re.compile(
    r"(?P<code>[A-Z]{1,4}[.\-_ ]?\d+(?:[.\-_]\d+)*[a-z]?|\d+(?:\.\d+)+[a-z]?|\d{1,3}(?=\s*[.:)–-]))"
    r"(?:\s*[:)–—|]\s*|\.\s+|\s+-\s+|\s+|$)"
)


class Mark(NamedTuple):
    """A level word or code at the beginning of a text, and the title after it."""

    level: LevelName
    label: str
    code: str | None
    title: str


def read_mark(text: str) -> Mark | None:
    """The level a text names at its beginning.

    >>> read_mark("Strategische doelstelling 2: Wonen")[2:], read_mark("AP1.2 Zorg dichtbij")[:3]
    (('Strategische doelstelling 2', 'Wonen'), ('action_plan', 'Actieplan', 'AP1.2'))
    """
    text = squash(text)
    found = level_mark([Row(1, text)], 0) if text else None
    if found and found.index == 0 and found.code:
        return Mark(found.level, found.label, f"{found.label} {found.code}", found.title)
    code, title = split_code(text)
    letters = re.match(r"[A-Z]+", code or "")
    level = level_of_code(letters[0]) if letters else None
    if level:
        return Mark(*level, code, title)
    return Mark(found.level, found.label, None, found.title) if found else None


def split_code(text: str) -> tuple[str | None, str]:
    """A code glued to the front of a title, and the title.

    >>> split_code("A0402 - Buurtloket"), split_code("1.2 Zorg"), split_code("24 uur bereikbaar")
    (('A0402', 'Buurtloket'), ('1.2', 'Zorg'), (None, '24 uur bereikbaar'))
    """
    match = _CODE.match(text)
    return (match["code"], text[match.end() :]) if match else (None, text)


def cell_rows(cell: Cell) -> list[Row]:
    """The lines of a cell as rows; cells of a CSV row share lines, so the cell's own words count."""
    if not cell.lines:
        return []
    first, last = cell.lines
    parts = cell.text.split("\n")
    return [Row(min(first + i, last), squash(part), plain=False) for i, part in enumerate(parts)]


class Item(NamedTuple):
    """One point of a list in a cell."""

    mark: str | None
    text: str
    lines: Span


def items_of(rows: Sequence[Row]) -> list[Item]:
    """The points of a list: by their numbers or bullets, else a line each when it begins a sentence.

    >>> [item.text for item in items_of([Row(4, "1) aantal"), Row(5, "per jaar"), Row(6, "2) bereik")])]
    ['aantal per jaar', 'bereik']
    """
    marked = any(_MARKER.match(row.text) for row in rows)
    items: list[Item] = []
    for row in rows:
        for text in _NUMBERED.split(row.text) if _MARKER.match(row.text) else [row.text]:
            match = _MARKER.match(text)
            kind = bool(_KIND_ONLY.fullmatch(text))
            last = items[-1] if items else None
            goes_on = not match and not kind and last and not _KIND_ONLY.fullmatch(last.text)
            if last and goes_on and (marked or row.lower):
                items[-1] = Item(last.mark, f"{last.text} {text}", (last.lines[0], row.number))
            else:
                own = text[match.end() :] if match else text
                items.append(Item(match["mark"] if match else None, own, (row.number, row.number)))
    return items


def indicators_of(rows: Sequence[Row]) -> Iterator[Indicator]:
    """The indicators in a cell, without id and node; a line that only names a kind labels those below it."""
    kind: str | None = None
    for item in items_of(rows):
        if _KIND_ONLY.fullmatch(item.text):
            kind = item.text.rstrip(": ")
            continue
        found = list(find_indicators([Row(item.lines[0], item.text)]))
        for each in found or [Indicator("", None, item.text, confidence=0.9)]:
            if each.label and _KIND_ONLY.fullmatch(each.label):
                kind = each.label
            mark = item.mark if item.mark and item.mark[-1] in ".)" else None
            each.label = mark or each.label or kind
            each.spans = [item.lines]
            yield each


@dataclass(slots=True)
class Claims:
    """Which lines already have a place. Every line is given out once."""

    taken: set[int]

    @classmethod
    def of(cls, document: Document) -> Claims:
        """Nothing claimed yet but what the extractor set aside."""
        return cls(lines_in(*(item.spans for item in document.ignored)))

    def take(self, spans: list[Span], lines: Span | None) -> None:
        """Add the free lines of a span to `spans`.

        Values of one CSV row share their line: a thing without any line yet shares the first one.
        """
        if lines is None:
            return
        free = [number for number in range(lines[0], lines[1] + 1) if number not in self.taken]
        if not free and not spans:
            free = [lines[0]]
        self.taken.update(free)
        spans[:] = merged([*spans, *((number, number) for number in free)])

    def free(self, lines: Span | None) -> bool:
        """Whether no line of a span is taken."""
        return lines is not None and not any(n in self.taken for n in range(lines[0], lines[1] + 1))
