"""Tables of figures in the text of a chapter, whose totals must be the sum of what stands above or beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from streekwerk.kernel.numbers import find_numbers
from streekwerk.reading.findings.outline import Outline
from streekwerk.reading.findings.rule import Found
from streekwerk.reading.findings.wording import number, quoted

_TOTAL = re.compile(r"(?:algemeen |eind)?totaal|samen|som", re.IGNORECASE)
# Averages and shares do not add up; rows that are part of another row would count double.
_NO_COUNT = re.compile(
    r"gemiddeld|mediaan|aandeel|percent|procent|%|ratio|graad|index|\bper\b|evolutie|groei", re.I
)
_WITHIN = re.compile(r"sub-?totaal|waarvan|w\.v\.|^[-–•]", re.IGNORECASE)
_EMPTY = frozenset(("", "-", "–", "—"))

Rows = list[list[str]]


def wrong_totals(outline: Outline) -> Iterator[Found]:
    """Every total in a table of figures that is not the sum of its column or row."""
    for passage in outline.focused_passages():
        if passage.kind != "text" or " | " not in passage.text:
            continue
        for table in _tables(passage.text):
            for row, label, parts, total in _faults(table):
                terms = " + ".join(number(part) for part in parts)
                yield Found(
                    f"{quoted(label)}: {terms} = {number(sum(parts, Decimal(0)))}, niet {number(total)}.",
                    passage.node,
                    (" ".join(row), label),
                    data={"parts": [str(part) for part in parts], "whole": str(total)}
                    | {"total": str(sum(parts, Decimal(0)))},
                )


def _tables(text: str) -> Iterator[Rows]:
    rows = [[cell.strip() for cell in line.split(" | ")] for line in text.split("\n")]
    for width, run in groupby(rows, key=len):
        table = list(run)
        if width >= 2 and len(table) >= 4 and not any(_WITHIN.search(row[0]) for row in table):
            yield table


def _faults(table: Rows) -> Iterator[tuple[list[str], str, list[Decimal], Decimal]]:
    """The row of each wrong total, its name, the parts and the total as printed."""
    head, *body = table
    last = body[-1]
    wrong: set[int] = set()
    if _TOTAL.fullmatch(last[0].rstrip(": ")):
        for column in range(1, len(head)):
            found = [] if _NO_COUNT.search(head[column]) else _amounts([row[column] for row in body])
            if len(found) > 2 and not _adds_up(found[:-1], found[-1]):
                wrong.add(column)
                yield last, f"{last[0]}, {head[column]}" if head[column] else last[0], found[:-1], found[-1]
    if len(head) < 4 or not _TOTAL.fullmatch(head[-1]) or any(_NO_COUNT.search(name) for name in head):
        return
    for row in body:
        found = _amounts(row[1:])
        if found and not _adds_up(found[:-1], found[-1]) and not (row is last and wrong):
            yield row, f"{row[0]}, {head[-1]}", found[:-1], found[-1]


def _amounts(cells: Sequence[str]) -> list[Decimal]:
    """The counts in these cells, an empty one being none; nothing when a cell holds something else."""
    values: list[Decimal] = []
    for cell in cells:
        found = find_numbers(cell, dates=True)
        if len(found) == 1 and found[0].words == cell and found[0].unit != "%":
            if found[0].ambiguous:
                return []
            values.append(found[0].value)
        elif cell not in _EMPTY:
            return []
    return values if cells and cells[-1] not in _EMPTY else []


def _adds_up(parts: Sequence[Decimal], total: Decimal) -> bool:
    """Whether the parts make the total; numbers that are all rounded may differ by their rounding."""
    step = Decimal(1)
    everything = [*parts, total]
    if any(value % 1 for value in everything):
        step = Decimal(1).scaleb(min(int(value.as_tuple().exponent) for value in everything))
    else:
        while any(everything) and all(value % (step * 10) == 0 for value in everything):
            step *= 10
    rounded = step != 1
    return abs(sum(parts, Decimal(0)) - total) <= (len(everything) * step / 2 if rounded else 0)
