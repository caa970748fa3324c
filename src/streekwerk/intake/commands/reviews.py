"""Reviewing a reading: one step, back, again; then a plan of it, or put away."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.intake.choices import ReviewStatus
from streekwerk.intake.models import Review, ReviewStep
from streekwerk.intake.queries import keep_state, state_of, texts_of
from streekwerk.intake.rules.replay import apply, replay
from streekwerk.intake.rules.steps import Step, from_json, to_json
from streekwerk.intake.rules.touching import meets, touched
from streekwerk.intake.rules.wording import in_words
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.commands import make_plan
from streekwerk.plans.models import Plan
from streekwerk.reading.models import Reading

HELD_EVERY = 20
"""So many steps are done again at most when a process opens a review; writing a large one takes longer."""

VERSION = "version"
"""Beside the step in its data: the version of the review when it was last done or undone."""


class ReviewClosed(DomainError):
    """The review is a plan already, or was put away."""

    def __init__(self, review: Review) -> None:
        self.review = review
        super().__init__(
            "Dit document is intussen vastgelegd als plan. Open het plan en werk daar verder."
            if review.status == ReviewStatus.COMMITTED
            else "Dit nakijken is weggelegd. Neem het eerst weer op."
        )


class SomebodyElse(DomainError):
    """Somebody else changed the same since the page was opened; nothing was overwritten (409)."""

    def __init__(self, who: str, what: str) -> None:
        super().__init__(
            f"{who} deed intussen dit: {what}. Uw stap is niet gezet en er is niets overschreven. "
            "Kijk hoe het er nu staat en doe ze opnieuw als ze nog nodig is."
        )


class NothingToUndo(DomainError):
    def __init__(self, *, again: bool = False) -> None:
        super().__init__(
            f"Er is geen stap meer om {'opnieuw te doen' if again else 'ongedaan te maken'}. "
            "Kijk in de lijst met stappen wat er gebeurde."
        )


@transaction.atomic
def take_step(*, review: Review, step: Step, seen_version: int, by: Actor) -> Review:
    """The review after one more step; steps that were undone are gone from then on.

    A step made on a page that others overtook is done on top of theirs, unless both are about the same.

    Raises:
        NotAllowed: the actor may not read plans into this network.
        ReviewClosed: it is a plan already, or was put away.
        SomebodyElse: somebody changed the same since `seen_version`.
        StepRefused: the step cannot be done on the reading as it is.
    """
    review = opened(review, by)
    before, lines = state_of(review), texts_of(review)
    _refuse_if_met(review, step, before, seen_version, by)
    after = apply(before, lines, step)
    review.steps.filter(number__gt=review.done).delete()
    review.done += 1
    review.version += 1
    ReviewStep.objects.create(
        review=review,
        number=review.done,
        data=to_json(step) | {VERSION: review.version},
        words=in_words(before, step)[:300],
        by_label=by.label[:160],
    )
    return _keep(review, after)


@transaction.atomic
def undo(*, review: Review, seen_version: int, by: Actor) -> Review:
    """The review without its last step, which can be done again until another one is taken.

    Raises:
        NotAllowed, ReviewClosed: as for a step.
        SomebodyElse: somebody took a step since `seen_version`.
        NothingToUndo: there is no step.
    """
    review = opened(review, by)
    _refuse_if_overtaken(review, seen_version, by)
    if not review.done:
        raise NothingToUndo
    steps = list(review.steps.filter(number__lte=review.done))
    review.done -= 1
    _mark(review, steps[-1])
    in_force = [from_json(step.data) for step in steps[:-1]]
    lines = texts_of(review)
    if review.held > review.done:
        # What is held has the undone step in it: hold an earlier reading, so that the next undo is quick.
        review.held = review.done // HELD_EVERY * HELD_EVERY
        held = replay(Reading.from_json(review.read), lines, in_force[: review.held])
        review.state = held.to_json()
        review.save(update_fields=["state", "held"])
    else:
        held = Reading.from_json(review.state)
    return _keep(review, replay(held, lines, in_force[review.held :]))


@transaction.atomic
def redo(*, review: Review, seen_version: int, by: Actor) -> Review:
    """The review with the step that was undone last.

    Raises:
        NotAllowed, ReviewClosed, SomebodyElse: as for undoing.
        NothingToUndo: nothing was undone.
    """
    review = opened(review, by)
    _refuse_if_overtaken(review, seen_version, by)
    step = review.steps.filter(number=review.done + 1).first()
    if step is None:
        raise NothingToUndo(again=True)
    after = apply(state_of(review), texts_of(review), from_json(step.data))
    review.done += 1
    _mark(review, step)
    return _keep(review, after)


@transaction.atomic
def commit(*, review: Review, by: Actor) -> Plan:
    """The plan made of the reading as it is now; what has no place yet lies in the tray of the plan.

    Raises:
        NotAllowed, ReviewClosed: as for a step.
    """
    review = opened(review, by)
    plan = store_plan(review=review, by=by)
    record(
        "review.committed",
        plan,
        by=by,
        network_id=review.network_id,
        changes={"steps": [None, review.done]},
    )
    return plan


@transaction.atomic
def store_plan(*, review: Review, by: Actor) -> Plan:
    """The plan of this reading, with the review closed; questions that are open stay on the upload.

    Raises:
        NotAllowed: the actor may not read plans into this network.
    """
    reading = state_of(review)
    plan = make_plan(what=reading, document=review.document, by=by)
    # The base for reading a newer text: as it was committed.
    _keep(review, reading, whole=True)
    review.status, review.plan, review.finished_at = ReviewStatus.COMMITTED, plan, timezone.now()
    review.save(update_fields=["status", "plan", "finished_at", "changed_at"])
    if review.upload:
        review.upload.plan = plan
        review.upload.questions = [q for q in review.upload.questions if q["kind"] != "plan"]
        review.upload.save(update_fields=["plan", "questions"])
    return plan


@transaction.atomic
def drop(*, review: Review, by: Actor) -> Review:
    """The review, put away with its steps; the document stays kept and it can be taken up again.

    Raises:
        NotAllowed, ReviewClosed: as for a step.
    """
    review = opened(review, by)
    return _close(review, ReviewStatus.DROPPED, "review.dropped", by)


@transaction.atomic
def take_up(*, review: Review, by: Actor) -> Review:
    """The review, open again as it was.

    Raises:
        NotAllowed: the actor may not read plans into this network.
        ReviewClosed: it is a plan already.
    """
    review = _locked(review, by)
    if review.status == ReviewStatus.COMMITTED:
        raise ReviewClosed(review)
    return _close(review, ReviewStatus.OPEN, "review.taken_up", by)


def _locked(review: Review, by: Actor) -> Review:
    require(by, Permission.PLAN_IMPORT, at=review.network_id)
    rows = Review.objects.select_for_update(of=("self",)).select_related(
        "network", "document", "upload", "plan"
    )
    return rows.defer("read", "state", "document__lines").get(pk=review.pk)


def opened(review: Review, by: Actor) -> Review:
    """The review as it is now, locked until the end of the transaction.

    Raises:
        NotAllowed: the actor may not read plans into this network.
        ReviewClosed: it is a plan already, or was put away.
    """
    review = _locked(review, by)
    if review.status != ReviewStatus.OPEN:
        raise ReviewClosed(review)
    return review


def _close(review: Review, status: ReviewStatus, verb: str, by: Actor) -> Review:
    review.status = status
    review.finished_at = timezone.now() if status == ReviewStatus.DROPPED else None
    review.save(update_fields=["status", "finished_at", "changed_at"])
    record(verb, review, by=by, network_id=review.network_id)
    return review


def _keep(review: Review, reading: Reading, *, whole: bool = False) -> Review:
    """The review with its step counted; the reading itself is written every `HELD_EVERY` steps."""
    saved = ["done", "version", "changed_at"]
    if whole or not 0 <= review.done - review.held < HELD_EVERY:
        review.state, review.held = reading.to_json(), review.done
        saved += ["state", "held"]
    review.save(update_fields=saved)
    transaction.on_commit(partial(keep_state, review, reading))
    return review


def _mark(review: Review, step: ReviewStep) -> None:
    """Say on the step that this version of the review did or undid it."""
    review.version += 1
    step.data = step.data | {VERSION: review.version}
    step.save(update_fields=["data"])


def _newer(review: Review, seen_version: int) -> list[ReviewStep]:
    """The steps that were done or undone since this version of the review."""
    return [step for step in review.steps.all() if step.data.get(VERSION, 0) > seen_version]


def _refuse_if_met(review: Review, step: Step, reading: Reading, seen_version: int, by: Actor) -> None:
    if seen_version >= review.version:
        return
    newer = _newer(review, seen_version)
    mine = touched(reading, step)
    before = Reading.from_json(review.read) if newer else reading
    for other in newer:
        if other.by_label == by.label:
            continue
        theirs = from_json(other.data)
        if meets(mine, touched(reading, theirs)) or meets(mine, touched(before, theirs)):
            raise SomebodyElse(other.by_label, other.words)
    if len(newer) < review.version - seen_version and any(each.by_label != by.label for each in newer):
        # A step was undone and replaced: what it touched is not known any more.
        raise SomebodyElse(newer[-1].by_label, newer[-1].words)


def _refuse_if_overtaken(review: Review, seen_version: int, by: Actor) -> None:
    for other in _newer(review, seen_version):
        if other.by_label != by.label:
            raise SomebodyElse(other.by_label, other.words)
