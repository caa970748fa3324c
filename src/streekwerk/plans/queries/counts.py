"""Plans with what they hold, and the word for a level."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from streekwerk.access.models import Actor
from streekwerk.network.models import Network
from streekwerk.plans.choices import ACTION_LEVELS, GOAL_LEVELS, LEVEL_LABELS
from streekwerk.plans.models import (
    IndicatorSentence,
    Node,
    Plan,
    PlanFinding,
    TrayItem,
)


def count_of(rows: QuerySet[Any], key: str = "plan") -> Coalesce:
    """How many of these rows each outer row has, as a subquery."""
    counted = rows.filter(**{key: OuterRef("pk")}).order_by().values(key).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def plans_with_counts(actor: Actor) -> QuerySet[Plan]:
    """Plans the actor sees, each with `goals`, `actions`, `indicators`, `open_findings` and `tray`."""
    return (
        Plan.objects.visible_to(actor)
        .select_related("network", "document")
        .defer("document__lines")
        .annotate(**_counts())
    )


@cache
def _counts() -> dict[str, Coalesce]:
    """The same for every page of a plan: building these took a tenth of a page."""
    return {
        "goals": count_of(Node.objects.filter(level__in=GOAL_LEVELS)),
        "actions": count_of(Node.objects.filter(level__in=ACTION_LEVELS)),
        "indicators": count_of(IndicatorSentence.objects.all()),
        "open_findings": count_of(PlanFinding.objects.open()),
        "tray": count_of(TrayItem.objects.all()),
    }


def level_word(network: Network, level: str, own: str = "", *, plural: bool = False) -> str:
    """The word for a level: the document's own, else the network's, else ours."""
    if own and not plural:
        return own
    return network.level_label(level, plural=plural) or LEVEL_LABELS[level][plural]
