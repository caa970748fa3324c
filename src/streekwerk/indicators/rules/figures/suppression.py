"""Small cells: what is hidden so that nobody can be recognised, and nothing hidden can be worked out.

A cell of fewer than `smallest` people is hidden (primary). So that nobody gets it back by subtracting, at
least one more is hidden in every sum it lies in (complementary), the smallest one each time, then the first
by name. Method: Hundepool e.a., “Statistical Disclosure Control” (2012), chapter 4; the threshold of 5 is
that of the Flemish provinces' databank.

What is promised, over all sums at once (zones of several schemes, the region), and tested:

1. no hidden cell or sum is a linear combination of what is published, however the sums overlap;
2. what is left of a published sum, or of one published sum inside another, when everything published is
   taken out of it, is at least `smallest`, and more than one for each cell in it;
3. with `insiders`: somebody who knows one hidden cell (the board that gave it) cannot work out another, nor
   a small sum; with `boards`: neither can a board that knows all of its own cells together.

What is not promised: narrower bounds than exact values; somebody who knows hidden cells of two boards; two
tables about the same people cut another way (ages beside sexes). Later releases: `releases`.

A zero is shown and never serves to hide another: that nobody was counted says nothing about anybody. A share
is hidden when its numerator, or what is left of its denominator, is small but not zero: the two are hidden
together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from streekwerk.indicators.rules.figures.linear import PRIME, Known

Key = TypeVar("Key", bound=Hashable)
Amounts = tuple[Decimal, ...]
"""How many people a cell is about: one count, or of a share the numerator and the rest."""

EXPLANATION = (
    "Verborgen: kleiner dan {smallest}, of nodig om zo’n klein getal niet te kunnen berekenen uit de totalen."
)


@dataclass(frozen=True, slots=True)
class Hidden(Generic[Key]):
    """Which cells and sums are not published."""

    cells: frozenset[Key] = frozenset()
    sums: frozenset[Hashable] = frozenset()


def is_small(amounts: Iterable[Decimal], smallest: int) -> bool:
    """Whether an amount is small and not zero.

    >>> [is_small([Decimal(n)], 5) for n in (0, 1, 4, 5)]
    [False, True, True, False]
    """
    return any(0 < amount < smallest for amount in amounts)


def suppress(
    cells: Mapping[Key, Amounts],
    sums: Mapping[Hashable, Collection[Key]],
    *,
    smallest: int,
    insiders: bool = False,
    boards: Collection[Collection[Key]] = (),
    expendable: Collection[Hashable] = (),
    already: Collection[Key] = (),
    tell: Callable[[], None] | None = None,
) -> Hidden[Key]:
    """What to hide of cells that are published together with sums over them; nothing below 2.

    A sum counts only the cells given: one who did not answer is in none. The same table hides the same cells,
    in whatever order it comes. Where an `expendable` sum (a zone of a scheme that matters less here) gives
    something away, that sum is hidden rather than one more cell. `already`: cells that are hidden anyway.
    `boards`: the cells that each of them gave, and knows together. `tell` is called with each that is hidden
    to protect another.

    >>> cells = {"Beek": (Decimal(2),), "Heide": (Decimal(9),), "Ven": (Decimal(30),)}
    >>> sorted(suppress(cells, {"streek": list(cells)}, smallest=5).cells)
    ['Beek', 'Heide']
    """
    kept = set(already) & cells.keys()
    if smallest < 2 or not (kept or any(is_small(amounts, smallest) for amounts in cells.values())):
        return Hidden()
    table = _Table(cells, sums, smallest, frozenset(expendable), kept)
    while weak := (
        table.weakness()
        or (table.weakness_to_insiders() if insiders else None)
        or table.weakness_to_boards(boards)
    ):
        table.hide(weak)
        if tell:
            tell()
    # A sum that follows from what is published anyway is not hidden by leaving it out.
    return Hidden(frozenset(table.hidden_cells), frozenset(table.hidden_sums - table.follows().keys()))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What could be hidden next: a cell or, when no cell is left, a sum."""

    size: Decimal
    is_sum: bool
    name: str
    key: Hashable


@dataclass
class _Table(Generic[Key]):
    cells: Mapping[Key, Amounts]
    sums: Mapping[Hashable, Collection[Key]]
    smallest: int
    expendable: frozenset[Hashable] = frozenset()
    hidden_cells: set[Key] = field(default_factory=set)
    hidden_sums: set[Hashable] = field(default_factory=set)
    _solved: tuple[int, int, Known[Key]] | None = None
    """What is known, and of how many hidden cells and sums: those sets only grow."""

    def __post_init__(self) -> None:
        ordered = sorted(self.sums, key=str)
        self.members = {name: frozenset(self.sums[name]) & self.cells.keys() for name in ordered}
        self.nested = [
            (inner, outer)
            for inner in ordered
            for outer in ordered
            if self.members[inner] < self.members[outer] and self.members[inner]
        ]
        self.hidden_cells |= {key for key, amounts in self.cells.items() if is_small(amounts, self.smallest)}
        self.small_sums = [
            name for name in ordered if is_small(self._together(self.members[name]), self.smallest)
        ]
        self.hidden_sums |= set(self.small_sums)

    # ------------------------------------------------------------ sizes

    def _together(self, keys: Iterable[Key]) -> Amounts:
        columns = zip(*(self.cells[key] for key in keys), strict=True)
        return tuple(sum(column, Decimal(0)) for column in columns)

    def _candidates(self, cells: Iterable[Key], sums: Iterable[Hashable] = ()) -> list[_Candidate]:
        """What of these can still be hidden, smallest first; a zero is never hidden."""
        found = [
            _Candidate(sum(self.cells[key], Decimal(0)), False, str(key), key)
            for key in cells
            if key not in self.hidden_cells and any(self.cells[key])
        ]
        found += [
            _Candidate(sum(self._together(self.members[name]), Decimal(0)), True, str(name), name)
            for name in sums
            if name not in self.hidden_sums
        ]
        return sorted(found, key=lambda one: (one.key not in self.expendable, one.size, one.is_sum, one.name))

    def hide(self, candidate: _Candidate) -> None:
        """Leave one more cell or sum out of what is published."""
        if candidate.is_sum:
            self.hidden_sums.add(candidate.key)
        else:
            self.hidden_cells |= {key for key in self.cells if key == candidate.key}

    # ------------------------------------------------------------ what gives a cell away

    def weakness(self) -> _Candidate | None:
        """What to hide next against somebody who has only what is published; None when nothing is."""
        for inside, cells, sums in self._remainders():
            if self._gives_away(inside):
                return self._candidates(cells, sums)[0]
        known = self._known()
        for wanted in self._wanted():
            made_of = known.worked_out(dict.fromkeys(wanted & self.hidden_cells, 1))
            if made_of is not None and (used := self._used(made_of, dict.fromkeys(wanted, 1))):
                return used[0]
        return None

    def weakness_to_insiders(self) -> _Candidate | None:
        """What to hide next against somebody who also knows one hidden cell."""
        known = self._known()
        rests = {key: known.rest_of([key]) for key in sorted(self.hidden_cells, key=str)}
        for wanted in self._wanted():
            rest = known.rest_of(wanted & self.hidden_cells)
            for insider, own in rests.items():
                if wanted == {insider} or rest.keys() != own.keys():
                    continue
                factor = next(rest[key] * pow(own[key], -1, PRIME) % PRIME for key in own)
                if any(rest[key] != factor * own[key] % PRIME for key in own):
                    continue
                row = dict.fromkeys(wanted, 1)
                row[insider] = (row.get(insider, 0) - factor) % PRIME
                unknown = {key: value for key, value in row.items() if value and key in self.hidden_cells}
                made_of = known.worked_out(unknown)
                if made_of is not None and (used := self._used(made_of, row)):
                    return used[0]
        return None

    def weakness_to_boards(self, boards: Collection[Collection[Key]]) -> _Candidate | None:
        """What to hide next against a board that knows all of its own cells; None when nothing is."""
        known = self._known()
        for board in boards:
            own = sorted(self.hidden_cells.intersection(board), key=str)
            system = known.knowing(own) if own else known
            # Looked for at once: a cell that follows has a row of its own in the solved system.
            found = [frozenset({cell}) for cell in system.alone() if cell not in own] if own else []
            found += [
                self.members[name] for name in self.small_sums if own and not self.members[name] <= {*own}
            ]
            for wanted in found:
                made_of = system.worked_out(dict.fromkeys(wanted & self.hidden_cells, 1))
                sums = {name: factor for name, factor in (made_of or {}).items() if name in self.members}
                if sums and (used := self._used(sums, dict.fromkeys(wanted, 1))):
                    return used[0]
        return None

    def _known(self) -> Known[Key]:
        size = (len(self.hidden_cells), len(self.hidden_sums))
        if self._solved is None or self._solved[:2] != size:
            known = Known(
                {
                    name: sorted(members & self.hidden_cells, key=str)
                    for name, members in self.members.items()
                    if name not in self.hidden_sums and members & self.hidden_cells
                }
            )
            self._solved = (*size, known)
        return self._solved[2]

    def _wanted(self) -> Iterator[frozenset[Key]]:
        """The cells of everything that is hidden, each hidden cell first."""
        for key in sorted(self.hidden_cells, key=str):
            yield frozenset({key})
        for name in self.small_sums:
            yield self.members[name]

    def follows(self) -> dict[Hashable, dict[Hashable, int]]:
        """The sums that are left out and still follow, each with the published sums it follows from."""
        known = self._known()
        found = {}
        for name in sorted(self.hidden_sums, key=str):
            made_of = known.worked_out(dict.fromkeys(self.members[name] & self.hidden_cells, 1))
            if made_of is not None:
                found[name] = made_of
        return found

    def _remainders(self) -> Iterator[tuple[frozenset[Key], Iterable[Key], Collection[Hashable]]]:
        """The hidden cells of each known sum, and of one inside another, with what can hide them."""
        sources: dict[Hashable, list[Hashable]] = {
            name: [name] for name in self.members if name not in self.hidden_sums
        }
        yield from self._inside(sources)
        # Solving the sums costs the most by far: only when no sum gives something away by itself.
        following = {name: list(made_of) for name, made_of in self.follows().items()}
        yield from self._inside(following)
        sources |= following
        for inner, outer in self.nested:
            if inner in sources and outer in sources:
                between = self.members[outer] - self.members[inner]
                if inside := between & self.hidden_cells:
                    yield frozenset(inside), between, [*sources[inner], *sources[outer]]

    def _inside(
        self, sources: Mapping[Hashable, Collection[Hashable]]
    ) -> Iterator[tuple[frozenset[Key], Iterable[Key], Collection[Hashable]]]:
        for name, sums in sources.items():
            if inside := self.members[name] & self.hidden_cells:
                yield frozenset(inside), self.members[name], sums

    def _gives_away(self, inside: frozenset[Key]) -> bool:
        """Whether what is left of a sum says too much of the hidden cells in it."""
        left = self._together(inside)
        return len(inside) < 2 or any(
            amount < self.smallest or (len(left) == 1 and amount <= len(inside)) for amount in left
        )

    def _used(self, made_of: Mapping[Hashable, int], wanted: Mapping[Key, int]) -> list[_Candidate]:
        """What somebody uses to work out `wanted` from these sums: one of them has to go."""
        factors = {key: -value for key, value in wanted.items()}
        for name, factor in made_of.items():
            for key in self.members[name]:
                factors[key] = (factors.get(key, 0) + factor) % PRIME
        return self._candidates((key for key, factor in factors.items() if factor), made_of)
