"""Entering figures. A figure is succeeded by a later one, never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may, may_for, require
from streekwerk.audit.commands import record
from streekwerk.indicators import readings
from streekwerk.indicators.choices import Origin, ValueState
from streekwerk.indicators.models import Definition, Indicator, Measurement
from streekwerk.indicators.queries import entry
from streekwerk.indicators.rules.entry.cells import Shape, writes_dots
from streekwerk.indicators.rules.entry.judging import Known, Terms, Typed, Verdict, judge, shown
from streekwerk.indicators.rules.figures.periods import Period
from streekwerk.indicators.rules.figures.plausibility import limits_from
from streekwerk.indicators.rules.figures.values import State, Value
from streekwerk.kernel.errors import DomainError

VERBS = {
    Origin.ENTERED: "figures.entered",
    Origin.PASTED: "figures.pasted",
    Origin.IMPORTED: "figures.imported",
}
MOST_IN_LOG = 60
"""Cells told one by one in a line of the log; the figures themselves keep who, when and what stood there."""


class NoSuchRow(DomainError):
    """A figure of somebody or something that has no row here for this person."""

    def __init__(self) -> None:
        super().__init__("Voor deze rij kunt u geen cijfers invullen. Open de pagina opnieuw.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a cell; `known` is the figure that holds there now."""

    typed: Typed
    verdict: Verdict
    known: Known | None
    row: entry.Row | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell on its way: where it belongs and what stands there."""

    typed: Typed
    row: entry.Row
    period: Period
    definition: Definition
    known: Known | None
    previous: Value | None


@transaction.atomic
def enter_figures(
    *,
    indicator: Indicator,
    typed: Sequence[Typed],
    by: Actor,
    origin: Origin = Origin.ENTERED,
    whole: bool = False,
    day: date | None = None,
) -> list[Answer]:
    """What became of each cell, in the order given; those that are clear are stored.

    Who gathers figures writes in every row, a contact only in those of its own member. `whole`: all or none.

    Raises:
        NotAllowed: the actor gives no figures in this network.
        NoSuchRow: a row is not there, or not for this person.
        NotMeasured: no figures are kept of this indicator.
    """
    network_id = indicator.plan.network_id
    if not any(at == network_id for at, _ in by.parties_with(Permission.FIGURES_ANSWER)):
        require(by, Permission.FIGURES_ENTER, at=network_id)
    # One writer per indicator at a time, so that what is judged still holds when it is written.
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    answers = judged(indicator, typed, by, day or localdate())
    stored = [answer for answer in answers if answer.verdict.kind in ("saved", "emptied")]
    if not stored or (whole and not all(answer.verdict.settled for answer in answers)):
        return answers
    fresh = _write(indicator, stored, by, origin)
    told = {
        _told(answer): [_said(answer.known.value if answer.known else None), _said(answer.verdict.value)]
        for answer in stored[:MOST_IN_LOG]
    }
    if len(stored) > MOST_IN_LOG:
        told["en verder"] = ["", f"nog {len(stored) - MOST_IN_LOG} cellen"]
    record(VERBS[origin], indicator, by=by, network_id=network_id, changes=told)
    readings.forget(indicator)
    return [
        replace(answer, known=fresh.get((answer.typed.subject, answer.period.start)))
        if answer.period and answer.verdict.kind in ("saved", "emptied")
        else answer
        for answer in answers
    ]


def judged(indicator: Indicator, typed: Sequence[Typed], by: Actor, day: date) -> list[Answer]:
    """What would become of each cell; nothing is stored.

    Raises:
        NoSuchRow, NotMeasured: as `enter_figures`.
    """
    definitions = entry.definitions_of(indicator)
    dots = writes_dots(text for one in typed for text in (one.text, one.denominator))
    answers: list[Answer | _Cell] = [_placed(indicator, definitions, one, day) for one in typed]
    placed = [answer for answer in answers if isinstance(answer, _Cell)]
    cells = iter(_with_figures(indicator, placed, definitions, by))
    terms = {one.pk: _terms(one, dots) for one in definitions}
    found: list[Answer] = []
    for answer in answers:
        if isinstance(answer, Answer):
            found.append(answer)
            continue
        cell = next(cells)
        verdict = judge(cell.typed, known=cell.known, previous=cell.previous, terms=terms[cell.definition.pk])
        found.append(Answer(cell.typed, verdict, cell.known, cell.row, cell.period))
    return found


def _terms(definition: Definition, dots: bool) -> Terms:
    return Terms(entry.shape_of(definition), limits_from(definition.plausibility), definition.unit, dots=dots)


def _placed(
    indicator: Indicator, definitions: Sequence[Definition], typed: Typed, day: date
) -> Answer | _Cell:
    for definition in reversed(definitions):
        period = entry.period_in(indicator, definition, typed.period, day)
        if period and entry.definition_on(definitions, period.end) == definition:
            return _Cell(typed, entry.Row(typed.subject, ""), period, definition, None, None)
    sentence = f"“{typed.period}” is geen periode van deze indicator. Open de pagina opnieuw."
    return Answer(typed, Verdict("refused", sentence=sentence), None)


def _with_figures(
    indicator: Indicator, cells: Sequence[_Cell], definitions: Sequence[Definition], by: Actor
) -> list[_Cell]:
    """The cells with their row, the figure that holds and that of the period before: two queries.

    Raises:
        NoSuchRow: a row is not there, or not for this person.
    """
    if not cells:
        return []
    periods = sorted({cell.period for cell in cells})
    earliest = min((period.previous or period).start for period in periods)
    subjects = {cell.typed.subject for cell in cells}
    figures = entry.figures_of(indicator, earliest, periods[-1].end, subjects)
    used = {key for key, _ in figures}
    rows: dict[int, dict[str, entry.Row]] = {}
    found = []
    for cell in cells:
        if cell.definition.pk not in rows:
            here = entry.rows_of(indicator, cell.definition, periods, by, used=used)
            rows[cell.definition.pk] = {row.key: row for row in here}
        row = rows[cell.definition.pk].get(cell.typed.subject)
        if row is None:
            raise NoSuchRow
        before = cell.period.previous
        earlier = figures.get((row.key, before.start)) if before else None
        # What was measured by another definition is no measure of what is likely.
        same = before is not None and entry.definition_on(definitions, before.end) == cell.definition
        found.append(
            replace(
                cell,
                row=row,
                known=figures.get((row.key, cell.period.start)),
                previous=earlier.value if earlier and same else None,
            )
        )
    return found


def _write(
    indicator: Indicator, answers: Sequence[Answer], by: Actor, origin: Origin
) -> dict[entry.Key, Known]:
    """Store the figures; the new ones by their cell."""
    now = timezone.now()
    old = [answer.known.pk for answer in answers if answer.known]
    Measurement.objects.filter(pk__in=old).update(succeeded_at=now)
    definitions = entry.definitions_of(indicator)
    made = []
    for answer in answers:
        value, row, period = answer.verdict.value, answer.row, answer.period
        if value is None or row is None or period is None:
            continue
        kept, typed = answer.known, answer.typed
        made.append(
            Measurement(
                indicator=indicator,
                definition=entry.definition_on(definitions, period.end),
                party_id=row.party_id,
                place_id=row.place_id,
                channel=row.channel,
                subject=row.key,
                period_start=period.start,
                period_end=period.end,
                state=ValueState.FINAL if value.state is State.ZERO else value.state.value,
                value=value.number,
                numerator=value.numerator,
                denominator=value.denominator,
                comment=_text(typed.comment, kept.comment if kept else ""),
                source=_text(typed.source, kept.source if kept else "")[:300],
                kept_reason=typed.reason.strip(),
                origin=origin,
                entered_by_id=by.user_id,
                by_label=_label(by, indicator.plan.network_id, row),
                entered_at=now,
            )
        )
    return {
        (one.subject, one.period_start): Known(
            one.pk,
            value,
            one.comment,
            one.source,
            one.by_label,
            now,
        )
        for one, value in zip(
            Measurement.objects.bulk_create(made),
            [answer.verdict.value for answer in answers if answer.verdict.value is not None],
            strict=True,
        )
    }


def _text(said: str | None, stood: str) -> str:
    return stood if said is None else said.strip().replace("\r\n", "\n")


def _label(by: Actor, network_id: int, row: entry.Row) -> str:
    """Who says it; a contact says it on behalf of its member."""
    party = row.party_id
    if party is None or may(by, Permission.FIGURES_ENTER, at=network_id):
        return by.label[:160]
    assert may_for(by, Permission.FIGURES_ANSWER, at=network_id, party=party)
    return f"{by.label[:80]}, namens {row.label}"[:160]


def _told(answer: Answer) -> str:
    assert answer.row
    assert answer.period
    return f"{answer.row.label}, {answer.period.label}"


def _said(value: Value | None) -> str:
    if value is None:
        return ""
    return shown(value, Shape(pair=value.numerator is not None))
