"""Narrow rows in columns: what a recipe needs of a set and no more, and which of them a condition chooses.

Positions are chosen as sets and kept per condition, so that a hundred recipes over one plan look once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import ge, gt, le, lt
from typing import Any

from streekwerk.indicators.rules.figures.periods import Period, Rhythm, period_of
from streekwerk.indicators.rules.recipes.language import (
    AnyOf,
    Condition,
    Having,
    Here,
    Order,
    Recipe,
    Ref,
    Related,
    Test,
)
from streekwerk.indicators.rules.recipes.outcome import Moment
from streekwerk.indicators.rules.recipes.shapes import SetShape

Positions = frozenset[int]
NOWHERE: Positions = frozenset()


@dataclass(frozen=True)
class Moments:
    """The days a recipe is asked for, and the values that depend on them."""

    known_on: date
    """What happened later is not known yet."""
    valid_on: date
    """What holds on this day is counted."""
    moment: Moment
    recipe: Recipe

    def value(self, value: Any) -> Any:
        """The value with “today”, “this plan” and agreed numbers filled in; None where there is none."""
        if isinstance(value, tuple):
            return tuple(self.value(each) for each in value)
        if isinstance(value, Ref):
            parameter = self.recipe.parameter(value.parameter)
            return parameter.on(self.valid_on) if parameter else None
        if isinstance(value, Here):
            return self._here(value)
        return value

    def _here(self, what: Here) -> Any:
        period = self.moment.period
        if what is Here.TODAY:
            return self.known_on
        if what is Here.START:
            return period.start if period else date.min
        if what is Here.END:
            return period.end if period else self.known_on
        # No node has the number −1: without a place “this” is nothing, never everything.
        return (self.moment.here or {}).get(what, -1)

    def filled(self, condition: Condition) -> Condition:
        """The condition with plain values, so that equal ones are looked up once."""
        if isinstance(condition, Test):
            # Bare dates and numbers need no copy: most conditions are like that.
            value = condition.value
            if isinstance(value, tuple | Here | Ref):
                return Test(condition.field, condition.operator, self.value(value))
            return condition
        if isinstance(condition, AnyOf):
            return AnyOf(tuple(self.filled(each) for each in condition.tests))  # type: ignore[misc]
        if isinstance(condition, Having):
            return replace(condition, where=tuple(self.filled(each) for each in condition.where))  # type: ignore[misc]
        return condition


@dataclass(frozen=True, eq=False)
class Rows:
    """Records of a set: their numbers and, per field or fact, the values in the same order.

    A field that can have many values holds a tuple of them; a fact the day it first happened.
    """

    shape: SetShape
    ids: Sequence[int]
    columns: Mapping[str, Sequence[Any]]
    behind: Sequence[tuple[int, ...]] | None = None
    """Where a row stands for several records: their numbers."""
    _kept: dict[Any, Positions] = field(default_factory=dict, repr=False)
    _records: dict[Positions, tuple[int, ...]] = field(default_factory=dict, repr=False)
    _numbers: dict[Any, list[Decimal | None]] = field(default_factory=dict, repr=False)
    _days: dict[tuple[str, date], list[date | None]] = field(default_factory=dict, repr=False)
    _periods: dict[Any, dict[Period, Positions]] = field(default_factory=dict, repr=False)
    _indexes: dict[str, dict[Any, set[int]]] = field(default_factory=dict, repr=False)

    @cached_property
    def all(self) -> Positions:
        """Every position."""
        return frozenset(range(len(self.ids)))

    def records(self, chosen: Iterable[int]) -> tuple[int, ...]:
        """The numbers of the records at these positions, each once, in the order of the rows."""
        ids, behind = self.ids, self.behind
        if behind is None:
            key = chosen if isinstance(chosen, frozenset) else frozenset(chosen)
            found = self._records.get(key)
            if found is None:
                found = self._records[key] = tuple([ids[at] for at in sorted(key)])
            return found
        return tuple(dict.fromkeys(number for at in sorted(chosen) for number in behind[at]))

    def index(self, name: str) -> Mapping[Any, set[int]]:
        """Per value of a field the positions that have it; None: those that have nothing."""
        found = self._indexes.get(name)
        if found is None:
            if self.shape.fields[name].many:
                found = {}
                for at, values in enumerate(self.columns[name]):
                    for value in values or (None,):
                        found.setdefault(value, set()).add(at)
            else:
                found = _by_value(self.columns[name])
            self._indexes[name] = found
        return found

    def matching(self, condition: Condition, moments: Moments, tables: Tables) -> Positions:
        """The positions for which a condition holds."""
        filled = moments.filled(condition)
        late = not isinstance(filled, Test) or filled.field in self.shape.facts
        # What the day decides is kept per day: facts of later are not known, memberships end.
        key = (filled, moments.known_on, moments.valid_on) if late else filled
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._match(filled, moments, tables)
        return found

    def choose(self, conditions: Iterable[Condition], moments: Moments, tables: Tables) -> Positions:
        """The positions for which all of these hold."""
        filled = tuple(moments.filled(condition) for condition in conditions)
        if not filled:
            return self.all
        key = (filled, moments.known_on, moments.valid_on)
        found = self._kept.get(key)
        if found is None:
            parts = [self.matching(condition, moments, tables) for condition in filled]
            found = self._kept[key] = min(parts, key=len).intersection(*parts)
        return found

    def days(self, name: str, moments: Moments) -> Sequence[date | None]:
        """Per position the day of a fact or date; a fact that is not known yet has none."""
        column: Sequence[date | None] = self.columns[name]
        if name not in self.shape.facts:
            return column
        last = moments.known_on
        known = self._days.get((name, last))
        if known is None:
            known = [day if day is not None and day <= last else None for day in column]
            self._days[name, last] = known
        return known

    def by_period(self, name: str, rhythm: Rhythm, moments: Moments) -> Mapping[Period, Positions]:
        """The positions in each period in which any row falls."""
        key = (name, rhythm, moments.known_on)
        if key not in self._periods:
            of_day: dict[date, set[int]] = {}
            for at, day in enumerate(self.days(name, moments)):
                if day is not None:
                    of_day.setdefault(day, set()).add(at)
            found: dict[Period, set[int]] = {}
            for day, there in of_day.items():
                found.setdefault(period_of(day, rhythm), set()).update(there)
            self._periods[key] = {period: frozenset(there) for period, there in found.items()}
        return self._periods[key]

    def valid(self, moments: Moments) -> Positions:
        """The positions that hold on the day that counts."""
        if not self.shape.valid:
            return self.all
        key = ("valid", moments.valid_on)
        if key not in self._kept:
            begins, ends = (self.columns[name] for name in self.shape.valid)
            day = moments.valid_on
            self._kept[key] = frozenset(
                at
                for at, (begin, end) in enumerate(zip(begins, ends, strict=True))
                if (begin is None or begin <= day) and (end is None or day <= end)
            )
        return self._kept[key]

    def _match(self, condition: Condition, moments: Moments, tables: Tables) -> Positions:
        if isinstance(condition, AnyOf):
            return NOWHERE.union(*(self.matching(each, moments, tables) for each in condition.tests))
        if isinstance(condition, Order):
            return self._ordered(condition, moments)
        if isinstance(condition, Having):
            related = Related(condition.relation, condition.where)
            counts = related_numbers(self, related, moments, tables)
            return frozenset(at for at, number in enumerate(counts) if (number or 0) >= condition.at_least)
        return self._tested(condition, moments)

    def _ordered(self, order: Order, moments: Moments) -> Positions:
        pairs = zip(self.days(order.first, moments), self.days(order.then, moments), strict=True)
        return frozenset(
            at
            for at, (first, then) in enumerate(pairs)
            if first is not None and then is not None and (first < then or (order.same_day and first == then))
        )

    def _tested(self, test: Test, moments: Moments) -> Positions:
        index = self._index_of(test.field, moments)
        wanted = test.value if isinstance(test.value, tuple) else (test.value,)
        match test.operator:
            case "empty":
                return frozenset(index.get(None, ()))
            case "filled":
                return self.all - index.get(None, set())
            case "is" | "one_of":
                return NOWHERE.union(*(index.get(each, ()) for each in wanted if each is not None))
            case "is_not" | "none_of":
                return self.all.difference(*(index.get(each, ()) for each in wanted))
        if test.value is None:
            return NOWHERE
        # There are fewer different days and numbers than rows: each is compared once.
        holds = _COMPARISONS[test.operator]
        return NOWHERE.union(
            *(there for each, there in index.items() if each is not None and holds(each, test.value))
        )

    def _index_of(self, name: str, moments: Moments) -> Mapping[Any, set[int]]:
        """Per value its positions; of a fact per day on which it is known to have happened."""
        if name not in self.shape.facts:
            return self.index(name)
        key = f"{name} {moments.known_on}"
        found = self._indexes.get(key)
        if found is None:
            found = self._indexes[key] = _by_value(self.days(name, moments))
        return found


def _by_value(column: Sequence[Any]) -> dict[Any, set[int]]:
    found: dict[Any, set[int]] = {}
    for at, value in enumerate(column):
        there = found.get(value)
        if there is None:
            found[value] = {at}
        else:
            there.add(at)
    # An empty text is no text.
    if "" in found:
        found.setdefault(None, set()).update(found.pop(""))
    return found


def _contains(text: Any, words: Any) -> bool:
    return str(words).casefold() in str(text).casefold()


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "contains": _contains, "less": lt, "before": lt, "at_most": le, "until": le, "more": gt, "after": gt,
    "at_least": ge, "since": ge,
}  # fmt: skip

Tables = Mapping[str, Rows]
"""The rows of every set that a recipe asks about."""


def related_numbers(rows: Rows, related: Related, moments: Moments, tables: Tables) -> list[Decimal | None]:
    """Per position how many related records it has, how many different values, or their sum.

    None of them is zero; only of a sum of what nobody reported it is not known.
    """
    where = tuple(moments.filled(condition) for condition in related.where)
    asked = (replace(related, where=where), moments.known_on, moments.valid_on)  # type: ignore[arg-type]
    if asked not in rows._numbers:
        rows._numbers[asked] = _related(rows, related, moments, tables)
    return rows._numbers[asked]


def _related(rows: Rows, related: Related, moments: Moments, tables: Tables) -> list[Decimal | None]:
    relation = rows.shape.relations[related.relation]
    others = tables[relation.to]
    chosen = others.choose(related.where, moments, tables) & others.valid(moments)
    found: dict[Any, list[int]] = {}
    for key, positions in others.index(relation.key).items():
        there = [at for at in positions if at in chosen]
        if there and key is not None:
            found[key] = there
    own: Sequence[Any] = rows.columns[relation.own] if relation.own else rows.ids
    size = _sizes(others, related)
    many = bool(relation.own) and rows.shape.fields[relation.own].many
    nothing = None if others.shape.reported and related.total else Decimal(0)
    numbers: list[Decimal | None] = []
    for key in own:
        there = [at for each in key for at in found.get(each, ())] if many else found.get(key, [])
        numbers.append(size(there) if there else nothing)
    return numbers


def _sizes(others: Rows, related: Related) -> Callable[[list[int]], Decimal]:
    if related.unique is not None:
        column = others.columns[related.unique]
        many = others.shape.fields[related.unique].many
        return lambda there: Decimal(
            len({each for at in there for each in (column[at] if many else (column[at],))} - {None, ""})
        )
    if related.total is not None:
        numbers = others.columns[related.total]
        return lambda there: sum((numbers[at] for at in set(there) if numbers[at] is not None), Decimal(0))
    return lambda there: Decimal(len(set(there)))
