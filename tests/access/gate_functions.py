"""How to open the addresses of functions, workload and hand-over, and what is sent there."""

from __future__ import annotations

from datetime import date

from people import Cast
from streekwerk.plans.models import Node, Plan
from streekwerk.stewardship.models import (
    FunctionHolding,
    Handover,
    HandoverItem,
    Involvement,
    JobFunction,
    Substitute,
)

SINCE = date(2026, 1, 1)


def addresses(people: Cast, plan: Plan, node: Node) -> dict[str, list[object]]:
    """Per address the arguments with which it shows something of Zonnedorp."""
    network, an, bo = people.zonnedorp, people.an.user, people.bo.user
    function = JobFunction.objects.get_or_create(network=network, name="Beleidsmedewerker")[0]
    held = FunctionHolding.objects.get_or_create(function=function, user=an, defaults={"valid_from": SINCE})[
        0
    ]
    involved = Involvement.objects.get_or_create(node=node, function=function, part="steward")[0]
    handover = Handover.objects.get_or_create(
        network=network, leaver=bo, leaver_label="Bo", on=SINCE, by_label="Fien"
    )[0]
    HandoverItem.objects.get_or_create(
        handover=handover, kind="node", object_id=node.pk, label="Een huis", to=an, to_label="An"
    )
    row = Substitute.objects.get_or_create(
        network=network, user=bo, substitute=an, defaults={"valid_from": SINCE}
    )[0]
    of_network, of_function = ["zonnedorp"], ["zonnedorp", function.pk]
    of_node = [plan.pk, node.pk]
    of_involved = [*of_node, involved.pk]
    return {
        "stewardship:functions": of_network,
        "stewardship:function-new": of_network,
        "stewardship:function": of_function,
        "stewardship:function-archive": of_function,
        "stewardship:function-restore": of_function,
        "stewardship:function-give": of_function,
        "stewardship:function-end": [*of_function, held.pk],
        "stewardship:function-load": of_function,
        "stewardship:staffing": [plan.pk],
        "stewardship:involvement-add": of_node,
        "stewardship:involvement": of_involved,
        "stewardship:involvement-archive": of_involved,
        "stewardship:involvement-restore": of_involved,
        "stewardship:workload": of_network,
        "stewardship:workload-export": ["zonnedorp", "csv"],
        "stewardship:handovers": of_network,
        "stewardship:hand-over": ["zonnedorp", an.pk],
        "stewardship:handover": [handover.pk],
        "stewardship:handover-seen": [handover.pk],
        "stewardship:substitutes": of_network,
        "stewardship:substitute-end": ["zonnedorp", row.pk],
    }


LISTS: set[str] = set()
"""Addresses without an object: they list what the visitor may see."""

CHANGES: dict[str, tuple[dict[str, str], set[str]]] = {
    "stewardship:function-new": ({"name": "anders"}, {"an"}),
    "stewardship:function": ({"name": "anders", "version": "1"}, {"an"}),
    "stewardship:function-archive": ({}, {"an"}),
    "stewardship:function-restore": ({}, {"an"}),
    "stewardship:function-give": ({"user": "1", "start": "2026-01-01"}, {"an"}),
    "stewardship:function-end": ({}, {"an"}),
    "stewardship:staffing": ({"chosen": "1:beleidsmedewerker"}, {"an"}),
    "stewardship:involvement-add": ({"function": "1", "part": "steward"}, {"an"}),
    "stewardship:involvement": ({"function": "1", "part": "steward", "version": "1"}, {"an"}),
    "stewardship:involvement-archive": ({}, {"an"}),
    "stewardship:involvement-restore": ({}, {"an"}),
    "stewardship:hand-over": (
        {"node": "niemand", "why-node": "x", "on": "2026-11-22", "step": "do"},
        {"eva"},
    ),
    "stewardship:substitute-end": ({}, {"an"}),
}
"""Per address what is sent to change something, and who sees it but may not (403).

Boards, readers and administrators do not see functions at all (404), stewards do not see hand-overs (404).
"""
