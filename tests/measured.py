"""An indicator of Zonnedorp's plan with members that give figures for it, and Ria, who answers for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from people import PASSWORD, Cast, Person
from streekwerk.accounts.models import User
from streekwerk.indicators.commands.figures import Answer, enter_figures
from streekwerk.indicators.models import CollectionRound, Definition, Indicator, RoundRequest
from streekwerk.indicators.rules.entry.judging import Typed
from streekwerk.network.models import Membership, Network, Party, Place, RoleHolding
from streekwerk.plans.models import IndicatorSentence, Plan

MEMBERS = ("Beek", "Heide", "Ven")


def make_members(network: Network, names: Sequence[str] = MEMBERS) -> list[Party]:
    """Members since 2020, each with its municipality."""
    found = []
    for number, name in enumerate(names):
        place = Place.objects.create(code=f"g-{network.code}-{number}", name=name, kind="municipality")
        party = Party.objects.create(
            code=f"p-{network.code}-{number}", name=name, kind="municipality", place=place
        )
        Membership.objects.create(network=network, party=party, role="member", valid_from=date(2020, 1, 1))
        found.append(party)
    return found


def make_contact(people: Cast, party: Party, name: str = "ria") -> Person:
    """Somebody who answers for this member and holds no other role."""
    user = User.objects.create_user(f"{name}@example.org", PASSWORD, name=name.capitalize())
    RoleHolding.objects.create(
        user=user,
        network=people.zonnedorp,
        role="member_contact",
        party=party,
        valid_from=date(2026, 1, 1),
    )
    people.people[name] = Person(user)
    return people.people[name]


def make_indicator(plan: Plan, text: str = "", **definition: Any) -> Indicator:
    """A confirmed card with one definition: a count per member and month, unless told otherwise."""
    node = plan.nodes.filter(level="action")[0]
    sentence = IndicatorSentence.objects.filter(plan=plan).first()
    if text or sentence is None:
        sentence = IndicatorSentence.objects.create(
            plan=plan, node=node, text=text or "Aantal gevonden huizen", position=90
        )
    indicator = Indicator.objects.create(
        plan=plan, sentence=sentence, confirmed_text=sentence.text, confirmed_by="Bo"
    )
    said = {
        "measure": "count",
        "instrument": "register_count",
        "rhythm": "month",
        "dimension": "party",
        "by_label": "Bo",
        **definition,
    }
    Definition.objects.create(indicator=indicator, **said)
    return indicator


def give(
    indicator: Indicator, by: Person, *cells: tuple[Party, str, str], base: int | None = None, **options: Any
) -> list[Answer]:
    """Enter (party, period, text) as this person."""
    typed = [Typed(f"{party.pk}//", period, text, base=base) for party, period, text in cells]
    return enter_figures(indicator=indicator, typed=typed, by=by.actor, **options)


def figure_addresses(plan: Plan) -> dict[str, list[object]]:
    """How to open the addresses of figures with something of Zonnedorp in it."""
    indicator = Indicator.objects.filter(plan=plan).first() or make_indicator(plan)
    asked = RoundRequest.objects.filter(round__plan=plan).first() or make_round(indicator)
    return {
        "indicators:answer": [asked.pk],
        "indicators:cell": [indicator.pk],
        "indicators:entry": [indicator.pk],
        "indicators:export": [indicator.pk, "csv"],
        "indicators:import": [indicator.pk],
        "indicators:new-round": [plan.pk],
        "indicators:round": [asked.round.pk],
        "indicators:round-step": [asked.round.pk],
        "indicators:rounds": [plan.pk],
        "indicators:save-cells": [indicator.pk],
    }


def make_round(indicator: Indicator) -> RoundRequest:
    """A round in which one party was asked; that party."""
    made = CollectionRound.objects.create(
        plan=indicator.plan,
        title="Cijfers 2025",
        period_start=date(2025, 1, 1),
        period_end=date(2025, 12, 31),
        due=date(2026, 12, 31),
        by_label="Bo",
    )
    made.indicators.add(indicator)
    party, _ = Party.objects.get_or_create(code="p-gevraagd", name="Beek", kind="municipality")
    return RoundRequest.objects.create(round=made, party=party)


FIGURES: dict[str, dict[str, str]] = {
    "indicators:answer": {"stap": "weiger", "reden": "zomaar"},
    "indicators:entry": {"t|//|2026-03": "12"},
    "indicators:import": {"block": "Lid\tjan 2026\nBeek\t3"},
    "indicators:save-cells": {},
}
"""Giving figures, and what is sent."""

ASKING: dict[str, dict[str, str]] = {
    "indicators:new-round": {"title": "Cijfers"},
    "indicators:round-step": {"stap": "sluit"},
}
"""Asking the members, and what is sent: a steward gives figures and asks nobody."""
