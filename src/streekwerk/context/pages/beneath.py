"""What stands beneath a challenge on the page “Waarom” of a plan: the figures it is grounded on."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.audit import clock
from streekwerk.context.queries.groundings import leanings_of
from streekwerk.plans.choices import StatementKind
from streekwerk.plans.models import Plan, Statement
from streekwerk.plans.ports import Section


def beneath(plan: Plan, statements: Sequence[Statement], actor: Actor) -> dict[int, Section]:
    """By challenge the figures it leans on, with what is outdated; a fixed number of queries."""
    challenges = [each for each in statements if each.kind == StatementKind.CHALLENGE]
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
