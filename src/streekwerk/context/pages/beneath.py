"""The figures a challenge is grounded on: beneath it on the page “Waarom”, and in a few words on a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.audit import clock
from streekwerk.context.queries.groundings import groundings_of, leanings_of
from streekwerk.plans.choices import StatementKind
from streekwerk.plans.models import Plan, Statement
from streekwerk.plans.ports import Section


def beneath(plan: Plan, statements: Sequence[Statement], actor: Actor) -> dict[int, Section]:
    """By challenge the figures it leans on, with what is outdated; a fixed number of queries."""
    challenges = _challenges(statements)
    if not challenges:
        return {}
    editing = may(actor, Permission.PLAN_EDIT, at=plan.network_id)
    found = leanings_of(actor, challenges, plan.network, clock.today())
    return {
        each.pk: Section(
            "context/_beneath.html",
            {
                "leanings": found.get(each.pk, []),
                "choose_url": reverse("context:ground", args=[each.pk]) if editing else "",
                "title": each.title,
            },
        )
        for each in challenges
        if editing or each.pk in found
    }


def briefly(plan: Plan, statements: Sequence[Statement], actor: Actor) -> dict[int, list[tuple[str, str]]]:
    """By challenge the figures it leans on, with their address; the values stand there. One query at most."""
    challenges = _challenges(statements)
    found: dict[int, list[tuple[str, str]]] = {}
    for each in groundings_of(actor, challenges) if challenges else ():
        words = ", ".join(str(part) for part in (each.series, each.place, each.year) if part)
        found.setdefault(each.statement_id, []).append((words, each.series.get_absolute_url()))
    return found


def _challenges(statements: Sequence[Statement]) -> list[Statement]:
    return [each for each in statements if each.kind == StatementKind.CHALLENGE]
