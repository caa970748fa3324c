"""Loading what the actions of a region cost, through the commands that people use.

Per plan a file says its lines (`budget/<code>.json`) and which files of the accounting package were taken in.
A plan that has lines already is left as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from streekwerk.access.models import Actor, operator
from streekwerk.accounts.models import User
from streekwerk.budget.choices import Direction, Kind, Reported, Source
from streekwerk.budget.commands import importing
from streekwerk.budget.commands.lines import LineText, add_lines
from streekwerk.budget.models import BudgetLine
from streekwerk.budget.queries.imports import preview_of
from streekwerk.budget.rules.money import read_amount
from streekwerk.network.queries import actor_of
from streekwerk.plans.models import Node, Plan

Entry = Mapping[str, Any]


def load_budget(path: Path) -> int:
    """Return how many lines were loaded for the plan that the file names; 0 when it has lines already."""
    said: Entry = json.loads(path.read_text(encoding="utf-8"))
    plan = Plan.objects.select_related("network").filter(document__name=said["file"]).first()
    if plan is None or BudgetLine.objects.filter(node__plan=plan).exists():
        return 0
    user = User.objects.filter(email=said["by"]).first()
    by = actor_of(user, localdate()) if user else operator(said["by"])
    given = [
        (_node(plan, entry["title"]), _text(entry, year))
        for entry in said["lines"]
        for year in entry["years"]
    ]
    made = add_lines(plan=plan, given=given, by=by)
    for entry in said["imports"]:
        _take_in(plan, path.with_name(entry["file"]), entry, by)
    return len(made)


def _node(plan: Plan, title: str) -> Node:
    found: Node = Node.objects.select_related("plan__network").get(plan=plan, title__startswith=title)
    return found


def _text(entry: Entry, year: int) -> LineText:
    until = entry.get("project_until")
    return LineText(
        year,
        direction=Direction(entry.get("direction", "expense")),
        kind=Kind(entry.get("kind", "operating")),
        source=Source(entry["source"]),
        planned=read_amount(entry.get("planned", "")),
        policy_field=entry.get("policy_field", ""),
        project=entry.get("project", ""),
        project_until=date.fromisoformat(until) if until else None,
        note=entry.get("note", ""),
    )


def _take_in(plan: Plan, path: Path, entry: Entry, by: Actor) -> None:
    upload = importing.upload_file(
        plan=plan,
        name=path.name,
        content=path.read_bytes(),
        reported=Reported(entry["reported"]),
        source=Source(entry["source"]),
        by=by,
    )
    importing.store(upload=upload, base=preview_of(upload).base, by=by)
