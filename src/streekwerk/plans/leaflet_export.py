"""The findings on screen as a table on its way to a file."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from streekwerk.plans.exports import Column, Sheet
from streekwerk.plans.finders import RULE
from streekwerk.plans.models import PlanFinding
from streekwerk.plans.pages import lines_label
from streekwerk.plans.queries.leaflet import SEVERITIES

_WORDS = {stored: word.capitalize() for word, stored in SEVERITIES.items()}


def sheet_of_findings(findings: Iterable[PlanFinding]) -> Sheet:
    """A row per finding: how grave, which rule, what, what to do, where, since when, and what was decided."""
    columns = [
        Column("Ernst", 14), Column("Regel", 36), Column("Bevinding", 90), Column("Wat te doen", 50),
        Column("Onderdeel", 50), Column("Regels in de bron", 22), Column("Gevonden op", 14),
        Column("Opgelost op", 14), Column("Aanvaard door", 20), Column("Reden", 40),
    ]  # fmt: skip
    return Sheet(columns, (_row(finding) for finding in findings))


def _row(finding: PlanFinding) -> tuple[str, ...]:
    rule = RULE.get(finding.rule)
    return (
        _WORDS.get(finding.severity, finding.severity),
        rule.name if rule else finding.rule,
        finding.data.get("what") or finding.message,
        rule.remedy if rule else "",
        str(finding.node or ""),
        lines_label(finding.spans) if finding.spans else "",
        f"{timezone.localtime(finding.found_at):%d/%m/%Y}",
        f"{timezone.localtime(finding.resolved_at):%d/%m/%Y}" if finding.resolved_at else "",
        finding.accepted_by,
        finding.accepted_reason,
    )
