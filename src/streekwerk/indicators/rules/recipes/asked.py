"""A recipe at one moment with its rows, and what every aggregate says in the same way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from streekwerk.indicators.rules.recipes.language import Condition, Recipe, Test
from streekwerk.indicators.rules.recipes.outcome import Excluded, Outcome
from streekwerk.indicators.rules.recipes.rows import Moments, Positions, Rows, Tables


@dataclass(frozen=True)
class Asked:
    """A recipe at one moment, with the rows it is about."""

    recipe: Recipe
    rows: Rows
    moments: Moments
    tables: Tables


def left_out(why: str, positions: Iterable[int], rows: Rows) -> tuple[Excluded, ...]:
    records = rows.records(positions)
    return (Excluded(why, records),) if records else ()


def fell_out(
    rows: Rows, positions: Positions, conditions: Iterable[Condition], otherwise: str = ""
) -> tuple[Excluded, ...]:
    """Why these rows do not count, as the fields of the conditions tell it; `otherwise` for all others."""
    found: list[Excluded] = []
    for field, told in telling(rows, conditions):
        index = rows.index(field)
        for code, why in told:
            there = positions & index.get(code, set())
            found += left_out(why, there, rows)
            positions -= there
    return (*found, *(left_out(otherwise, positions, rows) if otherwise else ()))


def telling(rows: Rows, conditions: Iterable[Condition]) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """The fields that these conditions ask one answer of and that tell why others fall out."""
    fields = rows.shape.fields
    return [
        (each.field, fields[each.field].told)
        for each in conditions
        if isinstance(each, Test)
        and each.operator == "is"
        and each.field in fields
        and fields[each.field].told
    ]


def share_of(numerator: Decimal | int, denominator: Decimal | int) -> Decimal | None:
    """The part of the whole; None of nothing.

    >>> share_of(1, 4), share_of(0, 0)
    (Decimal('0.25'), None)
    """
    return Decimal(numerator) / Decimal(denominator) if denominator else None


def part_of(rows: Rows, part: Positions, chosen: Positions) -> Outcome:
    return Outcome(
        share_of(len(part), len(chosen)),
        Decimal(len(part)),
        Decimal(len(chosen)),
        rows.records(part),
        rows.records(chosen),
    )
