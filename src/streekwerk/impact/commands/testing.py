"""Testing a part of a plan: begin, answer, be done, revise, have somebody else look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.impact.choices import DONE, ImpactState, ReviewOutcome
from streekwerk.impact.commands.measures import MeasureText, keep_measures
from streekwerk.impact.models import ImpactDraft, ImpactTemplate, ImpactTest
from streekwerk.impact.queries.texts import text_of
from streekwerk.impact.rules import NO_ANSWER, Answer, Problem, missing_in, weak_in
from streekwerk.indicators.commands.counting import count_anew
from streekwerk.kernel.errors import DomainError
from streekwerk.network.choices import TermKind
from streekwerk.network.models import Term
from streekwerk.plans.models import Node
from streekwerk.ui import dutch


class NotComplete(DomainError):
    """The test lacks something to be done; `problems` says what, and where."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        lacks = dutch.counted(len(problems), "punt ontbreekt", "punten ontbreken")
        super().__init__(
            f"De toets is nog niet klaar: {lacks}. Vul ze aan, of bewaar de toets voorlopig als concept."
        )


class ChangedSince(DomainError):
    """Somebody else saved the test since; nothing was overwritten."""

    def __init__(self, test: ImpactTest) -> None:
        self.test = test
        super().__init__(
            "Iemand anders bewaarde deze toets intussen. Wat u schreef, staat hieronder als concept. Bekijk "
            "de toets in een ander venster, en bewaar opnieuw als wat u schreef dat mag vervangen."
        )


class OwnWork(DomainError):
    def __init__(self) -> None:
        super().__init__("U schreef zelf aan deze toets. Vraag een collega om ze na te kijken.")


class NotDoneYet(DomainError):
    def __init__(self) -> None:
        super().__init__("Deze toets is nog een concept. Maak ze eerst klaar; daarna kan iemand ze nakijken.")


class NoTemplate(DomainError):
    def __init__(self) -> None:
        super().__init__("Dit model is er niet (meer). Kies een ander model uit de lijst.")


@dataclass(frozen=True)
class GivenTest:
    """What a person gave for a test."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    measures: Mapping[str, MeasureText] = field(default_factory=dict)
    """By the key of the question; one without a text is no measure."""
    groups: tuple[int, ...] = ()
    touched: str = ""
    conclusion: str = ""


@transaction.atomic
def begin_test(*, node: Node, template: ImpactTemplate, by: Actor) -> ImpactTest:
    """The new test of this part with the newest questions of the template; nothing is answered yet.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NoTemplate: the template is archived, or of another network.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    if template.archived_at or template.network_id != node.plan.network_id:
        raise NoTemplate
    test: ImpactTest = ImpactTest.objects.create(
        node=node,
        version_of=template.versions.latest("number"),
        author_id=by.user_id,
        author_label=by.label[:160],
        writer_id=by.user_id,
    )
    record("impact_test.begun", test, by=by, network_id=node.plan.network_id)
    count_anew(node.plan.network_id)
    return test


@transaction.atomic
def write_test(
    *, test: ImpactTest, given: GivenTest, version: int, done: bool, today: date, by: Actor
) -> ImpactTest:
    """The test as given. `done`: it is done, or revised when it was done before; else it stays a concept.

    The day on which it was done first stays. Who typed it has no draft left; an earlier review is void.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        ChangedSince: `version` is not its version any more.
        NotComplete: it cannot be done yet.
    """
    network_id = test.node.plan.network_id
    require(by, Permission.PLAN_EDIT, at=network_id)
    row = _locked(test)
    if row.version != version:
        raise ChangedSince(row)
    questions = row.version_of.asked
    answers = {each.key: given.answers.get(each.key, NO_ANSWER) for each in questions}
    finished = done or row.state in DONE
    if finished and (problems := _problems(row, given, answers)):
        raise NotComplete(problems)
    before, was = _said(row), row.state
    row.answers = {key: [said.code, said.note.strip()] for key, said in answers.items() if any(said)}
    row.weak = len(weak_in(questions, answers))
    row.touched, row.conclusion = given.touched.strip()[:300], given.conclusion.strip()
    row.writer_id = by.user_id
    row.reviewed_at, row.reviewer_label, row.review_outcome, row.review_note = None, "", "", ""
    if finished:
        row.text_seen = text_of(row.node)
        if row.done_on is None:
            row.state, row.done_on = ImpactState.READY, today
        else:
            row.state, row.revised_on = ImpactState.REVISED, today
    row.version += 1
    row.save()
    groups = Term.objects.filter(
        pk__in=given.groups, network_id=network_id, kind=TermKind.TARGET_GROUP, archived_at=None
    )
    row.groups.set(groups)
    keep_measures(test=row, given=given.measures, by=by)
    verb = {ImpactState.READY: "done", ImpactState.REVISED: "revised"}.get(ImpactState(row.state), "written")
    after = _said(row)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if was == ImpactState.READY:
        changes.pop("status", None)
    record(f"impact_test.{verb}", row, by=by, network_id=network_id, changes=changes)
    count_anew(network_id)
    if by.user_id is not None:
        ImpactDraft.objects.filter(test=row, user_id=by.user_id).delete()
    return row


def _problems(test: ImpactTest, given: GivenTest, answers: Mapping[str, Answer]) -> list[Problem]:
    found = missing_in(test.version_of.asked, answers, given.conclusion)
    if test.node.steward_id is None:
        found += [
            Problem(key, "who", "Zeg wie dit doet: dit onderdeel heeft geen trekker.")
            for key, measure in given.measures.items()
            if measure.text.strip() and not measure.user_id and not measure.carrier.strip()
        ]
    return found


def _said(test: ImpactTest) -> dict[str, str]:
    return {
        "status": test.get_state_display(),
        "conclusion": test.conclusion,
        "weak": str(test.weak),
    }


@transaction.atomic
def review_test(
    *, test: ImpactTest, outcome: ReviewOutcome, note: str, version: int, by: Actor
) -> ImpactTest:
    """The test, looked at by somebody who wrote nothing of it.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NotDoneYet: the test is a concept.
        OwnWork: the actor made it, or wrote in it last.
        ChangedSince: `version` is not its version any more: it was another text that was read.
    """
    network_id = test.node.plan.network_id
    require(by, Permission.PLAN_EDIT, at=network_id)
    row = _locked(test)
    if row.state not in DONE:
        raise NotDoneYet
    if by.user_id is not None and by.user_id in (row.author_id, row.writer_id):
        raise OwnWork
    if row.version != version:
        raise ChangedSince(row)
    row.reviewed_at, row.reviewer_label = timezone.now(), by.label[:160]
    row.review_outcome, row.review_note = outcome, note.strip()
    row.save(update_fields=["reviewed_at", "reviewer_label", "review_outcome", "review_note"])
    changes = {"outcome": ["", outcome.label]} | (
        {"reason": ["", row.review_note]} if row.review_note else {}
    )
    record("impact_test.reviewed", row, by=by, network_id=network_id, changes=changes)
    count_anew(network_id)
    return row


@transaction.atomic
def archive_test(*, test: ImpactTest, by: Actor) -> ImpactTest:
    """The test, taken away; it can be put back.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    network_id = test.node.plan.network_id
    require(by, Permission.PLAN_EDIT, at=network_id)
    row = _locked(test)
    if row.archived_at is None:
        row.archived_at = timezone.now()
        row.save(update_fields=["archived_at"])
        record("impact_test.archived", row, by=by, network_id=network_id)
        count_anew(network_id)
    return row


@transaction.atomic
def restore_test(*, test: ImpactTest, by: Actor) -> ImpactTest:
    """The test, back where it was.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    network_id = test.node.plan.network_id
    require(by, Permission.PLAN_EDIT, at=network_id)
    row = _locked(test)
    if row.archived_at is not None:
        row.archived_at = None
        row.save(update_fields=["archived_at"])
        record("impact_test.restored", row, by=by, network_id=network_id)
        count_anew(network_id)
    return row


def _locked(test: ImpactTest) -> ImpactTest:
    rows = ImpactTest.objects.select_for_update(of=("self",))
    row: ImpactTest = rows.select_related("node__plan", "version_of__template").get(pk=test.pk)
    return row
