"""Where every meter stands: worked out once, kept, and worked out anew when what it rests on changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils import timezone

from streekwerk.audit import clock
from streekwerk.indicators.choices import Measure
from streekwerk.indicators.counted import (
    basis_of,
    counted_readings,
    delivered_readings,
    rated_readings,
    recipe_of,
)
from streekwerk.indicators.entered import entered_readings
from streekwerk.indicators.models import Definition, Indicator, MeterReading
from streekwerk.indicators.rules.meters.reading import Reading, from_json, to_json
from streekwerk.plans.models import IndicatorSentence, Node, Plan

ENTERED = "-"
"""The basis of a reading of figures that people gave: it holds until it is forgotten.

Where something waits to be published it rests on the day, as what is counted does.
"""


def forget(*indicators: Indicator) -> None:
    """The next page that shows these meters works them out anew."""
    MeterReading.objects.filter(indicator__in=indicators).delete()


def forget_of(network: int) -> None:
    """The same for every meter of a network: who takes part in it changed."""
    MeterReading.objects.filter(indicator__plan__network=network).delete()


@dataclass(frozen=True, slots=True)
class Defined:
    """An indicator with its definitions, the first one first; the last that began is the one that holds."""

    indicator: Indicator
    definitions: tuple[Definition, ...]
    definition: Definition


def defined(plan: Plan, today: date, *, only: Sequence[int] | None = None) -> list[Defined]:
    """The indicators of a plan that are measured, in its order, with their definitions: two queries."""
    rows = Indicator.objects.filter(plan=plan, set_aside_reason="", sentence__archived_at__isnull=True)
    if only is not None:
        rows = rows.filter(pk__in=only)
    indicators = list(
        rows.select_related("sentence")
        .defer("sentence__spans", "sentence__label")
        .order_by("sentence__position")
    )
    which = (
        {"indicator__in": [each.pk for each in indicators]} if only is not None else {"indicator__plan": plan}
    )
    found: dict[int, list[Definition]] = {}
    for definition in Definition.objects.filter(**which).order_by("number"):
        found.setdefault(definition.indicator_id, []).append(definition)
    made = []
    for indicator in indicators:
        indicator.plan = plan
        if definitions := found.get(indicator.pk):
            begun = [each for each in definitions if not each.valid_from or each.valid_from <= today]
            made.append(Defined(indicator, tuple(definitions), (begun or definitions[:1])[-1]))
    return made


@dataclass(frozen=True, slots=True)
class Kind:
    """Of a definition what says how its figures are printed and judged."""

    number: int
    valid_from: date | None
    measure: str
    rhythm: str
    dimension: str
    addition: str
    unit: str
    decimals: int
    counted: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A sentence of a plan with as much of its card as a list of meters shows."""

    sentence: int
    text: str
    node: int | None
    indicator: int | None = None
    carrier: int | None = None
    """The user who keeps it alive: its steward, else that of its action."""
    aside: str = ""
    kind: Definition | Kind | None = None
    """The definition that holds; None without a card, or when it is set aside."""


def listed(plan: Plan, today: date) -> list[Listed]:
    """The sentences of a plan in its order: two queries.

    Plain values: hundreds of cards as models take longer than the rest of a page.
    """
    rows = list(
        IndicatorSentence.objects.filter(plan=plan).order_by("position").values_list(
            "pk", "text", "node_id", "indicator__pk",
            Coalesce("indicator__steward", "node__steward"), "indicator__set_aside_reason",
        )
    )  # fmt: skip
    has_cards = any(row[3] for row in rows)
    kinds = _kinds(Definition.objects.filter(indicator__plan=plan), today) if has_cards else {}
    return [
        Listed(
            sentence, text, at, indicator, carrier, aside or "", None if aside else kinds.get(indicator or 0)
        )
        for sentence, text, at, indicator, carrier, aside in rows
    ]


_KIND = tuple(field.name for field in fields(Kind))


def _kinds(definitions: QuerySet[Definition], today: date) -> dict[int, Kind]:
    """By indicator the definition that holds: the last that began, or the first where none did."""
    kinds: dict[int, Kind] = {}
    for indicator, *said in definitions.order_by("number").values_list("indicator", *_KIND):
        kind = Kind(*said)
        if indicator not in kinds or not kind.valid_from or kind.valid_from <= today:
            kinds[indicator] = kind
    return kinds


def carded(node: Node) -> list[tuple[IndicatorSentence, Indicator | None]]:
    """The sentences of a node in its order, each with its card; one query, asked once for this node."""
    rows = IndicatorSentence.objects.select_related("indicator").order_by("position")
    prefetch_related_objects([node], Prefetch("indicatorsentences", rows, to_attr="carded"))
    sentences: list[IndicatorSentence] = node.carded  # type: ignore[attr-defined]
    return [(each, getattr(each, "indicator", None)) for each in sentences]


def listed_on(node: Node, today: date) -> list[Listed]:
    """The sentences of a node that are measured, in its order; two queries at most."""
    cards = [(each, card) for each, card in carded(node) if card and not card.set_aside_reason]
    kinds = (
        _kinds(Definition.objects.filter(indicator__in=[card for _, card in cards]), today) if cards else {}
    )
    return [
        Listed(each.pk, each.text, node.pk, card.pk, card.steward_id or node.steward_id, "", kinds[card.pk])
        for each, card in cards
        if card.pk in kinds
    ]


def readings_of(
    plan: Plan, every: Sequence[int], today: date, *, whole: Collection[int] = ()
) -> dict[int, Reading]:
    """The reading of each of these indicators, by indicator; of those in `whole` with the whole series.

    What is kept costs five queries; what is not is worked out together and kept. What is kept is of now: of a
    day in the past everything is worked out, and nothing is kept.
    """
    basis = basis_of(plan.network, today)
    if clock.known_on():
        return _worked_out(defined(plan, today, only=every), plan, today)[0]
    rows = MeterReading.objects.filter(indicator__plan=plan)
    if len(every) == 1:
        rows = MeterReading.objects.filter(indicator=every[0])
    kept = {
        pk: (stamp, moment)
        for pk, stamp, moment in rows.values_list("indicator", "basis", "computed_at")
        if stamp in (ENTERED, basis)
    }
    found: dict[int, Reading] = {}
    unread: dict[int, str] = {}
    stale: list[int] = []
    for pk in every:
        if pk not in kept:
            stale.append(pk)
            continue
        stamp = f"{pk} {kept[pk][0]} {kept[pk][1].timestamp()} {pk in whole}"
        if (reading := _READ.get(stamp)) is not None:
            found[pk] = reading
        else:
            unread[pk] = stamp
    found |= _read(rows, unread, whole)
    if stale:
        made, entered, passing = _worked_out(defined(plan, today, only=stale), plan, today)
        _keep({pk: one for pk, one in made.items() if pk not in passing}, entered, basis)
        found |= made
    return found


_READ: dict[str, Reading] = {}
"""Readings as this process read them last, by what they rest on and when they were worked out."""
MOST_READ = 2_000


def _read(
    rows: QuerySet[MeterReading], unread: Mapping[int, str], whole: Collection[int]
) -> dict[int, Reading]:
    """The kept readings that this process did not read yet: two queries at most."""
    if not unread:
        return {}
    if len(_READ) + len(unread) > MOST_READ:
        _READ.clear()
    found = {}
    long = [pk for pk in unread if pk in whole]
    series = dict(rows.filter(indicator__in=long).values_list("indicator", "series")) if long else {}
    wanted = rows if len(unread) > 100 else rows.filter(indicator__in=list(unread))
    for pk, extra in wanted.values_list("indicator", "extra"):
        if pk in unread:
            reading = replace(from_json(series.get(pk), extra), stamp=unread[pk])
            found[pk] = _READ[unread[pk]] = reading
    return found


def _worked_out(
    stale: Sequence[Defined], plan: Plan, today: date
) -> tuple[dict[int, Reading], Collection[int], Collection[int]]:
    """Readings worked out; which of them hold until a figure changes, and which are not kept at all."""
    recipes = {each.indicator.pk: recipe_of(each.definition, plan.network) for each in stale}
    counted, delivered, rated, entered = [], [], [], []
    for each in stale:
        recipe = recipes[each.indicator.pk]
        if recipe is not None:
            counted.append((each.indicator, each.definition, recipe))
        elif each.definition.measure == Measure.DELIVERABLE:
            delivered.append(each.indicator)
        elif each.definition.measure == Measure.RUBRIC and each.definition.rubric_levels:
            rated.append((each.indicator, each.definition))
        else:
            entered.append(each)
    found = (
        counted_readings(counted, plan.network, today)
        | (delivered_readings(delivered) if delivered else {})
        | (rated_readings(rated) if rated else {})
    )
    of_people, due, left = entered_readings([(each.indicator, each.definitions) for each in entered], today)
    return found | of_people, of_people.keys() - due, left


def _keep(made: Mapping[int, Reading], entered: Collection[int], basis: str) -> None:
    """Keep these readings until what they rest on changes."""
    now = timezone.now()
    rows = []
    for pk, reading in made.items():
        series, extra = to_json(reading)
        rests = ENTERED if pk in entered else basis
        rows.append(MeterReading(indicator_id=pk, series=series, extra=extra, basis=rests, computed_at=now))
    MeterReading.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["indicator"],
        update_fields=["series", "extra", "basis", "computed_at"],
    )
