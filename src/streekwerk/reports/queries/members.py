"""The members a report can be for."""

from __future__ import annotations

from datetime import date

from streekwerk.network.models import Party
from streekwerk.network.queries import members_on
from streekwerk.plans.models import Plan


def some_member(plan: Plan, day: date) -> Party | None:
    """The first member of the network, to show how a report per member looks; None when it has none."""
    return next(iter(members_on(plan.network, day)), None)
