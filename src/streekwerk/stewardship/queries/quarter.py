"""What a quarter expects of people: reports, milestones, figures, deliverables, what lapsed, what restarts.

Nothing here knows of a request: the page, the digest and the calendar ask the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from streekwerk.access.models import Actor, Permission
from streekwerk.accounts.models import User
from streekwerk.indicators.queries.deliverables import Line, facts_of, with_everything
from streekwerk.indicators.queries.owed import OwedFigures, owed_deliverables, owed_figures
from streekwerk.network.queries import actor_of
from streekwerk.plans.queries.standing import ReportRow
from streekwerk.plans.queries.stewarded import StewardedSheet, stewarded
from streekwerk.stewardship.rules.quarter import (
    OPEN,
    Kind,
    Quarter,
    State,
    figure_due,
    quarter_of,
    report_state,
    restart_since,
    silent_quarters,
    state_of,
)
from streekwerk.ui import dutch
from streekwerk.ui.addresses import address

YEAR = timedelta(days=366)
"""How far back a missing figure is still asked."""
ORDER = tuple(State)


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that is expected of a person."""

    kind: Kind
    state: State
    label: str
    due: date | None
    """The last day of what its words say; None: at once."""
    url: str
    plan: int
    plan_title: str
    node: int | None
    steward: int | None
    """The user it is expected of."""
    when: str = ""
    """The due day in the words of the plan."""
    detail: str = ""
    """What is missing, or what must happen."""
    pk: int = 0
    """The number of the milestone, indicator or deliverable; of a report and a lapsed assumption 0."""

    @property
    def open(self) -> bool:
        """Whether it still asks something."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class SheetDue:
    """A sheet in a quarter: whether it was reported, and what else it expects."""

    sheet: StewardedSheet
    state: State | None
    """Of its report; None: this quarter asks none."""
    report: ReportRow | None
    """The last report within the quarter."""
    silent: int
    """How many whole quarters before this one passed without a report."""
    items: tuple[Expected, ...]

    @property
    def late(self) -> bool:
        return self.state == State.LATE or any(item.state == State.LATE for item in self.items)

    @property
    def restarts(self) -> bool:
        """Whether its pause ended and nobody reported since."""
        return any(item.kind == Kind.RESTART for item in self.items)

    @property
    def to_do(self) -> bool:
        """Whether it asks a report, or something of it is late."""
        return self.state in OPEN or self.late or self.restarts


def expected_of(who: Actor | User, quarter: Quarter, today: date) -> list[Expected]:
    """Everything a quarter expects of one person, late first, then by day; a fixed number of queries.

    A `User` gets the roles that hold today (one query more).
    """
    actor = actor_of(who, today) if isinstance(who, User) else who
    if actor.user_id is None:
        return []
    sheets, loose = due_in(actor, quarter, today, of=[actor.user_id])
    found = [*loose, *(item for each in sheets for item in each.items)]
    found += [report_item(each, quarter) for each in sheets if each.state]
    return in_order(found)


def reports_waiting(actor: Actor, today: date) -> tuple[int, Quarter]:
    """How many sheets of this person the quarter of today still asks a report of; four queries, or none."""
    quarter = quarter_of(today)
    if actor.user_id is None or not actor.networks_with(Permission.PLAN_EDIT):
        return 0, quarter
    sheets = stewarded(actor, today, of=[actor.user_id])
    return sum(_sheet_due(each, True, [], quarter, today).state in OPEN for each in sheets), quarter


def in_order(items: Sequence[Expected]) -> list[Expected]:
    """Late first, then by day."""
    return sorted(items, key=lambda item: (ORDER.index(item.state), item.due or date.min, item.label))


def report_item(each: SheetDue, quarter: Quarter) -> Expected:
    """The report that a sheet asks, as one of the things that are expected."""
    sheet = each.sheet
    url = f"{address('stewardship:quarter-sheet', sheet.pk)}?kwartaal={quarter.key}"
    return Expected(
        Kind.SHEET, each.state or State.DONE, str(sheet), quarter.end, url, sheet.plan, sheet.plan_title,
        sheet.pk, sheet.steward, f"tegen {dutch.day(quarter.end)}",
    )  # fmt: skip


def due_in(
    actor: Actor, quarter: Quarter, today: date, *, of: Collection[int] | None, node: int | None = None
) -> tuple[list[SheetDue], list[Expected]]:
    """The sheets of these people (None: everybody) in a quarter, and what they owe that has no sheet.

    `node`: figures and deliverables of this sheet alone; of the others one asks only whether they report.
    Only of networks in which the actor reads plans, in the order of the plans. A fixed number of queries.
    """
    figures = owed_figures(actor, today, of=of, since=quarter.start - YEAR, node=node)
    # What a line shows of plan and sheet is annotated: no need of the models with all their texts.
    rows = with_everything(owed_deliverables(actor, of=of, until=quarter.end, node=node))
    promised: list[Any] = list(rows.select_related(None))
    also = {each.node for each in (*figures, *promised) if each.node}
    sheets = stewarded(actor, today, of=of, also=also)
    known = {sheet.pk: sheet for sheet in sheets}
    items: dict[int | None, list[Expected]] = {}
    made = [_of_figures(each, known.get(each.node or 0), quarter, today) for each in figures]
    made += [_of_deliverable(each, known.get(each.node or 0), quarter, today) for each in promised]
    for item in made:
        if item:
            items.setdefault(item.node, []).append(item)
    found = []
    for sheet in sheets:
        asked = sheet.steward is not None and (of is None or sheet.steward in of)
        its = items.get(sheet.pk, [])
        if asked:
            its = [*_of_sheet(sheet, quarter, today), *its]
        if asked or its:
            found.append(_sheet_due(sheet, asked, its, quarter, today))
    return found, items.get(None, [])


def _sheet_due(
    sheet: StewardedSheet, asked: bool, items: list[Expected], quarter: Quarter, today: date
) -> SheetDue:
    days = [report.recorded_on for report in sheet.reports]
    within = [row for row, day in zip(sheet.reports, days, strict=True) if day in quarter]
    closed = sheet.standing.since if sheet.standing.code in ("done", "stopped") else None
    state = (
        report_state(
            quarter,
            reported=bool(within),
            stand=sheet.standing.code,
            closed_on=closed,
            start=sheet.start,
            today=today,
        )
        if asked
        else None
    )
    silent = silent_quarters(quarter, days, sheet.start) if state in OPEN else 0
    return SheetDue(sheet, state, within[-1] if within else None, silent, tuple(in_order(items)))


def _of_sheet(sheet: StewardedSheet, quarter: Quarter, today: date) -> list[Expected]:
    """What the sheet itself expects: its milestones, what lapsed, how it goes on after a pause."""
    basis = Expected(
        Kind.MILESTONE, State.DUE, "", None, sheet.url, sheet.plan, sheet.plan_title, sheet.pk, sheet.steward
    )
    found = []
    if sheet.standing.code not in ("done", "stopped"):
        pauses = [(row.valid_from, row.valid_to) for row in sheet.reports if row.status == "paused"]
        reported = [row.valid_from for row in sheet.reports if row.status != "paused"]
        reported += [row.recorded_on for row in sheet.reports if row.status != "paused"]
        since = restart_since([*pauses, *sheet.pauses], reported, today)
        if since and quarter.start - YEAR <= since <= quarter.end:
            words = f"De pauze liep af op {dutch.day(since - timedelta(days=1))}. Meld hoe het verder gaat."
            found.append(replace(basis, kind=Kind.RESTART, label=words))
        for lapsed in sheet.lapsed:
            found.append(replace(basis, kind=Kind.ASSUMPTION, label=lapsed.text, detail=lapsed.effect))
    for step in sheet.steps:
        state = state_of(
            step.last_day, quarter, done_on=step.reached_on, stand=step.standing.code, today=today
        )
        if state:
            label = step.text or step.words
            found.append(
                replace(basis, state=state, label=label, due=step.last_day, when=step.words, pk=step.pk)
            )
    return found


def _of_figures(
    owed: OwedFigures, sheet: StewardedSheet | None, quarter: Quarter, today: date
) -> Expected | None:
    """One line for all periods of which the figure is missing."""
    due = {period: figure_due(period.end) for period in (*owed.given, *owed.missing)}
    missing = [period for period in owed.missing if due[period] <= quarter.end]
    done = [period for period in owed.given if due[period] in quarter]
    if not missing and not done:
        return None
    day = min(due[period] for period in missing or done)
    stand = sheet.standings.due(sheet.pk, day).code if sheet else "late" if day < today else ""
    state = State.DONE if not missing else state_of(day, quarter, stand=stand, today=today)
    if state is None:
        return None
    url = address("indicators:rating" if owed.rated else "indicators:entry", owed.indicator)
    words = [period.label for period in missing or done]
    said = words[0] if len(words) == 1 else f"{len(words)} periodes, vanaf {words[0]}"
    return Expected(
        Kind.FIGURE, state, owed.text, day, url, owed.plan, owed.plan_title, owed.node,
        owed.carrier, f"tegen {dutch.day(day)}", said, owed.indicator,
    )  # fmt: skip


def _of_deliverable(row: Any, sheet: StewardedSheet | None, quarter: Quarter, today: date) -> Expected | None:
    """Of what waits for somebody else nothing is expected of who promised it."""
    line = Line(row, facts_of(row), today)
    due = row.due or today
    stand = sheet.standings.due(sheet.pk, row.due).code if sheet else "late" if due < today else ""
    if line.stand == "done":
        finished = line.facts.finished_on
        state = state_of(due, quarter, done_on=finished, stand=stand, today=today) if finished else None
    elif line.stand in ("concept", "sent_back"):
        state = state_of(min(due, quarter.end), quarter, stand=stand, today=today)
    else:
        return None
    if state is None:
        return None
    when = f"tegen {dutch.day(row.due)}" if row.due else ""
    return Expected(
        Kind.DELIVERABLE, state, row.title, row.due, row.get_absolute_url(), row.plan,
        row.plan_title, row.node, row.carrier, when, line.words, row.pk,
    )  # fmt: skip
