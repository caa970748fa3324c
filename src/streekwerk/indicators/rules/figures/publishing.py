"""From the figures as they were given to what a visitor may see: cells, totals and zones after suppression.

Every sum that a page can show of one period stands in one table: the whole, the groups of every scheme and
what lies in no group. So somebody who asks for one scheme after the other learns no more than from one page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from streekwerk.indicators.rules.figures.rollup import Addition, Rolled, Total, roll_up, total_of
from streekwerk.indicators.rules.figures.suppression import Amounts, Hidden, is_small, suppress
from streekwerk.indicators.rules.figures.values import HIDDEN, Value

Key = TypeVar("Key", bound=Hashable)
Groups = Mapping[Any, Collection[Key]]
"""The places of each group of one scheme."""

WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Terms:
    """How figures become one, and what has to be protected."""

    addition: Addition = "sum"
    measure: str = ""
    smallest: int = 0
    """0: everything is shown as it was given."""
    insiders: bool = False
    """Whether the cells come from parties that know their own figure."""


Totals = tuple[Total[Key], Mapping[str, Rolled[Hashable, Key]]]
"""Everybody together, and by scheme the totals of its groups."""


@dataclass(frozen=True)
class Published(Generic[Key]):
    """What may be shown of one period. Totals are made when they are asked for, of what may be shown."""

    values: Mapping[Key, Value]
    terms: Terms
    groups: Mapping[str, Groups[Key]] = field(default_factory=dict)
    hidden: frozenset[Key] = frozenset()
    """The cells that this product hides, besides those the source hid."""
    whole_hidden: bool = False
    waiting: bool = False
    """Whether everything is held back because nothing was published yet."""
    kept: date | None = None
    """The day of the publication of which something stays as it was, though the figures changed since."""
    totals: Callable[[], Totals[Key]] | None = field(default=None, repr=False, compare=False)
    """Makes the totals where something is hidden: they count the cells behind it, which do not stand here."""

    @property
    def anything_hidden(self) -> bool:
        """Whether some number is held back here."""
        return bool(self.hidden) or self.whole_hidden or self.waiting

    @cached_property
    def whole(self) -> Total[Key]:
        """Everybody together, each once."""
        return self._made[0] if self._made else _whole(self.values, self.terms)

    @cached_property
    def schemes(self) -> Mapping[str, Rolled[Hashable, Key]]:
        """By scheme the totals of its groups."""
        return self._made[1] if self._made else _rolled(self.values, self.groups, self.terms)

    @cached_property
    def _made(self) -> Totals[Key] | None:
        return self.totals() if self.totals else None


def publish(
    values: Mapping[Key, Value],
    schemes: Mapping[str, Groups[Key]],
    terms: Terms,
    *,
    main: str = "",
    waiting: bool = False,
) -> Published[Key]:
    """The table of one period after suppression; `smallest` 0 gives everything as it is.

    `main`: the scheme whose groups are kept in view; groups of others are hidden before another cell is.
    `waiting`: nothing of it is published while answers come in (two looks would differ by one answer).

    >>> counted = {"Beek": Value("final", Decimal(2)), "Ven": Value("final", Decimal(9))}
    >>> shown = publish(counted, {}, Terms(smallest=5))
    >>> sorted(shown.hidden), shown.whole.value.number
    (['Beek', 'Ven'], Decimal('11'))
    """
    if terms.smallest < 2:
        return Published(values, terms, schemes)
    hidden = _held_back(values, schemes) if waiting else hidden_of(values, schemes, terms, main)
    if not hidden.cells and not hidden.sums:
        return Published(values, terms, schemes)
    shown = {key: HIDDEN if key in hidden.cells else value for key, value in values.items()}

    def totals() -> Totals[Key]:
        # What is not added up has no sums to hide: of one cell the whole is that cell.
        source = shown if terms.addition == "none" else values
        whole, rolled = totals_of(source, schemes, terms)
        return (
            veiled(whole) if WHOLE in hidden.sums else whole,
            {name: _veiled_groups(name, one, hidden) for name, one in rolled.items()},
        )

    whole_hidden = WHOLE in hidden.sums
    return Published(shown, terms, schemes, hidden.cells, whole_hidden, waiting, totals=totals)


def totals_of(values: Mapping[Key, Value], schemes: Mapping[str, Groups[Key]], terms: Terms) -> Totals[Key]:
    """Everybody together, and by scheme the totals of its groups."""
    return _whole(values, terms), _rolled(values, schemes, terms)


def _whole(values: Mapping[Key, Value], terms: Terms) -> Total[Key]:
    return total_of(values, terms.addition, measure=terms.measure)


def _rolled(
    values: Mapping[Key, Value], schemes: Mapping[str, Groups[Key]], terms: Terms
) -> dict[str, Rolled[Hashable, Key]]:
    return {
        name: roll_up(values, groups, terms.addition, measure=terms.measure)
        for name, groups in schemes.items()
    }


def _held_back(values: Mapping[Key, Value], schemes: Mapping[str, Groups[Key]]) -> Hidden[Key]:
    """Everything with a number, and every total, when there is a number at all."""
    cells = frozenset(key for key, value in values.items() if value.added)
    sums: set[Hashable] = {(name, group) for name, groups in schemes.items() for group in [*groups, None]}
    return Hidden(cells, frozenset(sums | {WHOLE})) if cells else Hidden()


def hidden_of(
    values: Mapping[Key, Value],
    schemes: Mapping[str, Groups[Key]],
    terms: Terms,
    main: str,
    already: Collection[Key] = (),
) -> Hidden[Key]:
    """What this table hides by itself; `already`: what an earlier release of it hid."""
    cells, sums = amounts_of(values, schemes, terms)
    unknown = frozenset(numbered(values).keys() - cells.keys())
    if terms.addition == "none":
        # Nothing is added up, so that there is nothing to subtract from. But of how many cases a median or a
        # score is has to be said: without it nobody can tell whether it is of two people.
        small = frozenset(key for key, amounts in cells.items() if is_small(amounts, terms.smallest))
        return Hidden(small | unknown | (frozenset(already) & cells.keys()))
    found = _found(
        tuple(cells.items()),
        tuple((name, tuple(keys)) for name, keys in sums.items()),
        terms.smallest,
        terms.insiders,
        main,
        frozenset(already),
    )
    return Hidden(found.cells | unknown, found.sums)


def numbered(values: Mapping[Key, Value]) -> dict[Key, Value]:
    """The cells that hold a number."""
    return {key: value for key, value in values.items() if value.added and value.number is not None}


def amounts_of(
    values: Mapping[Key, Value], schemes: Mapping[str, Groups[Key]], terms: Terms
) -> tuple[dict[Key, Amounts], dict[Hashable, Collection[Key]]]:
    """Of how many people each cell is, and every sum that is published over them.

    A share without its parts is in neither: nobody can tell of how many people it is.
    """
    known = numbered(values)
    if terms.addition == "none":
        return {key: (one.denominator,) for key, one in known.items() if one.denominator is not None}, {}
    if terms.addition == "weighted":
        cells = {key: _parts(value) for key, value in known.items() if value.denominator is not None}
    else:
        cells = {key: (value.number or Decimal(0),) for key, value in known.items()}
    sums: dict[Hashable, Collection[Key]] = {WHOLE: cells}
    for name, groups in schemes.items():
        inside: set[Key] = set()
        for group, parts in groups.items():
            sums[(name, group)] = parts
            inside.update(parts)
        sums[(name, None)] = [key for key in cells if key not in inside]
    return cells, sums


@lru_cache(maxsize=4096)
def _found(
    cells: tuple[tuple[Any, Amounts], ...],
    sums: tuple[tuple[Any, tuple[Any, ...]], ...],
    smallest: int,
    insiders: bool,
    main: str,
    already: frozenset[Any],
) -> Hidden[Any]:
    """The same table hides the same cells: a past period is worked out once per process."""
    return suppress(
        dict(cells),
        dict(sums),
        smallest=smallest,
        insiders=insiders,
        expendable=expendable(dict(sums), main),
        already=already,
    )


def expendable(sums: Collection[Hashable], main: str) -> list[Hashable]:
    """The zones of schemes that matter less here: they are hidden before a cell is."""
    return [name for name in sums if isinstance(name, tuple) and name[0] != main]


def _parts(value: Value) -> Amounts:
    """Of a share the people in it and the people not in it: both can be too few."""
    numerator, denominator = value.numerator or Decimal(0), value.denominator or Decimal(0)
    return (numerator, denominator - numerator)


def veiled(total: Total[Key]) -> Total[Key]:
    """The total without its number; who answered is no secret."""
    return Total(HIDDEN, total.coverage, total.refused, total.left_out)


def _veiled_groups(name: str, rolled: Rolled[Hashable, Key], hidden: Hidden[Key]) -> Rolled[Hashable, Key]:
    outside = rolled.outside
    return Rolled(
        groups={
            group: veiled(total) if (name, group) in hidden.sums else total
            for group, total in rolled.groups.items()
        },
        outside=veiled(outside) if outside and (name, None) in hidden.sums else outside,
        outside_keys=rolled.outside_keys,
        whole=veiled(rolled.whole) if WHOLE in hidden.sums else rolled.whole,
        several=rolled.several,
    )


FIRST_SCHEMES = ("welzijnszone", "eerstelijnszone")
"""The zones by which networks of welfare and care report: they stay in view before those of police."""


def main_scheme(schemes: Mapping[str, Groups[Key]], places: Collection[Key]) -> str:
    """The scheme whose groups matter most here, the same for everybody.

    It holds every place; zones of welfare and care go first, then the scheme with most groups of two or more.

    >>> schemes = {"politiezone": {"P": "ab", "Q": "cd"}, "eerstelijnszone": {"N": "abcd"}}
    >>> main_scheme(schemes, "abcd"), main_scheme({**schemes, "eerstelijnszone": {"N": "ab"}}, "abcd")
    ('eerstelijnszone', 'politiezone')
    """
    here = set(places)

    def rank(name: str) -> tuple[bool, int, int, str]:
        parts = [here & set(members) for members in schemes[name].values()]
        everywhere = here <= set().union(*parts)
        known = FIRST_SCHEMES.index(name) if name in FIRST_SCHEMES else len(FIRST_SCHEMES)
        return (not everywhere, known, -sum(len(part) > 1 for part in parts), name)

    return min(schemes, key=rank, default="")
