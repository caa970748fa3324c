"""What the page of a deliverable takes: how it stands, who said what, and what the visitor may do."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.indicators.models import Deliverable, DeliverableVersion, Indicator
from streekwerk.indicators.queries import deliverables as queries
from streekwerk.indicators.rules.deliverables.states import Stand
from streekwerk.indicators.rules.deliverables.validators import Candidate

BADGES = {"remarks": "warning", "advice": "warning", "refused": "error"}
"""What a party said that is no yes; the page shows it before the rest."""


def list_url(indicator: Indicator) -> str:
    return reverse("indicators:deliverables", args=[indicator.plan_id])


def with_kept(candidates: list[Candidate], deliverable: Deliverable) -> list[Candidate]:
    """The candidates, and whoever has to validate it already though it left the network."""
    known = {each.pk for each in candidates}
    left = [
        Candidate(party.pk, party.name, "partners")
        for party in deliverable.validators.all()
        if party.pk not in known
    ]
    return [*candidates, *left]


def page_of(deliverable: Deliverable, actor: Actor, today: date) -> dict[str, Any]:
    """The context of the page, for a deliverable that was asked for `with_everything`; no query."""
    line = queries.Line(deliverable, queries.facts_of(deliverable), today)
    network, newest = deliverable.indicator.plan.network_id, line.newest
    open_version = newest is not None and newest.sent_back_at is None and deliverable.archived_at is None
    waited = queries.waited_for(line)
    own, parties = own_parties(deliverable, actor), queries.party_lines(deliverable)
    return {
        "deliverable": deliverable,
        "indicator": deliverable.indicator,
        "plan": deliverable.indicator.plan,
        "line": line,
        "newest": newest,
        "earlier": list(deliverable.versions.all())[1:],
        "parties": parties,
        "silent": [each for each in parties if not each.answered],
        "validated": [each for each in parties if each.now and each.now.state == "validated"],
        "other": [
            (each, BADGES[each.now.state]) for each in parties if each.now and each.now.state in BADGES
        ],
        "waited": waited,
        "asked": open_version and newest is not None and bool(newest.validations.all()),
        "own": [party for party in own if party in waited],
        "may_deliver": may(actor, Permission.DELIVERABLE_DELIVER, at=network)
        and deliverable.archived_at is None,
        "may_ask": open_version and bool(waited) and may(actor, Permission.DELIVERABLE_DELIVER, at=network),
        "may_add": open_version
        and _unjudged(newest)
        and may(actor, Permission.DELIVERABLE_DELIVER, at=network),
        "may_record": open_version
        and bool(deliverable.validators.all())
        and may(actor, Permission.INDICATOR_MANAGE, at=network),
        "may_answer": open_version and bool(own),
        "may_judge": queries.may_be_approved_by(line, actor),
        "own_work": _own_work(line, actor, network),
        "may_withdraw": open_version
        and newest is not None
        and newest.approved_at is not None
        and newest.approved_by_id == actor.user_id,
        "may_manage": may(actor, Permission.INDICATOR_MANAGE, at=network),
        "done": line.stand == Stand.DONE,
    }


def own_parties(deliverable: Deliverable, actor: Actor) -> list[Any]:
    """The parties among those that have to validate, for which the actor answers."""
    network = deliverable.indicator.plan.network_id
    held = {pk for at, pk in actor.parties_with(Permission.DELIVERABLE_VALIDATE) if at == network}
    return [party for party in deliverable.validators.all() if party.pk in held]


def _unjudged(version: DeliverableVersion | None) -> bool:
    return (
        version is not None
        and version.approved_at is None
        and all(each.state == "asked" for each in version.validations.all())
    )


def _own_work(line: queries.Line, actor: Actor, network: int) -> bool:
    """Whether the actor could approve it, were it not the actor's own."""
    return (
        line.stand == Stand.DELIVERED
        and may(actor, Permission.DELIVERABLE_APPROVE, at=network)
        and not queries.may_be_approved_by(line, actor)
        and line.deliverable.archived_at is None
    )
