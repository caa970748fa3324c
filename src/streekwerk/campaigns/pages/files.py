"""A table of a counting as a file: exactly what stands on the page, with the same signs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from streekwerk.campaigns.models import Campaign
from streekwerk.campaigns.rules import words
from streekwerk.campaigns.rules.profiles import ALL
from streekwerk.campaigns.rules.publishing import Shown
from streekwerk.campaigns.rules.tables import REGION, Spot
from streekwerk.indicators.rules.figures.suppression import EXPLANATION
from streekwerk.indicators.rules.figures.values import printed
from streekwerk.plans.exports import Column, Sheet


def sheet_of(campaign: Campaign, shown: Shown) -> Sheet:
    """A row per area and profile group, with how many services it is of and the inhabitants."""
    widths = {
        "Gebied": 30, "Indeling": 20, "Categorie": 44, "Groep": 16, "Aantal": 10, "Toelichting": 60,
        "Diensten die antwoordden": 12, "Gevraagde diensten": 12, "Per 1.000 inwoners": 14, "Inwoners": 12,
        "Inwoners op 1 januari": 12, "Telling": 30, "Dag": 12,
    }  # fmt: skip
    return Sheet([Column(head, width) for head, width in widths.items()], _rows(campaign, shown))


def _rows(campaign: Campaign, shown: Shown) -> Iterator[list[Any]]:
    profile = shown.profile
    categories = [(ALL, "alle"), *((each.code, each.label) for each in profile.categories)]
    parts = [(ALL, "allen"), *((each.code, each.label) for each in profile.parts if profile.divided)]
    areas = [(REGION, "hele regio")]
    areas += [(zone.code, zone.scheme) for scheme in shown.schemes for zone in shown.zones_of(scheme)]
    areas += [(each.code, "gemeente") for each in shown.places]
    for area, division in areas:
        name = next((zone.name for zone in shown.zones if zone.code == area), shown.name_of(area))
        answered, asked = shown.coverage.get(area, (0, 0))
        for category, category_name in categories:
            for part, part_name in parts:
                spot = Spot(area, category, part)
                value = shown.value(spot)
                there = spot in shown.numbers or spot in shown.hidden
                if not there and (category, part) != (ALL, ALL):
                    continue
                rate = words.rate_of(shown, area, campaign.day.year) if spot == Spot(area) else None
                yield [
                    name, division, category_name, part_name,
                    int(value.number) if value.number is not None else printed(value),
                    _said(shown, spot), answered, asked,
                    str(round(rate.number, 2)).replace(".", ",") if rate else "",
                    rate.inhabitants.number if rate else "", rate.inhabitants.year if rate else "",
                    campaign.title, campaign.day.isoformat(),
                ]  # fmt: skip


def _said(shown: Shown, spot: Spot) -> str:
    if spot in shown.hidden:
        return EXPLANATION.format(smallest=shown.smallest)
    if spot in shown.held:
        return "Bleef zoals eerder gepubliceerd: het verschil is te klein om te tonen."
    value = shown.value(spot)
    return value.words if value.number is None else ""
