"""Where a network works: its municipalities, the zones and regions they lie in, and who lay where when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from streekwerk.indicators.rules.figures.publishing import main_scheme
from streekwerk.indicators.rules.figures.schemes import Lies, groups_on, move_sentence, moves, wholes_of
from streekwerk.network.choices import MembershipRole, PlaceKind
from streekwerk.network.models import Composition, Membership, Network, Place


@dataclass(frozen=True)
class Territory:
    """The places of a network on a day, with every scheme that divides them."""

    own: tuple[int, ...]
    """The municipalities of the members, by name."""
    places: dict[int, Place]
    """Those, the zones and regions they lie in, and the other municipalities of these."""
    lies: dict[str, list[Lies[int]]]
    """By scheme which place lies in which."""
    kind: str = ""
    """What the network calls itself: a scheme of that name leads."""

    @cached_property
    def names(self) -> dict[int, str]:
        """By number the short names."""
        return {pk: place.name for pk, place in self.places.items()}

    @cached_property
    def schemes(self) -> list[str]:
        """The schemes that divide this network, zones first; those whose zones matter most lead."""
        return [*self._led(PlaceKind.ZONE), *self._led(PlaceKind.REGION)]

    def _led(self, kind: str) -> list[str]:
        found = {
            scheme: {fact.whole: [fact.part] for fact in facts}
            for scheme, facts in self.lies.items()
            if self.places[facts[0].whole].kind == kind
        }
        groups = {
            scheme: {whole: list(parts) for whole, parts in groups_on(self.lies[scheme], date.max).items()}
            for scheme in found
        }
        first = self.kind if self.kind in groups else main_scheme(groups, self.own) if groups else ""
        return sorted(found, key=lambda scheme: (scheme != first, scheme))

    def zones_on(self, scheme: str, day: date) -> dict[int, tuple[int, ...]]:
        """By zone of this scheme the places that lie in it on that day, those of others too."""
        return groups_on(self.lies.get(scheme, ()), day)

    def parts_of(self, place: int, day: date) -> tuple[int, ...]:
        """The places in a zone on that day; none of a municipality."""
        scheme = self.places[place].scheme if place in self.places else ""
        return self.zones_on(scheme, day).get(place, ()) if scheme else ()

    def zone_of(self, place: int, scheme: str, day: date) -> tuple[int, ...]:
        """The zones of this scheme in which a place lies on that day: zones overlap."""
        return wholes_of(self.lies.get(scheme, ()), day).get(place, ())

    def around(self, place: int, scheme: str, day: date) -> list[tuple[str, int]]:
        """The zones of this scheme and the region in which a place lies on that day; by name and number."""
        schemes = dict.fromkeys(filter(None, (scheme, *self.schemes[-1:])))
        zones = [zone for each in schemes for zone in self.zone_of(place, each, day)]
        short = [self.names[zone] for zone in (*zones, place)]
        # Zones of different schemes share names: then the scheme is said.
        return [
            (self.names[zone] if short.count(self.names[zone]) == 1 else str(self.places[zone]), zone)
            for zone in zones
        ]

    def moved(self, scheme: str, before: date, now: date) -> list[str]:
        """What to say when zones of this scheme are compared over a stretch in which a place moved."""
        return [
            move_sentence(
                self.names[move.part],
                [self.names[each] for each in move.left],
                [self.names[each] for each in move.entered],
                move.on,
            )
            for move in moves(self.lies.get(scheme, ()), before, now)
        ]

    def by_code(self, code: str) -> int | None:
        """The place with this NIS code or own code."""
        return next((pk for pk, place in self.places.items() if place.code == code), None)

    def sorted(self, places: Iterable[int]) -> list[int]:
        """These places by name."""
        return sorted(places, key=lambda pk: str(self.places[pk]))


def territory_of(network: Network, today: date) -> Territory:
    """The territory of a network on that day; three queries, whatever its size.

    A member that is a zone brings every municipality that lies in it.
    """
    held = Membership.objects.filter(network=network, role=MembershipRole.MEMBER).on(today)
    homes = dict(held.filter(party__place__isnull=False).values_list("party__place_id", "party__place__kind"))
    towns = {pk for pk, kind in homes.items() if kind == PlaceKind.MUNICIPALITY}
    rows = Composition.objects.filter(whole__in=set(homes) - towns).on(today)
    towns |= set(rows.values_list("part_id", flat=True))
    touched = Composition.objects.filter(part__in=towns).values("whole")
    lies: dict[str, list[Lies[int]]] = {}
    places: dict[int, Place] = {}
    facts = Composition.objects.filter(Q(whole__in=touched)).exclude(whole__scheme="")
    for fact in facts.select_related("whole", "part").order_by("whole__name", "part__name"):
        places |= {fact.whole_id: fact.whole, fact.part_id: fact.part}
        lies.setdefault(fact.whole.scheme, []).append(
            Lies(fact.whole_id, fact.part_id, fact.valid_from, fact.valid_to)
        )
    places |= Place.objects.in_bulk(towns - set(places))
    own = sorted(towns, key=lambda pk: places[pk].name)
    return Territory(tuple(own), places, lies, network.get_kind_display())
