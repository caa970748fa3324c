"""Reporting a quarter: what is kept, what is refused, what is taken back, and what the log says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from people import TODAY, Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.queries import history_of
from streekwerk.plans.choices import Confidence, ProgressStatus
from streekwerk.plans.commands.milestones import (
    NotYetReached,
    WhyMoved,
    move_milestone,
    reach_milestone,
    reopen_milestone,
)
from streekwerk.plans.commands.nodes import ChangedMeanwhile
from streekwerk.plans.commands.progress import (
    NothingToRepeat,
    NotYourReport,
    Report,
    ReportedMeanwhile,
    report_progress,
    report_unchanged,
    withdraw_report,
)
from streekwerk.plans.models import Milestone, Node, Plan, Progress
from streekwerk.plans.queries.standing import standings_of
from streekwerk.stewardship.commands.quarter import (
    TypedElsewhere,
    drop_draft,
    mark_of,
    report_same,
    report_sheet,
    save_draft,
    take_back,
)
from streekwerk.stewardship.models import QuarterDraft


@pytest.fixture
def node(plan: Plan) -> Node:
    found: Node = Node.objects.select_related("plan__network").get(plan=plan, code="Actie 1")
    return found


@pytest.fixture
def step(plan: Plan) -> Milestone:
    found: Milestone = Milestone.objects.select_related("node__plan__network").get(plan=plan)
    return found


def report(people: Cast, node: Node, seen: int = 0, **given: Any) -> Progress:
    told = Report(**({"status": ProgressStatus.RUNNING, "since": TODAY} | given))
    return report_sheet(node=node, report=told, seen=seen, today=TODAY, by=people.an.actor)


def words(plan: Plan, node: Node) -> str:
    return standings_of(plan, TODAY).of(node).words


# ------------------------------------------------------------------ reports


def test_a_report_tells_what_happened_and_what_comes_next(people: Cast, node: Node) -> None:
    fact = report(
        people, node, narrative=" Twee huizen gevonden. ", next_step="Huurders", confidence=Confidence.UNSURE
    )
    assert (fact.narrative, fact.next_step, fact.confidence) == (
        "Twee huizen gevonden.",
        "Huurders",
        "unsure",
    )
    changes = history_of(node)[0].changes
    assert ("Wat er gebeurde", "", "Twee huizen gevonden.") in changes
    assert ("Volgende stap", "", "Huurders") in changes


def test_nothing_changed_repeats_what_holds(people: Cast, plan: Plan, node: Node) -> None:
    since = date(2026, 8, 3)
    first = report(
        people, node, status=ProgressStatus.BLOCKED, since=since, reason="geen zaal", next_step="Zaal zoeken",
        narrative="De zaal viel weg.",
    )  # fmt: skip
    again = report_same(node=node, seen=first.pk, today=TODAY, by=people.bo.actor)
    assert again.unchanged
    assert (again.status, again.reason, again.next_step) == ("blocked", "geen zaal", "Zaal zoeken")
    assert again.narrative == ""
    assert words(plan, node) == "geblokkeerd sinds 3 augustus 2026 (geen zaal)"
    assert history_of(node)[0].what == "meldde dat er niets veranderde"


def test_there_is_nothing_to_repeat_before_the_first_report_or_after_a_pause(
    people: Cast, plan: Plan, node: Node
) -> None:
    with pytest.raises(NothingToRepeat, match="nog niets gemeld"):
        report_same(node=node, seen=0, today=TODAY, by=people.an.actor)
    over = TODAY - timedelta(days=2)
    first = report(
        people, node, status=ProgressStatus.PAUSED, since=date(2026, 6, 1), until=over, reason="verbouwing"
    )
    with pytest.raises(NothingToRepeat, match="De pauze liep af"):
        report_unchanged(plan=plan, node=node, seen=first.pk, today=TODAY, by=people.an.actor)


def test_a_report_of_somebody_else_is_not_run_over(people: Cast, node: Node) -> None:
    first = report(people, node)
    save_draft(node=node, typed={"narrative": "Mijn tekst"}, base="", seen=0, by=people.bo.actor)
    told = Report(ProgressStatus.DONE, TODAY)
    for write in (
        lambda: report_sheet(node=node, report=told, seen=0, today=TODAY, by=people.bo.actor),
        lambda: report_same(node=node, seen=0, today=TODAY, by=people.bo.actor),
    ):
        with pytest.raises(ReportedMeanwhile) as refused:
            write()
        assert refused.value.last.pk == first.pk
    assert QuarterDraft.objects.get().data == {"narrative": "Mijn tekst"}


def test_a_report_is_taken_back_by_who_made_it_on_the_same_day(people: Cast, plan: Plan, node: Node) -> None:
    first = report(people, node, since=date(2026, 3, 1))
    second = report(people, node, first.pk, status=ProgressStatus.DONE, narrative="Alles staat er.")
    with pytest.raises(NotYourReport, match="An meldde dit"):
        withdraw_report(plan=plan, node=node, report=second.pk, today=TODAY, by=people.bo.actor)
    with pytest.raises(NotYourReport, match="andere melding"):
        withdraw_report(plan=plan, node=node, report=first.pk, today=TODAY, by=people.an.actor)
    with pytest.raises(NotYourReport, match="vorige dag"):
        take_back(
            node=node,
            report=second.pk,
            today=timezone.localdate() + timedelta(days=1),
            by=people.an.actor,
        )
    assert words(plan, node) == f"klaar sinds {TODAY.day} november 2026"
    take_back(node=node, report=second.pk, today=timezone.localdate(), by=people.an.actor)
    assert words(plan, node) == "loopt"
    node.refresh_from_db()
    assert node.status == "running"
    # What was typed is a draft again; the report itself is kept, and the log tells it.
    assert QuarterDraft.objects.get().data["narrative"] == "Alles staat er."
    assert Progress.every.get(pk=second.pk).withdrawn_at is not None
    assert history_of(node)[0].what == "nam een melding terug"
    report(people, node, first.pk)


def test_a_pause_that_is_taken_back_leaves_what_was_before(people: Cast, plan: Plan, node: Node) -> None:
    fact = report(people, node, status=ProgressStatus.PAUSED, reason="crisis")
    take_back(node=node, report=fact.pk, today=timezone.localdate(), by=people.an.actor)
    assert words(plan, node) == "nog niets gemeld"


# ------------------------------------------------------------------ drafts


def test_a_draft_survives_until_it_is_reported(people: Cast, node: Node) -> None:
    typed = {"status": "running", "narrative": "Half af", "seen": "0", "csrf": "x", "reason": ""}
    draft = save_draft(node=node, typed=typed, base="", seen=0, by=people.an.actor)
    assert draft.data == {"status": "running", "narrative": "Half af"}
    later = save_draft(
        node=node, typed=typed | {"narrative": "Nu af"}, base=mark_of(draft), seen=0, by=people.an.actor
    )
    assert later.data["narrative"] == "Nu af"
    report(people, node)
    assert not QuarterDraft.objects.exists()


def test_two_windows_do_not_overwrite_each_other(people: Cast, node: Node) -> None:
    first = save_draft(node=node, typed={"narrative": "één"}, base="", seen=0, by=people.an.actor)
    save_draft(node=node, typed={"narrative": "twee"}, base=mark_of(first), seen=0, by=people.an.actor)
    with pytest.raises(TypedElsewhere) as refused:
        save_draft(node=node, typed={"narrative": "drie"}, base=mark_of(first), seen=0, by=people.an.actor)
    assert refused.value.draft.data == {"narrative": "twee"}
    # The same text from another window is no conflict.
    save_draft(node=node, typed={"narrative": "twee"}, base="oud", seen=0, by=people.an.actor)


def test_a_draft_is_of_one_person_and_can_be_thrown_away(people: Cast, node: Node) -> None:
    save_draft(node=node, typed={"narrative": "van An"}, base="", seen=0, by=people.an.actor)
    save_draft(node=node, typed={"narrative": "van Bo"}, base="", seen=0, by=people.bo.actor)
    [seen] = QuarterDraft.objects.visible_to(people.an.actor)
    assert seen.data == {"narrative": "van An"}
    drop_draft(node=node, by=people.an.actor)
    assert QuarterDraft.objects.get().data == {"narrative": "van Bo"}


# ------------------------------------------------------------------ milestones


def test_a_milestone_is_reached_and_reopened(people: Cast, step: Milestone) -> None:
    assert step.node is not None
    reach_milestone(milestone=step, node=step.node, on=TODAY, today=TODAY, by=people.an.actor)
    step.refresh_from_db()
    assert (step.reached_on, step.reached_by) == (TODAY, "An")
    again = reach_milestone(
        milestone=step, node=step.node, on=TODAY - timedelta(days=3), today=TODAY, by=people.bo.actor
    )
    assert again.reached_by == "An"
    reopen_milestone(milestone=step, node=step.node, by=people.an.actor)
    step.refresh_from_db()
    assert step.reached_on is None
    said = [entry.what for entry in history_of(step.node)[:2]]
    assert said == ["zei dat een mijlpaal toch niet gehaald is", "zei dat een mijlpaal gehaald is"]
    with pytest.raises(NotYetReached):
        reach_milestone(
            milestone=step, node=step.node, on=TODAY + timedelta(days=1), today=TODAY, by=people.an.actor
        )


def test_a_milestone_moves_with_a_reason(people: Cast, step: Milestone) -> None:
    node, before = step.node, step.words
    assert node is not None
    with pytest.raises(WhyMoved):
        move_milestone(
            milestone=step, node=node, words="najaar 2028", reason=" ", seen=before, by=people.an.actor
        )
    moved = move_milestone(
        milestone=step, node=node, words="najaar 2028", reason="Wachten op de aannemer.", seen=before,
        by=people.an.actor,
    )  # fmt: skip
    assert (moved.words, moved.date, moved.precision) == ("najaar 2028", date(2028, 9, 1), "season")
    assert ("Reden", "", "Wachten op de aannemer.") in history_of(node)[0].changes
    with pytest.raises(ChangedMeanwhile):
        move_milestone(
            milestone=step, node=node, words="winter 2029", reason="x", seen=before, by=people.bo.actor
        )


# ------------------------------------------------------------------ who may


@pytest.mark.parametrize("name", ["cas", "dirk", "eva", "gus"])
def test_who_may_not_change_the_plan_reports_nothing(
    name: str, people: Cast, plan: Plan, node: Node, step: Milestone
) -> None:
    first, actor, of_step = report(people, node), people[name].actor, step.node
    assert of_step is not None
    told = Report(ProgressStatus.DONE, TODAY)
    tries: list[Callable[[], object]] = [
        lambda: report_sheet(node=node, report=told, seen=first.pk, today=TODAY, by=actor),
        lambda: report_progress(plan=plan, node=node, report=told, seen=first.pk, today=TODAY, by=actor),
        lambda: report_same(node=node, seen=first.pk, today=TODAY, by=actor),
        lambda: take_back(node=node, report=first.pk, today=TODAY, by=actor),
        lambda: save_draft(node=node, typed={"narrative": "x"}, base="", seen=0, by=actor),
        lambda: drop_draft(node=node, by=actor),
        lambda: reach_milestone(milestone=step, node=of_step, on=TODAY, today=TODAY, by=actor),
        lambda: reopen_milestone(milestone=step, node=of_step, by=actor),
        lambda: move_milestone(
            milestone=step, node=of_step, words="2029", reason="x", seen=step.words, by=actor
        ),
    ]
    for attempt in tries:
        with pytest.raises(NotAllowed):
            attempt()
    assert Progress.every.count() == 1
    assert not QuarterDraft.objects.exists()
