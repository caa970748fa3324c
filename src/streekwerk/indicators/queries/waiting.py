"""What waits for somebody: deliverables to approve, to validate for the own party, or to deliver again."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from streekwerk.access.models import Actor, Permission
from streekwerk.indicators.choices import ValidationState
from streekwerk.indicators.models import DeliverableVersion, Validation
from streekwerk.network.models import Party


@dataclass(frozen=True)
class Waiting:
    """So many deliverables of a plan wait for the actor, perhaps on behalf of a party."""

    plan_id: int
    plan_title: str
    count: int
    party: str = ""


def _newest() -> QuerySet[DeliverableVersion]:
    """The newest versions of what stands in the plans, as far as they were not sent back."""
    later = DeliverableVersion.objects.filter(
        deliverable=OuterRef("deliverable"), number__gt=OuterRef("number")
    )
    rows = DeliverableVersion.objects.filter(~Exists(later), deliverable__archived_at__isnull=True)
    return rows.filter(deliverable__indicator__sentence__archived_at__isnull=True)


def _per_plan(rows: QuerySet[DeliverableVersion], party: str = "") -> list[Waiting]:
    plan = "deliverable__indicator__plan"
    counted = rows.order_by().values_list(f"{plan}_id", f"{plan}__title").annotate(many=Count("pk"))
    return [Waiting(pk, title, many, party) for pk, title, many in counted.order_by(f"{plan}__title")]


def to_approve(actor: Actor) -> list[Waiting]:
    """Per plan how many deliverables wait for an approval the actor may give: at most one query."""
    networks = actor.networks_with(Permission.DELIVERABLE_APPROVE)
    if not networks:
        return []
    rows = _newest().filter(deliverable__indicator__plan__network__in=networks, approved_at__isnull=True)
    return _per_plan(rows.filter(sent_back_at__isnull=True).exclude(author_id=actor.user_id))


def to_validate(actor: Actor) -> list[Waiting]:
    """Per plan and party how many deliverables the actor's parties still have to validate.

    Two queries for each party the actor answers for, which is mostly one.
    """
    waiting = []
    for network, party in sorted(actor.parties_with(Permission.DELIVERABLE_VALIDATE)):
        said = Validation.objects.filter(version=OuterRef("pk"), party=party)
        rows = _newest().filter(
            deliverable__indicator__plan__network=network,
            deliverable__validators=party,
            sent_back_at__isnull=True,
        )
        rows = rows.filter(~Exists(said.exclude(state=ValidationState.ASKED)))
        name = Party.objects.values_list("name", flat=True).get(pk=party)
        waiting += _per_plan(rows, name)
    return waiting


def to_deliver_again(actor: Actor) -> list[Waiting]:
    """Per plan how many versions were sent back that the actor made, or now carries: at most one query."""
    networks = actor.networks_with(Permission.DELIVERABLE_DELIVER)
    if not networks:
        return []
    indicator = "deliverable__indicator"
    carrier = Coalesce(f"{indicator}__steward", f"{indicator}__sentence__node__steward")
    rows = _newest().filter(sent_back_at__isnull=False, deliverable__indicator__plan__network__in=networks)
    return _per_plan(rows.alias(carrier=carrier).filter(Q(author=actor.user_id) | Q(carrier=actor.user_id)))
