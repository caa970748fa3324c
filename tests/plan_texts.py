"""Invented plans for tests, as readings made by hand: what is stored does not depend on the reader."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from people import Cast
from streekwerk.access.models import Actor
from streekwerk.network.models import Network
from streekwerk.plans.commands import change_texts, keep_document, make_plan
from streekwerk.plans.models import Node as StoredNode
from streekwerk.plans.models import Plan
from streekwerk.plans.queries.fields import template_of, texts_of
from streekwerk.reading.models import Indicator, Milestone, Node, Reading, Unplaced, When

TEXT = """Plan Samen wonen 2026-2028

Doel 1 Iedereen een dak
Actie 1 Een huis voor starters
Timing Start in 2026 Einde 31/12/2027
Partners
Aantal gevonden huizen
Actie 2 Noodwoning delen
Opening voorjaar 2028
een losse zin zonder thuis
"""


def small_reading() -> Reading:
    """A goal with two actions: one with a sheet and an indicator, one with a milestone; one line is loose."""
    return Reading(
        source={
            "name": "plan.txt",
            "media_type": "text/plain",
            "sha256": "0" * 64,
            "pages": None,
            "lines": 10,
        },
        dialect="fiche",
        title="Samen wonen",
        organisation="Welzijnsband Zonnedorp",
        period=("2026-01-01", "2028-12-31"),
        nodes=[
            Node("g1", None, "goal", "Iedereen een dak", code="Doel 1", spans=[(1, 3)]),
            Node(
                "a1",
                "g1",
                "action",
                "Een huis voor starters",
                code="Actie 1",
                fields={"Timing": "Start in 2026 Einde 31/12/2027", "Partners": ""},
                start=When("2026-01-01", "year", "Start in 2026"),
                end=When("2027-12-31", "day", "Einde 31/12/2027"),
                links=["a2"],
                spans=[(4, 7)],
            ),
            Node("a2", "g1", "action", "Noodwoning delen", code="Actie 2", spans=[(8, 9)]),
        ],
        indicators=[Indicator("i1", "a1", "Aantal gevonden huizen", spans=[(7, 7)])],
        milestones=[
            Milestone("a2", "Opening voorjaar 2028", When("2028-03-01", "season", "voorjaar 2028"), [(9, 9)])
        ],
        unplaced=[Unplaced("een losse zin zonder thuis", "a2", "staat na de laatste fiche", [(10, 10)])],
    )


def lines_of(text: str) -> list[list[object]]:
    return [[line, None, None] for line in text.split("\n")]


@transaction.atomic
def store_reading(
    *, what: Reading, lines: list[list[Any]], original: bytes, name: str, network: Network, by: Actor
) -> Plan:
    """The plan made of a reading, as committing a review does it."""
    document = keep_document(
        source=what.source, lines=lines, original=original, name=name, network=network, by=by
    )
    return make_plan(what=what, document=document, by=by)


def marks(node: StoredNode) -> dict[str, str]:
    """What a form that is opened now sends along."""
    fresh = StoredNode.objects.select_related("plan").get(pk=node.pk)
    return {name: text.mark for name, text in texts_of(fresh, template_of(fresh.plan.network_id)).items()}


def rewrite(node: StoredNode, by: Actor, base: dict[str, str] | None = None, **texts: str) -> StoredNode:
    """Save these texts; begun from what stands there now, unless `base` says otherwise."""
    return change_texts(node=node, texts=texts, base=marks(node) if base is None else base, by=by)


def stored_plan(people: Cast, *, reading: Reading | None = None) -> Plan:
    return store_reading(
        what=reading or small_reading(),
        lines=lines_of(TEXT),
        original=TEXT.encode(),
        name="plan.txt",
        network=people.zonnedorp,
        by=people.bo.actor,
    )


def large_reading(nodes: int = 2000) -> Reading:
    """A plan of this many nodes: goals, action plans, actions with a sheet and an indicator each."""
    made: list[Node] = []
    indicators: list[Indicator] = []
    for number in range(nodes):
        if number % 50 == 0:
            made.append(Node(f"n{number}", None, "goal", f"Doel {number}: wonen en zorg", code=f"D{number}"))
        elif number % 10 == 0:
            goal = f"n{number - number % 50}"
            made.append(Node(f"n{number}", goal, "action_plan", f"Actieplan {number} voor buurten"))
        else:
            above = f"n{number - number % 10}"
            made.append(
                Node(
                    f"n{number}",
                    above,
                    "action",
                    f"Wij organiseren ontmoeting nummer {number} met de buurt",
                    code=f"Actie {number}",
                    fields={
                        "Timing": "2026 tot 2028",
                        "Trekker": "Sociaal Huis",
                        "Partners": "",
                        "Middelen": "Ja",
                    },
                    start=When("2026-01-01", "year", "2026"),
                    end=When("2028-12-31", "year", "2028"),
                )
            )
            indicators.append(
                Indicator(f"i{number}", f"n{number}", f"Aantal deelnemers aan ontmoeting {number}")
            )
    return Reading(
        source={
            "name": "groot.txt",
            "media_type": "text/plain",
            "sha256": "1" * 64,
            "pages": None,
            "lines": 0,
        },
        dialect="fiche",
        title="Groot plan",
        period=("2026-01-01", "2031-12-31"),
        nodes=made,
        indicators=indicators,
    )
