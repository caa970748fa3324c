"""The bijsluiter of a plan: what is open by rule, accepted or solved; and its decision roadmap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from streekwerk.plans.choices import SEVERITY_ORDER
from streekwerk.plans.finders import RULE
from streekwerk.plans.models import Plan, PlanFinding, RoadmapStep
from streekwerk.reading.findings import Rule

FIRST = 8
"""How many findings of one rule the page shows at first; the rest is one click away."""
SEVERITIES = {"fout": "error", "aandachtspunt": "warning", "opmerking": "note"}
"""The words of the address."""
_HEAVY = ("node__text", "node__fields", "node__spans", "node__search")
"""Columns of a node that no list of findings shows."""
_WEIGHT = {severity: place for place, severity in enumerate(SEVERITY_ORDER)}


@dataclass(frozen=True)
class FindingSelection:
    """Which findings are looked at; every choice stands in the address."""

    severity: str = ""
    rule: str = ""

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> FindingSelection:
        """The choices of an address; what is not known is left out."""
        rule = query.get("regel", "")
        return cls(SEVERITIES.get(query.get("ernst", ""), ""), rule if rule in RULE else "")

    def keeps(self, rule: Rule) -> bool:
        """Whether findings of this rule are in it."""
        return self.severity in ("", rule.severity) and self.rule in ("", rule.code)


@dataclass
class RuleGroup:
    """The open findings of one rule, with its explanation; `findings` holds the first of them."""

    rule: Rule
    count: int
    findings: list[PlanFinding] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Its place on the page.

        >>> RuleGroup(RULE["dates.weekday"], 1).anchor
        'regel-dates-weekday'
        """
        return f"regel-{self.rule.code.replace('.', '-')}"

    @property
    def more(self) -> bool:
        return self.count > len(self.findings)


@dataclass(frozen=True)
class Leaflet:
    """The bijsluiter of a plan."""

    groups: list[RuleGroup]
    """Of the selection, worst first."""
    rules: list[RuleGroup]
    """Every rule with open findings, without them."""
    accepted: list[PlanFinding]
    solved: int
    solved_lately: int
    """In the last seven days."""

    @property
    def open(self) -> int:
        return sum(group.count for group in self.rules)

    @property
    def selected(self) -> int:
        return sum(group.count for group in self.groups)


def leaflet_of(plan: Plan, selection: FindingSelection | None = None, *, first: int = FIRST) -> Leaflet:
    """The bijsluiter, of each rule in the selection the first in order of the plan: three queries."""
    selection = selection or FindingSelection()
    is_open = Q(resolved_at=None, accepted_at=None)
    counts = {
        row["rule"]: row
        for row in PlanFinding.objects.filter(plan=plan)
        .order_by()
        .values("rule")
        .annotate(
            open=Count("pk", filter=is_open),
            solved=Count("pk", filter=Q(resolved_at__isnull=False)),
            lately=Count("pk", filter=Q(resolved_at__gte=week_ago())),
        )
    }
    rules = [
        RuleGroup(RULE[code], row["open"]) for code, row in counts.items() if code in RULE and row["open"]
    ]
    rules.sort(key=lambda group: (_WEIGHT[group.rule.severity], -group.count, group.rule.name))
    groups = {
        group.rule.code: RuleGroup(group.rule, group.count) for group in rules if selection.keeps(group.rule)
    }
    shown = (
        PlanFinding.objects.open()
        .filter(plan=plan, rule__in=groups)
        .annotate(
            place=Window(
                RowNumber(), partition_by=F("rule"), order_by=[F("node__position").asc(), F("pk").asc()]
            )
        )
        .filter(place__lte=first)
        .select_related("node")
        .defer(*_HEAVY)
        .order_by("place")
    )
    for finding in shown if first else ():
        groups[finding.rule].findings.append(finding)
    return Leaflet(
        list(groups.values()),
        rules,
        list(accepted_findings(plan, selection)),
        sum(row["solved"] for row in counts.values()),
        sum(row["lately"] for row in counts.values()),
    )


def open_findings(plan: Plan, selection: FindingSelection) -> QuerySet[PlanFinding]:
    """Every open finding of the selection, the worst first, then rule by rule in order of the plan."""
    codes = sorted(
        (rule for rule in RULE.values() if selection.keeps(rule)),
        key=lambda rule: (_WEIGHT[rule.severity], rule.name),
    )
    rows: QuerySet[PlanFinding] = PlanFinding.objects.open().filter(
        plan=plan, rule__in=[rule.code for rule in codes]
    )
    return rows.select_related("node").defer(*_HEAVY).order_by("rule", "node__position", "pk")


def accepted_findings(plan: Plan, selection: FindingSelection) -> QuerySet[PlanFinding]:
    """The findings of the selection that may stay, with their reason; the latest first."""
    rows = PlanFinding.objects.filter(plan=plan, resolved_at=None, accepted_at__isnull=False)
    return (
        rows.filter(rule__in=[rule.code for rule in RULE.values() if selection.keeps(rule)])
        .select_related("node")
        .defer(*_HEAVY)
        .order_by("-accepted_at", "pk")
    )


def solved_findings(plan: Plan, *, since: date | None = None) -> QuerySet[PlanFinding]:
    """What was solved, the latest first, from this day on when one is given."""
    rows = PlanFinding.objects.filter(plan=plan, resolved_at__isnull=False)
    if since:
        rows = rows.filter(resolved_at__date__gte=since)
    return rows.select_related("node").defer(*_HEAVY).order_by("-resolved_at", "pk")


def week_ago() -> datetime:
    """The beginning of the day a week ago: “sinds vorige week”."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=7)


def roadmap_of(plan: Plan) -> list[RoadmapStep]:
    """The decision roadmap in order of time; one query."""
    return list(RoadmapStep.objects.filter(plan=plan).order_by("date", "position"))
