"""What is kept of the cards of a plan, as plain values: thousands of models take longer than a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast

from streekwerk.indicators.models import Definition, Indicator, Target
from streekwerk.plans.models import IndicatorSentence, Plan


class Sentence(NamedTuple):
    """Of a sentence what its card shows."""

    pk: int
    version: int
    text: str
    spans_stored: str
    label: str
    node_id: int | None


class Confirmed(NamedTuple):
    """Of an indicator who confirmed it or set it aside, when, and with which words."""

    pk: int
    sentence_id: int
    version: int
    set_aside_reason: str
    confirmed_text: str
    confirmed_by: str
    confirmed_at: datetime


class Meant(NamedTuple):
    """Of a definition what a card says and asks."""

    number: int
    created_at: datetime
    measure: str
    instrument: str
    rhythm: str
    dimension: str
    channels: list[str]
    unit: str
    counted: str
    numerator: str
    denominator: str
    evidence: str
    validated_by: str
    recipe: dict[str, Any]
    rubric_levels: list[str]


class Aimed(NamedTuple):
    """Of a target what a card says and asks."""

    comparator: str
    number: Decimal | None
    relative: bool
    per: str
    for_each: str
    by: date | None
    baseline: Decimal | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """What is kept of an indicator: the card, the definition that holds now, the target that holds."""

    indicator: Confirmed
    definition: Meant | None
    target: Aimed | None


def sentences_of(plan: Plan) -> Iterator[Sentence]:
    """The sentences of this plan in its order: one query."""
    rows = IndicatorSentence.objects.filter(plan=plan).order_by("position")
    rows = rows.annotate(spans_stored=Cast("spans", TextField()))
    return map(Sentence._make, rows.values_list(*Sentence._fields))


def stored_cards(plan: Plan) -> dict[int, Stored]:
    """By sentence, what was confirmed or set aside: three queries."""
    indicators = Indicator.objects.filter(plan=plan).order_by().values_list(*Confirmed._fields)
    # In order of their numbers, so that the last one stays.
    meant = Definition.objects.filter(indicator__plan=plan).order_by("number")
    aimed = Target.objects.filter(indicator__plan=plan, ended_on__isnull=True).order_by()
    definitions = {pk: Meant._make(said) for pk, *said in meant.values_list("indicator", *Meant._fields)}
    targets = {pk: Aimed._make(said) for pk, *said in aimed.values_list("indicator", *Aimed._fields)}
    return {
        row.sentence_id: Stored(row, definitions.get(row.pk), targets.get(row.pk))
        for row in map(Confirmed._make, indicators)
    }
