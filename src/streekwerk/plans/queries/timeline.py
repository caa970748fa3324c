"""A selection on a line of time: what has a date, grouped by goal, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse

from streekwerk.audit import clock
from streekwerk.plans.choices import ACTION_LEVELS, GOAL_LEVELS, ProgressStatus
from streekwerk.plans.models import Milestone, Node, Plan, Progress
from streekwerk.plans.queries.counts import level_word
from streekwerk.plans.queries.selection import Selection
from streekwerk.plans.queries.table import narrowed, selected_nodes
from streekwerk.plans.rules.timeline import Axis, Bar, Period, Tick
from streekwerk.ui.dutch import vague_day

PER_PAGE = 60

Pause = tuple[date, date | None]


@dataclass(frozen=True)
class Mark:
    """A milestone: where it stands, when in words, and what happens."""

    x: float | None
    """None when it lies outside the axis."""
    when: str
    text: str


@dataclass(frozen=True)
class Row:
    """A node on the line."""

    url: str
    code: str
    title: str
    when: str
    late: bool
    bars: list[Bar]
    marks: list[Mark]


@dataclass
class Group:
    """The rows of one goal; without a goal for what stands apart."""

    code: str
    title: str
    url: str
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Undated:
    url: str
    name: str


@dataclass(frozen=True)
class Timeline:
    """A page of the line of time, and what has no date."""

    axis: Axis | None
    today: float | None
    groups: list[Group]
    page: Page[Any]
    undated: list[Undated]
    count: int
    """How many nodes the selection has, dated or not."""

    ticks: list[Tick] = field(default_factory=list)

    @property
    def paused(self) -> bool:
        """Whether any row shows a pause."""
        return any(bar.kind == "paused" for group in self.groups for row in group.rows for bar in row.bars)


def timeline_of(
    plan: Plan,
    selection: Selection,
    *,
    page: str | None,
    late: frozenset[int] = frozenset(),
    today: date | None = None,
) -> Timeline:
    """The dated nodes of the selection in the order of the plan, and the actions among it without any date.

    Six queries, whatever the size.
    """
    today = today or clock.today()
    family = {
        row.pk: row
        for row in Node.objects.filter(plan=plan).values_list(
            "pk", "parent_id", "level", "level_label", "code", "title", named=True
        )
    }
    steps: dict[int, list[Any]] = {}
    for step in (
        Milestone.objects.filter(plan=plan, node__isnull=False)
        .order_by("date", "position")
        .values_list("node_id", "date", "precision", "words", "text", named=True)
    ):
        steps.setdefault(step.node_id, []).append(step)
    chosen = list(
        _light(plan, selection, today).values_list(
            "pk", "level", "start_date", "start_precision", "start_words",
            "end_date", "end_precision", "end_words", named=True,
        )
    )  # fmt: skip
    dated = [node for node in chosen if node.start_date or node.end_date or node.pk in steps]
    address = reverse("plans:node", args=[plan.pk, 0]).replace("/0/", "/{}/")
    axis = _axis(dated, steps, selection)
    shown = Paginator(dated, PER_PAGE).get_page(page)
    pauses = _pauses(plan) if selection.own and dated else {}
    groups: list[Group] = []
    at: int | None = -1
    for node in shown.object_list if axis else []:
        goal = _goal(family, node.pk)
        if goal != at:
            at = goal
            groups.append(_group(plan, family, goal, address))
        assert axis is not None
        groups[-1].rows.append(
            _row(axis, node, family[node.pk], steps.get(node.pk, []), pauses, address, node.pk in late)
        )
    without = [node.pk for node in chosen if not (node.start_date or node.end_date or node.pk in steps)]
    return Timeline(
        axis,
        axis.x(today) if axis and axis.holds(today) else None,
        groups,
        shown,
        [
            Undated(address.format(pk), f"{family[pk].code} {family[pk].title}".strip())
            for pk in without
            if family[pk].level in ACTION_LEVELS
        ],
        len(chosen),
        axis.ticks() if axis else [],
    )


def _light(plan: Plan, selection: Selection, today: date) -> Any:
    """The rows without their counts, unless the selection needs them."""
    if selection.only in ("bevindingen", "zonder-indicator"):
        return selected_nodes(plan, selection, today=today).order_by("position")
    return narrowed(plan, Node.objects.filter(plan=plan).order_by("position"), selection, today)


def _axis(dated: Sequence[Any], steps: dict[int, list[Any]], selection: Selection) -> Axis | None:
    days = [day for node in dated for day in (node.start_date, node.end_date) if day]
    days += [step.date for node in dated for step in steps.get(node.pk, [])]
    return Axis.around(days, since=selection.since, until=selection.until)


def _pauses(plan: Plan) -> dict[int | None, list[Pause]]:
    """When nodes, or under None the whole plan, were at rest."""
    found: dict[int | None, list[Pause]] = {}
    for node, since, until in (
        Progress.objects.filter(Q(status=ProgressStatus.PAUSED), plan=plan)
        .order_by("valid_from")
        .values_list("node_id", "valid_from", "valid_to")
    ):
        found.setdefault(node, []).append((since, until))
    return found


def _goal(family: dict[int, Any], pk: int) -> int | None:
    """The goal right above a node, or the node itself when it is one."""
    above: int | None = pk
    seen: set[int] = set()
    while above is not None and above in family and above not in seen:
        if family[above].level in GOAL_LEVELS:
            return above
        seen.add(above)
        above = family[above].parent_id
    return None


def _group(plan: Plan, family: dict[int, Any], goal: int | None, address: str) -> Group:
    if goal is None:
        return Group("", "Niet onder een doelstelling", "")
    node = family[goal]
    word = level_word(plan.network, node.level, node.level_label)
    code = node.code if node.code.startswith(word) else f"{word} {node.code}".strip()
    return Group(code, node.title, address.format(goal))


def _row(
    axis: Axis,
    node: Any,
    names: Any,
    steps: Sequence[Any],
    pauses: dict[int | None, list[Pause]],
    address: str,
    late: bool,
) -> Row:
    period = Period(node.start_date, node.start_precision, node.end_date, node.end_precision)
    rests = [*pauses.get(None, []), *pauses.get(node.pk, [])] if node.start_date or node.end_date else []
    return Row(
        url=address.format(node.pk),
        code=names.code,
        title=names.title,
        when=_when(node),
        late=late,
        bars=axis.bars(period, rests),
        marks=[
            Mark(
                axis.x(step.date) if axis.holds(step.date) else None,
                step.words or vague_day(step.date, step.precision),
                step.text,
            )
            for step in steps
        ],
    )


def _when(node: Any) -> str:
    start = node.start_words or (vague_day(node.start_date, node.start_precision) if node.start_date else "")
    end = node.end_words or (vague_day(node.end_date, node.end_precision) if node.end_date else "")
    if start == end:
        return str(start)
    return " → ".join(filter(None, [start, end]))
