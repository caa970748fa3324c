"""The reports somebody may open, and one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import QuerySet

from streekwerk.access.models import Actor, Permission
from streekwerk.plans.models import Plan
from streekwerk.reports.choices import ReportKind
from streekwerk.reports.models import Report


@dataclass(frozen=True)
class ReportSelection:
    """Which reports are listed; lives in the address."""

    plan: int | None = None
    kind: str = ""
    period: str = ""

    NAMES: ClassVar[tuple[str, ...]] = ("plan", "soort", "periode")

    @classmethod
    def of(cls, query: Mapping[str, str]) -> ReportSelection:
        """The selection in an address; what makes no sense there is left out."""
        plan, kind = query.get("plan", ""), query.get("soort", "")
        return cls(
            int(plan) if plan.isdecimal() and len(plan) < 18 else None,
            kind if kind in ReportKind.values else "",
            query.get("periode", "").strip()[:10],
        )

    @property
    def any(self) -> bool:
        return bool(self.plan or self.kind or self.period)


def selected_reports(actor: Actor, selection: ReportSelection) -> QuerySet[Report]:
    """The reports of the selection that the actor may open, newest period first.

    Those that were corrected stay behind the one that follows them; those of members come when asked for.
    """
    rows = reports_seen(actor).filter(successors__isnull=True)
    if selection.plan:
        rows = rows.filter(plan=selection.plan)
    if selection.kind:
        rows = rows.filter(definition__kind=selection.kind)
    else:
        # A maker sees one line for all members together, a member sees its own report.
        makes = actor.networks_with(Permission.REPORT_MAKE)
        rows = rows.exclude(party__isnull=False, plan__network__in=makes)
    if selection.period:
        rows = rows.filter(period=selection.period)
    return rows.order_by("-period_start", "plan__title", "title", "party__name", "pk")


def reports_seen(actor: Actor) -> QuerySet[Report]:
    """The reports the actor may open, with what a list shows of them."""
    rows: QuerySet[Report] = Report.objects.visible_to(actor).light()
    return rows.select_related("plan__network", "party", "definition").defer(
        "facts", "content", "blocks", "definition__blocks"
    )


def plans_with_reports(actor: Actor) -> Sequence[Plan]:
    """The plans of networks where the actor makes reports; one query."""
    rows = Plan.objects.visible_to(actor)
    if actor.kind != "operator":
        rows = rows.filter(network_id__in=actor.networks_with(Permission.REPORT_MAKE))
    return list(rows.select_related("network").order_by("network__name", "-period_start", "title"))
