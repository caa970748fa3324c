"""A document that may be a newer text of a plan: asking which, and remembering the answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.intake.choices import ReviewStatus
from streekwerk.intake.commands.reviews import opened
from streekwerk.intake.models import Review, Upload
from streekwerk.intake.queries import state_of
from streekwerk.intake.rules.chosen import chosen_of
from streekwerk.intake.rules.compare import compare, recognised
from streekwerk.intake.rules.differences import Difference
from streekwerk.intake.rules.files import looks_like
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.commands import NewText, as_stored, take_over
from streekwerk.plans.models import Plan
from streekwerk.plans.queries import reading_of
from streekwerk.reading.models import Reading


class NoSuchPlan(DomainError):
    def __init__(self) -> None:
        super().__init__("Dit plan staat niet bij de mogelijkheden. Laad de pagina opnieuw en kies nog eens.")


def newer_text_of(upload: Upload, reading: Reading) -> list[dict[str, Any]]:
    """A question per plan of the network of which this document may be a newer text, the likeliest first.

    It may be when it is the same file, or when its name or title looks like that of the plan.
    """
    rows = Plan.objects.filter(network_id=upload.network_id).values_list(
        "pk", "title", "document__name", "document__sha256"
    )
    asked = []
    for pk, title, name, sha256 in rows:
        same = sha256 == upload.sha256
        if same or looks_like(upload.name, name or "") or looks_like(reading.title or "", title):
            question = {"kind": "plan", "subject": str(pk), "text": title}
            asked.append(question | ({"same": "ja"} if same else {}))
    return sorted(asked, key=lambda question: "same" not in question)[:5]


@transaction.atomic
def choose_plan(*, upload: Upload, plan: Plan | None, by: Actor) -> Review:
    """The review of this upload, from now on as a newer text of the plan, or as a new plan (None).

    Raises:
        NotAllowed: the actor may not read plans into this network.
        NoSuchPlan: a plan of another network, or the upload has no open review.
    """
    require(by, Permission.PLAN_IMPORT, at=upload.network_id)
    review = Review.objects.select_for_update().filter(upload=upload, status=ReviewStatus.OPEN).first()
    if review is None or (plan and plan.network_id != upload.network_id):
        raise NoSuchPlan
    review.plan = plan
    review.save(update_fields=["plan", "changed_at"])
    upload.questions = [question for question in upload.questions if question["kind"] != "plan"]
    upload.save(update_fields=["questions"])
    return review


@dataclass(frozen=True)
class Comparison:
    """A newer document beside the plan it is of."""

    plan: Plan
    base: Reading
    fresh: Reading
    ours: Reading

    @cached_property
    def differences(self) -> list[Difference]:
        """What differs; empty when nothing does."""
        return compare(self.base, self.fresh, self.ours)


def compared(review: Review) -> Comparison:
    """The new reading beside the plan as it is now, and beside what was read before.

    Raises:
        NoSuchPlan: the review is of no plan.
    """
    plan = review.plan
    if plan is None:
        raise NoSuchPlan
    ours = reading_of(plan)
    before = Review.objects.filter(plan=plan, status=ReviewStatus.COMMITTED).order_by("-finished_at", "-pk")
    state = before.values_list("state", flat=True).first()
    base = as_stored(Reading.from_json(state), plan.network_id) if state else ours
    return Comparison(plan, base, as_stored(state_of(review), plan.network_id), ours)


@transaction.atomic
def take_over_changes(*, review: Review, keys: Collection[str], revision: int, by: Actor) -> Plan:
    """The plan with the chosen differences, of the new document from now on; the review is closed.

    Raises:
        NotAllowed: the actor may not read plans in, or not change plans of this network.
        ReviewClosed: somebody else settled it meanwhile.
        PlanChanged: somebody changed the plan since this revision.
    """
    review = opened(review, by)
    seen = compared(review)
    chosen = chosen_of(seen.differences, keys)
    same = {fresh: pk_of(ours) for fresh, ours in recognised(seen.base, seen.fresh, seen.ours).items()}
    text = NewText(
        what=seen.fresh,
        same=same,
        same_indicators=_same_indicators(seen, same),
        plan_parts=frozenset(chosen.plan_parts),
        parts={pk_of(node): frozenset(parts) for node, parts in chosen.parts.items()},
        moved=frozenset(map(pk_of, chosen.moved)),
        new=frozenset(chosen.new),
        gone=frozenset(map(pk_of, chosen.gone)),
        changed_indicators={pk_of(ours): fresh for ours, fresh in chosen.changed_indicators.items()},
        new_indicators={fresh: pk_of(node) for fresh, node in chosen.new_indicators.items()},
        gone_indicators=frozenset(map(pk_of, chosen.gone_indicators)),
    )
    plan = take_over(plan=seen.plan, document=review.document, text=text, revision=revision, by=by)
    review.status, review.finished_at = ReviewStatus.COMMITTED, timezone.now()
    review.save(update_fields=["status", "finished_at", "changed_at"])
    return plan


def _same_indicators(seen: Comparison, same: dict[str, int]) -> dict[str, int]:
    """By id in the new reading the indicator of the plan that says the same at the same node."""
    ours = {(pk_of(each.node or ""), "".join(each.text.split())): each.id for each in seen.ours.indicators}
    found = {}
    for each in seen.fresh.indicators:
        twin = ours.get((same.get(each.node or "", 0), "".join(each.text.split())))
        if twin:
            found[each.id] = pk_of(twin)
    return found


def pk_of(name: str) -> int:
    """The number of a stored node or indicator, from its id in the reading of a plan.

    >>> pk_of("n12"), pk_of("")
    (12, 0)
    """
    return int(name[1:]) if name else 0
