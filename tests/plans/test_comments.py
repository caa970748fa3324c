"""Comments stay in the network, call the people they name by mail, and are new until read."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from people import Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.plans.commands.comments import (
    EmptyComment,
    NotYours,
    TooLong,
    change_comment,
    remove_comment,
    see_thread,
    write_comment,
)
from streekwerk.plans.models import Comment, Mention, Node, Plan
from streekwerk.plans.queries.comments import thread_of, threads_of
from streekwerk.plans.rules.comments import mention_pieces, mentions_in


@pytest.fixture
def node(plan: Plan) -> Node:
    return Node.objects.select_related("plan").get(plan=plan, code="Actie 1")


def write(people: Cast, node: Node, text: str, who: str = "bo") -> Comment:
    return write_comment(node=node, text=text, user=people[who].user, by=people[who].actor)


names = st.dictionaries(st.integers(1, 9), st.text("AbÉ x'", max_size=6), max_size=4)


@given(st.text("@AbÉ x',.\n", max_size=40), names)
def test_the_pieces_of_a_text_are_the_text(text: str, people: dict[int, str]) -> None:
    assert "".join(words for words, _ in mention_pieces(text, people)) == text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@An kijkt u?", [1]),
        ("dag @an  peeters", [2]),
        ("(@Bo)", [3]),
        ("mail bo@bo.example", []),
        ("@Bobby", []),
        ("@Bo en @Bo", [3]),
        ("@Els", [4, 5]),
    ],
)
def test_a_name_after_an_at_sign_calls_somebody(text: str, named: list[int]) -> None:
    assert mentions_in(text, {1: "An", 2: "An Peeters", 3: "Bo", 4: "Els", 5: "Els"}) == named


def test_who_is_named_gets_one_mail_to_answer(
    people: Cast, node: Node, django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        comment = write(people, node, "Kan @An dit nakijken? @Bo doet mee, @Cas niet.")
    assert [(message.to, message.reply_to) for message in mail.outbox] == [
        (["an@example.org"], ["bo@example.org"])
    ]
    assert f"http://127.0.0.1:8000{node.get_absolute_url()}#reactie-{comment.pk}" in str(mail.outbox[0].body)
    with django_capture_on_commit_callbacks(execute=True):
        change_comment(
            comment=comment, text="Kan @An dit nakijken, of @Dirk?", user=people.bo.user, by=people.bo.actor
        )
    assert [message.to for message in mail.outbox[1:]] == [["dirk@example.org"]]
    assert set(Mention.objects.values_list("user__name", flat=True)) == {"An", "Dirk"}


def test_new_until_read(people: Cast, node: Node) -> None:
    write(people, node, "Wat denkt @An?")
    assert [remark.unread for remark in thread_of(node, people.an.actor)] == [True]
    assert [remark.unread for remark in thread_of(node, people.bo.actor)] == [False]
    [thread] = threads_of(people.an.actor, only_unread=True)
    assert (thread.unread, thread.called) == (1, True)  # type: ignore[attr-defined]
    assert threads_of(people["gus"].actor) == []
    see_thread(node=node, user=people.an.user, by=people.an.actor)
    assert threads_of(people.an.actor, only_unread=True) == []
    assert len(threads_of(people.an.actor)) == 1
    write(people, node, "Goed.", "an")
    assert [thread.pk for thread in threads_of(people.bo.actor, only_unread=True)] == [node.pk]


def test_a_steward_hears_about_the_own_action(people: Cast, node: Node) -> None:
    Node.objects.filter(pk=node.pk).update(steward=people.an.user)
    write(people, node, "Hoe ver staat dit?", "gus")
    assert [thread.pk for thread in threads_of(people.an.actor, only_unread=True)] == [node.pk]


def test_only_who_wrote_it_changes_it_or_takes_it_back(people: Cast, node: Node) -> None:
    comment = write(people, node, "Eerste gedacht")
    for change in (
        lambda: change_comment(comment=comment, text="x", user=people.an.user, by=people.an.actor),
        lambda: remove_comment(comment=comment, user=people.an.user, by=people.an.actor),
    ):
        with pytest.raises(NotYours):
            change()
    remove_comment(comment=comment, user=people.bo.user, by=people.bo.actor)
    assert Comment.objects.get().text == ""
    with pytest.raises(NotYours):
        change_comment(comment=comment, text="toch", user=people.bo.user, by=people.bo.actor)


@pytest.mark.parametrize(("text", "refusal"), [(" \n", EmptyComment), ("x" * 10_001, TooLong)])
def test_what_cannot_be_kept_is_refused(
    text: str, refusal: type[Exception], people: Cast, node: Node
) -> None:
    with pytest.raises(refusal):
        write(people, node, text)
    assert not Comment.objects.exists()


@pytest.mark.parametrize("who", ["cas", "eva"])
def test_others_do_not_join_in(who: str, people: Cast, node: Node) -> None:
    with pytest.raises(NotAllowed):
        write(people, node, "Dag", who)


def test_the_thread_on_the_page(client: Client, people: Cast, node: Node) -> None:
    write(people, node, "Bekijk <b>dit</b>, @An")
    client.force_login(people.an.user)
    page = client.get(node.get_absolute_url()).content.decode()
    assert '<b class="mention">@An</b>' in page
    assert "Bekijk &lt;b&gt;dit&lt;/b&gt;" in page
    assert "1 ongelezen" in page
    address = reverse("plans:comment", args=[node.plan_id, node.pk])
    refused = client.post(address, {"text": " "}, headers={"HX-Request": "true"})
    assert refused.status_code == 422
    assert "Uw reactie is leeg" in refused.content.decode()
    piece = client.post(address, {"text": "Gezien"}, headers={"HX-Request": "true"}).content.decode()
    assert "Gezien" in piece
    assert piece.strip().startswith("<section")
    assert client.post(address, {"text": "Zonder script"}).status_code == 302
    # The neighbour reads an adopted plan, not what is said about it.
    Plan.objects.filter(pk=node.plan_id).update(status="adopted")
    client.force_login(people.cas.user)
    assert "@An" not in client.get(node.get_absolute_url()).content.decode()
    assert client.post(address, {"text": "Dag"}).status_code == 404


def test_home_says_what_is_unread(client: Client, people: Cast, node: Node) -> None:
    write(people, node, "Wat denkt @Gus?")
    client.force_login(people["gus"].user)
    assert "ongelezen" in client.get(reverse("portal:home")).content.decode()
    page = client.get(reverse("plans:comments"), {"toon": "ongelezen"}).content.decode()
    assert "u werd genoemd" in page
    client.post(reverse("plans:comments-all-seen"))
    assert "Alles gelezen" in client.get(reverse("plans:comments"), {"toon": "ongelezen"}).content.decode()
