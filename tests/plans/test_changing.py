"""Edits: version checks, dates in words, the log, and the bijsluiter that runs again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from people import Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.queries import history_of
from streekwerk.plans.commands import (
    ChangedMeanwhile,
    NoDate,
    NodeChange,
    NoReason,
    NoTitle,
    accept_finding,
    change_node,
    reopen_finding,
)
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import Node, Plan, PlanFinding


@pytest.fixture
def node(plan: Plan) -> Node:
    return Node.objects.select_related("plan").get(plan=plan, code="Actie 1")


def as_it_is(node: Node, **changes: object) -> NodeChange:
    texts: dict[str, object] = {
        "title": node.title,
        "text": node.text,
        "start_words": node.start_words,
        "end_words": node.end_words,
        "fields": {item["label"]: item["text"] for item in node.fields},
    }
    return NodeChange(**(texts | changes))  # type: ignore[arg-type]


def test_a_change_raises_the_version_and_is_logged(people: Cast, node: Node) -> None:
    change = as_it_is(node, title="Twee huizen voor starters", fields={"Partners": "Sociaal Huis"})
    changed = change_node(node=node, change=change, version=1, by=people.an.actor)
    assert changed.version == 2
    assert changed.fields[1] == {"label": "Partners", "text": "Sociaal Huis"}
    [entry] = history_of(node)
    assert entry.who == "An"
    assert ("Titel", "Een huis voor starters", "Twee huizen voor starters") in entry.changes
    assert ("Partners", "", "Sociaal Huis") in entry.changes


def test_saving_without_a_change_writes_nothing(people: Cast, node: Node) -> None:
    assert change_node(node=node, change=as_it_is(node), version=1, by=people.an.actor).version == 1
    assert history_of(node) == []


def test_a_change_on_an_old_version_is_refused(people: Cast, node: Node) -> None:
    change_node(node=node, change=as_it_is(node, title="Eerst"), version=1, by=people.an.actor)
    with pytest.raises(ChangedMeanwhile):
        change_node(node=node, change=as_it_is(node, title="Daarna"), version=1, by=people.bo.actor)
    node.refresh_from_db()
    assert node.title == "Eerst"


def test_the_page_shows_both_texts_and_keeps_what_was_typed(client: Client, people: Cast, node: Node) -> None:
    change_node(node=node, change=as_it_is(node, title="Tekst van An"), version=1, by=people.an.actor)
    client.force_login(people.bo.user)
    address = reverse("plans:edit", args=[node.plan_id, node.pk])
    typed = {"title": "Tekst van Bo", "start_words": "2026", "end_words": "", "text": "", "version": "1"}
    response = client.post(address, typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Tekst van An" in page
    assert "Tekst van Bo" in page
    # A second save is deliberate: the form now carries the new version.
    assert client.post(address, typed | {"version": "2"}).status_code == 302


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        ("voorjaar 2026", "2026-05-31", "season"),
        ("31/12/2028", "2028-12-31", "day"),
        ("2027", "2027-12-31", "year"),
    ],
)
def test_an_end_in_words_becomes_the_last_day(
    people: Cast, node: Node, words: str, day: str, precision: str
) -> None:
    changed = change_node(node=node, change=as_it_is(node, end_words=words), version=1, by=people.an.actor)
    assert (str(changed.end_date), changed.end_precision, changed.end_words) == (day, precision, words)


def test_words_without_a_date_are_refused_with_an_example(people: Cast, node: Node) -> None:
    with pytest.raises(NoDate, match=r"ooit.*voorjaar 2026"):
        change_node(node=node, change=as_it_is(node, end_words="ooit"), version=1, by=people.an.actor)


def test_a_title_is_needed(people: Cast, node: Node) -> None:
    with pytest.raises(NoTitle):
        change_node(node=node, change=as_it_is(node, title="  "), version=1, by=people.an.actor)


@pytest.mark.parametrize("who", ["cas", "dirk", "eva", "gus"])
def test_who_may_not_change_is_refused(who: str, people: Cast, node: Node) -> None:
    with pytest.raises(NotAllowed):
        change_node(node=node, change=as_it_is(node, title="anders"), version=1, by=people[who].actor)


def test_the_bijsluiter_runs_after_an_edit(people: Cast, node: Node) -> None:
    """An end before the start is a mistake; putting it right solves the finding, going back opens it again."""

    def about() -> list[PlanFinding]:
        return list(PlanFinding.objects.open().filter(node=node, severity="error"))

    assert about() == []
    node = change_node(
        node=node, change=as_it_is(node, end_words="maart 2025"), version=1, by=people.an.actor
    )
    [finding, *_] = about()
    node = change_node(node=node, change=as_it_is(node, end_words="2027"), version=2, by=people.an.actor)
    assert about() == []
    finding.refresh_from_db()
    assert finding.resolved_at is not None
    change_node(node=node, change=as_it_is(node, end_words="maart 2025"), version=3, by=people.an.actor)
    assert finding.pk in [again.pk for again in about()]


def test_an_accepted_finding_stays_quiet(people: Cast, node: Node) -> None:
    change_node(node=node, change=as_it_is(node, end_words="maart 2025"), version=1, by=people.an.actor)
    finding = PlanFinding.objects.open().filter(node=node, severity="error")[0]
    accept_finding(finding=finding, reason="beslist op het bestuur", by=people.bo.actor)
    refresh_findings(node.plan)
    finding.refresh_from_db()
    assert (finding.accepted_by, finding.accepted_reason) == ("Bo", "beslist op het bestuur")
    assert finding not in PlanFinding.objects.open()
    reopen_finding(finding=finding, by=people.bo.actor)
    assert finding in PlanFinding.objects.open()


def test_a_finding_is_not_accepted_without_reason_or_right(people: Cast, plan: Plan) -> None:
    finding = PlanFinding.objects.create(plan=plan, rule="x", severity="note", message="x", fingerprint="x")
    with pytest.raises(NoReason):
        accept_finding(finding=finding, reason=" ", by=people.bo.actor)
    with pytest.raises(NotAllowed):
        accept_finding(finding=finding, reason="mij goed", by=people.an.actor)
