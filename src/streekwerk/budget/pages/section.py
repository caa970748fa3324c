"""What the page of an action shows of its means: a row per kind of money, a column per year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.http import urlencode

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.audit import clock
from streekwerk.budget.choices import Direction, Kind, Source
from streekwerk.budget.models import BudgetLine
from streekwerk.budget.queries.lines import lines_of_node
from streekwerk.budget.queries.offers import offers_of
from streekwerk.budget.rules import LineFacts, totals_by
from streekwerk.budget.rules.policy_fields import labelled
from streekwerk.budget.rules.proposals import Offer
from streekwerk.budget.rules.words import planned_said, realised_said, short
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.ports import Section
from streekwerk.ui.addresses import address

MOST_YEARS = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One line in its cell."""

    url: str
    planned: str
    realised: str
    known: bool


@dataclass(slots=True)
class Cell:
    """The lines of one row in one year."""

    year: int
    entries: list[Entry] = field(default_factory=list)
    add_url: str = ""


@dataclass(slots=True)
class Row:
    """Lines that differ only in their year and amounts."""

    title: str
    aside: str
    cells: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class SumRow:
    title: str
    cells: list[tuple[int, str, str]]
    """Year, planned, realised."""


def budget_url(plan: Plan) -> str:
    """The page of the budget of a plan."""
    return address("budget:plan", plan.pk)


def budget_section(node: Node, actor: Actor, own: bool) -> Section | None:
    """The lines of this node and what its sheet offers: one query. Nothing for a neighbour, nor on prose."""
    if not own or node.level == "statement":
        return None
    editing = may(actor, Permission.BUDGET_EDIT, at=node.plan.network_id)
    lines = list(lines_of_node(actor, node).order_by("direction", "source", "kind", "year", "pk"))
    offers = offers_of(actor, node, have=[_facts(line) for line in lines]) if editing else []
    if not lines and not editing:
        return None
    years = _years(node, lines)
    return Section(
        "budget/_section.html",
        {
            "years": years,
            "rows": _rows(node, lines, years, editing),
            "sums": _sums(lines, years),
            "offers": [(offer, _said(offer)) for offer in offers],
            "may_edit": editing,
            "add_url": address("budget:add", node.plan_id, node.pk),
            "take_url": address("budget:take", node.plan_id, node.pk),
            "all_url": f"{budget_url(node.plan)}?{urlencode({'onder': node.pk})}",
        },
        place="below",
    )


def _facts(line: BudgetLine) -> LineFacts:
    return LineFacts(
        line.pk, line.node_id, line.year, line.direction, line.kind, line.source, line.planned, line.realised
    )


def _years(node: Node, lines: Iterable[BudgetLine]) -> list[int]:
    """The years of the plan when they are few, and those of the lines."""
    found = {line.year for line in lines}
    start, end = node.plan.period_start, node.plan.period_end
    if start and end and end.year - start.year < MOST_YEARS:
        found |= set(range(start.year, end.year + 1))
    return sorted(found or {clock.today().year})


def _rows(node: Node, lines: Iterable[BudgetLine], years: list[int], editing: bool) -> list[Row]:
    found: dict[tuple[str, ...], Row] = {}
    add = address("budget:add", node.plan_id, node.pk)
    for line in lines:
        key = (line.direction, line.source, line.kind, line.project, line.policy_field)
        if key not in found:
            same: dict[str, str] = {
                "richting": line.direction,
                "herkomst": line.source,
                "soort": line.kind,
                "project": line.project,
                "beleidsveld": line.policy_field,
            }
            cells = {
                year: Cell(year, add_url=f"{add}?{urlencode({'jaar': str(year), **same})}" if editing else "")
                for year in years
            }
            found[key] = Row(_title(line), _aside(line), cells)
        found[key].cells[line.year].entries.append(
            Entry(
                address("budget:line", node.plan_id, line.pk) if editing else "",
                "onbekend" if line.planned is None else short(line.planned),
                "" if line.realised is None else short(line.realised),
                line.planned is not None,
            )
        )
    return list(found.values())


def _title(line: BudgetLine) -> str:
    return f"{Direction(line.direction).label.capitalize()}, {Source(line.source).label}"


def _aside(line: BudgetLine) -> str:
    kind = "" if line.kind == Kind.OPERATING else str(Kind(line.kind).label)
    return " · ".join(filter(None, (line.project, kind, labelled(line.policy_field))))


def _sums(lines: list[BudgetLine], years: list[int]) -> list[SumRow]:
    """Per direction the sum of each year; left out while there is one line at most."""
    by_year = totals_by(lines, lambda line: line.year)
    rows = []
    for name, title in (("expenses", "Uitgaven samen"), ("receipts", "Ontvangsten samen")):
        sums = {year: getattr(by_year[year], name) for year in years if year in by_year}
        if sum(each.lines for each in sums.values()) > 1:
            cells = [
                (year, planned_said(sums[year]), realised_said(sums[year]))
                if year in sums and sums[year].lines
                else (year, "", "")
                for year in years
            ]
            rows.append(SumRow(title, cells))
    return rows


def _said(offer: Offer) -> str:
    """What the sheet tells, as one line.

    >>> _said(Offer(2026, "regular", "eigen middelen", "Middelen"))
    '2026, regulier, herkend aan “eigen middelen”'
    """
    parts = [str(offer.year), str(Source(offer.source).label)]
    if offer.planned is not None:
        parts.append(short(offer.planned) + " euro")
    if offer.known_by:
        parts.append(f"herkend aan “{offer.known_by}”")
    return ", ".join(parts)
