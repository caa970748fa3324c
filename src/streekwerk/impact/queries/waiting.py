"""What tests ask of a person: measures they carry, tests that came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from streekwerk.access.models import Actor, Permission
from streekwerk.impact.choices import ReviewOutcome
from streekwerk.impact.models import ImpactTest, Mitigation
from streekwerk.impact.queries.overview import carried_by, late


@dataclass(frozen=True)
class OpenMeasures:
    """The open measures of a person in one network."""

    network: str
    code: str
    count: int
    late: int
    first: Mitigation


def measures_waiting(actor: Actor, today: date) -> list[OpenMeasures]:
    """Per network the open measures that this person carries; one query, the first due first."""
    own = actor.networks_with(Permission.PLAN_READ)
    rows = Mitigation.objects.visible_to(actor).live().filter(done_on=None, test__node__plan__network__in=own)
    found: dict[int, list[Mitigation]] = {}
    for row in carried_by(rows, actor.user_id).select_related("test__node__plan__network"):
        found.setdefault(row.test.node.plan.network_id, []).append(row)
    return [
        OpenMeasures(
            each[0].test.node.plan.network.name, each[0].test.node.plan.network.code, len(each),
            len(late(each, today)), each[0],
        )
        for each in found.values()
    ]  # fmt: skip


def tests_sent_back(actor: Actor) -> list[ImpactTest]:
    """The tests this person made and a colleague wants to see looked at again; one query."""
    if actor.user_id is None:
        return []
    rows = ImpactTest.objects.visible_to(actor).live().select_related("node__plan", "version_of__template")
    own = actor.networks_with(Permission.PLAN_EDIT)
    mine = rows.filter(author=actor.user_id, review_outcome=ReviewOutcome.AGAIN)
    return list(mine.filter(node__plan__network__in=own))
