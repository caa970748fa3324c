"""Conditions of a recipe as a filter of the database, so that only rows that may match are read.

The filter is only ever too wide, never too narrow: the rules look at every row again. What one database
compares otherwise than the rules do (capitals in a text, the day of a moment) is left to the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q, QuerySet

from streekwerk.indicators.ports import Measurable, Source
from streekwerk.indicators.rules.recipes.language import AnyOf, Condition, Test
from streekwerk.indicators.rules.recipes.needs import Need
from streekwerk.indicators.rules.recipes.rows import Moments

_LOOKUPS = {
    "less": "lt", "before": "lt", "at_most": "lte", "until": "lte", "more": "gt", "after": "gt",
    "at_least": "gte", "since": "gte",
}  # fmt: skip
Asked = tuple[Need, Moments]
_NOTHING = Q(pk__in=[])


def narrowed(rows: QuerySet[Any], each: Measurable, asked: Sequence[Asked]) -> QuerySet[Any]:
    """The records that at least one of the needs may look at."""
    compiler = _Compiler(rows, each)
    return rows.filter(compiler.all_of(*asked[0]) if len(asked) == 1 else compiler.shared(asked))


class _Compiler:
    """Conditions on one set of records, as filters."""

    def __init__(self, rows: QuerySet[Any], each: Measurable) -> None:
        self.rows, self.each = rows, each

    def all_of(self, need: Need, moments: Moments) -> Q:
        """Everything of one need that the database can look at."""
        found = [self.filter(moments.filled(condition)) for condition in need.conditions]
        period, source = moments.moment.period, self.each.sources.get(need.dated or "")
        if period and source and isinstance(source.path, str) and not _apart(source):
            path = source.path
            inside = Q(**{f"{path}__gte": period.start, f"{path}__lte": period.end})
            # Without a day a record is told apart, so it has to be read.
            found.append(inside | Q(**{f"{path}__isnull": True}))
        return _every(found)

    def shared(self, asked: Sequence[Asked]) -> Q:
        """What all needs have in common: where each asks certain values of a field, all those values."""
        common: dict[str, set[Any]] | None = None
        for need, moments in asked:
            mine: dict[str, set[Any]] = {}
            for condition in need.conditions:
                filled = moments.filled(condition)
                if isinstance(filled, Test) and filled.operator in ("is", "one_of"):
                    values = set(_listed(filled.value))
                    mine[filled.field] = mine.get(filled.field, values) & values
            if common is None:
                common = mine
            else:
                common = {name: values | mine[name] for name, values in common.items() if name in mine}
        bounds = [Test(name, "one_of", tuple(values)) for name, values in (common or {}).items()]
        return _every(self.filter(each) for each in bounds)

    def filter(self, condition: Condition) -> Q | None:
        """One condition; None where the rules alone can tell."""
        if isinstance(condition, AnyOf):
            found = [self.filter(test) for test in condition.tests]
            known = [each for each in found if each is not None]
            return reduce(or_, known) if len(known) == len(found) else None
        if not isinstance(condition, Test) or condition.operator in ("contains", "filled", "empty"):
            return None
        source = self.each.sources[condition.field]
        if source.moment or source.pairs:
            return None
        if condition.value is None:
            return _NOTHING
        named = condition.operator in ("is", "is_not", "one_of", "none_of")
        denied = condition.operator in ("is_not", "none_of")
        if not named:
            lookup = f"{source.path}__{_LOOKUPS[condition.operator]}"
            return None if _apart(source) else Q(**{lookup: condition.value})
        having = self._having(source, _listed(condition.value))
        return ~having if denied else having

    def _having(self, source: Source, values: tuple[Any, ...]) -> Q:
        if isinstance(source.path, tuple):
            return reduce(or_, (Q(**{f"{path}__in": values}) for path in source.path))
        there = Q(**{f"{source.path}__in": values})
        if not source.many:
            return there
        # Apart, so that a record with two such rows is still read once.
        return Q(pk__in=self.rows.filter((source.where or Q()) & there).values("pk"))


def _apart(source: Source) -> bool:
    """Whether a comparison with one value does not say it all."""
    return isinstance(source.path, tuple) or source.many or source.moment or source.pairs is not None


def _listed(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _every(found: Iterable[Q | None]) -> Q:
    return reduce(and_, (each for each in found if each is not None), Q())
