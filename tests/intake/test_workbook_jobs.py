"""Jobs of workbooks: taken up again when a worker was stopped, followed by who waits for them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from intake.test_workbook_walk import open_cells, twelve
from intake.workbooks import column_of, handed_in, round_trip, sent_out, worked_on
from people import TODAY, Cast
from plan_texts import large_reading, stored_plan
from streekwerk.intake import halfway
from streekwerk.intake.commands import comparing, deciding, resume_interrupted, writing_job
from streekwerk.intake.models import WorkbookReturn
from streekwerk.plans.commands import change_texts
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.queries.texts import mark


def test_a_stopped_reading_is_taken_up_again(
    people: Cast, plan: Plan, django_capture_on_commit_callbacks: Any
) -> None:
    _, content = sent_out(plan, people.bo)
    returned = handed_in(plan, worked_on(content, twelve), people.bo, read=False)
    WorkbookReturn.objects.filter(pk=returned.pk).update(status="reading", progress=40)
    with django_capture_on_commit_callbacks(execute=True):
        assert resume_interrupted() == 1
    returned.refresh_from_db()
    assert len(open_cells(returned)) == 12
    with django_capture_on_commit_callbacks(execute=True):
        assert resume_interrupted() == 0


def test_many_cells_are_written_by_a_job_that_may_be_stopped(
    people: Cast, client: Client, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing_job, "MANY", 5)
    plan = stored_plan(people, reading=large_reading(20))

    def edit(book: Any) -> None:
        for row in range(2, 22):
            book["Plan"].cell(row, column_of(book["Plan"], "Tekst")).value = f"Tekst {row}"

    returned = round_trip(plan, people.bo, edit)
    client.force_login(people.bo.user)
    # The worker is stopped before it begins: nothing is written, and the page says it is at work.
    client.post(reverse("intake:workbook-decide", args=[returned.pk]), {"wat": "alles"})
    assert "worden in het plan geschreven" in client.get(returned.get_absolute_url()).content.decode()
    assert not Node.objects.filter(plan=plan, text="Tekst 2").exists()
    with pytest.raises(comparing.StillWriting):
        deciding.accept_all(returned=returned, today=TODAY, by=people.bo.actor)
    with django_capture_on_commit_callbacks(execute=True):
        assert resume_interrupted() == 1
    assert Node.objects.filter(plan=plan, text__startswith="Tekst ").count() == 20
    returned.refresh_from_db()
    assert returned.status == "done"
    # Who asked it is told once, with a button to undo it.
    told = "20 voorstellen overgenomen"
    assert [told in client.get(returned.get_absolute_url()).content.decode() for _ in "12"] == [True, False]
    with django_capture_on_commit_callbacks(execute=True):
        assert resume_interrupted() == 0
        client.post(reverse("intake:workbook-undo", args=[returned.pk]), {"keer": "1"})
    assert not Node.objects.filter(plan=plan, text__startswith="Tekst ").exists()


def test_what_is_ticked_is_written_by_a_job_too_and_shows_how_far_it_is(
    people: Cast, client: Client, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing_job, "MANY", 5)
    plan = stored_plan(people, reading=large_reading(20))

    def edit(book: Any) -> None:
        for row in range(2, 22):
            book["Plan"].cell(row, column_of(book["Plan"], "Tekst")).value = f"Tekst {row}"

    returned = round_trip(plan, people.bo, edit)
    first, second, *others = returned.changes.values_list("pk", "node_id")
    # Since the workbook was read somebody changed two of the same texts on the site.
    for (_, node), text in ((first, "Van de site"), (second, "Ook van de site")):
        found = Node.objects.select_related("plan").get(pk=node)
        change_texts(node=found, texts={"text": text}, base={"text": mark(found.text)}, by=people.bo.actor)
    client.force_login(people.bo.user)
    ticked = {"neem": [pk for pk, _ in others], f"kies-{first[0]}": "werkboek", f"kies-{second[0]}": "site"}
    seen = {f"gezien-{first[0]}": mark("Van de site")}
    client.post(reverse("intake:workbook-decide", args=[returned.pk]), {**ticked, **seen})
    halfway.tell(returned.pk, 42)
    page = client.get(returned.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "42" in page
    assert "hx-get" in page
    told: list[int] = []
    monkeypatch.setattr(halfway, "tell", lambda _, percent: told.append(percent))
    with django_capture_on_commit_callbacks(execute=True):
        resume_interrupted()
    assert told == sorted(told)
    assert told[-1] > 80
    assert halfway.told(returned.pk) is None
    texts = dict(Node.objects.filter(plan=plan).values_list("pk", "text"))
    assert texts[first[1]].startswith("Tekst ")
    assert texts[second[1]] == "Ook van de site"
    assert sum(text.startswith("Tekst ") for text in texts.values()) == 19
    states = dict(returned.changes.values_list("pk", "state"))
    assert states.pop(second[0]) == "refused"
    assert set(states.values()) == {"accepted"}
    # The page that waited goes on by itself.
    assert client.get(returned.get_absolute_url(), headers={"HX-Request": "true"})["HX-Redirect"]


def test_a_failing_job_says_so_and_changes_nothing(
    people: Cast, plan: Plan, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    returned = round_trip(plan, people.bo, twelve)
    writing_job.queue_writing(returned=returned, what="all", user=people.bo.user, by=people.bo.actor)
    returned.refresh_from_db()
    monkeypatch.setattr("streekwerk.intake.commands.writing_job.accept_all", lambda **_: 1 / 0)
    writing_job.run_writing(returned=returned, today=TODAY, by=people.bo.actor)
    client.force_login(people.bo.user)
    page = client.get(returned.get_absolute_url()).content.decode()
    assert "Er ging bij ons iets mis bij het overnemen" in page
    assert len(open_cells(returned)) == 12
