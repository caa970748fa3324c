"""What was published of a period: kept, so that the next publication can be held against it (`releases`)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from streekwerk.indicators.rules.figures.publishing import (
    WHOLE,
    Groups,
    Published,
    Terms,
    Totals,
    amounts_of,
    expendable,
    hidden_of,
    numbered,
    totals_of,
    veiled,
)
from streekwerk.indicators.rules.figures.releases import Release, next_release
from streekwerk.indicators.rules.figures.rollup import Rolled, Total
from streekwerk.indicators.rules.figures.values import HIDDEN, State, Value


@dataclass(frozen=True)
class Edition:
    """The figures of a period as they were given when they were published, and which of them were shown."""

    on: date
    values: Mapping[str, Value]
    """Also of who was asked and did not answer: the coverage of then."""
    groups: Mapping[str, Groups[str]]
    terms: Terms
    cells: frozenset[str]
    sums: frozenset[Hashable]
    hidden: frozenset[str]

    @cached_property
    def release(self) -> Release[str]:
        """The same as the rule of releases takes it."""
        amounts, sums = amounts_of(self.values, self.groups, self.terms)
        return Release(amounts, sums, self.cells, self.sums, self.hidden)

    @cached_property
    def totals(self) -> Totals[str]:
        """The totals of then, before anything is hidden."""
        values: Mapping[str, Value] = self.values
        if self.terms.addition == "none":
            kept = numbered(values).keys() - self.cells
            values = {key: HIDDEN if key in kept else value for key, value in values.items()}
        return totals_of(values, self.groups, self.terms)

    def total(self, name: Hashable) -> Total[str] | None:
        """The total under this name; None where there was none."""
        if not isinstance(name, tuple):
            return self.totals[0]
        scheme, group = name
        rolled = self.totals[1].get(scheme)
        if rolled is None:
            return None
        return rolled.outside if group is None else rolled.groups.get(group)


def next_edition(
    earlier: Sequence[Edition],
    values: Mapping[str, Value],
    schemes: Mapping[str, Groups[str]],
    terms: Terms,
    *,
    main: str,
    on: date,
) -> Edition:
    """What may be published of these figures after the `earlier` editions, oldest first."""
    groups = {
        scheme: {
            name: here for name, parts in each.items() if (here := [key for key in parts if key in values])
        }
        for scheme, each in schemes.items()
    }
    already = earlier[-1].hidden if earlier else frozenset()
    hidden = hidden_of(values, groups, terms, main, already)
    amounts, sums = amounts_of(values, groups, terms)
    made = next_release(
        [one.release for one in earlier],
        amounts,
        sums,
        hidden,
        smallest=terms.smallest,
        insiders=terms.insiders,
        expendable=expendable(sums, main),
    )
    return Edition(on, values, groups, terms, made.cells, made.shown, made.hidden)


def published_of(editions: Sequence[Edition]) -> Published[str]:
    """What is shown after the last of these editions: what it held back stands as it was shown before.

    >>> from streekwerk.indicators.rules.figures.values import value_of
    >>> def counted(**numbers):
    ...     return {name: value_of("final", Decimal(number)) for name, number in numbers.items()}
    >>> terms, made = Terms(smallest=5), []
    >>> for day, table in ((1, counted(a=40, b=60)), (2, counted(a=40, b=60, c=3))):
    ...     made.append(next_edition(made, table, {}, terms, main="", on=date(2026, 5, day)))
    >>> shown = published_of(made)
    >>> shown.values["c"] == HIDDEN, shown.whole.value.number, shown.kept
    (True, Decimal('100'), datetime.date(2026, 5, 1))
    """
    last, earlier = editions[-1], editions[-2::-1]
    kept: list[date] = []

    def shown(key: str, value: Value) -> Value:
        if key in last.cells:
            return value
        if key not in last.hidden:
            for one in earlier:
                if key in one.cells:
                    kept.append(one.on)
                    return one.values[key]
        return HIDDEN

    def total(name: Hashable, of_now: Total[str]) -> Total[str]:
        if name in last.sums or last.terms.addition == "none":
            return of_now
        for one in earlier:
            if name in one.sums and (was := one.total(name)) is not None:
                return was
        return veiled(of_now)

    known = numbered(last.values)
    values = {key: shown(key, value) if key in known else value for key, value in last.values.items()}
    gone = last.release.sums.keys() - last.sums
    if last.terms.addition != "none":
        for name in gone:
            kept += [one.on for one in earlier if name in one.sums][:1]

    def totals() -> Totals[str]:
        whole, schemes = last.totals
        whole = total(WHOLE, whole)
        return whole, {
            name: Rolled(
                {group: total((name, group), one) for group, one in rolled.groups.items()},
                total((name, None), rolled.outside) if rolled.outside else None,
                rolled.outside_keys,
                whole,
                rolled.several,
            )
            for name, rolled in schemes.items()
        }

    hidden = frozenset(key for key, value in values.items() if key in known and value == HIDDEN)
    whole_hidden = WHOLE in last.release.sums and not any(WHOLE in one.sums for one in editions)
    return Published(
        values,
        last.terms,
        last.groups,
        hidden,
        whole_hidden,
        kept=max(kept, default=None),
        totals=totals if hidden or kept or gone else None,
    )


# ------------------------------------------------------------------ as it is stored


def to_json(edition: Edition) -> dict[str, Any]:
    """The edition without its day; cells are named once, then by their place."""
    keys = list(edition.values)
    at = {key: n for n, key in enumerate(keys)}
    terms = edition.terms
    return {
        "terms": [terms.addition, terms.measure, terms.smallest, terms.insiders],
        "keys": keys,
        "values": [
            [one.state.value, *map(_text, (one.number, one.numerator, one.denominator))]
            for one in edition.values.values()
        ],
        "groups": {
            scheme: [[group, [at[key] for key in parts]] for group, parts in groups.items()]
            for scheme, groups in edition.groups.items()
        },
        "cells": sorted(at[key] for key in edition.cells),
        "hidden": sorted(edition.hidden),
        "sums": [list(name) if isinstance(name, tuple) else name for name in sorted(edition.sums, key=str)],
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def from_json(on: date, stored: Mapping[str, Any]) -> Edition:
    """The edition that was stored.

    >>> terms = Terms(smallest=5)
    >>> values = {"3//": Value(State.FINAL, Decimal("9.0000")), "4//": Value(State.MISSING)}
    >>> zones = {"zorgzone": {7: ["3//", "5//"]}}
    >>> made = next_edition([], values, zones, terms, main="", on=date(2026, 5, 1))
    >>> from_json(made.on, to_json(made)) == made
    True
    """
    keys = stored["keys"]
    values = {
        key: Value(State(state), *(None if n is None else Decimal(n) for n in numbers))
        for key, (state, *numbers) in zip(keys, stored["values"], strict=True)
    }
    groups = {
        scheme: {group: [keys[n] for n in parts] for group, parts in each}
        for scheme, each in stored["groups"].items()
    }
    cells = frozenset(keys[n] for n in stored["cells"])
    sums = frozenset(tuple(name) if isinstance(name, list) else name for name in stored["sums"])
    return Edition(on, values, groups, Terms(*stored["terms"]), cells, sums, frozenset(stored["hidden"]))
