"""What follows from published sums: exact elimination over the figures that are hidden.

Every published total is a sum of places. Somebody who subtracts and combines published numbers can work out
a hidden one when, and only when, it is a linear combination of the published sums. That is decided here
without rounding, modulo a prime: the answer is that of whole fractions as long as no determinant of the sums
is a multiple of the prime. Up to 60 hidden places every determinant is smaller than it (Hadamard's bound);
beyond that the chance is one in 10 to the 38th.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
PRIME = 2**127 - 1
Row = dict[Key, int]
"""Factors modulo the prime; what is not in it has none."""


@dataclass(frozen=True, slots=True)
class _Pivot(Generic[Key]):
    """A row of the reduced system, and of which published sums it is a combination."""

    at: Key
    row: Row[Key]
    made_of: dict[Hashable, int]


class Known(Generic[Key]):
    """What can be worked out from sums over hidden places."""

    def __init__(self, sums: Mapping[Hashable, Collection[Key]]) -> None:
        """`sums`: per published sum the hidden places in it; the places that are published are subtracted."""
        self._pivots: list[_Pivot[Key]] = []
        for name, places in sums.items():
            row, made_of = self._rest(dict.fromkeys(places, 1), {name: 1})
            if row:
                self._add(row, made_of)

    def _rest(self, row: Row[Key], made_of: dict[Hashable, int]) -> tuple[Row[Key], dict[Hashable, int]]:
        """What is left of a row when every known one is taken out, and how that was made."""
        row, made_of = dict(row), dict(made_of)
        for pivot in self._pivots:
            if factor := row.get(pivot.at):
                _subtract(row, pivot.row, factor)
                _subtract(made_of, pivot.made_of, factor)
        return row, made_of

    def _add(self, row: Row[Key], made_of: dict[Hashable, int]) -> None:
        at = next(iter(row))
        unit = pow(row[at], -1, PRIME)
        fresh = _Pivot(
            at,
            {key: value * unit % PRIME for key, value in row.items()},
            {key: value * unit % PRIME for key, value in made_of.items()},
        )
        # Kept reduced: no pivot stands in another row, so that one pass over the rows is enough.
        for pivot in self._pivots:
            if factor := pivot.row.get(at):
                _subtract(pivot.row, fresh.row, factor)
                _subtract(pivot.made_of, fresh.made_of, factor)
        self._pivots.append(fresh)

    def worked_out(self, wanted: Mapping[Key, int]) -> dict[Hashable, int] | None:
        """The published sums, with their factors, from which a combination of places follows.

        None when it does not follow.

        >>> known = Known({"zone": ["Beek", "Ven"], "streek": ["Beek", "Ven", "Heide"]})
        >>> sorted(known.worked_out({"Heide": 1})), known.worked_out({"Beek": 1})
        (['streek', 'zone'], None)
        """
        row, made_of = self._rest(dict(wanted), {})
        return None if row else {name: -factor % PRIME for name, factor in made_of.items()}

    def knowing(self, places: Collection[Key]) -> Known[Key]:
        """What somebody can work out who also knows these places; they stand in `worked_out` by themselves.

        >>> known = Known({"zone": ["Beek", "Ven"]})
        >>> known.worked_out({"Ven": 1}), sorted(known.knowing(["Beek"]).worked_out({"Ven": 1}))
        (None, ['Beek', 'zone'])
        """
        more = Known[Key]({})
        more._pivots = [_Pivot(one.at, dict(one.row), dict(one.made_of)) for one in self._pivots]
        for place in places:
            row, made_of = more._rest({place: 1}, {place: 1})
            if row:
                more._add(row, made_of)
        return more

    def alone(self) -> list[Key]:
        """The places that can be worked out, each by itself; sums of several are not in it.

        >>> Known({"zone": ["Beek", "Ven"], "streek": ["Beek", "Ven", "Heide"]}).alone()
        ['Heide']
        """
        # The system is kept reduced: what follows by itself is a row of one.
        return [pivot.at for pivot in self._pivots if len(pivot.row) == 1]

    def rest_of(self, places: Collection[Key]) -> Row[Key]:
        """What stays unknown of the sum of these places; empty when it follows from what is published."""
        return self._rest(dict.fromkeys(places, 1), {})[0]


def _subtract(row: dict[Key, int], other: Mapping[Key, int], factor: int) -> None:
    for key, value in other.items():
        if left := (row.get(key, 0) - factor * value) % PRIME:
            row[key] = left
        else:
            row.pop(key, None)
