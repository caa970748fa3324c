"""Colours of cells: their Dutch name, and the question what each of them means."""

from __future__ import annotations

import colorsys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from streekwerk.reading.models import Question, Span, merged

_HUES = (
    (15, "rood"), (45, "oranje"), (70, "geel"), (165, "groen"), (195, "turkoois"), (255, "blauw"),
    (290, "paars"), (345, "roze"), (361, "rood"),
)  # fmt: skip
"""Hue in degrees up to which a colour has this name."""
_FEWEST_BANDS = 3
"""Two rows with a row between them may well mean something."""


class Coloured(NamedTuple):
    """A coloured cell of a data row, with its lines."""

    fill: str
    row: int
    """Place of the row among the data rows of the document."""
    stretch: int
    """Which run of data rows it is in; a heading across the table begins a new one."""
    whole_row: bool
    lines: Span | None


def colour_name(code: str) -> str:
    """The Dutch name and the code of a colour.

    >>> [colour_name(code) for code in ("FFFF00", "C6EFCE", "D9D9D9", "7F6000")]
    ['geel (FFFF00)', 'lichtgroen (C6EFCE)', 'lichtgrijs (D9D9D9)', 'bruin (7F6000)']
    """
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if light < 0.08:
        return f"zwart ({code})"
    shade = "licht" if light > 0.72 else "donker" if light < 0.3 else ""
    if saturation < 0.12:
        return f"{shade}grijs ({code})"
    degrees = hue * 360
    name = next(name for limit, name in _HUES if degrees < limit)
    if 40 <= degrees < 48:
        # Gold: people call it orange when it is deep and yellow when it is pale.
        name = "oranje" if light < 0.65 else "geel"
    if name == "oranje" and light < 0.35:
        return f"bruin ({code})"
    return f"{shade}{name} ({code})"


def banding(cells: Sequence[Coloured], rows: int) -> set[str]:
    """The colours that only stripe the table of so many data rows: on whole rows, every other one."""
    found: set[str] = set()
    for fill in {cell.fill for cell in cells}:
        own = [cell for cell in cells if cell.fill == fill]
        places = sorted({(cell.stretch, cell.row) for cell in own})
        steps = {below[1] - above[1] for above, below in pairwise(places) if above[0] == below[0]}
        half = len(places) >= _FEWEST_BANDS and 0.4 * rows <= len(places) <= 0.6 * rows + 0.5
        if half and steps == {2} and all(cell.whole_row for cell in own):
            found.add(fill)
    return found


def colour_questions(cells: Iterable[Coloured], examples: dict[str, str]) -> list[Question]:
    """One question per colour; `examples` gives per colour the words of a row that has it."""
    spans: dict[str, list[Span]] = defaultdict(list)
    rows: dict[str, set[int]] = defaultdict(set)
    for cell in cells:
        rows[cell.fill].add(cell.row)
        if cell.lines:
            spans[cell.fill].append(cell.lines)
    questions = []
    for fill in rows:
        count = "1 rij" if len(rows[fill]) == 1 else f"{len(rows[fill])} rijen"
        example = f", bijvoorbeeld bij “{examples[fill]}”" if examples.get(fill) else ""
        questions.append(
            Question(
                kind="colour",
                text=f"Wat betekent de kleur {colour_name(fill)}? Ze staat op {count}{example}.",
                subject=fill,
                spans=tuple(merged(spans[fill])),
            )
        )
    return questions
