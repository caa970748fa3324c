"""The law of the live bijsluiter: after any edit the stored findings are those of a look at the whole plan."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from people import Cast
from plan_texts import large_reading, rewrite, stored_plan
from streekwerk.plans import findings as refreshing
from streekwerk.plans import live
from streekwerk.plans.commands import accept_finding
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import (
    IndicatorSentence,
    Milestone,
    Node,
    NodeLink,
    Plan,
    PlanFinding,
    RoadmapStep,
    TrayItem,
)
from streekwerk.reading.queries import read_file

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "sample" / "documents").iterdir())
SHARED = sorted((Path(__file__).resolve().parents[3] / "shared" / "documents").glob("00[03]_*.txt"))
Edit = Callable[[Callable[[], object]], None]
WORDS = (
    "Zie actie 99 en link met 9.9.",
    "Het aantal daalt van 20 % naar 25 %.",
    "Dit begrip moet nog gedefinieerd worden.",
    "Nog te bepalen in 2027 met het XQZ.",
    "Xylofoon Qua Zin (XQZ) is er ook",
    "Tegen 31/12/2045 meer ontmoetingen in de",
    "Geen. Te voorzien in 2026: € 5.000 (of minder",
    "",
)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    live._kept.clear()
    yield
    live._kept.clear()


@pytest.fixture
def edit(
    django_capture_on_commit_callbacks: Any,
) -> Edit:
    """Runs a change as a request would: in a transaction that is then committed."""

    def run(change: Callable[[], object]) -> None:
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            change()

    return run


def stored(plan: Plan) -> dict[str, Any]:
    return {
        row.fingerprint: (
            row.node_id,
            row.rule,
            row.severity,
            row.message,
            row.spans,
            row.data,
            row.accepted_reason,
        )
        for row in PlanFinding.objects.filter(plan=plan, resolved_at=None)
    }


def check(plan: Plan) -> None:
    """What is stored is what a look at everything would store; the look itself leaves nothing behind."""
    by_edits = stored(plan)
    with transaction.atomic():
        refresh_findings(plan)
        whole = stored(plan)
        transaction.set_rollback(True)
    assert by_edits == whole


# ------------------------------------------------------------------ any edit


def words(plan: Plan, node: Node, chance: random.Random, by: Cast) -> None:
    """What people do most: through the command of the product."""
    labels = [item["label"] for item in node.fields]
    rewrite(
        node,
        by.bo.actor,
        title=chance.choice([node.title, f"{node.title} {chance.choice(WORDS)}".strip(), "Samen sterk"]),
        text=chance.choice([node.text, chance.choice(WORDS)]),
        start=chance.choice([node.start_words, "2026", ""]),
        end=chance.choice([node.end_words, "maart 2025", "2045", ""]),
        **({chance.choice(labels): chance.choice(WORDS)} if labels else {}),
    )


def said(plan: Plan, node: Node, *more: Node) -> None:
    plan.raise_revision()
    refresh_findings(plan, changed=[node, *more])


def archive(plan: Plan, node: Node, chance: random.Random, by: Cast) -> None:
    below, waiting = {node.pk}, [node.pk]
    while waiting:
        waiting = list(Node.objects.filter(parent__in=waiting).values_list("pk", flat=True))
        below |= set(waiting)
    for part in (IndicatorSentence, Milestone):
        part.objects.filter(node__in=below).update(archived_at=timezone.now())
    Node.objects.filter(pk__in=below).update(archived_at=timezone.now(), archived_by="Bo")
    said(plan, node)


def add(plan: Plan, node: Node, chance: random.Random, by: Cast) -> None:
    others = list(Node.objects.filter(plan=plan, position__gt=node.position).order_by("-position"))
    for other in others:
        other.position += 1
    Node.objects.bulk_update(others, ["position"])
    title = chance.choice([node.title, "Een nieuwe actie"])
    new = Node.objects.create(plan=plan, parent=node, position=node.position + 1, level="action", title=title,
                              code=chance.choice(["", node.code, "Actie 77"]))  # fmt: skip
    said(plan, new)


def move(plan: Plan, node: Node, chance: random.Random, by: Cast) -> None:
    """To another parent, or up among its brothers; positions follow."""
    nodes = list(Node.objects.filter(plan=plan))
    below = {node.pk}
    for other in nodes:
        if other.parent_id in below:
            below.add(other.pk)
    branch = [other for other in nodes if other.pk in below]
    rest = [other for other in nodes if other.pk not in below]
    home = chance.choice([None, *rest])
    at = rest.index(home) + 1 if home else chance.randrange(2) * len(rest)
    order = [*rest[:at], *branch, *rest[at:]]
    for position, other in enumerate(order):
        other.position = position
    Node.objects.bulk_update(order, ["position"], batch_size=200)
    Node.objects.filter(pk=node.pk).update(parent=home)
    said(plan, node)


def measure(plan: Plan, node: Node, chance: random.Random, by: Cast) -> None:
    node.indicatorsentences.update(archived_at=timezone.now())
    for place in range(chance.randrange(3)):
        IndicatorSentence.objects.create(plan=plan, node=node, position=place, text=chance.choice(WORDS))
    said(plan, node)


def link(plan: Plan, node: Node, chance: random.Random, by: Cast) -> None:
    other = chance.choice(Node.objects.filter(plan=plan).exclude(pk=node.pk))
    NodeLink.objects.get_or_create(source=node, target=other)
    said(plan, node)


def retype(plan: Plan, node: Node, chance: random.Random, by: Cast) -> None:
    Node.objects.filter(pk=node.pk).update(level=chance.choice(["goal", "action", "statement"]))
    said(plan, node)


def tray(plan: Plan, node: Node, chance: random.Random, by: Cast) -> None:
    if not TrayItem.objects.filter(plan=plan).update(archived_at=timezone.now()):
        TrayItem.objects.create(plan=plan, node=node, position=0, text=chance.choice(WORDS))
    said(plan, node)


EDITS = (words, words, words, archive, add, move, measure, link, retype, tray)


@pytest.mark.one_engine
@pytest.mark.slow
@pytest.mark.parametrize("path", [*SAMPLES, *SHARED], ids=lambda path: path.name[:12])
def test_a_day_of_edits_stores_what_a_whole_look_stores(path: Path, people: Cast, edit: Edit) -> None:
    chance = random.Random(path.name)
    reading = read_file(path)
    plan = stored_plan(people, reading=reading)
    used = 0
    for _ in range(9):
        node = chance.choice(Node.objects.filter(plan=plan))
        used += plan.pk in live._kept
        edit(lambda node=node: chance.choice(EDITS)(plan, node, chance, people))
        check(plan)
    assert used > 4, "edits went by the kept plan"


@pytest.mark.slow
def test_edits_of_a_large_plan_store_what_a_whole_look_stores(people: Cast, edit: Edit) -> None:
    chance = random.Random(3)
    plan = stored_plan(people, reading=large_reading(300))
    for change in (words, move, archive, words, add, measure):
        for _ in range(2):
            node = chance.choice(Node.objects.filter(plan=plan))
            edit(lambda change=change, node=node: change(plan, node, chance, people))
        check(plan)


# ------------------------------------------------------------------ what is kept


@pytest.fixture
def node(plan: Plan) -> Node:
    return Node.objects.select_related("plan").get(plan=plan, code="Actie 1")


@pytest.fixture
def whole_looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the whole plan was read."""
    looks: list[int] = []
    read = refreshing.reading_of
    monkeypatch.setattr(refreshing, "reading_of", lambda plan: looks.append(plan.revision) or read(plan))
    return looks


def test_the_second_edit_reads_only_what_it_changed(
    people: Cast, node: Node, edit: Edit, whole_looks: list[int]
) -> None:
    for title in ("Eerst", "Daarna"):
        edit(lambda title=title: rewrite(node, people.bo.actor, title=title))
    assert len(whole_looks) == 1


def test_an_edit_that_fails_leaves_nothing_behind(
    people: Cast, node: Node, edit: Edit, whole_looks: list[int]
) -> None:
    def change(title: str, end: str = "2027") -> None:
        rewrite(node, people.bo.actor, title=title, end=end)

    edit(lambda: change("Eerst"))
    with transaction.atomic():
        change("Nooit bewaard", end="maart 2025")
        transaction.set_rollback(True)
    assert node.plan.pk not in live._kept
    edit(lambda: change("Daarna"))
    assert len(whole_looks) == 2
    check(node.plan)
    assert not PlanFinding.objects.open().filter(rule="dates.start_after_end")


def test_what_another_process_changed_is_read_again(
    people: Cast, node: Node, edit: Edit, whole_looks: list[int]
) -> None:
    edit(lambda: refresh_findings(node.plan))
    other = Node.objects.get(code="Actie 2")
    Node.objects.filter(pk=other.pk).update(title="Noodwoning delen (met", version=2)
    node.plan.raise_revision()
    edit(lambda: rewrite(node, people.bo.actor, title="Eerst"))
    assert len(whole_looks) == 1, "only what differs is read"
    assert PlanFinding.objects.open().filter(rule="text.open_bracket", node=other)
    check(node.plan)


def test_what_belongs_to_no_node_makes_everything_read_again(
    people: Cast, node: Node, edit: Edit, whole_looks: list[int]
) -> None:
    edit(lambda: refresh_findings(node.plan))
    RoadmapStep.objects.create(plan=node.plan, position=99, date="2026-01-01", precision="day", text="x")
    node.plan.raise_revision()
    edit(lambda: rewrite(node, people.bo.actor, title="Eerst"))
    assert len(whole_looks) == 2
    check(node.plan)


@pytest.mark.slow
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:12])
def test_two_processes_that_edit_in_turn_store_what_a_whole_look_stores(
    path: Path, people: Cast, edit: Edit
) -> None:
    """Each process keeps its own plan; the other's edits reach it by the marks alone."""
    chance = random.Random(path.name)
    plan = stored_plan(people, reading=read_file(path))
    memories: list[dict[int, Any]] = [{}, {}]
    for _ in range(9):
        memory = chance.choice(memories)
        live._kept.clear()
        live._kept.update(memory)
        node = chance.choice(Node.objects.filter(plan=plan))
        edit(lambda node=node: chance.choice(EDITS)(plan, node, chance, people))
        memory.clear()
        memory.update(live._kept)
        check(plan)


def test_an_accepted_finding_stays_quiet_through_other_edits(people: Cast, node: Node, edit: Edit) -> None:
    edit(lambda: rewrite(node, people.bo.actor, end="maart 2025"))
    finding = PlanFinding.objects.open().get(rule="dates.start_after_end")
    accept_finding(finding=finding, reason="beslist op het bestuur", by=people.bo.actor)
    edit(lambda: rewrite(node, people.bo.actor, text="een woord erbij"))
    finding.refresh_from_db()
    assert (finding.accepted_reason, finding.resolved_at) == ("beslist op het bestuur", None)
    check(node.plan)


def test_a_process_keeps_few_plans_and_the_latest_of_each(plan: Plan) -> None:
    kept = live.LivePlan(8, findings=None, skeleton={}, stored={}, marks={})  # type: ignore[arg-type]
    for number in range(live.MOST + 3):
        live.keep(Plan(pk=1000 + number, revision=8, created_at=plan.created_at), kept)
    assert len(live._kept) == live.MOST
    newer = Plan(pk=5, revision=8, created_at=plan.created_at)
    live.keep(newer, kept)
    live.keep(Plan(pk=5, revision=7, created_at=plan.created_at), replace(kept, revision=7))
    following = Plan(pk=5, revision=9, created_at=plan.created_at)
    assert kept.precedes(following)
    assert not kept.precedes(newer)
    assert live.take(following) is kept
    assert live.take(following) is None, "it serves one edit at a time"
    live.keep(newer, kept)
    assert live.take(Plan(pk=5, revision=9, created_at=timezone.now())) is None, (
        "another plan with its number"
    )


def test_the_price_of_an_edit_does_not_grow_with_the_plan(
    people: Cast, edit: Edit, django_assert_max_num_queries: Any
) -> None:
    plan = stored_plan(people, reading=large_reading(120))
    node = plan.nodes.filter(level="action")[5]
    for title, most in (("Eerst", 60), ("Daarna", 32)):
        with django_assert_max_num_queries(most):
            edit(lambda title=title: rewrite(node, people.bo.actor, title=title))
