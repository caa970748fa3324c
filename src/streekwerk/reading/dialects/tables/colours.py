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
_FEWEST_BANDS = 2


class Coloured(NamedTuple):
    """A coloured cell of a data row: the row's place in the table, counted without gaps, and its lines."""

    fill: str
    row: int
    whole_row: bool
    lines: Span | None


def colour_name(code: str) -> str:
    """The Dutch name and the code of a colour.

    >>> [colour_name(code) for code in ("FFFF00", "C6EFCE", "D9D9D9", "7F6000")]
    ['geel (FFFF00)', 'lichtgroen (C6EFCE)', 'lichtgrijs (D9D9D9)', 'donkergeel (7F6000)']
    """
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if light < 0.08:
        return f"zwart ({code})"
    shade = "licht" if light > 0.72 else "donker" if light < 0.3 else ""
    if saturation < 0.12:
        return f"{shade}grijs ({code})"
    name = next(name for limit, name in _HUES if hue * 360 < limit)
    if name == "oranje" and light < 0.35:
        return f"bruin ({code})"
    return f"{shade}{name} ({code})"


def banding(cells: Sequence[Coloured], rows: int) -> set[str]:
    """The colours that only stripe the table: on whole rows, every other one."""
    found: set[str] = set()
    per_colour: dict[str, set[int]] = defaultdict(set)
    for cell in cells:
        per_colour[cell.fill].add(cell.row if cell.whole_row else -1)
    for fill, places in per_colour.items():
        ordered = sorted(places)
        steps = {b - a for a, b in pairwise(ordered)}
        if (
            -1 not in places
            and len(ordered) >= _FEWEST_BANDS
            and steps == {2}
            and rows - 2 * len(ordered) <= 1
        ):
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
