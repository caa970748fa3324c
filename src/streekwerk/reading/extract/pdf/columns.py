"""Columns of a page found from the gaps between words.

Words are gathered in bands, one above the other. A gutter is a strip between two
words that stays free over several bands: between two columns of text, or between the columns of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from streekwerk.reading.extract.pdf.words import Word

Strip = tuple[float, float]
"""From left to right, in points."""

_GUTTER = 0.9
"""Least width of a gutter, as a share of the font size; word spaces stay under two thirds of it."""
_FEWEST_BANDS = 3
"""Bands with words on both sides that a gutter needs."""
_MOST_GUTTERS = 30
"""Gaps in one line; a line of dots or scattered letters has more, and is no row of a table."""
_TEXT_LINES = 5
_TEXT_FILL = 0.6
"""Share of its column that a line of running text fills."""

_MARKER = re.compile(r"\W{1,2}|o|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})*\.?")


@dataclass(slots=True)
class Band:
    """Lines beside each other: one line, or the lines of columns that stand unevenly."""

    rows: list[list[Word]]
    """Each line's words from left to right."""

    @property
    def words(self) -> list[Word]:
        return [word for row in self.rows for word in row]

    @property
    def top(self) -> float:
        return min(word.top for row in self.rows for word in row)

    @property
    def bottom(self) -> float:
        return max(word.bottom for row in self.rows for word in row)

    @property
    def left(self) -> float:
        return min(row[0].left for row in self.rows)

    @property
    def right(self) -> float:
        return max(row[-1].right for row in self.rows)


@dataclass(slots=True)
class Run:
    """Bands that belong together; without gutters it is one column of text."""

    bands: list[Band]
    gutters: list[Strip]

    def columns(self) -> list[list[Word]]:
        """The words of each column, from left to right."""
        middles = [(a + b) / 2 for a, b in self.gutters]
        found: list[list[Word]] = [[] for _ in range(len(middles) + 1)]
        for band in self.bands:
            for word in band.words:
                found[sum(word.centre > middle for middle in middles)].append(word)
        return found

    @property
    def is_table(self) -> bool:
        """Whether this is a table: its columns are not full lines of running text side by side."""
        if len(self.gutters) > 2:
            return True
        for column in self.columns():
            lines = rows_of(column)
            width = max(word.right for word in column) - min(word.left for word in column)
            fill = median([(row[-1].right - row[0].left) / max(width, 1.0) for row in lines])
            words = median([len(row) for row in lines])
            if len(lines) < _TEXT_LINES or fill < _TEXT_FILL or words < 3:
                return True
        return False


def rows_of(words: list[Word]) -> list[list[Word]]:
    """The words as lines from top to bottom, each from left to right, straight across the page."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.left)):
        last = rows[-1][0] if rows else None
        if last and abs(word.middle - last.middle) < 0.35 * min(word.size, last.size):
            rows[-1].append(word)
        elif last and word.size < 0.8 * last.size and last.top <= word.middle <= last.bottom:
            # A raised footnote number or a lowered index belongs to the line it touches.
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda word: word.left)
    return rows


def bands_of(words: list[Word]) -> list[Band]:
    """The words as bands from top to bottom; lines of two columns that stand unevenly make one band."""
    bands: list[Band] = []
    core = 0.0
    for row in rows_of(words):
        middle, half = row[0].middle, 0.3 * row[0].size
        if bands and middle - half < core and not _above_each_other(bands[-1].rows[-1], row):
            bands[-1].rows.append(row)
        else:
            bands.append(Band([row]))
        core = max(core, middle + half)
    return bands


def _above_each_other(above: list[Word], below: list[Word]) -> bool:
    return any(word.left < other.right and other.left < word.right for word in above for other in below)


def runs_of(bands: list[Band]) -> Iterator[Run]:
    """Bands gathered in runs that share a gutter, and what stands between them."""
    plain: list[Band] = []
    start = 0
    while start < len(bands):
        end, gutters = _shared(bands, start)
        if not gutters:
            plain.append(bands[start])
            start += 1
            continue
        if plain:
            yield Run(plain, [])
            plain = []
        yield Run(bands[start:end], gutters)
        start = end
    if plain:
        yield Run(plain, [])


def _shared(bands: list[Band], start: int) -> tuple[int, list[Strip]]:
    """Where the run that starts here ends, and the gutters all its bands share."""
    gutters = _gaps(bands[start])
    if not gutters:
        return start, []
    kept, end, two_sided = gutters, start + 1, _two_sided(bands[start], gutters)
    for index in range(start + 1, len(bands)):
        band = bands[index]
        if band.top - bands[index - 1].bottom > 2.5 * bands[index - 1].rows[0][0].size:
            break
        narrowed = [gutter for strip in gutters for gutter in _free(band, strip)]
        if not narrowed or (len(narrowed) < len(gutters) and two_sided >= _FEWEST_BANDS):
            break
        gutters = narrowed
        sides = _two_sided(band, gutters)
        if sides:
            two_sided += sides
            kept, end = gutters, index + 1
        elif _same_column(bands[index - 1], band):
            kept, end = gutters, index + 1
    if two_sided < _FEWEST_BANDS:
        return start, []
    return end, kept


def _two_sided(band: Band, gutters: list[Strip]) -> int:
    """How many lines of a band have words on both sides of a gutter."""
    best = 0
    for low, high in gutters:
        left = sum(row[0].right <= high for row in band.rows)
        right = sum(row[-1].left >= low for row in band.rows)
        best = max(best, min(left, right))
    return best


def _gaps(band: Band) -> list[Strip]:
    """The strips between two words of a band that are wide enough for a gutter."""
    found = []
    words = sorted(band.words, key=lambda word: word.left)
    right = words[0].right
    for index, word in enumerate(words[1:]):
        # The gap after the bullet or number of a list is no gutter.
        marker = index == 0 and _MARKER.fullmatch(words[0].text)
        if word.left - right >= _GUTTER * word.size and not marker:
            found.append((right, word.left))
        right = max(right, word.right)
    return found if len(found) <= _MOST_GUTTERS else []


def _free(band: Band, strip: Strip) -> list[Strip]:
    """The part of a strip that no word of the band covers, when it is still wide enough."""
    low, high = strip
    for word in band.words:
        if word.right <= low or word.left >= high:
            continue
        if word.left <= low and word.right >= high:
            return []
        # The word covers one side of the strip, or stands inside it: keep the wider part.
        if word.left - low >= high - word.right:
            high = word.left
        else:
            low = word.right
    size = median([word.size for word in band.words])
    return [(low, high)] if high - low >= _GUTTER * size else []


def _same_column(above: Band, below: Band) -> bool:
    """Whether a band goes on in the same column at the usual line step."""
    first, second = above.rows[0][0], below.rows[0][0]
    step = below.top - above.top
    return step < 1.6 * max(first.size, 1.0) and first.size == second.size and first.bold == second.bold
