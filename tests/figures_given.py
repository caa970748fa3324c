"""Figures for the tests of the gate: six members in two zones, an indicator that counts people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.timezone import get_current_timezone

from people import TODAY, Cast, Person
from streekwerk.accounts.models import User
from streekwerk.indicators.models import (
    CollectionRound,
    Definition,
    Indicator,
    Measurement,
    RoundRequest,
)  # fmt: skip
from streekwerk.indicators.models.figures import subject_key
from streekwerk.indicators.rules.figures.periods import read_period
from streekwerk.network.models import Composition, Membership, Party, Place, RoleHolding
from streekwerk.network.queries import actor_of
from streekwerk.plans.models import IndicatorSentence, Plan

NAMES = ("Beek", "Duin", "Heide", "Veld", "Ven", "Zand")
ZONES = {"Noord": ("Beek", "Heide", "Ven"), "Zuid": ("Duin", "Veld", "Zand")}


@dataclass(frozen=True)
class World:
    """Zonnedorp with six boards as members, each in a place, in two zones of one scheme."""

    people: Cast
    plan: Plan
    parties: Mapping[str, Party]
    places: Mapping[str, Place]
    zones: Mapping[str, Place]

    def key(self, name: str, by: str = "party") -> str:
        if by == "party":
            return subject_key(self.parties[name].pk, None, "")
        return subject_key(None, self.places[name].pk, "")

    def indicator(self, text: str = "Aantal getelde personen", **fields: Any) -> Indicator:
        """An indicator with one definition, of members per year unless said otherwise."""
        sentence = IndicatorSentence.objects.create(plan=self.plan, text=text, position=99)
        indicator = Indicator.objects.create(
            plan=self.plan, sentence=sentence, confirmed_text=text, confirmed_by="Bo"
        )
        self.define(indicator, **fields)
        return indicator

    def define(self, indicator: Indicator, number: int = 1, **fields: Any) -> Definition:
        said = {"measure": "count", "instrument": "register_count", "dimension": "party", "unit": "personen"}
        return Definition.objects.create(
            indicator=indicator, number=number, by_label="Bo", **{**said, **fields}
        )

    def give(
        self, indicator: Indicator, period: str, number: int = 1, days_ago: int = 2, **figures: Any
    ) -> None:
        """Figures by name of the board or place: a number, (numerator, denominator), or a state.

        Those that stood there are succeeded. Given today, what protects small numbers is published tomorrow.
        """
        definition = Definition.objects.get(indicator=indicator, number=number)
        stretch = read_period(period)
        rows = []
        for name, said in figures.items():
            party = self.parties[name] if definition.dimension == "party" else None
            place = self.places[name] if definition.dimension == "place" else None
            value, parts, state = said, (None, None), "final"
            if isinstance(said, tuple):
                parts, value = (Decimal(said[0]), Decimal(said[1])), Decimal(said[0] * 100) / said[1]
            elif isinstance(said, str):
                state, value = said, None
            channel = name if definition.dimension == "channel" else ""
            rows.append(
                Measurement(
                    indicator=indicator, definition=definition, party=party, place=place, channel=channel,
                    subject=subject_key(party.pk if party else None, place.pk if place else None, channel),
                    period_start=stretch.start, period_end=stretch.end, state=state,
                    value=value if value is None else Decimal(value), numerator=parts[0],
                    denominator=parts[1], by_label="An", comment=f"van {name}",
                    entered_at=timezone.now() - timedelta(days=days_ago),
                )
            )  # fmt: skip
        live = Measurement.objects.filter(indicator=indicator, period_start=stretch.start).live()
        gone = live.filter(subject__in=[row.subject for row in rows])
        gone.update(succeeded_at=timezone.now() - timedelta(days=days_ago))
        Measurement.objects.bulk_create(rows)

    def ask(self, indicator: Indicator, period: str, *names: str, closed: bool = True) -> CollectionRound:
        """A round in which these boards are asked."""
        stretch = read_period(period)
        asked = CollectionRound.objects.create(
            plan=self.plan, title="Ronde", period_start=stretch.start, period_end=stretch.end, due=stretch.end,
            by_label="Bo", closed_at=datetime(2026, 11, 1, tzinfo=get_current_timezone()) if closed else None,
        )  # fmt: skip
        asked.indicators.add(indicator)
        RoundRequest.objects.bulk_create(
            RoundRequest(round=asked, party=self.parties[name]) for name in names
        )
        return asked

    def contact(self, name: str) -> Person:
        """Somebody who answers for this board."""
        user = User.objects.create_user(f"contact-{name}@example.org", "x" * 20, name=f"Contact {name}")
        RoleHolding.objects.create(
            user=user, network=self.people.zonnedorp, role="member_contact", party=self.parties[name],
            valid_from=date(2026, 1, 1),
        )  # fmt: skip
        person = Person(user)
        assert actor_of(user, TODAY).network_ids
        return person


def make_world(people: Cast, plan: Plan, names: tuple[str, ...] = NAMES) -> World:
    """The boards, their places and zones, stored."""
    places = {name: Place.objects.create(kind="municipality", code=f"x-{name}", name=name) for name in names}
    parties = {
        name: Party.objects.create(code=f"x-{name}", name=name, kind="municipality", place=places[name])
        for name in names
    }
    for party in parties.values():
        Membership.objects.create(network=people.zonnedorp, party=party, role="member")
    zones = {
        zone: Place.objects.create(kind="zone", code=f"x-{zone}", name=zone, scheme="zorgzone")
        for zone in ZONES
    }
    for zone, members in ZONES.items():
        for name in members:
            if name in places:
                Composition.objects.create(whole=zones[zone], part=places[name])
    return World(people, plan, parties, places, zones)
