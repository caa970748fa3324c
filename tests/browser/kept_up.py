"""A plan that people keep up, so that its pages have something to show."""

from __future__ import annotations

from datetime import date, timedelta

from streekwerk.access.models import Actor
from streekwerk.plans.choices import AssumptionKind, AssumptionStatus, ProgressStatus
from streekwerk.plans.commands.assumptions import AssumptionText, add_assumption
from streekwerk.plans.commands.progress import Report, report_progress
from streekwerk.plans.commands.structure import archive_branch
from streekwerk.plans.models import Node, Plan, TrayItem
from streekwerk.plans.queries.structure import seen_mark


def keep_up(plan: Plan, action: Node, *, by: Actor) -> dict[str, int]:
    """A plan in use: reports, an assumption that lapsed, a name in the text, a part that was taken out."""
    today = date.today()
    blocked = Report(ProgressStatus.BLOCKED, today - timedelta(days=3), reason="Er is nog geen zaal.")
    first = report_progress(
        plan=plan, node=action, report=Report(ProgressStatus.RUNNING, today - timedelta(days=90)), seen=0,
        today=today, by=by,
    )  # fmt: skip
    report_progress(plan=plan, node=action, report=blocked, seen=first.pk, today=today, by=by)
    lapsed = AssumptionText(
        AssumptionKind.ASSUMPTION,
        "De subsidie loopt door tot 2028.",
        AssumptionStatus.LAPSED,
        "Versnelling nodig: de werking start een jaar vroeger.",
    )
    assumption = add_assumption(node=action, given=lapsed, by=by)
    action.refresh_from_db()
    action.fields = [
        *action.fields,
        {"label": "Partners", "text": "Geel"},
        {"label": "Randvoorwaarden", "text": "een zaal"},
    ]
    action.save(update_fields=["fields"])
    last = Node.objects.filter(plan=plan, level="action").last()
    item = TrayItem.objects.filter(plan=plan, node__isnull=False).first()
    assert last is not None
    assert item is not None
    archive_branch(node=last, seen=seen_mark([(last.pk, last.version)]), by=by)
    return {"assumption": assumption.pk, "tray_item": item.pk}
