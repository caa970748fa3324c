"""Loading what grew out of the work of a region, and what the receivers said of it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from streekwerk.access.models import Actor, operator
from streekwerk.accounts.models import User
from streekwerk.config.region_past import noon, without_trace
from streekwerk.network.models import Party
from streekwerk.network.queries import actor_of
from streekwerk.origins.choices import EffectKind
from streekwerk.origins.commands.answering import Answer, answer_origin
from streekwerk.origins.commands.recording import EffectText, add_origin, record_effect
from streekwerk.origins.models import Effect, Origin
from streekwerk.plans.models import Milestone, Node, Plan

Said = dict[str, Any]


def load_origins(path: Path) -> int:
    """Load the effects of each plan in this file; how many, 0 when they were there.

    Raises:
        DomainError: an effect or answer is refused, as it would be of a person.
    """
    if not path.exists():
        return 0
    every: list[Said] = json.loads(path.read_text(encoding="utf-8"))
    return sum(_load(said) for said in every)


@transaction.atomic
def _load(said: Said) -> int:
    plan = Plan.objects.select_related("network").get(document__name=said["file"])
    if Effect.objects.filter(network=plan.network).exists():
        return 0
    today = localdate()
    for entry in said["effects"]:
        by = _actor(entry["by"], today)
        given = EffectText(
            Party.objects.get(code=entry["party"]).pk, EffectKind(entry["kind"]), entry["text"], entry["when"]
        )
        first, *more = (_key(plan, grew) for grew in entry["from"])
        effect = record_effect(network=plan.network, given=given, grew_out_of=first, today=today, by=by)
        for key in more:
            add_origin(effect=effect, grew_out_of=key, today=today, by=by)
        for origin, answer in zip(effect.origins.order_by("pk"), entry.get("answers", []), strict=False):
            answer_origin(origin=origin, answer=_answer(answer), today=today, by=_actor(answer["by"], today))
        _dated(effect, date.fromisoformat(entry["on"]))
    return len(said["effects"])


def _dated(effect: Effect, day: date) -> None:
    """It was recorded on that day, and confirmed on the day its party said so."""
    with without_trace():
        Effect.objects.filter(pk=effect.pk).update(recorded_at=noon(day))
        for origin in effect.origins.all():
            answered = noon(origin.answered_on) + timedelta(hours=1) if origin.answered_on else None
            Origin.objects.filter(pk=origin.pk).update(recorded_at=noon(day), answered_at=answered)


def _answer(said: Said) -> Answer:
    return Answer(said["so"], date.fromisoformat(said["on"]), said.get("reason", ""), said.get("source", ""))


def _key(plan: Plan, grew: Said) -> str:
    """The node by the beginning of its title, or its first milestone."""
    node = Node.objects.filter(plan=plan, title__startswith=grew["node"])[0]
    if "milestone" not in grew:
        return f"node:{node.pk}"
    found = Milestone.objects.filter(node=node, words__startswith=grew["milestone"])[0]
    return f"milestone:{found.pk}"


def _actor(email: str, today: date) -> Actor:
    user = User.objects.filter(email=email).first()
    return actor_of(user, today) if user else operator(email)
