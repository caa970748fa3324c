"""Nakijken: steps on a reading, two people, undo, and a plan with where every part came from."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from people import Cast
from plan_texts import TEXT, large_reading, lines_of, small_reading
from standing import stands
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.intake import commands, queries
from streekwerk.intake.models import Review, Upload
from streekwerk.intake.rules.steps import Change, Dissolve, Merge, Move, Place, Split, Step, StepRefused
from streekwerk.plans.commands import keep_document
from streekwerk.plans.models import IndicatorSentence, Node, Plan, TrayItem
from streekwerk.reading.models import Reading


def open_review(people: Cast, reading: Reading | None = None, text: str = TEXT) -> Review:
    read = reading or small_reading()
    document = keep_document(
        source=read.source,
        lines=lines_of(text),
        original=text.encode(),
        name="plan.txt",
        network=people.zonnedorp,
        by=people.bo.actor,
    )
    upload = Upload.objects.create(
        network=people.zonnedorp, by=people.bo.user, name="plan.txt", size=1, sha256="0" * 64, status="done"
    )
    return Review.objects.create(
        network=people.zonnedorp, upload=upload, document=document, read=read.to_json(), state=read.to_json()
    )


@stands
def review(people: Cast) -> Review:
    return open_review(people)


def take(review: Review, step: Step, people: Cast, who: str = "bo", seen: int | None = None) -> Review:
    seen = Review.objects.get(pk=review.pk).version if seen is None else seen
    return commands.take_step(review=review, step=step, seen_version=seen, by=people[who].actor)


def titles(review: Review) -> list[str]:
    return [node.title for node in stored(review).nodes]


def stored(review: Review) -> Reading:
    """The reading as a process finds it that has not seen this review before."""
    queries._READINGS._things.clear()
    return queries.state_of(Review.objects.get(pk=review.pk))


# ------------------------------------------------------------------ steps


def test_a_step_is_kept_with_its_sentence(people: Cast, review: Review) -> None:
    take(review, Change("a1", title="Een huis voor wie begint"), people)
    step = review.steps.get()
    assert (step.number, step.by_label) == (1, people.bo.actor.label)
    assert "“Een huis voor wie begint”" in step.words
    assert "Een huis voor wie begint" in titles(review)
    assert "Een huis voor wie begint" not in str(Review.objects.get(pk=review.pk).read)


def test_a_refused_step_leaves_nothing(people: Cast, review: Review) -> None:
    with pytest.raises(StepRefused):
        take(review, Merge("a1", "weg"), people)
    assert not review.steps.exists()
    review.refresh_from_db()
    assert (review.version, review.done, review.state) == (1, 0, review.read)


def test_a_long_review_is_found_back_at_every_step(people: Cast, review: Review) -> None:
    """The reading is written now and then only; whatever is done and undone, it is found back."""
    bo = people.bo.actor
    for number in range(1, 46):
        take(review, Change("a1", title=f"Titel {number}"), people)
    assert Review.objects.get(pk=review.pk).held == 40
    for number in (*range(44, 17, -1), *range(19, 43)):
        now = Review.objects.get(pk=review.pk)
        change = commands.undo if number < now.done else commands.redo
        change(review=now, seen_version=now.version, by=bo)
        assert f"Titel {number}" in titles(review)
    queries._READINGS._things.clear()
    plan = commands.commit(review=review, by=bo)
    assert plan.nodes.filter(title="Titel 42").exists()
    review.refresh_from_db()
    assert (review.held, "Titel 42" in str(review.state)) == (42, True)


def test_undone_steps_can_be_done_again_until_another(people: Cast, review: Review) -> None:
    bo = people.bo.actor
    for title in ("Een", "Twee"):
        take(review, Change("a1", title=title), people)
    now = commands.undo(review=review, seen_version=3, by=bo)
    assert "Een" in titles(review)
    now = commands.undo(review=review, seen_version=now.version, by=bo)
    assert stored(review) == Reading.from_json(review.read)
    with pytest.raises(commands.NothingToUndo, match="ongedaan"):
        commands.undo(review=review, seen_version=now.version, by=bo)
    now = commands.redo(review=review, seen_version=now.version, by=bo)
    now = commands.redo(review=review, seen_version=now.version, by=bo)
    assert "Twee" in titles(review)
    with pytest.raises(commands.NothingToUndo, match="opnieuw"):
        commands.redo(review=review, seen_version=now.version, by=bo)
    commands.undo(review=review, seen_version=now.version, by=bo)
    take(review, Dissolve("a2"), people)
    assert [step.number for step in review.steps.all()] == [1, 2]
    with pytest.raises(commands.NothingToUndo):
        commands.redo(review=review, seen_version=review.version + 99, by=bo)


@pytest.mark.parametrize("who", ["an", "cas", "dirk", "eva", "gus"])
def test_who_may_not_import_takes_no_step(who: str, people: Cast, review: Review) -> None:
    take(review, Change("a1", title="Mag wel"), people, "fien")
    actor = people[who].actor
    for refused in (
        lambda: take(review, Change("a1", title="Mag niet"), people, who),
        lambda: commands.undo(review=review, seen_version=2, by=actor),
        lambda: commands.redo(review=review, seen_version=2, by=actor),
        lambda: commands.commit(review=review, by=actor),
        lambda: commands.drop(review=review, by=actor),
        lambda: commands.take_up(review=review, by=actor),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert "Mag wel" in titles(review)


# ------------------------------------------------------------------ two people


def test_two_people_on_different_parts_both_succeed(people: Cast, review: Review) -> None:
    take(review, Change("a1", title="Van Bo"), people, "bo", seen=1)
    take(review, Change("a2", title="Van Fien"), people, "fien", seen=1)
    assert titles(review)[1:] == ["Van Bo", "Van Fien"]


def test_two_people_on_one_part_do_not_overwrite_each_other(people: Cast, review: Review) -> None:
    take(review, Change("a1", title="Van Bo"), people, "bo", seen=1)
    with pytest.raises(commands.SomebodyElse, match="Bo deed intussen dit"):
        take(review, Change("a1", title="Van Fien"), people, "fien", seen=1)
    with pytest.raises(commands.SomebodyElse):
        take(review, Place(((6, 6),), "tray"), people, "fien", seen=1)
    assert titles(review)[1] == "Van Bo"
    take(review, Change("a1", title="Van Fien"), people, "fien", seen=2)
    assert titles(review)[1] == "Van Fien"


def test_a_step_that_was_undone_meanwhile_counts_too(people: Cast, review: Review) -> None:
    take(review, Change("a1", title="Van Bo"), people, "bo")
    commands.undo(review=review, seen_version=2, by=people.bo.actor)
    take(review, Change("g1", title="Een doel van Bo"), people, "bo")
    with pytest.raises(commands.SomebodyElse):
        take(review, Change("a1", title="Van Fien"), people, "fien", seen=2)


def test_nobody_undoes_what_was_not_seen(people: Cast, review: Review) -> None:
    take(review, Change("a1", title="Van Bo"), people, "bo", seen=1)
    with pytest.raises(commands.SomebodyElse):
        commands.undo(review=review, seen_version=1, by=people["fien"].actor)
    commands.undo(review=review, seen_version=2, by=people["fien"].actor)
    assert titles(review)[1] == "Een huis voor starters"


# ------------------------------------------------------------------ a plan


def test_a_commit_keeps_where_every_part_stood(people: Cast, review: Review) -> None:
    take(review, Split("a1", 6), people)
    take(review, Place(((10, 10),), "indicator", "a2"), people)
    plan = commands.commit(review=review, by=people.bo.actor)
    review.refresh_from_db()
    assert (review.status, review.plan, review.upload.plan) == ("committed", plan, plan)
    assert plan.document == review.document
    for node in Node.objects.filter(plan=plan):
        printed = " ".join(plan.document.lines[n - 1][0] for a, b in node.spans for n in range(a, b + 1))
        assert node.title.split()[0] in printed
    added = IndicatorSentence.objects.get(plan=plan, node__code="Actie 2")
    assert (added.text, added.spans) == ("een losse zin zonder thuis", [[10, 10]])
    assert not TrayItem.objects.filter(plan=plan).exists()
    assert Entry.objects.filter(verb="review.committed", object_id=plan.pk).exists()


def test_what_lies_in_the_tray_goes_along(people: Cast, review: Review) -> None:
    plan = commands.commit(review=review, by=people.bo.actor)
    assert TrayItem.objects.get(plan=plan).spans == [[10, 10]]


def test_a_commit_is_all_or_nothing(people: Cast, review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(IndicatorSentence.objects, "bulk_create", fail)
    monkeypatch.setattr(type(IndicatorSentence.objects), "bulk_create", fail)
    with pytest.raises(IntegrityError):
        commands.commit(review=review, by=people.bo.actor)
    review.refresh_from_db()
    assert (review.status, review.plan) == ("open", None)
    assert not Plan.objects.exists()


def test_a_closed_review_takes_no_step(people: Cast, review: Review) -> None:
    bo = people.bo.actor
    commands.drop(review=review, by=bo)
    with pytest.raises(commands.ReviewClosed, match="weggelegd"):
        take(review, Dissolve("a2"), people)
    commands.take_up(review=review, by=bo)
    take(review, Dissolve("a2"), people)
    commands.commit(review=review, by=people["fien"].actor)
    for late in (commands.commit, commands.drop, commands.take_up):
        with pytest.raises(commands.ReviewClosed, match="vastgelegd"):
            late(review=review, by=bo)
    assert Plan.objects.count() == 1


# ------------------------------------------------------------------ the page


@pytest.fixture
def bo(client: Client, people: Cast) -> Client:
    client.force_login(people.bo.user)
    return client


def post(client: Client, review: Review, name: str = "step", query: str = "", **fields: Any) -> Any:
    review.refresh_from_db()
    fields.setdefault("version", review.version)
    return client.post(reverse(f"intake:{name}", args=[review.pk]) + query, fields, follow=True)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "change", "node": "a1", "title": "Ander huis"}, "Ander huis"),
        ({"kind": "change", "node": "a1", "level": "project"}, "project"),
        ({"kind": "down", "node": "a1"}, "gezet"),
        ({"kind": "in", "node": "a2"}, "onder “Actie 1"),
        ({"kind": "out", "node": "a2"}, "bovenaan"),
        ({"kind": "move", "node": "a2", "where": "Actie 1"}, "onder “Actie 1"),
        ({"kind": "merge", "node": "a2", "where": "huis voor starters"}, "samengevoegd"),
        ({"kind": "split", "node": "a1", "line": "6"}, "gesplitst"),
        ({"kind": "dissolve", "node": "a2"}, "opgelost"),
        ({"kind": "place", "lines": "10", "to": "text", "node": "a2"}, "Regel 10"),
        ({"kind": "place", "lines": "10", "to": "node", "where": "Doel 1", "level": "action"}, "Regel 10"),
        ({"kind": "place", "lines": "10", "to": "aside", "why": "voetnoot"}, "terzijde"),
        ({"kind": "place", "lines": "6-7", "to": "tray"}, "lade"),
        ({"kind": "describe", "title": "Samen wonen 2", "organisation": "Bond"}, "Samen wonen 2"),
    ],
)
def test_every_step_has_a_plain_form(bo: Client, review: Review, fields: dict[str, str], said: str) -> None:
    response = post(bo, review, **fields)
    assert response.status_code == 200
    assert said in review.steps.get().words
    assert "Ongedaan maken" in response.content.decode()
    assert post(bo, review, "undo").status_code == 200
    assert stored(review) == Reading.from_json(review.read)
    post(bo, review, "redo")
    review.refresh_from_db()
    assert review.done == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "zwaaien"}, "bestaat niet"),
        ({"kind": "up", "node": "a1"}, "al als eerste"),
        ({"kind": "down", "node": "a2"}, "al als laatste"),
        ({"kind": "out", "node": "g1"}, "al bovenaan"),
        ({"kind": "up", "node": "weg"}, "bestaat niet meer"),
        ({"kind": "move", "node": "a2", "where": "kangoeroe"}, "Geen onderdeel heet"),
        ({"kind": "move", "node": "a2", "where": "Actie"}, "2 onderdelen passen"),
        ({"kind": "merge", "node": "a2", "where": ""}, "Kies het onderdeel"),
        ({"kind": "place", "lines": "", "to": "text"}, "Kies eerst"),
        ({"kind": "place", "lines": "10", "to": "maan"}, "Kies wat"),
        ({"kind": "place", "lines": "10", "to": "text", "where": ""}, "waar deze regels bij horen"),
        ({"kind": "split", "node": "a1", "line": "x"}, "Kies de regel"),
    ],
)
def test_a_refusal_says_what_to_do(bo: Client, review: Review, fields: dict[str, str], said: str) -> None:
    response = post(bo, review, **fields)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not review.steps.exists()


def test_only_the_pieces_that_changed_come_back(bo: Client, review: Review) -> None:
    page = bo.get(review.get_absolute_url()).content.decode()
    marks = " ".join(
        f"{name}:{mark}" for name, mark in re.findall(r'id="(\w+)"[^>]*><span hidden data-mark="(\w+)"', page)
    )
    assert {"boom", "tekst", "lade", "paneel", "stand", "voet", "namen"} <= {
        m.split(":")[0] for m in marks.split()
    }
    address = reverse("intake:step", args=[review.pk])
    response = bo.post(
        address,
        {"kind": "place", "lines": "10", "to": "aside", "version": 1},
        headers={"HX-Request": "true", "X-Pieces": marks},
    )
    body = response.content.decode()
    assert response["HX-Replace-Url"].startswith(review.get_absolute_url())
    sent = set(re.findall(r'<div id="(\w+)" hx-swap-oob', body))
    assert {"tekst", "lade", "voet", "stand", "gezegd", "versie"} <= sent
    assert "boom" not in sent
    assert "namen" not in sent


def test_an_overtaken_step_is_refused_with_who_did_what(bo: Client, people: Cast, review: Review) -> None:
    take(review, Change("a1", title="Van Fien"), people, "fien")
    for headers in ({}, {"HX-Request": "true"}):
        response = bo.post(
            reverse("intake:step", args=[review.pk]),
            {"kind": "change", "node": "a1", "title": "Van Bo", "version": 1},
            headers=headers,
        )
        assert response.status_code == 409
        assert "Fien deed intussen dit" in response.content.decode()
        assert "Van Fien" in response.content.decode()


def test_leaving_and_coming_back_shows_the_same(bo: Client, people: Cast, review: Review) -> None:
    post(bo, review, kind="change", node="a1", title="Blijft zo")
    list_page = bo.get(reverse("intake:new")).content.decode()
    assert review.get_absolute_url() in list_page
    home = bo.get(reverse("portal:home")).content.decode()
    assert review.get_absolute_url() in home
    later = Client()
    later.force_login(people["fien"].user)
    assert "Blijft zo" in later.get(review.get_absolute_url()).content.decode()
    later.force_login(people["gus"].user)
    assert review.get_absolute_url() not in later.get(reverse("portal:home")).content.decode()


def test_the_look_is_in_the_address(bo: Client, review: Review) -> None:
    address = review.get_absolute_url()
    page = bo.get(address, {"onderdeel": "a1"}).content.decode()
    assert 'id="r6" class="read branch-1 lit"' in page
    assert 'href="?onderdeel=a1" aria-current="true"' in page
    assert 'name="lines" value="8-9"' in bo.get(address, {"kies": ["8", "9"]}).content.decode()
    for nonsense in ({"kies": "x"}, {"van": "999999"}, {"onderdeel": "<b>"}, {"kies": "1-99999999"}):
        assert bo.get(address, nonsense).status_code == 200


def test_a_commit_asks_about_what_has_no_place(bo: Client, review: Review) -> None:
    response = post(bo, review, "commit")
    assert response.status_code == 422
    assert "zonder plaats" in response.content.decode()
    assert not Plan.objects.exists()
    response = post(bo, review, "commit", rest="lade")
    plan = Plan.objects.get()
    assert response.redirect_chain[-1][0] == plan.get_absolute_url()
    assert bo.get(review.get_absolute_url())["Location"] == plan.get_absolute_url()
    assert post(bo, review, "commit", rest="lade").status_code == 409


def test_putting_away_asks_once_more(bo: Client, review: Review) -> None:
    assert "blijven bewaard" in bo.get(reverse("intake:drop", args=[review.pk])).content.decode()
    assert "weggelegd" in post(bo, review, "drop").content.decode()
    assert "Weer opnemen" in bo.get(review.get_absolute_url()).content.decode()
    post(bo, review, "take-up")
    assert "Leg vast als plan" in bo.get(review.get_absolute_url()).content.decode()


# ------------------------------------------------------------------ two thousand nodes


@pytest.fixture
def large(people: Cast) -> Review:
    text = "\n".join(f"regel {number} van een groot plan" for number in range(1, 10_001))
    reading = large_reading()
    for at, node in enumerate(reading.nodes):
        node.spans = [(at * 5 + 1, at * 5 + 4)]
    for item in reading.indicators:
        first = int(item.id[1:]) * 5
        item.spans = [(first + 4, first + 4)]
    return open_review(people, reading, text)


@pytest.mark.one_engine
def test_the_page_has_a_price(
    bo: Client, review: Review, large: Review, django_assert_num_queries: Any
) -> None:
    """The first visitor has the reading and the lines taken out of the database; the next one finds them kept."""
    for which, node in ((review, "a1"), (large, "n1234")):
        for price in (8, 6):
            with django_assert_num_queries(price):
                assert bo.get(which.get_absolute_url(), {"onderdeel": node}).status_code == 200
        with django_assert_num_queries(4):
            bo.get(reverse("intake:lines", args=[which.pk]), {"van": "1", "tot": "400"})


def test_a_large_plan_shows_a_window(bo: Client, large: Review) -> None:
    page = bo.get(large.get_absolute_url(), {"onderdeel": "n1234"}).content.decode()
    assert page.count('<li id="r') == 400
    assert 'id="r6171"' in page
    assert "Eerdere regels" in page
    assert "Latere regels" in page
    assert page.count('<div class="row') < 120
    rest = bo.get(reverse("intake:lines", args=[large.pk]), {"van": "1", "tot": "400", "kant": "na"})
    assert rest.content.decode().count('<li id="r') == 400


def test_moving_under_itself_is_refused(people: Cast, review: Review) -> None:
    with pytest.raises(StepRefused):
        take(review, Move("g1", "a1"), people)
