"""Publications of the same table one after the other: what their differences would betray.

What was published cannot be taken back: somebody may have kept it. So the numbers of every release of a
period are one system of sums. A cell is an unknown per number it ever had; one that did not change is the
same unknown in each release: the most an attacker can know. Promised, tested by subtracting and solving:

1. no number that was kept back in every release is a linear combination of all that was published;
2. no number is shown that differs by fewer than `smallest` from one that was shown of the same cell, and what
   changed among the hidden cells of a sum is not shown when it is fewer than `smallest` together;
3. with `insiders`: neither for somebody who knows every number one cell ever had; with `boards`: nor for a
   board that knows every number its own cells ever had.

What would break that is held back: a number that was shown before stays as it was, another stays hidden.
What one release hid stays hidden in the next, unless that very number was shown before. Nothing of this is
random: the same releases in the same order hold back the same.

What is not promised: that two releases of tables with other thresholds protect what the lower one showed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import Any, Generic, TypeVar, cast

from streekwerk.indicators.rules.figures.linear import PRIME, Known
from streekwerk.indicators.rules.figures.suppression import Amounts, Hidden, is_small

Key = TypeVar("Key", bound=Hashable)
Unknown = tuple[Key, Amounts]
"""A cell with one of the numbers it had."""
Factors = dict[Unknown[Key], int]
Used = Mapping[Hashable, int]
"""Sums of the newest release, with how often each is taken."""


@dataclass(frozen=True)
class Release(Generic[Key]):
    """A table as it was published: every number that was there, and which of them were shown as they were."""

    amounts: Mapping[Key, Amounts]
    sums: Mapping[Hashable, Collection[Key]]
    cells: frozenset[Key]
    """The cells whose number of that moment was shown."""
    shown: frozenset[Hashable]
    """The sums whose number of that moment was shown."""
    hidden: frozenset[Key] = frozenset()
    """The cells of which no number was shown; the others of which none is new kept an earlier one."""

    @cached_property
    def rows(self) -> dict[Hashable, frozenset[Unknown[Key]]]:
        """What each shown sum is the sum of."""
        return {
            name: frozenset((key, self.amounts[key]) for key in self.sums[name] if key in self.amounts)
            for name in self.shown
        }


def next_release(
    earlier: Sequence[Release[Key]],
    amounts: Mapping[Key, Amounts],
    sums: Mapping[Hashable, Collection[Key]],
    hidden: Hidden[Key],
    *,
    smallest: int,
    insiders: bool = False,
    boards: Collection[Collection[Key]] = (),
    expendable: Collection[Hashable] = (),
    tell: Callable[[], None] | None = None,
) -> Release[Key]:
    """The release after the `earlier` ones (oldest first); `hidden` is what the new table hides by itself.

    `boards`: the cells that each of them gave. `tell` is called with each number that is held back.

    >>> sums = {"streek": ["Beek", "Heide", "Ven"]}
    >>> then = {"Beek": (Decimal(2),), "Heide": (Decimal(9),), "Ven": (Decimal(30),)}
    >>> small = Hidden(frozenset({"Beek", "Heide"}))
    >>> first = next_release([], then, sums, small, smallest=5)
    >>> later = next_release([first], {**then, "Beek": (Decimal(3),)}, sums, small, smallest=5)
    >>> sorted(first.shown), sorted(later.shown), sorted(later.cells)
    (['streek'], [], ['Ven'])
    """
    before = {(key, one.amounts[key]) for one in earlier for key in one.cells}
    # What was published is no secret that could hide another.
    out = {
        key for key in hidden.cells if is_small(amounts[key], smallest) or (key, amounts[key]) not in before
    }
    cells = {
        key
        for key in amounts.keys() - out
        if not any(differ_little(amounts[key], was, smallest) for other, was in before if other == key)
    }
    step = _Step(
        earlier, amounts, sums, cells, set(sums.keys() - hidden.sums), smallest, frozenset(expendable), before
    )
    known_together = [*boards, *([key] for key in step.every if insiders)]
    while earlier and (weak := step.weakness() or step.weakness_to_insiders(known_together)):
        weak.into.discard(weak.key)
        if tell:
            tell()
    told = {key for key, _ in before} - out
    kept = frozenset(amounts.keys() - step.cells - told)
    if earlier:
        # Who is not in this table for once stays hidden in the next.
        kept |= earlier[-1].hidden - amounts.keys()
    return Release(amounts, sums, frozenset(step.cells), frozenset(step.shown), kept)


def differ_little(now: Amounts, before: Amounts, smallest: int) -> bool:
    """Whether two numbers of one cell differ, and by too few people.

    >>> [differ_little((Decimal(n),), (Decimal(20),), 5) for n in (20, 21, 16, 25)]
    [False, True, True, False]
    """
    return is_small((abs(one - other) for one, other in zip(now, before, strict=True)), smallest)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What could be held back next, and the set it stands in."""

    size: Decimal
    is_sum: bool
    name: str
    key: Hashable
    into: set[Hashable]


@dataclass
class _Step(Generic[Key]):
    """The newest release while it is being made."""

    earlier: Sequence[Release[Key]]
    amounts: Mapping[Key, Amounts]
    sums: Mapping[Hashable, Collection[Key]]
    cells: set[Key]
    shown: set[Hashable]
    smallest: int
    expendable: frozenset[Hashable]
    before: set[Unknown[Key]]
    """The numbers of cells that earlier releases showed."""

    def __post_init__(self) -> None:
        self.full = {
            name: frozenset((key, self.amounts[key]) for key in keys if key in self.amounts)
            for name, keys in sorted(self.sums.items(), key=lambda each: str(each[0]))
        }
        self.nested = [
            (inner, outer)
            for inner in self.full
            for outer in self.full
            if self.full[inner] and self.full[inner] < self.full[outer]
        ]
        every: dict[Key, set[Amounts]] = {}
        for one in (*(each.amounts for each in self.earlier), self.amounts):
            for key, amounts in one.items():
                every.setdefault(key, set()).add(amounts)
        self.every = {key: sorted(every[key]) for key in sorted(every, key=str)}

    # ------------------------------------------------------------ what somebody knows

    @property
    def known(self) -> set[Unknown[Key]]:
        """The numbers of cells that were shown in some release."""
        return self.before | {(key, self.amounts[key]) for key in self.cells}

    def _rows(self) -> dict[Any, frozenset[Unknown[Key]]]:
        """Every published sum: of the newest release under its name, of earlier ones with their number."""
        rows: dict[Any, frozenset[Unknown[Key]]] = {}
        for number, one in enumerate(self.earlier):
            rows |= {(number, name): row for name, row in one.rows.items()}
        return rows | {("now", name): row for name, row in self.full.items() if name in self.shown}

    def _secrets(self, known: set[Unknown[Key]]) -> Iterator[Factors[Key]]:
        """What may not be worked out: hidden numbers, how little they changed, and sums that are small."""
        for key, numbers in self.every.items():
            kept = [(key, number) for number in numbers if (key, number) not in known]
            yield from ({one: 1} for one in kept)
            for one, other in combinations(kept, 2):
                if differ_little(one[1], other[1], self.smallest):
                    yield {one: 1, other: -1}
        for row in self._small_sums:
            yield dict.fromkeys(row - known, 1)

    @cached_property
    def _small_sums(self) -> list[frozenset[Unknown[Key]]]:
        found = {row for row in self.full.values() if row and is_small(_together(row), self.smallest)}
        for one in self.earlier:
            for keys in one.sums.values():
                row = frozenset((key, one.amounts[key]) for key in keys if key in one.amounts)
                if row and is_small(_together(row), self.smallest):
                    found.add(row)
        return sorted(found, key=lambda row: sorted(map(str, row)))

    # ------------------------------------------------------------ what gives something away

    def weakness(self) -> _Candidate | None:
        """What to hold back next against somebody who kept every release; None when nothing is."""
        known = self.known
        for used, combination in self._differences():
            if self._gives_away(combination, known) and (found := self._candidates(used, combination)):
                return found
        return self._worked_out(self._system(known), known, frozenset())

    def weakness_to_insiders(self, known_together: Sequence[Collection[Key]]) -> _Candidate | None:
        """What to hold back next against somebody who also knows all that some cells ever were."""
        known = self.known
        system = self._system(known)
        for keys in known_together:
            own = frozenset((key, number) for key in keys for number in self.every.get(key, ()))
            if own - known:
                found = self._worked_out(system.knowing(own - known), known | own, own)
                if found:
                    return found
        return None

    def _system(self, known: set[Unknown[Key]]) -> Known[Unknown[Key]]:
        rows = self._rows()
        return Known({name: sorted(row - known, key=str) for name, row in rows.items() if row - known})

    def _worked_out(
        self, system: Known[Unknown[Key]], known: set[Unknown[Key]], own: frozenset[Unknown[Key]]
    ) -> _Candidate | None:
        rows = self._rows()
        for secret in self._secrets(known):
            if not secret:
                continue
            made_of = system.worked_out({one: factor % PRIME for one, factor in secret.items()})
            if made_of is None:
                continue
            combination = {one: -factor for one, factor in secret.items()}
            for name, factor in made_of.items():
                for one in rows.get(name, ()):
                    combination[one] = (combination.get(one, 0) + factor) % PRIME
            used = {name: 1 for when, name in (each for each in rows if each in made_of) if when == "now"}
            rest = {one: factor for one, factor in combination.items() if factor % PRIME and one not in own}
            if found := self._candidates(used, rest):
                return found
        return None

    def _differences(self) -> Iterator[tuple[Used, Factors[Key]]]:
        """What is left of a new sum, of one inside another, and of what either was in an earlier release."""
        pairs: list[Used] = [{name: 1} for name in self.full if name in self.shown]
        pairs += [
            {outer: 1, inner: -1}
            for inner, outer in self.nested
            if inner in self.shown and outer in self.shown
        ]
        for used in pairs:
            now = _combined({name: self.full[name] for name in used}, used)
            yield used, now
            for one in self.earlier:
                if one.shown.issuperset(used):
                    then = _combined({name: one.rows[name] for name in used}, used)
                    changed = {
                        each: factor
                        for each in {**now, **then}
                        if (factor := now.get(each, 0) - then.get(each, 0))
                    }
                    yield used, changed

    def _gives_away(self, combination: Factors[Key], known: set[Unknown[Key]]) -> bool:
        """Whether what is left of a sum, or what changed in it, says too much of the numbers kept back."""
        hidden = {one: factor for one, factor in combination.items() if one not in known}
        if not hidden:
            return False
        keys = {key for key, _ in hidden}
        if len({factor > 0 for factor in hidden.values()}) == 1:
            left = _net(hidden)
            if len(keys) < 2 or any(amount < self.smallest for amount in left) or self._each_one(left, keys):
                return True
        # Of somebody who was shown before, only what changed is unknown. That nothing changed says nothing.
        changed = _net({one: factor for one, factor in combination.items() if one[0] in keys})
        return is_small(changed, self.smallest) or (any(changed) and self._each_one(changed, keys))

    def _each_one(self, left: Amounts, keys: Collection[Key]) -> bool:
        """Whether so few are left that each of these cells must be one."""
        return len(left) == 1 and left[0] <= len(keys)

    def _candidates(self, used: Used, combination: Factors[Key]) -> _Candidate | None:
        """What of the newest release somebody uses for this; None when it is all published already."""
        found = [
            _Candidate(sum(_together(self.full[name]), Decimal(0)), True, str(name), name, self.shown)
            for name in used
            if name in self.shown
        ]
        fresh = {(key, self.amounts[key]) for key in self.cells} - self.before
        for (key, amounts), factor in combination.items():
            if factor and (key, amounts) in fresh:
                into = cast("set[Hashable]", self.cells)
                found.append(_Candidate(sum(amounts, Decimal(0)), False, str(key), key, into))
        return min(found, key=self._order, default=None)

    def _order(self, one: _Candidate) -> tuple[bool, Decimal, bool, str]:
        return (one.key not in self.expendable, one.size, one.is_sum, one.name)


def _together(row: Collection[Unknown[Key]]) -> Amounts:
    return tuple(sum(column, Decimal(0)) for column in zip(*(one[1] for one in row), strict=True))


def _combined(rows: Mapping[Hashable, frozenset[Unknown[Key]]], used: Used) -> Factors[Key]:
    found: Factors[Key] = {}
    for name, factor in used.items():
        for one in rows[name]:
            found[one] = found.get(one, 0) + factor
    return {one: factor for one, factor in found.items() if factor}


def _net(combination: Factors[Key]) -> Amounts:
    """How many people a sum of unknowns is about, without its sign."""
    columns = zip(*([factor * n for n in one[1]] for one, factor in combination.items()), strict=True)
    return tuple(abs(sum(column, Decimal(0))) for column in columns)
