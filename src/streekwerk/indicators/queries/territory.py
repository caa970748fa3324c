"""Where figures lie: their zones in every scheme on a day, inhabitants, and municipalities that merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from streekwerk.indicators.queries.entry import Row
from streekwerk.indicators.rules.figures.mergers import Succeeds
from streekwerk.indicators.rules.figures.periods import Period
from streekwerk.indicators.rules.figures.publishing import Groups, main_scheme
from streekwerk.indicators.rules.figures.schemes import Lies, Move, groups_on, move_sentence, moves
from streekwerk.network.models import Composition, Party, Population, Succession


@dataclass(frozen=True)
class Territory:
    """The zones in which these subjects lie, in every scheme."""

    lies: Mapping[str, Sequence[Lies[int]]]
    subjects_at: Mapping[int, Sequence[str]]
    names: Mapping[int, str]
    """By number the zones and their municipalities."""
    main: str
    """The scheme whose zones stay in view where small numbers are hidden."""
    _made: dict[tuple[bool, ...], Mapping[str, Groups[str]]] = field(default_factory=dict)

    @cached_property
    def _dated(self) -> list[Lies[int]]:
        return [fact for facts in self.lies.values() for fact in facts if fact.valid_from or fact.valid_to]

    def schemes(self, day: date) -> Mapping[str, Groups[str]]:
        """By scheme the groups, each with the subjects that lie in it on that day."""
        holding = tuple(fact.on(day) for fact in self._dated)
        if holding not in self._made:
            self._made[holding] = {
                scheme: {
                    whole: [subject for part in parts for subject in self.subjects_at.get(part, ())]
                    for whole, parts in groups_on(facts, day).items()
                }
                for scheme, facts in self.lies.items()
            }
        return self._made[holding]

    def warnings(self, scheme: str, before: date, now: date) -> list[str]:
        """What to say when zones of this scheme are compared over a stretch in which a place moved."""

        def said(move: Move[int]) -> str:
            left, entered = ([self.names[each] for each in wholes] for wholes in (move.left, move.entered))
            return move_sentence(self.names[move.part], left, entered, move.on)

        return [said(move) for move in moves(self.lies.get(scheme, ()), before, now)]


def places_of(subjects: Mapping[str, Row]) -> dict[str, int]:
    """By subject the place it counts in, left out where it has none; one query for parties."""
    parties = [row.party_id for row in subjects.values() if row.party_id]
    homes: dict[int, int | None] = (
        dict(Party.objects.filter(pk__in=parties).values_list("pk", "place_id")) if parties else {}
    )
    found = {key: row.place_id or homes.get(row.party_id or 0) for key, row in subjects.items()}
    return {key: place for key, place in found.items() if place}


def territory_of(places: Mapping[str, int], periods: Sequence[Period]) -> Territory:
    """Every scheme in which these places lie, then and now; one query."""
    subjects_at: dict[int, list[str]] = {}
    for key, place in places.items():
        subjects_at.setdefault(place, []).append(key)
    lies: dict[str, list[Lies[int]]] = {}
    names: dict[int, str] = {}
    if subjects_at and periods:
        rows = Composition.objects.filter(part__in=list(subjects_at)).exclude(whole__scheme="")
        for whole, part, start, end, scheme, name, part_name in rows.order_by(
            "whole__scheme", "whole__name", "part__name"
        ).values_list(
            "whole_id", "part_id", "valid_from", "valid_to", "whole__scheme", "whole__name", "part__name"
        ):
            lies.setdefault(scheme, []).append(Lies(whole, part, start, end))
            names |= {whole: name, part: part_name}
    now = periods[-1].end if periods else date.max
    today: dict[str, Groups[int]] = {scheme: groups_on(facts, now) for scheme, facts in lies.items()}
    return Territory(lies, subjects_at, names, main_scheme(today, list(subjects_at)))


def inhabitants_by_year(places: Iterable[int]) -> tuple[dict[int, dict[int, int]], set[tuple[int, int]]]:
    """By place and year the inhabitants, and which were worked out; for `rates.inhabitants_of`; one query."""
    found: dict[int, dict[int, int]] = {}
    derived = set()
    rows = Population.objects.filter(place__in=list(places))
    for place, year, number, worked_out in rows.values_list("place_id", "year", "inhabitants", "derived"):
        found.setdefault(place, {})[year] = number
        if worked_out:
            derived.add((place, year))
    return found, derived


def successions_of(places: Iterable[int]) -> tuple[list[Succeeds[int]], dict[int, str]]:
    """The mergers these places took part in, and the names of their successors; one query.

    For `mergers.recast`, on published figures only: what is hidden stays so.
    """
    rows = Succession.objects.filter(predecessor__in=list(places)).order_by("on", "pk")
    found, names = [], {}
    for before, after, on, name in rows.values_list(
        "predecessor_id", "successor_id", "on", "successor__name"
    ):
        found.append(Succeeds(before, after, on))
        names[after] = name
    return found, names
