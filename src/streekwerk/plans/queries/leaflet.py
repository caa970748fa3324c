"""The bijsluiter of a plan, and its decision roadmap."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from streekwerk.plans.choices import SEVERITY_ORDER
from streekwerk.plans.models import (
    Plan,
    PlanFinding,
    RoadmapStep,
)
from streekwerk.reading.findings import RULES


@dataclass
class RuleGroup:
    """The findings of one rule, with its explanation."""

    code: str
    name: str
    explanation: str
    remedy: str
    severity: str
    findings: list[PlanFinding] = field(default_factory=list)


@dataclass(frozen=True)
class Leaflet:
    """The bijsluiter of a plan."""

    groups: list[RuleGroup]
    accepted: list[PlanFinding]
    solved: int

    @property
    def open(self) -> int:
        return sum(len(group.findings) for group in self.groups)

    @property
    def per_severity(self) -> Counter[str]:
        return Counter(finding.severity for group in self.groups for finding in group.findings)


def leaflet_of(plan: Plan) -> Leaflet:
    """Open findings by rule, worst first; accepted ones apart; how many were solved. One query."""
    rules = {rule.code: rule for rule in RULES}
    groups: dict[str, RuleGroup] = {}
    accepted, solved = [], 0
    for finding in (
        PlanFinding.objects.filter(plan=plan).select_related("node").order_by("node__position", "pk")
    ):
        if finding.resolved_at:
            solved += 1
        elif finding.accepted_at:
            accepted.append(finding)
        elif rule := rules.get(finding.rule):
            group = groups.setdefault(
                rule.code, RuleGroup(rule.code, rule.name, rule.explanation, rule.remedy, finding.severity)
            )
            group.findings.append(finding)
    order = {severity: place for place, severity in enumerate(SEVERITY_ORDER)}
    return Leaflet(
        sorted(groups.values(), key=lambda group: (order[group.severity], -len(group.findings), group.name)),
        accepted,
        solved,
    )


def roadmap_of(plan: Plan) -> list[RoadmapStep]:
    """The decision roadmap in order of time; one query."""
    return list(RoadmapStep.objects.filter(plan=plan).order_by("date", "position"))
