"""How to open the addresses of reports and their definitions, and what is sent there."""

from __future__ import annotations

from people import TODAY, Cast
from streekwerk.plans.models import Node, Plan
from streekwerk.reports.commands.definitions import kept_definition
from streekwerk.reports.commands.making import make, make_file
from streekwerk.reports.commands.reports import ask_report
from streekwerk.reports.models import Report, ReportFile
from streekwerk.reports.rules.content import Content, Picture
from streekwerk.reports.rules.periods import read_period


def a_report(people: Cast, plan: Plan) -> Report:
    """A quarterly report of Zonnedorp that Bo froze; its pictures and files are small."""
    definition = kept_definition(plan=plan, code="kwartaal", by=people.bo.actor)
    found = Report.objects.filter(plan=plan).first()
    if found is None:
        found = ask_report(
            definition=definition,
            period=read_period("2026-K3"),
            by=people.bo.actor,
            user=people.bo.user,
            today=TODAY,
            look_first=True,
        )
        make(found.pk)
        svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>'
        content = Content("Kwartaalrapport", "x", (Picture(svg, "x", "x", 1, 1),)).to_json()
        Report.objects.filter(pk=found.pk).update(content=content)
        found.refresh_from_db()
        make_file(found, "xlsx")
    return found


def addresses(people: Cast, plan: Plan, node: Node) -> dict[str, list[object]]:
    """Per address the arguments with which it shows something of Zonnedorp."""
    report = a_report(people, plan)
    of_report, of_plan, of_code = [report.pk], [plan.pk], [plan.pk, "kwartaal"]
    assert ReportFile.objects.filter(report=report).exists()
    return {
        "reports:again": of_report,
        "reports:bundle": [*of_code, "2026-K3"],
        "reports:correct": of_report,
        "reports:definition": of_code,
        "reports:definition-archive": of_code,
        "reports:definition-new": of_plan,
        "reports:definition-restore": of_code,
        "reports:download": [report.pk, "xlsx"],
        "reports:freeze": of_report,
        "reports:make": of_code,
        "reports:preview": of_code,
        "reports:report": of_report,
        "reports:sentences": of_report,
        "reports:throw-away": of_report,
    }


LISTS: set[str] = {"reports:overview"}
"""Addresses without an object: they list what the visitor may see."""

_NO_MAKER = {"an", "dirk", "gus"}
CHANGES: dict[str, tuple[dict[str, str], set[str]]] = {
    "reports:definition": ({"title": "anders", "version": "1"}, _NO_MAKER),
    "reports:definition-archive": ({}, _NO_MAKER),
    "reports:definition-new": ({"title": "anders"}, _NO_MAKER),
    "reports:definition-restore": ({}, _NO_MAKER),
    "reports:make": ({"period": "2026-K3"}, _NO_MAKER),
}
"""Per address what is sent to change something, and who sees it but may not (403). A report that is not
frozen yet is not there for them."""
