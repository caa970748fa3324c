"""Tests and their measures, as recipes of indicators count them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from streekwerk.access.models import Actor
from streekwerk.accounts.models import User
from streekwerk.impact.choices import ImpactKind, ImpactState
from streekwerk.impact.models import ImpactTemplate, ImpactTest, Mitigation
from streekwerk.impact.rules import MOMENTS, moment_of
from streekwerk.indicators.ports import (
    Fact,
    Field,
    Here,
    Measurable,
    Relation,
    SetShape,
    Source,
    register,
    relate,
)
from streekwerk.network.models import Network
from streekwerk.plans.models import Node, Plan

_PLAN = Field("plan", "record", of="van plan", plural="plannen", here=(Here.PLAN,))
_NODE = Field("onderdeel", "record", of="van onderdeel", plural="onderdelen", here=(Here.NODE,))
_KINDS = tuple((code, str(word)) for code, word in ImpactKind.choices)
_NOUNS = (
    ("residents", "inwonerstoetsen"), ("poverty", "armoedetoetsen"),
    ("sustainability", "duurzaamheidstoetsen"), ("own", "andere toetsen"),
)  # fmt: skip
_KIND = Field("soort toets", "choice", options=_KINDS, plural="soorten toets", nouns=_NOUNS)


def _tests(actor: Actor, network: Network, day: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = ImpactTest.objects.visible_to(actor).live()
    return rows.filter(node__plan__network=network)


def _measures(actor: Actor, network: Network, day: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = Mitigation.objects.visible_to(actor).live()
    return rows.filter(test__node__plan__network=network)


def _moments(rows: QuerySet[Any], day: date) -> Iterable[tuple[int, str]]:
    """Whether each test came before the start of its part, by the same rule as on its page."""
    said = rows.values_list("pk", "done_on", "node__start_date", "node__start_precision")
    return [(pk, moment_of(done, start, how or "day").value) for pk, done, start, how in said]


TESTS = Measurable(
    shape=SetShape(
        "impact_tests",
        "toets",
        "toetsen",
        fields={
            "plan": _PLAN,
            "node": _NODE,
            "kind": _KIND,
            "template": Field("model", "record", of="volgens", plural="modellen"),
            "state": Field("stand", "choice", options=tuple((c, str(w)) for c, w in ImpactState.choices)),
            "moment": Field("moment", "choice", many=True, options=tuple(MOMENTS.items()), plural="momenten"),
            "groups": Field("doelgroep", "term", many=True, plural="doelgroepen"),
            "weak": Field("zwakke antwoorden", "number"),
            "start": Field("begin van het onderdeel", "date"),
        },
        facts={
            "done": Fact("klaar", words=("getoetst", "toetsen")),
            "revised": Fact("herzien"),
            "reviewed": Fact("nagekeken"),
        },
        relations={"mitigations": Relation("mitigations", "test", "maatregel", "maatregelen")},
        dated="done",
        here=(("plan", Here.PLAN),),
    ),
    records=_tests,
    sources={
        "plan": Source("node__plan_id"), "node": Source("node_id"),
        "kind": Source("version_of__template__kind"),
       
        "template": Source("version_of__template_id"), "state": Source("state"),
        "moment": Source("pk", pairs=_moments), "groups": Source("groups__pk", many=True),
        "weak": Source("weak"), "start": Source("node__start_date"), "done": Source("done_on"),
        "revised": Source("revised_on"), "reviewed": Source("reviewed_at", moment=True),
    },
    title=str,
    url=ImpactTest.get_absolute_url,
    entered="made_at",
    related=("version_of__template", "node"),
    named={"plan": Plan, "node": Node, "template": ImpactTemplate},
)  # fmt: skip

MEASURES = Measurable(
    shape=SetShape(
        "mitigations",
        "maatregel",
        "maatregelen uit toetsen",
        fields={
            "plan": _PLAN,
            "node": _NODE,
            "test": Field("toets", "record", of="van toets", plural="toetsen"),
            "kind": _KIND,
            "steward": Field("uitvoerder", "record", of="van", plural="uitvoerders"),
            "due": Field("uiterste datum", "date"),
        },
        facts={"done": Fact("uitgevoerd", words=("het uitvoeren", "uitvoering"))},
        dated="done",
        also=("maatregelen",),
        here=(("plan", Here.PLAN),),
    ),
    records=_measures,
    sources={
        "plan": Source("test__node__plan_id"), "node": Source("test__node_id"), "test": Source("test_id"),
        "kind": Source("test__version_of__template__kind"), "steward": Source("steward_id"),
        "due": Source("due"), "done": Source("done_on"),
    },
    title=str,
    url=Mitigation.get_absolute_url,
    entered="made_at",
    related=("test",),
    named={"plan": Plan, "node": Node, "test": ImpactTest, "steward": User},
)  # fmt: skip


def register_all() -> None:
    """Make both sets available, and tests reachable from the parts of plans."""
    register(MEASURES)
    register(TESTS)
    relate("nodes", "impact_tests", Relation("impact_tests", "node", "toets", "toetsen"))
