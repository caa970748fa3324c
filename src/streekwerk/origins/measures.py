"""The set of effects for recipes: only what its receiver confirmed, each effect once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from streekwerk.access.models import Actor
from streekwerk.indicators.models import Deliverable, Indicator
from streekwerk.indicators.ports import Fact, Field, Here, Measurable, SetShape, Source
from streekwerk.network.models import Network
from streekwerk.origins.choices import EffectKind, OriginState
from streekwerk.origins.models import Effect, Origin
from streekwerk.origins.ports import KINDS
from streekwerk.plans.models import Milestone, Node, Plan
from streekwerk.ui.dutch import day as day_said

_ROWS = Q(origins__state=OriginState.CONFIRMED, origins__archived_at__isnull=True)
_DEPTH = 8
_KINDS = tuple((code, str(word)) for code, word in EffectKind.choices)


def _confirmed() -> QuerySet[Origin]:
    rows: QuerySet[Origin] = Origin.objects.filter(state=OriginState.CONFIRMED, archived_at__isnull=True)
    return rows.order_by("answered_on", "pk")


def _effects(actor: Actor, network: Network, day: date) -> QuerySet[Any]:
    """Effects of which an origin is confirmed, with those origins; the rest counts nowhere."""
    rows: QuerySet[Any] = Effect.objects.visible_to(actor)
    rows = rows.filter(Exists(_confirmed().filter(effect=OuterRef("pk"))), network=network)
    return rows.prefetch_related(Prefetch("origins", _confirmed(), to_attr="confirmed"))


def _of(kind: str) -> Source:
    """The numbers of the confirmed origins of one kind."""
    return Source("origins__number", many=True, where=_ROWS & Q(origins__kind=kind))


def _branches(effects: QuerySet[Any], day: date) -> Iterable[tuple[int, int]]:
    """Each effect with every part of a plan it grew out of, and with all that those stand under."""
    above = [f"node__{'parent__' * depth}parent_id" for depth in range(_DEPTH - 1)]
    rows = _confirmed().filter(effect__in=effects.values("pk"), node__isnull=False)
    for effect, *nodes in rows.values_list("effect_id", "node_id", *above):
        yield from ((effect, node) for node in nodes if node is not None)


def title_of(effect: Effect) -> str:
    """What changed and where, and by whom it was confirmed: the evidence behind a figure."""
    last = effect.confirmed[-1]  # type: ignore[attr-defined]
    word = f", op het woord van {last.source}" if last.source else ""
    said = f"bevestigd door {last.answered_by} op {day_said(last.answered_on)}{word}"
    return f"{effect.text} – {effect.party}, {said}"


def _node(label: str, of: str, plural: str) -> Field:
    return Field(label, "record", many=True, of=of, plural=plural, here=(Here.NODE,))


EFFECTS = Measurable(
    shape=SetShape(
        "effects",
        "doorwerking",
        "bevestigde doorwerkingen",
        fields={
            "node": _node("oorsprong", "uit", "oorsprongen"),
            "under": _node("tak", "onder", "takken"),
            "plan": Field("plan", "record", many=True, of="van plan", plural="plannen", here=(Here.PLAN,)),
            "milestone": Field("mijlpaal", "record", many=True, of="na mijlpaal", plural="mijlpalen"),
            "deliverable": Field(
                "oplevering", "record", many=True, of="na oplevering", plural="opleveringen"
            ),
            "indicator": Field(
                "indicator", "record", many=True, of="van indicator", plural="indicatoren",
                here=(Here.INDICATOR,),
            ),
            "origin_kind": Field("soort oorsprong", "choice", many=True, plural="soorten oorsprong"),
            "kind": Field("soort", "choice", plural="soorten", options=_KINDS),
            "party": Field("organisatie", "party", plural="organisaties"),
            "place": Field("gemeente", "place", plural="gemeenten"),
            "happened": Field("datum van de verandering", "date"),
            "text": Field("tekst", "text"),
        },
        facts={"confirmed": Fact("bevestigd", words=("het bevestigen", "bevestiging"))},
        dated="happened",
        also=("doorwerkingen",),
        here=(("plan", Here.PLAN),),
    ),
    records=_effects,
    sources={
        "node": Source("origins__node_id", many=True, where=_ROWS),
        "under": Source("origins__node_id", many=True, pairs=_branches),
        "plan": Source("origins__plan_id", many=True, where=_ROWS),
        "milestone": _of("milestone"),
        "deliverable": _of("deliverable"),
        "indicator": _of("indicator"),
        "origin_kind": Source("origins__kind", many=True, where=_ROWS),
        "kind": Source("kind"),
        "party": Source("party_id"),
        "place": Source("party__place_id"),
        "happened": Source("happened_on"),
        "text": Source("text"),
        "confirmed": Source("origins__answered_on", many=True, where=_ROWS),
    },
    title=title_of,
    url=Effect.get_absolute_url,
    entered="recorded_at",
    related=("party",),
    named={"node": Node, "under": Node, "plan": Plan, "milestone": Milestone, "deliverable": Deliverable,
           "indicator": Indicator},
    worded=lambda shape, network: replace(shape, fields={**shape.fields, "origin_kind": _kinds(shape)}),
)  # fmt: skip


def _kinds(shape: SetShape) -> Field:
    """The kinds that rooms registered, also those above this one."""
    options = tuple((kind.code, kind.word) for kind in KINDS.values())
    return replace(shape.fields["origin_kind"], options=options)
