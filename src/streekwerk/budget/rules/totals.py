"""Adding up lines, exactly: what is planned, what is realised, and what nobody knows yet."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

ZERO = Decimal("0.00")


class Amounts(Protocol):
    """What adding up needs of a line; `BudgetLine` is one, and so is `facts.LineFacts`."""

    @property
    def direction(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def planned(self) -> Decimal | None: ...
    @property
    def realised(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class Sum:
    """Lines of one direction added up."""

    planned: Decimal = ZERO
    realised: Decimal = ZERO
    lines: int = 0
    open: int = 0
    """Lines whose source is still to be decided (“nog te bepalen”)."""
    open_planned: Decimal = ZERO
    """What is planned on them."""
    unplanned: int = 0
    """Lines without a planned amount: unknown, not zero."""
    unrealised: int = 0
    """Lines of which nobody said what was realised."""

    def __add__(self, other: Sum) -> Sum:
        # Most actions have no receipts: a page adds thousands of sums of no lines.
        if not (self.lines and other.lines):
            return self if self.lines else other
        return Sum(
            self.planned + other.planned,
            self.realised + other.realised,
            self.lines + other.lines,
            self.open + other.open,
            self.open_planned + other.open_planned,
            self.unplanned + other.unplanned,
            self.unrealised + other.unrealised,
        )

    @property
    def known(self) -> bool:
        """Whether any line has a planned amount."""
        return self.lines > self.unplanned

    @property
    def known_realised(self) -> bool:
        """Whether any line has a realised amount."""
        return self.lines > self.unrealised


@dataclass(frozen=True, slots=True)
class Totals:
    """Expenses and receipts, apart: they are never netted without being asked."""

    expenses: Sum = Sum()
    receipts: Sum = Sum()

    def __add__(self, other: Totals) -> Totals:
        return Totals(self.expenses + other.expenses, self.receipts + other.receipts)

    @property
    def lines(self) -> int:
        return self.expenses.lines + self.receipts.lines

    @property
    def open(self) -> int:
        """Lines of both directions whose source is still to be decided."""
        return self.expenses.open + self.receipts.open

    @property
    def balance(self) -> Decimal:
        """Planned receipts less planned expenses."""
        return self.receipts.planned - self.expenses.planned


_NOTHING = Totals()
Line = TypeVar("Line", bound=Amounts)
Key = TypeVar("Key", bound=Hashable)


def totals(lines: Iterable[Amounts]) -> Totals:
    """All these lines added up.

    >>> from streekwerk.budget.rules.facts import LineFacts
    >>> both = totals([LineFacts(planned=Decimal("10.10")), LineFacts(planned=None, source="undecided")])
    >>> both.expenses.planned, both.expenses.open, both.expenses.unplanned
    (Decimal('10.10'), 1, 1)
    """
    return totals_by(lines, lambda _: 0).get(0, Totals())


def totals_by(lines: Iterable[Line], key: Callable[[Line], Key]) -> dict[Key, Totals]:
    """The totals of the lines with the same key, in order of first occurrence."""
    # Plain lists while counting: a page adds thousands of lines several times.
    counts: dict[tuple[Key, bool], list[Decimal | int]] = {}
    keys: dict[Key, None] = {}
    for line in lines:
        name = key(line)
        way = name, line.direction == "receipt"
        found = counts.get(way)
        if found is None:
            keys[name] = None
            found = counts[way] = [ZERO, ZERO, 0, 0, ZERO, 0, 0]
        planned, realised = line.planned, line.realised
        found[2] += 1
        if planned is None:
            found[5] += 1
        else:
            found[0] += planned
        if realised is None:
            found[6] += 1
        else:
            found[1] += realised
        if line.source == "undecided":
            found[3] += 1
            found[4] += planned or ZERO
    return {name: Totals(_sum(counts.get((name, False))), _sum(counts.get((name, True)))) for name in keys}


def _sum(found: list[Decimal | int] | None) -> Sum:
    return Sum(*found) if found else _NOTHING.expenses  # type: ignore[arg-type]


def tree_totals(parents: Mapping[int, int | None], own: Mapping[int, Totals]) -> dict[int, Totals]:
    """For every node its own lines and those of everything under it.

    The total of a node is its own plus the totals of its children: nothing is counted twice or lost.
    `parents` gives each node after its parent.

    >>> from streekwerk.budget.rules.facts import LineFacts
    >>> one = totals([LineFacts(planned=Decimal("5"))])
    >>> {pk: each.expenses.planned for pk, each in tree_totals({1: None, 2: 1}, {2: one}).items()}
    {1: Decimal('5.00'), 2: Decimal('5.00')}
    """
    found = {pk: own.get(pk, _NOTHING) for pk in parents}
    for pk in reversed(list(parents)):
        above = parents[pk]
        if above is not None and above in found and found[pk].lines:
            found[above] = found[above] + found[pk]
    return found
