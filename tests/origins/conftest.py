"""An action of Zonnedorp out of which things grow, with a milestone; three members, of which one has a contact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from measured import make_contact, make_members
from people import TODAY, Cast, Person
from standing import stands
from streekwerk.network.models import Party
from streekwerk.origins.choices import EffectKind
from streekwerk.origins.commands.recording import EffectText, record_effect
from streekwerk.origins.models import Effect
from streekwerk.plans.models import Milestone, Node, Plan

Told = Callable[..., Effect]
INTAKE = "Aangepaste intakeprocedure"


@pytest.fixture
def session(plan: Plan) -> Node:
    """The action in which people learn from each other."""
    return Node.objects.select_related("plan__network").get(plan=plan, code="Actie 1")


@pytest.fixture
def other(plan: Plan) -> Node:
    return Node.objects.select_related("plan__network").get(plan=plan, code="Actie 2")


@pytest.fixture
def milestone(session: Node) -> Milestone:
    return Milestone.objects.create(
        plan=session.plan, node=session, date=date(2026, 3, 12), precision="day", words="12 maart 2026",
        text="Intervisie over intake", position=90,
    )  # fmt: skip


@stands
def members(people: Cast) -> list[Party]:
    return make_members(people.zonnedorp)


@pytest.fixture
def beek(members: list[Party]) -> Party:
    return members[0]


@pytest.fixture
def ria(people: Cast, beek: Party) -> Person:
    """She answers for Beek."""
    return make_contact(people, beek)


@pytest.fixture
def tell(people: Cast, session: Node, beek: Party) -> Told:
    """Records an effect at Beek, as An, out of the session, unless told otherwise."""

    def told(
        text: str = INTAKE,
        *,
        by: str = "an",
        party: Party = beek,
        when: str = "voorjaar 2026",
        key: str = f"node:{session.pk}",
        kind: EffectKind = EffectKind.PRACTICE,
        **more: Any,
    ) -> Effect:
        given = EffectText(party.pk, kind, text, when)
        more = {"today": TODAY, "by": people[by].actor, **more}
        return record_effect(network=people.zonnedorp, given=given, grew_out_of=key, **more)

    return told
