"""What recipes can count of countings: the publications that stand, with what they publish."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from streekwerk.access.models import Actor
from streekwerk.campaigns.models import Publication
from streekwerk.indicators.ports import Fact, Field, Measurable, SetShape, Source
from streekwerk.network.models import Network


def _records(actor: Actor, network: Network, day: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = Publication.objects.visible_to(actor)
    return rows.filter(campaign__network=network, succeeded_at__isnull=True)


COUNTINGS = Measurable(
    shape=SetShape(
        "countings",
        "telling",
        "tellingen",
        fields={
            "title": Field("naam", "text"),
            "total": Field("aantal getelde personen", "number", plural="getelde personen"),
            "answered": Field("aantal diensten dat antwoordde", "number", plural="diensten die antwoordden"),
            "asked": Field("aantal gevraagde diensten", "number", plural="gevraagde diensten"),
        },
        facts={"counted": Fact("geteld")},
        dated="counted",
        also=("dak- en thuislozentellingen",),
    ),
    records=_records,
    sources={
        "title": Source("campaign__title"),
        "total": Source("total"),
        "answered": Source("answered"),
        "asked": Source("asked"),
        "counted": Source("campaign__day"),
    },
    title=lambda each: str(each.campaign),
    url=lambda each: each.get_absolute_url(),
    entered="published_at",
    related=("campaign",),
)
