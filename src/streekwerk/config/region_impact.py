"""Loading the tests of a region: templates taken over, tests as people made them, and who looked at them."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor
from streekwerk.accounts.models import User
from streekwerk.impact.choices import ReviewOutcome
from streekwerk.impact.commands.measures import MeasureText, finish_measure
from streekwerk.impact.commands.templates import take_starting
from streekwerk.impact.commands.testing import GivenTest, begin_test, review_test, write_test
from streekwerk.impact.models import ImpactTemplate, ImpactTest
from streekwerk.impact.rules import Answer
from streekwerk.network.models import Term
from streekwerk.network.queries import actor_of
from streekwerk.plans.models import Node, Plan

Entry = dict[str, Any]


def load_impact(path: Path) -> int:
    """Load the tests in this file; how many were new, 0 when the network has templates already.

    Raises:
        DomainError: something in the file is refused, as it would be of a person.
    """
    if not path.exists():
        return 0
    every: list[Entry] = json.loads(path.read_text(encoding="utf-8"))
    return sum(_load(said) for said in every)


@transaction.atomic
def _load(said: Entry) -> int:
    plan = Plan.objects.select_related("network").get(document__name=said["file"])
    if ImpactTemplate.objects.filter(network=plan.network).exists():
        return 0
    by = _actor(said["by"])
    kept = {kind: take_starting(network=plan.network, kind=kind, by=by) for kind in said["templates"]}
    for entry in said["tests"]:
        _test(plan, entry, kept[entry["kind"]])
    return len(said["tests"])


def _test(plan: Plan, entry: Entry, template: ImpactTemplate) -> None:
    rows = Node.objects.select_related("plan__network").filter(plan=plan)
    node = rows.get(title__startswith=entry["node"])
    on, by = date.fromisoformat(entry["on"]), _actor(entry["by"])
    test = begin_test(node=node, template=template, by=by)
    groups = Term.objects.filter(network=plan.network, label__in=entry.get("groups", []))
    given = GivenTest(
        {key: Answer(*answer) for key, answer in entry["answers"].items()},
        {key: _measure(each) for key, each in entry.get("measures", {}).items()},
        tuple(groups.values_list("pk", flat=True)),
        entry.get("touched", ""),
        entry["conclusion"],
    )
    done = not entry.get("draft", False)
    test = write_test(test=test, given=given, version=test.version, done=done, today=on, by=by)
    for key, each in entry.get("measures", {}).items():
        if "done" in each:
            measure = test.mitigations.get(question=key)
            finish_measure(measure=measure, on=date.fromisoformat(each["done"]), by=by)
    if review := entry.get("review"):
        outcome = ReviewOutcome(review["outcome"])
        test = review_test(
            test=test, outcome=outcome, note=review["note"], version=test.version, by=_actor(review["by"])
        )
    # Each was so on the day it tells of.
    moment = timezone.make_aware(datetime.combine(on, time(14)))
    reviewed = {"reviewed_at": moment} if test.reviewed_at else {}
    ImpactTest.objects.filter(pk=test.pk).update(made_at=moment, **reviewed)


def _measure(said: Entry) -> MeasureText:
    who = User.objects.get(email=said["who"]).pk if "who" in said else None
    return MeasureText(said["text"], who, said.get("carrier", ""), said.get("due", ""))


def _actor(email: str) -> Actor:
    return actor_of(User.objects.get(email=email), timezone.localdate())
