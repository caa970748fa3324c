"""What hangs on the parts of plans: milestones, links, reports of progress."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from streekwerk.access.models import Actor
from streekwerk.indicators.measures.plans import PLAN, STATUS_WORDS, STATUSES, level, options_of, own_levels
from streekwerk.indicators.ports import Field, Here, Measurable, SetShape, Source
from streekwerk.network.models import Network
from streekwerk.plans.choices import LinkKind
from streekwerk.plans.models import Milestone, Node, NodeLink, Plan, Progress

_THIS_PLAN = (("plan", Here.PLAN),)
_NODE = Field("onderdeel", "record", of="van onderdeel", plural="onderdelen", here=(Here.NODE,))
_LIVE = Q(node__isnull=True) | Q(node__archived_at__isnull=True)


def _milestones(actor: Actor, network: Network, day: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = Milestone.objects.visible_to(actor)
    return rows.filter(_LIVE, plan__network=network)


def _progress(actor: Actor, network: Network, day: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = Progress.objects.visible_to(actor)
    return rows.filter(_LIVE, plan__network=network)


def _links(actor: Actor, network: Network, day: date) -> QuerySet[Any]:
    """Links with a part of this network at one end at least."""
    rows: QuerySet[Any] = NodeLink.objects.visible_to(actor)
    return rows.filter(
        Q(source__plan__network=network) | Q(target__plan__network=network),
        source__archived_at__isnull=True,
        target__archived_at__isnull=True,
    )


def _of_node(record: Any) -> str:
    """Where the part is seen; what is about the whole plan is seen at the plan."""
    if record.node_id is None:
        return reverse("plans:tree", args=[record.plan_id])
    return reverse("plans:node", args=[record.plan_id, record.node_id])


def _link_url(link: NodeLink) -> str:
    return reverse("plans:node", args=[link.source.plan_id, link.source_id])


MILESTONES = Measurable(
    shape=SetShape(
        "milestones",
        "mijlpaal",
        "mijlpalen",
        fields={
            "plan": PLAN,
            "node": _NODE,
            "level": level("niveau van het onderdeel"),
            "status": Field("stand van het onderdeel", "choice", options=STATUSES, words=STATUS_WORDS),
            "date": Field("datum", "date"),
            "text": Field("tekst", "text"),
        },
        dated="date",
        here=_THIS_PLAN,
    ),
    records=_milestones,
    sources={
        "plan": Source("plan_id"), "node": Source("node_id"), "level": Source("node__level"),
        "status": Source("node__status"), "date": Source("date"), "text": Source("text"),
    },
    title=lambda each: f"{each.text} ({each.words})" if each.text else each.words,
    url=_of_node,
    entered="plan__created_at",
    named={"plan": Plan, "node": Node},
    worded=own_levels,
)  # fmt: skip

LINKS = Measurable(
    shape=SetShape(
        "links",
        "verband",
        "verbanden tussen onderdelen",
        fields={
            "source": Field("onderdeel", "record", of="vanuit", plural="onderdelen", here=(Here.NODE,)),
            "target": Field(
                "ander onderdeel", "record", of="naar", plural="andere onderdelen", here=(Here.NODE,)
            ),
            "kind": Field(
                "soort",
                "choice",
                plural="soorten",
                options=options_of(LinkKind),
                words=(("slimme combinatie", "smart_combination"),),
                phrases=(
                    (LinkKind.REFERENCE, "die een verwijzing zijn"),
                    (LinkKind.PREPARATION, "die een voorbereiding zijn"),
                    (LinkKind.DEPENDENCY, "die een afhankelijkheid zijn"),
                    (LinkKind.SMART_COMBINATION, "die een slimme combinatie zijn"),
                    (LinkKind.CONTINUES, "die een vervolg zijn"),
                ),
            ),
            "plan": PLAN,
            "network": Field("ander netwerk", "record", of="met netwerk", plural="andere netwerken"),
            "made_by": Field("maker", "text", plural="makers"),
            "made_on": Field("datum", "date"),
        },
        dated="made_on",
        also=("verbanden", "koppelingen", "combinaties", "slimme combinaties"),
        here=_THIS_PLAN,
    ),
    records=_links,
    sources={
        "source": Source("source_id"), "target": Source("target_id"), "kind": Source("kind"),
        "plan": Source("source__plan_id"), "network": Source("target__plan__network_id"),
        "made_by": Source("by_label"), "made_on": Source("created_at", moment=True),
    },
    title=lambda each: f"{each.source} {each.get_kind_display()} {each.target}",
    url=_link_url,
    entered="created_at",
    related=("source", "target"),
    named={"source": Node, "target": Node, "plan": Plan, "network": Network},
)  # fmt: skip

PROGRESS = Measurable(
    shape=SetShape(
        "progress",
        "voortgangsmelding",
        "voortgangsmeldingen",
        fields={
            "plan": PLAN,
            "node": _NODE,
            "level": level("niveau van het onderdeel"),
            "status": Field("stand", "choice", options=STATUSES, words=STATUS_WORDS),
            "reported_on": Field("datum van melding", "date"),
            "since": Field("begindatum", "date"),
            "by": Field("melder", "text", plural="melders"),
        },
        dated="since",
        also=("meldingen van voortgang", "meldingen"),
        here=_THIS_PLAN,
    ),
    records=_progress,
    sources={
        "plan": Source("plan_id"), "node": Source("node_id"), "level": Source("node__level"),
        "status": Source("status"), "reported_on": Source("recorded_at", moment=True),
        "since": Source("valid_from"), "by": Source("by_label"),
    },
    title=lambda each: f"{each.node or each.plan}: {each.get_status_display()}",
    url=_of_node,
    entered="recorded_at",
    related=("node", "plan"),
    named={"plan": Plan, "node": Node},
    worded=own_levels,
)  # fmt: skip

SETS = (MILESTONES, LINKS, PROGRESS)
