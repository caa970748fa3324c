"""From the figures as they were given to what a visitor may see: cells, totals and zones after suppression.

Every sum that a page can show of one period stands in one table: the whole, the groups of every scheme and
what lies in no group. So somebody who asks for one scheme after the other learns no more than from one page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from streekwerk.indicators.rules.figures.rollup import Addition, Rolled, Total, roll_up, total_of
from streekwerk.indicators.rules.figures.suppression import Amounts, Hidden, suppress
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


@dataclass(frozen=True, slots=True)
class _Totals(Generic[Key]):
    whole: Total[Key]
    schemes: Mapping[str, Rolled[Hashable, Key]]


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
    """Whether everything is held back because the round is still open."""
    totals: Callable[[], _Totals[Key]] | None = field(default=None, repr=False, compare=False)
    """Makes the totals where something is hidden: they count the cells behind it, which do not stand here."""

    @property
    def anything_hidden(self) -> bool:
        """Whether some number is held back here."""
        return bool(self.hidden) or self.whole_hidden or self.waiting

    @cached_property
    def whole(self) -> Total[Key]:
        """Everybody together, each once."""
        return self._made.whole if self._made else _whole(self.values, self.terms)

    @cached_property
    def schemes(self) -> Mapping[str, Rolled[Hashable, Key]]:
        """By scheme the totals of its groups."""
        return self._made.schemes if self._made else _rolled(self.values, self.groups, self.terms)

    @cached_property
    def _made(self) -> _Totals[Key] | None:
        return self.totals() if self.totals else None


def publish(
    values: Mapping[Key, Value],
    schemes: Mapping[str, Groups[Key]],
    terms: Terms,
    *,
    main: str = "",
    round_open: bool = False,
) -> Published[Key]:
    """The table of one period after suppression; `smallest` 0 gives everything as it is.

    `main`: the scheme whose groups are kept in view; groups of others are hidden before another cell is.
    `round_open`: nothing small-celled is published while answers still come in (two looks would differ by one
    answer).

    >>> counted = {"Beek": Value("final", Decimal(2)), "Ven": Value("final", Decimal(9))}
    >>> shown = publish(counted, {}, Terms(smallest=5))
    >>> sorted(shown.hidden), shown.whole.value.number
    (['Beek', 'Ven'], Decimal('11'))
    """
    if terms.smallest < 2:
        return Published(values, terms, schemes)
    hidden = _held_back(values, schemes) if round_open else _hidden(values, schemes, terms, main)
    if not hidden.cells and not hidden.sums:
        return Published(values, terms, schemes)

    def totals() -> _Totals[Key]:
        whole = _whole(values, terms)
        rolled = _rolled(values, schemes, terms)
        return _Totals(
            _veiled(whole) if WHOLE in hidden.sums else whole,
            {name: _veiled_groups(name, one, hidden) for name, one in rolled.items()},
        )

    return Published(
        {key: HIDDEN if key in hidden.cells else value for key, value in values.items()},
        terms,
        schemes,
        hidden.cells,
        WHOLE in hidden.sums,
        round_open,
        totals,
    )


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


def _hidden(
    values: Mapping[Key, Value],
    schemes: Mapping[str, Groups[Key]],
    terms: Terms,
    main: str,
) -> Hidden[Key]:
    known = {key: value for key, value in values.items() if value.added and value.number is not None}
    if terms.addition == "none":
        # Nothing is added up, so that there is nothing to subtract from. But of how many cases a median or a
        # score is has to be said: without it nobody can tell whether it is of two people.
        return Hidden(
            frozenset(
                key
                for key, value in known.items()
                if value.denominator is None or 0 < value.denominator < terms.smallest
            )
        )
    if terms.addition == "weighted":
        cells = {key: _parts(value) for key, value in known.items() if value.denominator is not None}
    else:
        cells = {key: (value.number or Decimal(0),) for key, value in known.items()}
    unknown = frozenset(known.keys() - cells.keys())
    sums: dict[Hashable, Collection[Key]] = {WHOLE: cells}
    for name, groups in schemes.items():
        inside: set[Key] = set()
        for group, parts in groups.items():
            sums[(name, group)] = parts
            inside.update(parts)
        sums[(name, None)] = [key for key in cells if key not in inside]
    found = _found(
        tuple(cells.items()),
        tuple((name, tuple(keys)) for name, keys in sums.items()),
        terms.smallest,
        terms.insiders,
        main,
    )
    return Hidden(found.cells | unknown, found.sums)


@lru_cache(maxsize=4096)
def _found(
    cells: tuple[tuple[Any, Amounts], ...],
    sums: tuple[tuple[Any, tuple[Any, ...]], ...],
    smallest: int,
    insiders: bool,
    main: str,
) -> Hidden[Any]:
    """The same table hides the same cells: a past period is worked out once per process."""
    return suppress(
        dict(cells),
        dict(sums),
        smallest=smallest,
        insiders=insiders,
        expendable=[name for name, _ in sums if isinstance(name, tuple) and name[0] != main],
    )


def _parts(value: Value) -> Amounts:
    """Of a share the people in it and the people not in it: both can be too few."""
    numerator, denominator = value.numerator or Decimal(0), value.denominator or Decimal(0)
    return (numerator, denominator - numerator)


def _veiled(total: Total[Key]) -> Total[Key]:
    """The total without its number; who answered is no secret."""
    return Total(HIDDEN, total.coverage, total.refused, total.left_out)


def _veiled_groups(name: str, rolled: Rolled[Hashable, Key], hidden: Hidden[Key]) -> Rolled[Hashable, Key]:
    outside = rolled.outside
    return Rolled(
        groups={
            group: _veiled(total) if (name, group) in hidden.sums else total
            for group, total in rolled.groups.items()
        },
        outside=_veiled(outside) if outside and (name, None) in hidden.sums else outside,
        outside_keys=rolled.outside_keys,
        whole=_veiled(rolled.whole) if WHOLE in hidden.sums else rolled.whole,
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
