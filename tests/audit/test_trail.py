"""The log in words: per person, thing and day; as a file; and everything about oneself."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people import Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record
from streekwerk.audit.models import Entry
from streekwerk.audit.queries import KINDS, TrailSelection, trail_of
from streekwerk.network.models import Term
from streekwerk.plans.commands.comments import write_comment
from streekwerk.plans.models import Node, Plan
from streekwerk.portal.trail import WORDS, export_log


@pytest.fixture
def terms(people: Cast) -> list[Term]:
    made = []
    for at, who in enumerate((people.bo, people.an, people.bo)):
        term = Term.objects.create(network=people.zonnedorp, kind="theme", label=f"Woord {at}")
        record(
            "term.added",
            term,
            by=who.actor,
            network_id=people.zonnedorp.pk,
            changes={"label": ["", f"=Woord {at}"]},
        )
        made.append(term)
    return made


def labels(people: Cast, **asked: str) -> list[str]:
    found = trail_of(people.zonnedorp.pk, people["fien"].actor, TrailSelection.of(asked))
    return [entry.object_label for entry in found]


def test_per_person_thing_kind_word_and_day(people: Cast, terms: list[Term]) -> None:
    assert labels(people, wie=str(people.bo.user.pk)) == ["Woord 2", "Woord 0"]
    assert labels(people, over=f"network.term:{terms[1].pk}") == ["Woord 1"]
    assert labels(people, soort="network.term", zoek="woord 2") == ["Woord 2"]
    today = timezone.localdate()
    assert len(labels(people, van=today.isoformat(), tot=today.isoformat())) == 3
    assert labels(people, tot=(today - timedelta(days=1)).isoformat()) == []
    assert len(labels(people, van="morgen", over="x", wie="")) == 3


def test_only_who_may_read_the_log(people: Cast, terms: list[Term]) -> None:
    for who in ("an", "cas", "gus"):
        assert not trail_of(people.zonnedorp.pk, people[who].actor, TrailSelection())
        with pytest.raises(NotAllowed):
            export_log(network=people.zonnedorp, selection=TrailSelection(), kind="csv", by=people[who].actor)


@pytest.mark.one_engine
def test_the_page_keeps_its_choice_in_the_address_and_asks_as_much_for_many(
    client: Client, people: Cast, terms: list[Term]
) -> None:
    client.force_login(people["dirk"].user)
    address = reverse("network:log", args=["zonnedorp"])

    def asked() -> tuple[int, str]:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get(address, {"soort": "network.term"}).content.decode()
        return len(queries), page

    asked()
    few, page = asked()
    assert "Woord 1" in page
    assert f'?over=network.term:{terms[1].pk}"' in page
    Entry.objects.bulk_create(
        Entry(verb="term.changed", by_label="Bo", network_id=people.zonnedorp.pk, object_kind="network.term",
              object_id=1, object_label=f"Ander {at}") for at in range(120)
    )  # fmt: skip
    many, page = asked()
    assert many == few
    assert "soort=network.term&amp;pagina=2" in page


def test_the_file_is_harmless_and_is_logged(client: Client, people: Cast, terms: list[Term]) -> None:
    client.force_login(people["eva"].user)
    answer = client.get(reverse("portal:log-export", args=["zonnedorp", "csv"]), {"soort": "network.term"})
    said = answer.content.decode("utf-8-sig")
    assert "'=Woord 1" in said
    assert "gehaald door Eva" in said
    kept = Entry.objects.first()
    assert kept is not None
    assert (kept.verb, kept.by_label, kept.changes) == (
        "audit.exported", "Eva", {"selection": ["", "soort=network.term"]},
    )  # fmt: skip
    answer = client.get(reverse("portal:log-export", args=["zonnedorp", "xlsx"]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet.max_row == 6
    assert client.get(reverse("portal:log-export", args=["zonnedorp", "docx"])).status_code == 404


def test_everything_about_oneself_and_nothing_of_others(
    client: Client, people: Cast, plan: Plan, terms: list[Term]
) -> None:
    node = Node.objects.filter(plan=plan, level="action")[0]
    write_comment(node=node, text="Mijn eigen woorden", user=people.an.user, by=people.an.actor)
    write_comment(node=node, text="Woorden van Bo", user=people.bo.user, by=people.bo.actor)
    Node.objects.filter(pk=node.pk).update(steward=people.an.user)
    client.force_login(people.an.user)
    page = client.get(reverse("portal:about-me")).content.decode()
    for said in (
        "an@example.org",
        "Trekker van Welzijnsband Zonnedorp",
        "Mijn eigen woorden",
        "Onderdelen die u trekt",
        "voegde een begrip toe: Woord 1",
    ):
        assert said in page, said
    assert "Woorden van Bo" not in page
    said = json.loads(client.get(reverse("portal:about-me-file")).content)
    assert said["account"]["e-mailadres"] == "an@example.org"
    assert [row["text"] for row in said["bewaard"]["Reacties die u schreef"]] == ["Mijn eigen woorden"]
    assert {entry["waarover"] for entry in said["logboek"]} == {str(node), "Woord 1"}
    assert "password" not in json.dumps(said)


def test_everything_that_points_to_a_person_has_a_dutch_word() -> None:
    models = {relation.related_model for relation in User._meta.related_objects}
    ours = {model._meta.model_name for model in models if model.__module__.startswith("streekwerk.")}
    assert ours == set(WORDS)


def test_every_kind_that_is_logged_has_a_word(people: Cast, plan: Plan, terms: list[Term]) -> None:
    assert set(Entry.objects.values_list("object_kind", flat=True)) <= set(KINDS)
