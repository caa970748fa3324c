"""What the sample region went through: loaded on a day of then, and changed a few times since.

Without it everything of the sample happened today, and looking back shows an empty site.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.utils import timezone

from streekwerk.access.models import Actor, operator
from streekwerk.accounts.models import User
from streekwerk.audit.models import Entry, Past
from streekwerk.audit.ports import WATCHED
from streekwerk.indicators.models import Indicator, Measurement, Release
from streekwerk.indicators.queries.cells import cells_of
from streekwerk.network.queries import actor_of
from streekwerk.origins.models import Origin
from streekwerk.plans.commands.nodes import change_texts
from streekwerk.plans.commands.people import Who, name_people
from streekwerk.plans.commands.structure import add_node
from streekwerk.plans.models import Node, Plan, Progress
from streekwerk.plans.queries.fields import template_of, texts_of
from streekwerk.plans.rules.structure import PlaceInTree
from streekwerk.reports.models import Report

Said = dict[str, Any]


def load_past(path: Path) -> int:
    """Say that all that was loaded was known long ago, and make the later changes; how many, 0 when done.

    Raises:
        DomainError: a change is refused, as it would be of a person.
    """
    said = json.loads(path.read_text(encoding="utf-8"))
    loaded = noon(date.fromisoformat(said["loaded"]))
    if not Past.objects.filter(op="start", at__gt=loaded).exists():
        return 0
    with transaction.atomic():
        _loaded_on(loaded)
        for change in said["changes"]:
            _happened(change)
    return len(said["changes"])


def noon(day: date) -> datetime:
    """The middle of that day, here."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def _loaded_on(moment: datetime) -> None:
    """The documents and the words came on that day; figures and reports when they could be known."""
    Past.objects.filter(at__gt=moment).update(at=moment)
    now = timezone.now()
    with without_trace():
        _dated(moment, moment)
        for day in Measurement.objects.order_by().values_list("period_end", flat=True).distinct():
            known = min(max(noon(day + timedelta(days=14)), moment), now)
            Measurement.objects.filter(period_end=day).update(entered_at=known)
        _published(now)
        _told_on_their_day(now)
        _grown_on_their_day()


def _published(now: datetime) -> None:
    """Figures about people were published the day after they came."""
    protected = Indicator.objects.filter(definitions__smallest__gt=1).select_related("plan").distinct()
    for indicator in protected:
        cells_of(operator("publicatie"), indicator, today=timezone.localdate())
    for row in Release.objects.all():
        came = Measurement.objects.filter(indicator=row.indicator_id, period_start=row.period_start)
        last = came.aggregate(last=Max("entered_at"))["last"] or now
        Release.objects.filter(pk=row.pk).update(released_at=min(last + timedelta(days=1), now))


def _told_on_their_day(now: datetime) -> None:
    """What was reported about a sheet, and the reports to the board, were so on the day they tell of."""
    logged: dict[int, list[int]] = defaultdict(list)
    for entry in Entry.objects.filter(verb__startswith="progress.").order_by("-pk"):
        logged[entry.object_id].append(entry.pk)
    for fact in Progress.every.order_by("pk"):
        known = min(fact.recorded_at, now)
        _kept_of(fact).filter(op="insert").update(at=known)
        if told := logged[fact.node_id or 0]:
            Entry.objects.filter(pk=told.pop()).update(at=known)
    for report in Report.objects.order_by("pk"):
        taken = min(noon(report.taken_on), now)
        # Past its manager, which lets nobody touch a frozen report: here it gets its day, not other words.
        Report._base_manager.filter(pk=report.pk).update(created_at=taken, frozen_at=taken)
        _kept_of(report).update(at=taken)
        Entry.objects.filter(object_kind=Report._meta.label_lower, object_id=report.pk).update(at=taken)


def _grown_on_their_day() -> None:
    """What grew out of actions was recorded and confirmed on the days their rows tell."""
    for origin in Origin.objects.select_related("effect"):
        told = Entry.objects.filter(object_kind=Origin._meta.label_lower, object_id=origin.pk)
        _kept_of(origin.effect).update(at=origin.effect.recorded_at)
        _kept_of(origin).filter(op="insert").update(at=origin.recorded_at)
        told.filter(verb="effect.recorded").update(at=origin.recorded_at)
        if origin.answered_at:
            _kept_of(origin).filter(op="update").update(at=origin.answered_at)
            told.exclude(verb="effect.recorded").update(at=origin.answered_at)


def _kept_of(row: Model) -> QuerySet[Past]:
    return Past.objects.filter(table_name=row._meta.db_table, row_id=row.pk)


def _happened(change: Said) -> None:
    """Do it as its person would, and say that it was done on its day."""
    last_kept, started = _last_kept(), timezone.now()
    user = User.objects.filter(email=change["by"]).first()
    day = date.fromisoformat(change["on"])
    by = actor_of(user, timezone.localdate()) if user else operator(change["by"])
    plan = Plan.objects.select_related("network").get(document__name=change["file"])
    _change(plan, change, day, by)
    Past.objects.filter(pk__gt=last_kept).update(at=noon(day))
    with without_trace():
        _dated(started, noon(day))


def _dated(since: datetime, moment: datetime) -> None:
    """What came or ended after `since`, as its own columns say, did so at that moment."""
    for watched in WATCHED.values():
        for column in (watched.born, *watched.ended):
            if column:
                rows = watched.model._base_manager.filter(**{f"{column}__gt": since})
                rows.update(**{column: moment})


@contextmanager
def without_trace() -> Iterator[None]:
    """Giving a row its day is no change of it: nothing of it is kept as past."""
    last = _last_kept()
    yield
    Past.objects.filter(pk__gt=last).delete()


def _last_kept() -> int:
    return Past.objects.aggregate(last=Max("pk"))["last"] or 0


def _change(plan: Plan, change: Said, day: date, by: Actor) -> None:
    if "add" in change:
        above = _node(plan, change["under"])
        level = above.children.order_by("position").values_list("level", flat=True).first() or "action"
        add_node(plan=plan, to=PlaceInTree(above.pk, None), level=level, title=change["add"], by=by)
    elif "texts" in change:
        node = _node(plan, change["node"])
        base = {name: text.mark for name, text in texts_of(node, template_of(plan.network_id)).items()}
        change_texts(node=node, texts=change["texts"], base=base, by=by)
    else:
        node = Node.objects.filter(plan=plan, level="action").select_related("plan__network")[0]
        who = Who(User.objects.get(email=change["steward"]), node.lead, list(node.partners.all()))
        name_people(node=node, who=who, version=node.version, today=day, by=by)


def _node(plan: Plan, title: str) -> Node:
    found: Node = Node.objects.select_related("plan__network").filter(plan=plan, title__startswith=title)[0]
    return found
