"""Loading who keeps which sheet of a region going and what they reported, through the commands people use.

Described in `quarter.json`: per plan the sheets with their steward and reports in order of time, the
milestones that were reached and what lapsed. What somebody did since is left as it is.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, operator
from streekwerk.accounts.models import User
from streekwerk.network.queries import actor_of
from streekwerk.plans.choices import AssumptionKind, AssumptionStatus, Confidence, ProgressStatus
from streekwerk.plans.commands.assumptions import AssumptionText, add_assumption
from streekwerk.plans.commands.milestones import reach_milestone
from streekwerk.plans.commands.people import Who, name_people
from streekwerk.plans.commands.progress import Report, report_progress, report_unchanged
from streekwerk.plans.models import Assumption, Milestone, Node, Plan, Progress

Entry = dict[str, Any]
HOUR = time(10)


def load_quarter(path: Path) -> int:
    """Load the stewards and reports of this file; return how many reports were new.

    Raises:
        DomainError: something in the file is refused, as it would be of a person.
    """
    if not path.exists():
        return 0
    return sum(_load_plan(said) for said in json.loads(path.read_text(encoding="utf-8"))["plans"])


@transaction.atomic
def _load_plan(said: Entry) -> int:
    plan = Plan.objects.select_related("network").filter(document__name=said["file"]).first()
    if plan is None:
        return 0
    if not Progress.objects.filter(plan=plan, narrative__gt="").exists():
        # What the figures of the region count was reported on its own day too.
        for row in Progress.objects.filter(plan=plan):
            _told_on(row, row.valid_from)
    added = 0
    for sheet in said["sheets"]:
        node = Node.objects.select_related("plan__network").get(plan=plan, title__startswith=sheet["title"])
        if node.steward_id is None:
            who = Who(_person(sheet["steward"]), node.lead, list(node.partners.all()))
            by = _actor(said["named_by"])
            name_people(node=node, who=who, version=node.version, today=timezone.localdate(), by=by)
        added += sum(_report(node, entry, _actor(sheet["steward"])) for entry in sheet["reports"])
    for entry in said["milestones"]:
        step = Milestone.objects.filter(plan=plan, text__startswith=entry["text"]).first()
        if step and step.reached_on is None and step.node_id:
            node = Node.objects.select_related("plan__network").get(pk=step.node_id)
            on = date.fromisoformat(entry["on"])
            reach_milestone(milestone=step, node=node, on=on, today=on, by=_actor(entry["by"]))
    for entry in said["lapsed"]:
        node = Node.objects.select_related("plan__network").get(plan=plan, title__startswith=entry["node"])
        if not Assumption.objects.filter(node=node, text=entry["text"]).exists():
            given = AssumptionText(
                AssumptionKind.ASSUMPTION, entry["text"], AssumptionStatus.LAPSED, entry["effect"]
            )
            add_assumption(node=node, given=given, by=_actor(entry["by"]))
    return added


def _report(node: Node, entry: Entry, by: Actor) -> bool:
    """Whether this report was new."""
    on: date = date.fromisoformat(entry["on"])
    known = Progress.every.filter(node=node).order_by("-pk")
    if any(timezone.localdate(row.recorded_at) >= on for row in known):
        return False
    last = known.first()
    seen = last.pk if last else 0
    if entry.get("unchanged"):
        fact = report_unchanged(plan=node.plan, node=node, seen=seen, today=on, by=by)
    else:
        sure, until = entry.get("confidence"), entry.get("until")
        since = str(entry.get("since") or entry["on"])
        report = Report(
            ProgressStatus(entry["status"]),
            date.fromisoformat(since),
            date.fromisoformat(until) if until else None,
            entry.get("reason", ""),
            entry.get("narrative", ""),
            entry.get("next_step", ""),
            Confidence(sure) if sure else None,
        )
        today = max(on, report.since)
        fact = report_progress(plan=node.plan, node=node, report=report, seen=seen, today=today, by=by)
    _told_on(fact, on)
    return True


def _told_on(fact: Progress, on: date) -> None:
    """Let it be recorded on the day it tells of."""
    Progress.objects.filter(pk=fact.pk).update(recorded_at=timezone.make_aware(datetime.combine(on, HOUR)))


def _person(email: str) -> User:
    found: User = User.objects.get(email=email)
    return found


def _actor(email: str) -> Actor:
    user = User.objects.filter(email=email).first()
    return actor_of(user, timezone.localdate()) if user else operator(email)
