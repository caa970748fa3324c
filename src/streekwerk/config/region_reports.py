"""Loading the quarterly reports of a region.

Reports are frozen one after the other, each as of its own day, so that the second one differs from the first.
Their files are made when somebody asks for them first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from streekwerk.accounts.models import User
from streekwerk.network.queries import actor_of
from streekwerk.plans.models import Plan
from streekwerk.reports.choices import ReportStatus, Stage
from streekwerk.reports.commands.definitions import kept_definition
from streekwerk.reports.commands.making import prepare, seal_report
from streekwerk.reports.commands.reports import previous_of
from streekwerk.reports.models import Report
from streekwerk.reports.rules.periods import read_period


def load_reports(folder: Path) -> Iterator[Report]:
    """The reports that these files describe; of a plan that has some already, none."""
    for path in sorted(folder.glob("*.json")):
        said = json.loads(path.read_text(encoding="utf-8"))
        plan = Plan.objects.select_related("network").filter(document__name=said["plan"]).first()
        user = User.objects.filter(email=said["by"]).first()
        if plan is None or user is None or Report.objects.filter(plan=plan).exists():
            continue
        for entry in said["reports"]:
            with transaction.atomic():
                yield _frozen(plan, entry, user)


def _frozen(plan: Plan, entry: dict[str, Any], user: User) -> Report:
    """A report as it was on its day."""
    period, on = read_period(entry["period"]), date.fromisoformat(entry["on"])
    by = actor_of(user, on)
    definition = kept_definition(plan=plan, code=entry["code"], by=by)
    report = Report(
        definition=definition,
        plan=plan,
        title=definition.title,
        audience=definition.audience,
        blocks=definition.blocks,
        period=period.key,
        period_start=period.start,
        period_end=period.end,
        previous=previous_of(definition, period, None),
        taken_on=on,
        by=user,
        by_label=by.label[:160],
    )
    report.save()
    seal_report(prepare(report), by=by)
    Report.objects.filter(pk=report.pk).update(status=ReportStatus.FROZEN, stage=Stage.DONE, progress=100)
    return report
