"""The definitions of plans: those that were kept, and the ready ones that nobody made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from streekwerk.access.models import Actor, Permission
from streekwerk.plans.models import Plan
from streekwerk.reports.models import Report, ReportDefinition
from streekwerk.reports.rules.periods import ReportPeriod, last_period, read_period
from streekwerk.reports.rules.ready import READY, deadline_words


def ready_definition(plan: Plan, code: str) -> ReportDefinition:
    """A ready definition that nobody changed yet; it is no row until it is used."""
    ready = READY[code]
    return ReportDefinition(
        plan=plan,
        code=code,
        kind=ready.kind,
        title=ready.title,
        audience=ready.audience,
        rhythm=ready.rhythm,
        blocks=ready.blocks,
    )


def definition_of(plan: Plan, code: str) -> ReportDefinition:
    """The definition of a plan with this code, kept or ready.

    Raises:
        ReportDefinition.DoesNotExist: there is none.
    """
    found = ReportDefinition.objects.filter(plan=plan, code=code).first()
    if found is None and code in READY:
        return ready_definition(plan, code)
    if found is None:
        raise ReportDefinition.DoesNotExist
    found.plan = plan
    return found


@dataclass(frozen=True)
class DefinitionLine:
    """A definition in the list, with the report that is due and the last one that was frozen."""

    definition: ReportDefinition
    period: ReportPeriod
    """The period of which a report is made with one click: the last that is over, else the running one."""
    report: Report | None
    """The newest report on that period."""
    last: Report | None
    """The last frozen one on an earlier period."""
    deadline: str
    made: int = 0
    """Of a report per member: how many there are on the period."""
    frozen: int = 0
    running: bool = False
    """Whether the period is not over: everything before it was reported."""

    @property
    def members(self) -> bool:
        """Whether it is a report per member that was asked for already."""
        return self.definition.audience == "member" and self.made > 0

    @property
    def pressing(self) -> bool:
        """Whether this is what its coordinator comes for."""
        return self.definition.kind == "quarterly"

    @property
    def last_label(self) -> str:
        return read_period(self.last.period).label if self.last else ""

    @property
    def list_url(self) -> str:
        """Where the reports of all members on the period are listed."""
        return self._listed(self.period)

    @property
    def last_url(self) -> str:
        """Where those on the period before are listed."""
        return self._listed(read_period(self.last.period)) if self.last else ""

    def _listed(self, period: ReportPeriod) -> str:
        query = f"soort=per_member&periode={period.key}&plan={self.definition.plan_id}"
        return f"{reverse('reports:overview')}?{query}#rapporten"

    @property
    def bundle_url(self) -> str:
        """All of them in one file, when there are any."""
        if not self.frozen:
            return ""
        return reverse(
            "reports:bundle", args=[self.definition.plan_id, self.definition.code, self.period.key]
        )


def definitions_of(plans: Sequence[Plan], actor: Actor, today: date) -> dict[int, list[DefinitionLine]]:
    """By plan its definitions with how far their reports are; two queries, however many plans."""
    kept: dict[tuple[int, str], ReportDefinition] = {}
    for row in ReportDefinition.objects.visible_to(actor).filter(plan__in=plans).defer("blocks"):
        kept[row.plan_id, row.code] = row
    reports: dict[int, list[Report]] = {}
    rows = Report.objects.visible_to(actor).light().filter(plan__in=plans, successors__isnull=True)
    for report in rows.order_by("pk"):
        reports.setdefault(report.definition_id, []).append(report)
    found: dict[int, list[DefinitionLine]] = {}
    for plan in plans:
        every = [kept.get((plan.pk, code)) or ready_definition(plan, code) for code in READY]
        every += [row for (number, code), row in kept.items() if number == plan.pk and code not in READY]
        for definition in every:
            definition.plan = plan
            if definition.archived_at is None:
                made = reports.get(definition.pk or 0, [])
                found.setdefault(plan.pk, []).append(_line(definition, made, today))
    return found


def _line(definition: ReportDefinition, made: Sequence[Report], today: date) -> DefinitionLine:
    period = last_period(today, definition.rhythm)
    if any(report.is_frozen and report.period == period.key for report in made):
        period = period.next
    here = [report for report in made if report.period == period.key]
    earlier = [report for report in made if report.is_frozen and report.period_start < period.start]
    return DefinitionLine(
        definition,
        period,
        here[-1] if here else None,
        max(earlier, key=lambda report: report.period_start, default=None),
        deadline_words(definition.kind, period, today) if not any(one.is_frozen for one in here) else "",
        len(here),
        sum(one.is_frozen for one in here),
        today in period,
    )


def maker_networks(actor: Actor) -> frozenset[int]:
    """The networks in which this actor makes reports."""
    return actor.networks_with(Permission.REPORT_MAKE)
