"""What is measured and delivered, as far as the audience of a report may see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from streekwerk.access.models import Actor, Permission
from streekwerk.indicators.models import Definition, Indicator, Target
from streekwerk.indicators.pages.pictures import picture_of_kind
from streekwerk.indicators.queries.cells import Cells, cells_of_many
from streekwerk.indicators.queries.deliverables import DeliverableSelection, selected_deliverables
from streekwerk.indicators.queries.meters import (
    Meter,
    MeterSelection,
    aims_of,
    as_known,
    figure_words,
    many_of,
    meters_of,
)
from streekwerk.plans.models import Plan
from streekwerk.reports.rules import charts
from streekwerk.reports.rules.facts import DeliverableFact, MeterFact
from streekwerk.ui.charts import LineChart


def meters(plan: Plan, actor: Actor, day: date) -> tuple[MeterFact, ...]:
    """The meters as a reader of the network sees them, with the own figure of the party of this actor.

    Kept readings hold only what every reader may see (decision 10); the own figure comes through the gate.
    A fixed number of queries; nothing for who may not see indicators.
    """
    indicators = {each.pk: each for each in Indicator.objects.visible_to(actor).filter(plan=plan)}
    if not indicators:
        return ()
    aims = aims_of(plan)
    found = [
        as_known(meter, aims.get(meter.indicator or 0, ()), day)
        for meter in meters_of(plan, MeterSelection(), day).meters
        if meter.indicator in indicators
    ]
    definitions: dict[int, list[Definition]] = {}
    for definition in Definition.objects.filter(indicator__plan=plan).order_by("number"):
        definitions.setdefault(definition.indicator_id, []).append(definition)
    targets: dict[int, list[Target]] = {}
    for target in Target.objects.filter(indicator__plan=plan).order_by("pk"):
        targets.setdefault(target.indicator_id, []).append(target)
    own = _own_figures(plan, list(indicators.values()), found, actor, day)
    return tuple(
        _fact(plan, meter, definitions.get(number, []), targets.get(number, []), own.get(number, ""), day)
        for meter in found
        if (number := meter.indicator) is not None
    )


def _fact(
    plan: Plan,
    meter: Meter,
    definitions: Sequence[Definition],
    targets: Sequence[Target],
    own: str,
    day: date,
) -> MeterFact:
    step, kind = meter.step, meter.definition
    many = many_of(kind, plan.network) if kind else ""
    entered = step is not None and step.asked and kind is not None
    counted = entered and kind is not None and kind.measure not in ("deliverable", "rubric")
    number = step.value.number if step else None
    chart = None
    if kind is not None:
        picture = picture_of_kind("verloop", meter, definitions, targets, None, {}, many=many, today=day)
        chart = charts.to_json(picture) if isinstance(picture, LineChart) else None
    return MeterFact(
        indicator=meter.indicator or 0,
        text=meter.text,
        node=meter.node,
        figure=meter.figure,
        number="" if number is None or kind is None or kind.measure == "deliverable" else str(number),
        period=step.period.label if step and number is not None and step.period.rhythm != "once" else "",
        coverage=f"{step.answered} van {step.asked} {many}" if step and counted else "",
        target=meter.target,
        state=meter.state,
        label=meter.label,
        said=meter.judgement.sentence if meter.judgement else "",
        own=own,
        chart=chart,
    )


def _own_figures(
    plan: Plan, indicators: list[Indicator], found: Sequence[Meter], actor: Actor, day: date
) -> dict[int, str]:
    """By indicator the newest figure of the party for which this actor answers; none for other actors."""
    parties = {party for at, party in actor.parties_with(Permission.FIGURES_ANSWER) if at == plan.network_id}
    if not parties:
        return {}
    for indicator in indicators:
        indicator.plan = plan
    measured = {meter.indicator: meter for meter in found if meter.step and meter.definition}
    asked = [indicator for indicator in indicators if indicator.pk in measured]
    first = date(day.year - 1, 1, 1)
    made = {}
    for number, cells in cells_of_many(actor, asked, today=day, first=first).items():
        meter = measured[number]
        for value in _values_of(cells, parties, day):
            if meter.step and meter.definition and value.number is not None:
                made[number] = figure_words(replace(meter.step, value=value), meter.definition)
                break
    return made


def _values_of(cells: Cells, parties: set[int], day: date) -> Iterator[Any]:
    """The values in the rows of these parties, newest period first."""
    keys = [key for key, row in cells.subjects.items() if row.party_id in parties]
    for one in reversed(cells.periods):
        if one.period.start <= day:
            yield from (one.values[key] for key in keys if key in one.values)


def deliverables(plan: Plan, actor: Actor, day: date) -> tuple[DeliverableFact, ...]:
    """How the deliverables stand; who validated what stays inside."""
    return tuple(
        DeliverableFact(
            id=line.deliverable.pk,
            title=line.deliverable.title,
            node=line.deliverable.indicator.sentence.node_id,
            stand=line.stand.value,
            words=line.words,
            sentence=line.sentence,
            due=line.deliverable.due.isoformat() if line.deliverable.due else "",
            late=line.late,
        )
        for line in selected_deliverables(plan, DeliverableSelection(), actor, day)
    )
