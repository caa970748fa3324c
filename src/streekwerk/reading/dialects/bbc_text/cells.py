"""From lines to items: one paragraph, one list item or one narrow cell each, with the lines it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from streekwerk.reading.dialects.bbc_text import markers
from streekwerk.reading.dialects.bbc_text.codes import starts_coded
from streekwerk.reading.dialects.bbc_text.cues import column_label
from streekwerk.reading.dialects.bbc_text.geometry import (
    VERTICAL,
    Columns,
    closed_end,
    is_vertical,
    open_end,
    starts_low,
    unbroken,
)
from streekwerk.reading.dialects.bbc_text.markers import Marker
from streekwerk.reading.dialects.bbc_text.values import value_of
from streekwerk.reading.dialects.bbc_text.vocabulary import FUNDING
from streekwerk.reading.lines import squash
from streekwerk.reading.models import Line, Span

_GOES_ON = re.compile(
    r"(?:bijvoorbeeld|bv\.|zoals|waarbij|waarin|waardoor|die|dat|en|of|met|van|voor|in|o\.a\.|onder meer)\b"
)
# A line of its own in a column of indicators, however full the line above it.
_COUNTS = re.compile(r"(?:%|(?:Aantal|Aandeel|Percentage|Gemiddelde?|Mate (?:van|waarin))\b)")
# "… 4)" at the end of a line: the text of the item stands on the next one.
_BARE_MARKER = re.compile(r"(?:^|\s)\d{1,2}\s?\)$")
_SENTENCE = re.compile(r"(?P<first>[^.]{8,}?[^.\s]{3}\.)\s+(?P<rest>[A-Z].{40,})", re.DOTALL)
# A second sentence that begins without an end of the first: two cells of one row on one line.
_NEW_CELL = re.compile(
    r"(?<=[\w\"”')])\s+(?=(?:De|Het|Een|Er|Elke?|Alle)\s[a-zà-ÿ-]+\s(?:\w+\s){0,2}(?:is|zijn|wordt|worden|werd|heeft)\b)"
)


_DOUBLE_SPACED = 0.05
"""Share of lines right below another under which the text is double spaced."""


@dataclass(slots=True)
class Item:
    """A paragraph, list item or narrow cell.

    `block` counts the runs of lines between blank lines; `leads` says that it begins such a run.
    """

    text: str
    span: Span
    block: int
    leads: bool
    marker: Marker | None = None
    narrow: int = 0
    """Width of the narrow column it is a cell of; 0 when it is not."""
    vertical: bool = False
    cut: bool = False
    """It begins on the line on which the item before it ends."""
    last: str = ""
    """Its last line as printed, which says whether more could have stood on it."""


def items_of(lines: Sequence[Line], columns: Columns, words: Mapping[str, str]) -> list[Item]:
    """The items of a text, in order; every line lies in one, or in two that meet on it.

    `words` are the columns of the header that hold bare values, as in `Header.words`.
    """
    items: list[Item] = []
    for number, block in enumerate(_without_vertical(_blocks(lines))):
        if is_vertical([line.text.strip() for line in block]):
            items.append(_item(unbroken(block), block, number, vertical=True))
        else:
            _read_block(block, number, columns, words, items)
    return [part for item in items for part in _two_cells(item, columns)]


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    step = _step(lines)
    for line in lines:
        if block and line.number > block[-1].number + step:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _step(lines: Sequence[Line]) -> int:
    """How far lines of one block are apart: 1, or 2 in a text with a blank line between every two lines."""
    close = sum(below.number - line.number == 1 for line, below in pairwise(lines))
    return 2 if close < _DOUBLE_SPACED * len(lines) else 1


def _without_vertical(blocks: Iterator[list[Line]]) -> Iterator[list[Line]]:
    """The blocks, with a vertical cell that touches other lines as a block of its own."""
    for block in blocks:
        part: list[Line] = []
        for short, group in groupby(block, key=lambda line: len(line.text.strip()) <= VERTICAL):
            lines = list(group)
            if short and is_vertical([line.text.strip() for line in lines]):
                if part:
                    yield part
                yield lines
                part = []
            else:
                part += lines
        if part:
            yield part


def _item(text: str, lines: Sequence[Line], block: int, vertical: bool) -> Item:
    return Item(squash(text), (lines[0].number, lines[-1].number), block, leads=True, vertical=vertical)


def _read_block(
    block: Sequence[Line], number: int, columns: Columns, words: Mapping[str, str], items: list[Item]
) -> None:
    cells = _narrow_cells(block, columns)
    ends = {end for end, _ in cells.values()}
    index = _rest_of_cell(block, columns, items)
    while index < len(block):
        leads = index == 0
        if index in cells:
            end, width = cells[index]
            cell = block[index:end]
            items.append(
                Item(
                    _hyphenless(cell),
                    (cell[0].number, cell[-1].number),
                    number,
                    leads,
                    narrow=width,
                    last=cell[-1].text.strip(),
                )
            )
            index = end
            continue
        line = block[index]
        before = items[-1] if items and not items[-1].narrow and not items[-1].vertical else None
        previous = block[index - 1].text.strip() if index and index not in ends else None
        text = line.text.strip()
        alone = value_of(text, words) is not None and not (previous and open_end(previous))
        if before and not alone and _continues(before, previous, text, columns):
            _extend(before, line, items)
        else:
            _begin(line, number, leads, items)
        index += 1


def _rest_of_cell(block: Sequence[Line], columns: Columns, items: list[Item]) -> int:
    """Give the first lines of a block to the narrow cell above it that a page break cut; how many it were."""
    cell = items[-1] if items else None
    first = block[0].text.strip()
    if cell is None or not cell.narrow or closed_end(cell.text) or not starts_low(first):
        return 0
    limit = cell.narrow * 1.1
    if (
        len(first) > limit
        or _opens_cell(first)
        or not (columns.headings and _wraps(cell.last, first, cell.narrow))
    ):
        return 0
    end = 1
    while end < len(block):
        above, text = block[end - 1].text.strip(), block[end].text.strip()
        if len(text) > limit or _opens_cell(text) or not _wraps(above, text, cell.narrow):
            break
        end += 1
    cell.text = squash(f"{cell.text} {_hyphenless(block[:end])}")
    cell.span = (cell.span[0], block[end - 1].number)
    cell.last = block[end - 1].text.strip()
    return end


def _narrow_cells(block: Sequence[Line], columns: Columns) -> dict[int, tuple[int, int]]:
    """Per first index of a cell of a narrow column its last-plus-one index and the width of the column."""
    cells: dict[int, tuple[int, int]] = {}
    taken: set[int] = set()
    for width in reversed(columns.headings):
        start: int | None = None
        for index in range(len(block) + 1):
            text = block[index].text.strip() if index < len(block) and index not in taken else ""
            if text and len(text) <= width * 1.1 and not _opens_cell(text):
                start = index if start is None else start
                continue
            if start is not None:
                found = list(_wrapped(block, start, index, width))
                cells |= {first: (end, _column(block[first:end], columns)) for first, end in found}
                taken |= {number for first, end in found for number in range(first, end)}
            start = None
    return cells


def _column(cell: Sequence[Line], columns: Columns) -> int:
    """The narrowest heading column in which the lines of a cell fit."""
    longest = max(len(line.text.strip()) for line in cell)
    return next((width for width in columns.headings if longest <= width * 1.1), columns.headings[-1])


def _opens_cell(text: str) -> bool:
    """Whether a line carries the sign that something new begins: a marker, a code, a label."""
    return bool(
        markers.leading(text)[0] or starts_coded(text) or column_label(text) or FUNDING.fullmatch(text)
    )


def _wrapped(block: Sequence[Line], start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """The parts of a run of narrow lines that are wrapped text; loose short lines are left."""
    begin = start
    low = False
    for index in range(start, end):
        text = block[index].text.strip()
        below = block[index + 1].text.strip() if index + 1 < end else ""
        if below and _wraps(text, below, width):
            low = low or starts_low(below) or open_end(text)
            continue
        if index > begin and low and not starts_low(block[begin].text.strip()):
            yield begin, index + 1
        begin, low = index + 1, False


def _wraps(text: str, below: str, width: int) -> bool:
    reach = len(text) + 1 + len(below.split(None, 1)[0])
    if starts_low(below) or open_end(text):
        return reach >= 0.8 * width and not closed_end(text)
    return reach >= 0.92 * width and not closed_end(text)


def _hyphenless(lines: Sequence[Line]) -> str:
    """Lines joined; a word broken by a hyphen keeps the hyphen, without a space behind it."""
    text = squash(" ".join(line.text for line in lines))
    return re.sub(r"(?<=[a-zà-ÿ])- (?!(?:en|of)\b)(?=[a-zà-ÿ])", "-", text)


def _continues(item: Item, previous: str | None, text: str, columns: Columns) -> bool:
    """Whether a line goes on with the item above it."""
    if markers.leading(text)[0] and not (previous and _BARE_MARKER.search(previous)):
        return False
    if starts_coded(text) or column_label(text) or FUNDING.fullmatch(text) or FUNDING.fullmatch(item.text):
        return False
    if previous is None:
        # Over a blank line only what surely is the rest of an unfinished sentence.
        unfinished = open_end(item.text) or bool(_GOES_ON.match(text)) or columns.full(item.last, text, 0.1)
        return starts_low(text) and unfinished and not closed_end(item.text)
    if not item.text or _BARE_MARKER.search(previous):
        return True
    if closed_end(previous) and not starts_low(text):
        return columns.full(previous, text, slack=0.0) and item.text.count(". ") > 0 and not item.marker
    if starts_low(text):
        return not previous.endswith(":") and (
            bool(item.marker)
            or columns.full(previous, text, 0.3)
            or columns.long(previous)
            or open_end(previous)
        )
    if item.text.split()[:2] == text.split()[:2] or (_COUNTS.match(text) and not open_end(previous)):
        return False
    return open_end(previous) or columns.full(previous, text, slack=0.04)


def _extend(item: Item, line: Line, items: list[Item]) -> None:
    depth = item.text.count("(") - item.text.count(")")
    pieces = markers.cut(line.text.strip(), item.marker, max(depth, 0))
    item.text = squash(f"{item.text} {pieces[0]}")
    item.span = (item.span[0], line.number)
    item.last = line.text.strip()
    _add_cut(pieces[1:], line, item.block, items)


def _begin(line: Line, number: int, leads: bool, items: list[Item]) -> None:
    marker, _ = markers.leading(line.text)
    pieces = markers.cut(line.text.strip(), marker)
    marker, text = markers.leading(pieces[0])
    items.append(
        Item(squash(text), (line.number, line.number), number, leads, marker, last=line.text.strip())
    )
    _add_cut(pieces[1:], line, number, items)


def _add_cut(pieces: Sequence[str], line: Line, number: int, items: list[Item]) -> None:
    for piece in pieces:
        marker, text = markers.leading(piece)
        items.append(Item(squash(text), (line.number, line.number), number, False, marker, cut=True))


def _two_cells(item: Item, columns: Columns) -> Iterator[Item]:
    """The item, or the two cells of one row that were printed on one line."""
    if item.narrow or item.vertical:
        yield item
        return
    if columns.narrow and item.leads and not item.marker and (found := _SENTENCE.fullmatch(item.text)):
        first, rest = found["first"], found["rest"]
        if len(first) <= columns.narrow * 1.1 and re.match(r"[A-Z][a-zà-ÿ]+en\b", first):
            line = item.span[0]
            yield Item(first, (line, line), item.block, item.leads, narrow=columns.narrow)
            yield Item(rest, item.span, item.block, False, cut=True)
            return
    if item.marker and (split := _NEW_CELL.search(item.text)) and item.span[0] == item.span[1]:
        yield Item(item.text[: split.start()], item.span, item.block, item.leads, item.marker, cut=item.cut)
        yield Item(item.text[split.end() :], item.span, item.block, False, cut=True)
        return
    yield item
