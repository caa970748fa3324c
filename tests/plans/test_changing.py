"""Edits: two people in one sheet, dates in words, the log, and the bijsluiter that runs again."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people import Cast
from plan_texts import marks, rewrite
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.queries import history_of
from streekwerk.plans.commands import (
    ChangedMeanwhile,
    NoDate,
    NoReason,
    NoTitle,
    accept_finding,
    reopen_finding,
)
from streekwerk.plans.commands.nodes import TooLong
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import Node, Plan, PlanFinding
from streekwerk.plans.queries.fields import key_of


@pytest.fixture
def node(plan: Plan) -> Node:
    return Node.objects.select_related("plan").get(plan=plan, code="Actie 1")


def change(node: Node, by: Any, base: dict[str, str] | None = None, **texts: str) -> Node:
    """Save these texts; begun from what stands there now, unless `base` says otherwise."""
    return rewrite(node, by.actor, base, **texts)


def test_a_change_raises_the_version_and_is_logged(people: Cast, node: Node) -> None:
    before = node.plan.revision
    changed = change(node, people.an, title="Twee huizen voor starters", Partners="Sociaal Huis")
    assert (changed.version, changed.plan.revision) == (2, before + 1)
    assert changed.fields[1] == {"label": "Partners", "text": "Sociaal Huis"}
    assert "huis" in changed.search
    [entry] = history_of(node)
    assert entry.who == "An"
    assert ("Titel", "Een huis voor starters", "Twee huizen voor starters") in entry.changes
    assert ("Partners", "", "Sociaal Huis") in entry.changes


def test_saving_without_a_change_writes_nothing(people: Cast, node: Node) -> None:
    assert change(node, people.an, title=f" {node.title}\r\n", Partners="").version == 1
    assert history_of(node) == []


def test_two_people_change_different_texts_and_both_succeed(people: Cast, node: Node) -> None:
    opened = marks(node)
    change(node, people.an, opened, title="Titel van An", Partners="")
    change(node, people.bo, opened, title=node.title, Partners="Partners van Bo")
    node.refresh_from_db()
    assert (node.title, node.fields[1]["text"]) == ("Titel van An", "Partners van Bo")


def test_two_people_change_the_same_text_and_nothing_is_lost(people: Cast, node: Node) -> None:
    opened = marks(node)
    change(node, people.an, opened, title="Van An")
    with pytest.raises(ChangedMeanwhile) as refused:
        change(node, people.bo, opened, title="Van Bo", Partners="Ook dit")
    [conflict] = refused.value.conflicts
    assert (conflict.name, conflict.now, conflict.mine) == ("title", "Van An", "Van Bo")
    node.refresh_from_db()
    assert (node.title, node.fields[1]["text"]) == ("Van An", "")


def test_both_write_the_same_and_that_is_no_conflict(people: Cast, node: Node) -> None:
    opened = marks(node)
    change(node, people.an, opened, title="Eén titel")
    assert change(node, people.bo, opened, title="Eén titel ").version == 2


def test_a_form_that_does_not_say_where_it_began_overwrites_nothing(people: Cast, node: Node) -> None:
    with pytest.raises(ChangedMeanwhile):
        change(node, people.bo, {}, title="Zomaar")


@pytest.fixture
def whole(client: Client, people: Cast, node: Node) -> tuple[str, dict[str, str]]:
    """The form of the whole sheet, as Bo opened it."""
    client.force_login(people.bo.user)
    address = reverse("plans:edit", args=[node.plan_id, node.pk])
    form = client.get(address).context["form"]
    return address, {field.html_name: field.value() or "" for field in form}


def test_the_whole_form_saves_only_what_was_changed(
    client: Client, people: Cast, node: Node, whole: tuple[str, dict[str, str]]
) -> None:
    address, form = whole
    change(node, people.an, text="Tekst van An")
    assert client.post(address, form | {"title": "Titel van Bo"}).status_code == 302
    node.refresh_from_db()
    assert (node.title, node.text) == ("Titel van Bo", "Tekst van An")


def test_the_whole_form_shows_both_texts_and_keeps_what_was_typed(
    client: Client, people: Cast, node: Node, whole: tuple[str, dict[str, str]]
) -> None:
    address, form = whole
    partners = key_of("Partners")
    change(node, people.an, title="Een huis voor jonge starters")
    response = client.post(address, form | {"title": "Twee huizen voor starters", partners: "Sociaal Huis"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "An schreef Titel ook, om " in page
    assert "<ins><span" in page
    again = {field.html_name: field.value() or "" for field in response.context["form"]}
    assert (again["title"], again[partners]) == ("Twee huizen voor starters", "Sociaal Huis")
    # A second save is deliberate: the form now begins from An's title.
    assert client.post(address, again).status_code == 302
    node.refresh_from_db()
    assert (node.title, node.fields[1]["text"]) == ("Twee huizen voor starters", "Sociaal Huis")


@pytest.mark.parametrize(
    ("whose", "title"),
    [
        ("", "Twee huizen voor starters"),
        ("hunne", "Een huis voor jonge starters"),
        ("samen", "Twee huizen voor jonge starters"),
    ],
)
def test_one_of_the_two_or_both_can_be_kept(
    client: Client, people: Cast, node: Node, whole: tuple[str, dict[str, str]], whose: str, title: str
) -> None:
    address, form = whole
    change(node, people.an, title="Een huis voor jonge starters")
    response = client.post(address, form | {"title": "Twee huizen voor starters"})
    [conflict] = response.context["conflicts"]
    assert conflict.both == "Twee huizen voor jonge starters"
    again = {field.html_name: field.value() or "" for field in response.context["form"]}
    client.post(address, again | {"neem-title": whose, "samen-title": conflict.both})
    node.refresh_from_db()
    assert node.title == title


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        ("voorjaar 2026", "2026-05-31", "season"),
        ("31/12/2028", "2028-12-31", "day"),
        ("2027", "2027-12-31", "year"),
        ("uiterlijk oktober 2027", "2027-10-31", "month"),
        ("uiterlijk bij het begin van de volgende legislatuur", "None", ""),
        ("loopt", "None", ""),
    ],
)
def test_an_end_in_words_becomes_the_last_day(
    people: Cast, node: Node, words: str, day: str, precision: str
) -> None:
    changed = change(node, people.an, end=words)
    assert (str(changed.end_date), changed.end_precision, changed.end_words) == (day, precision, words)


def test_a_start_counts_from_the_first_day(people: Cast, node: Node) -> None:
    assert str(change(node, people.an, start="voorjaar 2026").start_date) == "2026-03-01"


def test_what_seems_a_date_and_is_none_is_refused_with_an_example(people: Cast, node: Node) -> None:
    with pytest.raises(NoDate, match=r"31/02/2027.*voorjaar 2026"):
        change(node, people.an, end="31/02/2027")
    with pytest.raises(TooLong):
        change(node, people.an, end="ooit " * 40)


def test_a_title_is_needed(people: Cast, node: Node) -> None:
    with pytest.raises(NoTitle):
        change(node, people.an, title="  ")


@pytest.mark.parametrize("who", ["cas", "dirk", "eva", "gus"])
def test_who_may_not_change_is_refused(who: str, people: Cast, node: Node) -> None:
    with pytest.raises(NotAllowed):
        change(node, people[who], title="anders")


def test_the_bijsluiter_runs_after_an_edit(people: Cast, node: Node) -> None:
    """An end before the start is a mistake; putting it right solves the finding, going back opens it again."""

    def about() -> list[PlanFinding]:
        return list(PlanFinding.objects.open().filter(node=node, severity="error"))

    assert about() == []
    change(node, people.an, end="maart 2025")
    [finding, *_] = about()
    change(node, people.an, end="2027")
    assert about() == []
    finding.refresh_from_db()
    assert finding.resolved_at is not None
    change(node, people.an, end="maart 2025")
    assert finding.pk in [again.pk for again in about()]


def test_an_accepted_finding_stays_quiet(people: Cast, node: Node) -> None:
    change(node, people.an, end="maart 2025")
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
