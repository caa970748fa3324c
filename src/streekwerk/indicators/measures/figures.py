"""What this room keeps itself: indicators, figures that people gave, deliverables, ratings."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from streekwerk.access.models import Actor, Permission
from streekwerk.accounts.models import User
from streekwerk.indicators.choices import IndicatorLevel, ValidationState, ValueState
from streekwerk.indicators.measures.plans import PLAN, options_of
from streekwerk.indicators.models import (
    Definition,
    Deliverable,
    DeliverableVersion,
    Indicator,
    Measurement,
    Rating,
)
from streekwerk.indicators.ports import Delivery, Fact, Field, Here, Measurable, SetShape, Source
from streekwerk.indicators.queries.effects import timing_of_indicators
from streekwerk.indicators.rules.deliverables import fixed
from streekwerk.network.models import Network
from streekwerk.plans.models import Node, Plan

_INDICATOR = Field("indicator", "record", of="van indicator", plural="indicatoren", here=(Here.INDICATOR,))
_NODE = Field("onderdeel", "record", of="van onderdeel", plural="onderdelen", here=(Here.NODE,))
_THIS = (("indicator", Here.INDICATOR),)
_STATES = options_of(ValueState)
_GIVEN = [ValueState.FINAL, ValueState.ESTIMATE, ValueState.SUPPRESSED]


def _indicators(actor: Actor, network: Network, day: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = Indicator.objects.visible_to(actor)
    return rows.filter(plan__network=network, sentence__archived_at__isnull=True)


def _measurements(actor: Actor, network: Network, day: date) -> QuerySet[Any]:
    """Figures that hold; one that the source hid stays in, so that a total says what it lacks."""
    rows: QuerySet[Any] = Measurement.objects.visible_to(actor).live()
    return rows.filter(indicator__plan__network=network, state__in=_GIVEN)


def _hidden_measurements(actor: Actor, network: Network, day: date) -> QuerySet[Any]:
    """Figures of small groups that this actor may not see."""
    rows: QuerySet[Any] = Measurement.objects.filter(
        succeeded_at__isnull=True, indicator__plan__network=network, state__in=_GIVEN
    )
    if actor.kind == "operator" or network.pk in actor.seeing_with(Permission.FIGURES_ENTER):
        return rows.none()
    seen = Measurement.objects.visible_to(actor)
    return rows.filter(definition__smallest__gt=0).exclude(pk__in=seen.values("pk"))


def _deliverables(actor: Actor, network: Network, day: date) -> QuerySet[Any]:
    """Deliverables with the number of their last version that was not sent back."""
    versions = DeliverableVersion.objects.filter(deliverable=OuterRef("pk"), sent_back_at__isnull=True)
    rows: QuerySet[Any] = Deliverable.objects.visible_to(actor)
    found: QuerySet[Any] = rows.filter(indicator__plan__network=network, archived_at__isnull=True).annotate(
        last=Subquery(versions.order_by("-number").values("pk")[:1])
    )
    return found


def _ratings(actor: Actor, network: Network, day: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = Rating.objects.visible_to(actor).live()
    return rows.filter(indicator__plan__network=network)


def _of_indicator(record: Any) -> str:
    return str(record.indicator.get_absolute_url())


INDICATORS = Measurable(
    shape=SetShape(
        "indicators",
        "indicator",
        "indicatoren",
        fields={
            "plan": PLAN,
            "node": _NODE,
            "level": Field("soort", "choice", options=options_of(IndicatorLevel)),
            "timely": Field(
                "vooraf vastgelegd", "choice", many=True, options=fixed.WORDS, told=fixed.WHY_NOT,
                phrases=((fixed.Timing.IN_TIME, "die vooraf zijn vastgelegd"),),
            ),
            "steward": Field("houder", "record", of="van houder", plural="houders"),
            "set_aside": Field("reden om niet te meten", "text", plural="redenen"),
        },
        facts={"confirmed": Fact("bevestigd")},
        dated="confirmed",
        also=("indicatoren",),
        here=(("plan", Here.PLAN),),
    ),
    records=_indicators,
    sources={
        "plan": Source("plan_id"), "node": Source("sentence__node_id"), "level": Source("level"),
        "timely": Source("pk", pairs=timing_of_indicators),
        "steward": Source("steward_id"), "set_aside": Source("set_aside_reason"),
        "confirmed": Source("confirmed_at", moment=True),
    },
    title=str,
    url=Indicator.get_absolute_url,
    entered="confirmed_at",
    related=("sentence",),
    named={"plan": Plan, "node": Node, "steward": User},
)  # fmt: skip

MEASUREMENTS = Measurable(
    shape=SetShape(
        "measurements",
        "cijfer",
        "ingevulde cijfers",
        fields={
            "indicator": _INDICATOR,
            "plan": PLAN,
            "definition": Field("definitie", "record", of="volgens", plural="definities"),
            "party": Field("organisatie", "party", plural="organisaties"),
            "place": Field("gemeente", "place", plural="gemeenten", of="in"),
            "channel": Field("onderdeel", "choice", plural="onderdelen", of="voor"),
            "start": Field("periode", "date"),
            "state": Field("status", "choice", options=_STATES),
            "value": Field("waarde", "number"),
            "numerator": Field("teller", "number"),
            "denominator": Field("noemer", "number"),
        },
        dated="start",
        reported=True,
        here=_THIS,
    ),
    records=_measurements,
    sources={
        "indicator": Source("indicator_id"), "plan": Source("indicator__plan_id"),
        "definition": Source("definition_id"), "party": Source("party_id"), "place": Source("place_id"),
        "channel": Source("channel"), "start": Source("period_start"), "state": Source("state"),
        "value": Source("value"), "numerator": Source("numerator"), "denominator": Source("denominator"),
    },
    title=lambda each: ", ".join(str(part) for part in (each.party, each.place, each.channel) if part)
    or "hele netwerk",
    url=_of_indicator,
    entered="entered_at",
    related=("party", "place", "indicator"),
    named={"indicator": Indicator, "plan": Plan, "definition": Definition},
    hidden=_hidden_measurements,
)  # fmt: skip

_LAST = Q(versions__pk=F("last"))

DELIVERABLES = Measurable(
    shape=SetShape(
        "deliverables",
        "oplevering",
        "opleveringen",
        fields={
            "indicator": _INDICATOR,
            "plan": PLAN,
            "node": _NODE,
            "due": Field("uiterste datum", "date"),
            "asked": Field("gevraagde validatie", "party", many=True, plural="gevraagde validaties"),
            "validated_by": Field("validatie door", "party", many=True, plural="validaties"),
            "title": Field("titel", "text"),
        },
        facts={
            "delivered": Fact("opgeleverd", words=("het opleveren", "oplevering")),
            "approved": Fact("goedgekeurd", words=("goedkeuring", "het goedkeuren")),
        },
        dated="delivered",
        delivery=Delivery("delivered", "approved", "validated_by", "asked"),
        here=_THIS,
    ),
    records=_deliverables,
    sources={
        "indicator": Source("indicator_id"), "plan": Source("indicator__plan_id"),
        "node": Source("indicator__sentence__node_id"), "due": Source("due"),
        "asked": Source("validators__pk", many=True),
        # Who validated an earlier version did not validate this one.
        "validated_by": Source(
            "versions__validations__party_id", many=True,
            where=_LAST & Q(versions__validations__state=ValidationState.VALIDATED),
        ),
        "title": Source("title"),
        "delivered": Source(
            "versions__delivered_on", many=True, where=Q(versions__sent_back_at__isnull=True)
        ),
        "approved": Source("versions__approved_at", many=True, where=_LAST, moment=True),
    },
    title=str,
    url=Deliverable.get_absolute_url,
    entered="created_at",
    related=("indicator",),
    named={"indicator": Indicator, "plan": Plan, "node": Node},
)  # fmt: skip

RATINGS = Measurable(
    shape=SetShape(
        "ratings",
        "beoordeling",
        "beoordelingen",
        fields={
            "indicator": _INDICATOR,
            "plan": PLAN,
            "node": _NODE,
            "rater": Field("beoordelaar", "record", of="door", plural="beoordelaars"),
            "level": Field("niveau", "number"),
            "start": Field("periode", "date"),
        },
        dated="start",
        here=_THIS,
    ),
    records=_ratings,
    sources={
        "indicator": Source("indicator_id"), "plan": Source("indicator__plan_id"), "node": Source("node_id"),
        "rater": Source("rater_id"), "level": Source("level"), "start": Source("period_start"),
    },
    title=lambda each: f"{each.by_label}: {each.level}",
    url=_of_indicator,
    entered="rated_at",
    related=("indicator",),
    named={"indicator": Indicator, "plan": Plan, "node": Node, "rater": User},
)  # fmt: skip

SETS = (INDICATORS, MEASUREMENTS, DELIVERABLES, RATINGS)
