"""Who answered, out of who was asked; and what changed among those who answered both times.

A total is of those who answered. Nothing is extrapolated to who did not.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from streekwerk.indicators.rules.figures.values import State, Value, with_unit
from streekwerk.ui import dutch

Key = TypeVar("Key", bound=Hashable)
_ASKED = tuple(state for state in State if Value(state).asked)
_ANSWERED = tuple(state for state in State if Value(state).answered)


@dataclass(frozen=True, slots=True)
class Coverage(Generic[Key]):
    """How many of those asked answered, and who did not."""

    asked: int
    answered: int
    absent: tuple[Key, ...] = ()
    """Who was asked and did not answer, in the order given."""
    hidden: int = 0
    """Answers that the source hides: they are there, and not in the total."""
    estimates: int = 0
    not_applicable: int = 0

    @property
    def complete(self) -> bool:
        """Whether everybody who was asked answered with a number that counts."""
        return self.answered == self.asked and not self.hidden

    def words(self, many: str = "besturen") -> str:
        """The coverage as it stands beside a total.

        >>> Coverage(27, 22, estimates=2).words()
        '22/27 besturen, 2 schattingen'
        """
        said = [f"{self.answered}/{self.asked} {many}"]
        if self.estimates:
            said.append(dutch.counted(self.estimates, "schatting", "schattingen"))
        if self.hidden:
            said.append(f"{self.hidden} verborgen door de bron")
        if self.not_applicable:
            said.append(f"{self.not_applicable} niet van toepassing")
        return ", ".join(said)


def coverage_of(values: Mapping[Key, Value]) -> Coverage[Key]:
    """The coverage of values by whom they are of; who was not asked or does not apply is left out of both.

    >>> from streekwerk.indicators.rules.figures.values import MISSING, NOT_ASKED
    >>> three = Value(State.FINAL, Decimal(3))
    >>> coverage_of({"Beek": three, "Heide": MISSING, "Ven": NOT_ASKED}).words("leden")
    '1/2 leden'
    """
    states = [value.state for value in values.values()]
    missing = states.count(State.MISSING)
    return Coverage(
        asked=sum(map(states.count, _ASKED)),
        answered=sum(map(states.count, _ANSWERED)),
        absent=tuple(key for key, value in values.items() if value.state is State.MISSING) if missing else (),
        hidden=states.count(State.SUPPRESSED),
        estimates=states.count(State.ESTIMATE),
        not_applicable=states.count(State.NOT_APPLICABLE),
    )


def joined(coverages: Iterable[Coverage[Key]]) -> Coverage[Key]:
    """The coverage of several groups that have nobody in common."""
    several = list(coverages)
    return Coverage(
        asked=sum(one.asked for one in several),
        answered=sum(one.answered for one in several),
        absent=tuple(key for one in several for key in one.absent),
        hidden=sum(one.hidden for one in several),
        estimates=sum(one.estimates for one in several),
        not_applicable=sum(one.not_applicable for one in several),
    )


@dataclass(frozen=True, slots=True)
class Change(Generic[Key]):
    """What changed between two periods, among the same ones."""

    before: Decimal | None
    now: Decimal | None
    same: tuple[Key, ...]
    everyone: bool
    """Whether these are all that answered in either period."""
    sentence: str

    @property
    def difference(self) -> Decimal | None:
        """Now minus before; None where they cannot be compared."""
        return None if self.before is None or self.now is None else self.now - self.before


def change(
    before: Mapping[Key, Value],
    now: Mapping[Key, Value],
    *,
    same_definition: bool = True,
    weighted: bool = False,
    unit: str = "",
    many: str = "besturen",
) -> Change[Key]:
    """The change of a total between two periods, only over those who have a number in both.

    `weighted` adds numerators and denominators apart and compares percentages.

    >>> old = {name: Value(State.FINAL, Decimal(10)) for name in ("Beek", "Heide", "Ven")}
    >>> new = {name: Value(State.FINAL, Decimal(12)) for name in ("Beek", "Heide")}
    >>> change(old, new).sentence
    'Van 20 naar 24: 4 meer, zelfde 2 besturen.'
    >>> change(old, new, same_definition=False).sentence
    'Niet te vergelijken: de definitie veranderde tussen beide periodes.'
    """
    if not same_definition:
        return Change(
            None, None, (), False, "Niet te vergelijken: de definitie veranderde tussen beide periodes."
        )
    counts = _share_counts if weighted else _counts
    either = {key for side in (before, now) for key, value in side.items() if counts(value)}
    same = tuple(key for key in now if key in before and counts(now[key]) and counts(before[key]))
    total = _weighted if weighted else _summed
    old, new = (total([side[key] for key in same]) for side in (before, now))
    if not same or old is None or new is None:
        return Change(
            None, None, same, False, f"Niet te vergelijken: geen {many} gaven een cijfer voor beide periodes."
        )
    everyone = len(same) == len(either)
    places = 1 if weighted else None
    step = with_unit(abs(new - old), "procentpunt" if weighted else unit, places)
    moved = f"{step} meer" if new > old else f"{step} minder"
    who = f"alle {len(same)} {many}" if everyone else f"zelfde {len(same)} {many}"
    said = f"Van {with_unit(old, unit, places)} naar {with_unit(new, unit, places)}: {moved}, {who}."
    if new == old:
        said = f"Gelijk gebleven op {with_unit(new, unit, places)}, {who}."
    return Change(old, new, same, everyone, said)


def _counts(value: Value) -> bool:
    return value.added and value.number is not None


def _share_counts(value: Value) -> bool:
    return value.added and value.numerator is not None and value.denominator is not None


def _summed(values: Iterable[Value]) -> Decimal | None:
    return sum((value.number for value in values if value.number is not None), Decimal(0))


def _weighted(values: Iterable[Value]) -> Decimal | None:
    several = list(values)
    denominator = sum((value.denominator or Decimal(0) for value in several), Decimal(0))
    numerator = sum((value.numerator or Decimal(0) for value in several), Decimal(0))
    return numerator * 100 / denominator if denominator else None
