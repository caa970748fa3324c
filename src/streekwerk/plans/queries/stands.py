"""How every node of a plan stands, for the views that show many."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType

from django.db.models import Q

from streekwerk.plans.models import Node, Plan
from streekwerk.plans.queries.standing import standings_of
from streekwerk.plans.rules.standing import Standing

WITHOUT = ("statement", "funding")
"""Levels that do not run or stop."""


def stands_in(plan: Plan, today: date) -> Mapping[int, Standing]:
    """The nodes about which there is something to say: reported, at rest with the plan, late; two queries.

    None when they are kept: the answer is the same until the plan changes, or the day.
    """
    return _stands_on(plan.pk, plan.revision, plan.changed_at, today)


@lru_cache(maxsize=32)
def _stands_on(plan_id: int, revision: int, changed_at: datetime, today: date) -> Mapping[int, Standing]:
    standings = standings_of(plan_id, today)
    rows = Node.objects.filter(plan=plan_id).exclude(level__in=WITHOUT).order_by()
    if not standings.plan.code:
        # Looking at what nobody reported and is still to come would take longer than the rest of the page.
        rows = rows.filter(Q(pk__in=list(standings.facts)) | Q(end_date__lt=today))
    columns = ("pk", "start_date", "end_date", "end_precision", "end_words")
    found = {row.pk: standings.of(row) for row in rows.values_list(*columns, named=True)}
    return MappingProxyType({pk: standing for pk, standing in found.items() if standing.code})
