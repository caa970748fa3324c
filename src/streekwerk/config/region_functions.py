"""Loading the functions of a region: what they are, who fulfils them, what they do, and who keeps what up."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from streekwerk.access.models import Actor, operator
from streekwerk.accounts.models import User
from streekwerk.network.queries import actor_of
from streekwerk.plans.commands.people import Who, name_people
from streekwerk.plans.models import Node, Plan
from streekwerk.stewardship.choices import Load, Part
from streekwerk.stewardship.commands import functions, involvements, substitutes
from streekwerk.stewardship.models import Involvement, JobFunction
from streekwerk.stewardship.queries.staffing import staffing_of

Entry = dict[str, Any]


def load_functions(path: Path) -> list[str]:
    """Load the functions of each plan in this file; the titles of those that had none yet.

    Raises:
        DomainError: something in the file is refused, as it would be of a person.
    """
    if not path.exists():
        return []
    every: list[Entry] = json.loads(path.read_text(encoding="utf-8"))
    return [plan.title for said in every if (plan := _load(said))]


@transaction.atomic
def _load(said: Entry) -> Plan | None:
    plan = Plan.objects.select_related("network").get(document__name=said["file"])
    if JobFunction.objects.filter(network=plan.network).exists():
        return None
    today = localdate()
    by = _actor(said["by"], today)
    kept = {entry["name"]: _function(plan, entry, today, by) for entry in said["functions"]}
    if said.get("from_sheets"):
        chosen = [each.name for sheet in staffing_of(plan) for each in sheet.found]
        involvements.take_over_staffing(plan=plan, chosen=chosen, by=by)
    for entry in said.get("counted", []):
        row = Involvement.objects.select_related("node__plan").get(
            function=kept[entry["function"]], node=_node(plan, entry["node"])
        )
        given = involvements.InvolvementText(
            kept[entry["function"]], Part(row.part), fte=Decimal(entry["fte"])
        )
        involvements.change_involvement(involvement=row, given=given, version=row.version, by=by)
    for entry in said.get("involved", []):
        involvements.add_involvement(node=_node(plan, entry["node"]), given=_given(kept, entry), by=by)
    for email, titles in said.get("stewards", {}).items():
        for title in titles:
            node = _node(plan, title)
            who = Who(User.objects.get(email=email), node.lead, list(node.partners.all()))
            name_people(node=node, who=who, version=node.version, today=today, by=by)
    for entry in said.get("substitutes", []):
        substitutes.add_substitute(
            network=plan.network,
            user=User.objects.get(email=entry["who"]),
            substitute=User.objects.get(email=entry["by"]),
            start=date.fromisoformat(entry["from"]),
            end=_day(entry.get("to")),
            today=today,
            by=by,
        )
    return plan


def _actor(email: str, today: date) -> Actor:
    user = User.objects.filter(email=email).first()
    return actor_of(user, today) if user else operator(email)


def _function(plan: Plan, entry: Entry, today: date, by: Actor) -> JobFunction:
    capacity = Decimal(entry["capacity"]) if "capacity" in entry else None
    given = functions.FunctionText(entry["name"], capacity)
    made = functions.add_function(network=plan.network, given=given, by=by)
    for held in entry["held_by"]:
        functions.give_function(
            function=made,
            user=User.objects.get(email=held["who"]),
            start=date.fromisoformat(held["from"]),
            end=_day(held.get("to")),
            today=today,
            by=by,
        )
    return made


def _given(kept: dict[str, JobFunction], entry: Entry) -> involvements.InvolvementText:
    return involvements.InvolvementText(
        kept[entry["function"]],
        Part(entry["part"]),
        Load(entry["load"]) if "load" in entry else None,
        Decimal(entry["fte"]) if "fte" in entry else None,
        _day(entry.get("start")),
        _day(entry.get("end")),
    )


def _node(plan: Plan, title: str) -> Node:
    """The part of the plan whose title begins so."""
    found: Node = Node.objects.select_related("plan__network", "lead", "steward").get(
        plan=plan, title__startswith=title
    )
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
