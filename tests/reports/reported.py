"""A plan of Zonnedorp of which something was reported, measured and delivered, and reports of it."""

from __future__ import annotations

from datetime import date

from measured import give, make_indicator, make_members
from people import TODAY, Cast
from streekwerk.plans.models import Node, Plan, Progress
from streekwerk.reports.commands.definitions import kept_definition
from streekwerk.reports.commands.making import make
from streekwerk.reports.commands.reports import ask_report
from streekwerk.reports.models import Report
from streekwerk.reports.rules.periods import read_period


def tell(
    node: Node, status: str, since: date, *, reason: str = "", narrative: str = "", next_step: str = ""
) -> Progress:
    """What was reported of a node, as it stands in the database."""
    return Progress.objects.create(
        plan=node.plan, node=node, status=status, valid_from=since, reason=reason, narrative=narrative,
        next_step=next_step, by_label="An",
    )  # fmt: skip


def action(plan: Plan, code: str = "Actie 1") -> Node:
    return Node.objects.get(plan=plan, code=code)


def measure(people: Cast, plan: Plan) -> None:
    """An indicator with figures of three members over two months."""
    members = make_members(people.zonnedorp)
    indicator = make_indicator(plan)
    for month in ("2026-06", "2026-07"):
        give(indicator, people.bo, *((party, month, str(10 + at)) for at, party in enumerate(members)))


def report_of(
    people: Cast,
    plan: Plan,
    period: str = "2026-K3",
    *,
    code: str = "kwartaal",
    on: date = TODAY,
    look_first: bool = False,
) -> Report:
    """A report as Fien asks it, made as far as the job makes it."""
    definition = kept_definition(plan=plan, code=code, by=people["fien"].actor)
    report = ask_report(
        definition=definition,
        period=read_period(period),
        by=people["fien"].actor,
        user=people["fien"].user,
        today=on,
        look_first=look_first,
    )
    make(report.pk)
    return Report.objects.get(pk=report.pk)
