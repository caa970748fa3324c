"""Handing in a document: read in a job, stored or refused with a sentence, never half and never twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from people import Cast
from streekwerk.access.models import operator
from streekwerk.access.queries import NotAllowed
from streekwerk.intake import commands
from streekwerk.intake.commands import uploads
from streekwerk.intake.models import ColourMeaning, Review, Upload
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.models import Figure, Node, Plan, SourceDocument
from streekwerk.reading.models import Document, Line, Question, Reading
from streekwerk.reading.models import Node as ReadNode

TEXT = """Plan Samen wonen 2026-2028

Domein 1: Wonen

Actie 1 Een huis voor starters

Timing Opstarten in 2026 Einde 31/12/2027

Trekker Sociaal Huis

Middelen Ja

Indicatoren Resultaatsindicator

Aantal gevonden huizen

Actie 2 Noodwoning delen

Timing loopt Einde 31/12/2028

Trekker Huisvestingsdienst

Middelen Nog te bepalen

Indicatoren Procesindicatoren

Aantal gedeelde woningen
"""


def file(name: str = "plan.txt", content: bytes = TEXT.encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def read_now(django_capture_on_commit_callbacks: Any) -> Any:
    """Run what waits for the commit: in tests the job runs on the spot."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_document_becomes_a_review(client: Client, people: Cast, read_now: Any) -> None:
    client.force_login(people.bo.user)
    with read_now():
        response = client.post(reverse("intake:new"), {"network": people.zonnedorp.pk, "document": file()})
    upload = Upload.objects.get()
    assert response.status_code == 302
    assert (upload.status, upload.progress, upload.message) == ("done", 100, "")
    review = upload.review
    titles = [node["title"] for node in review.state["nodes"] if node["level"] == "action"]
    assert titles == ["Een huis voor starters", "Noodwoning delen"]
    assert not Plan.objects.exists(), "it is a plan only after a person looked at it"
    assert review.document == SourceDocument.objects.get()
    assert review.document.sha256 == upload.sha256
    assert not upload.file, "the document keeps the original, once"
    # Asking how far it is leads to the review.
    assert client.get(upload.get_absolute_url())["Location"] == review.get_absolute_url()
    polled = client.get(upload.get_absolute_url(), headers={"HX-Request": "true"})
    assert polled["HX-Redirect"] == review.get_absolute_url()


def test_progress_is_shown_while_it_is_read(client: Client, people: Cast) -> None:
    upload = Upload.objects.create(
        network=people.zonnedorp,
        name="plan.txt",
        size=1,
        sha256="0" * 64,
        status="reading",
        stage="lezen",
        progress=40,
    )
    client.force_login(people.bo.user)
    page = client.get(upload.get_absolute_url()).content.decode()
    piece = client.get(upload.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "De tekst wordt een plan" in page
    assert 'value="40"' in piece
    assert piece.strip() in page, "the page includes the piece that htmx gets"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("foto.jpg", b"x", "geen bestand dat wij lezen"),
        ("oud.doc", b"x", "eerst als .docx"),
        ("leeg.txt", b"", "leeg"),
    ],
)
def test_a_wrong_file_is_refused_with_what_to_do(
    name: str, content: bytes, said: str, client: Client, people: Cast
) -> None:
    client.force_login(people.bo.user)
    response = client.post(
        reverse("intake:new"), {"network": people.zonnedorp.pk, "document": file(name, content)}
    )
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_refused(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAX_MEGABYTES", 0)
    with pytest.raises(commands.TooLarge, match="wij lezen tot"):
        commands.hand_in(network=people.zonnedorp, file=file(), user=people.bo.user, by=people.bo.actor)


def test_a_document_that_cannot_be_read_says_why(client: Client, people: Cast, read_now: Any) -> None:
    client.force_login(people.bo.user)
    with read_now():
        client.post(
            reverse("intake:new"),
            {"network": people.zonnedorp.pk, "document": file("plan.docx", b"PK\x03\x04 half een zip")},
        )
    upload = Upload.objects.get()
    assert upload.status == "failed"
    assert not Review.objects.exists()
    page = client.get(upload.get_absolute_url()).content.decode()
    assert "plan.docx" in page
    assert reverse("intake:again", args=[upload.pk]) in page


def test_our_own_mistake_is_not_the_users(
    people: Cast, monkeypatch: pytest.MonkeyPatch, read_now: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**kwargs: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(uploads, "keep_document", fail)
    with read_now():
        commands.hand_in(network=people.zonnedorp, file=file(), user=people.bo.user, by=people.bo.actor)
    upload = Upload.objects.get()
    assert upload.status == "failed"
    assert "bij ons" in upload.message
    assert "ZeroDivisionError" in caplog.text
    monkeypatch.undo()
    with read_now():
        commands.read_again(upload=upload, by=people.bo.actor)
    upload.refresh_from_db()
    assert upload.status == "done"


@pytest.mark.parametrize("who", ["an", "dirk", "eva", "gus"])
def test_who_may_not_import_is_refused(who: str, client: Client, people: Cast) -> None:
    client.force_login(people[who].user)
    assert client.get(reverse("intake:new")).status_code == 403
    assert (
        client.post(reverse("intake:new"), {"network": people.zonnedorp.pk, "document": file()}).status_code
        == 403
    )
    with pytest.raises(NotAllowed):
        commands.hand_in(network=people.zonnedorp, file=file(), user=people[who].user, by=people[who].actor)


def test_a_neighbours_network_cannot_be_chosen(client: Client, people: Cast) -> None:
    client.force_login(people.cas.user)
    response = client.post(reverse("intake:new"), {"network": people.zonnedorp.pk, "document": file()})
    assert response.status_code == 422
    assert not Upload.objects.exists()


def test_a_role_that_ended_before_the_job_reads_nothing(people: Cast, read_now: Any) -> None:
    with read_now():
        commands.hand_in(network=people.zonnedorp, file=file(), user=people.bo.user, by=people.bo.actor)
        people.bo.user.holdings.all().delete()
    upload = Upload.objects.get()
    assert upload.status == "failed"
    assert not Review.objects.exists()


def test_a_stopped_worker_is_taken_over_once(people: Cast, read_now: Any) -> None:
    with read_now():
        upload = commands.hand_in(
            network=people.zonnedorp, file=file(), user=people.bo.user, by=people.bo.actor
        )
        # As a worker leaves it that was killed while reading.
        Upload.objects.update(status="reading")
    assert not Review.objects.exists()
    with read_now():
        assert commands.resume_interrupted() == 1
    upload.refresh_from_db()
    assert upload.status == "done"
    with read_now():
        assert commands.resume_interrupted() == 0
        commands.start_reading(upload)
    assert Review.objects.count() == 1


def test_the_operator_imports_from_the_command_line(people: Cast, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT)
    stages: list[str] = []
    plan = commands.import_file(
        path=path,
        network=people.zonnedorp,
        by=operator("server"),
        on_progress=lambda stage, share: stages.append(stage),
    )
    assert plan.nodes.filter(level="action").count() == 2
    review = Review.objects.get(plan=plan)
    assert (review.status, review.read, review.document) == ("committed", review.state, plan.document)
    assert stages[-1] == "bewaren"
    with pytest.raises(commands.AlreadyRead):
        commands.import_file(
            path=path, network=people.zonnedorp, by=operator("server"), on_progress=lambda *_: None
        )
    with pytest.raises(NotAllowed):
        commands.import_file(
            path=path, network=people.zonnedorp, by=people.an.actor, on_progress=lambda *_: None
        )


# ------------------------------------------------------------------ colours


@pytest.fixture
def coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading with one yellow row, as a spreadsheet gives it."""

    def read(path: Path, **kwargs: Any) -> tuple[Reading, Document]:
        reading = Reading(
            source={"name": path.name, "media_type": "x", "sha256": "2" * 64},
            title="Actietabel",
            nodes=[ReadNode("a", None, "action", "Bus", fields={"Kleur": "geel (FFFF00)"}, spans=[(1, 1)])],
            questions=[Question("colour", "Wat betekent geel?", "FFFF00")],
        )
        return reading, Document(path.name, "x", "2" * 64, (Line(1, "Bus", "Bus"),))

    monkeypatch.setattr(uploads, "read_guarded", read)


def test_a_colour_is_asked_once(client: Client, people: Cast, coloured: None, read_now: Any) -> None:
    client.force_login(people.bo.user)
    with read_now():
        upload = commands.hand_in(
            network=people.zonnedorp, file=file("tabel.xlsx"), user=people.bo.user, by=people.bo.actor
        )
    upload.refresh_from_db()
    page = client.get(upload.get_absolute_url(), follow=True).content.decode()
    assert "Wat betekent geel?" in page
    answer = reverse("intake:colour", args=[upload.pk])
    assert client.post(answer, {"colour": "FFFF00", "meaning": " "}).status_code == 422
    client.post(answer, {"colour": "FFFF00", "meaning": "loopt"})
    review = Review.objects.get(upload=upload)
    for reading in (review.read, review.state):
        assert reading["nodes"][0]["fields"] == {"Kleur": "loopt – geel (FFFF00)"}
    # The next document of this network is not asked about it, and says what it means at once.
    with read_now():
        second = commands.hand_in(
            network=people.zonnedorp,
            file=file("later.xlsx", b"anders"),
            user=people.bo.user,
            by=people.bo.actor,
        )
    second.refresh_from_db()
    assert second.questions == []
    assert second.review.state["nodes"][0]["fields"] == {"Kleur": "loopt – geel (FFFF00)"}
    assert ColourMeaning.objects.count() == 1


def test_a_colour_is_explained_after_the_commit_too(
    client: Client, people: Cast, coloured: None, tmp_path: Path
) -> None:
    path = tmp_path / "tabel.xlsx"
    path.write_bytes(b"x")
    plan = commands.import_file(
        path=path, network=people.zonnedorp, by=people.bo.actor, on_progress=lambda *_: None
    )
    upload = Upload.objects.get()
    client.force_login(people.bo.user)
    assert "Wat betekent geel?" in client.get(upload.get_absolute_url()).content.decode()
    client.post(reverse("intake:colour", args=[upload.pk]), {"colour": "FFFF00", "meaning": "loopt"})
    assert Node.objects.get(plan=plan).fields == [{"label": "Kleur", "text": "loopt – geel (FFFF00)"}]


def test_nonsense_is_no_colour(people: Cast, plan: Plan) -> None:
    upload = Upload.objects.create(network=people.zonnedorp, name="x.txt", size=1, sha256="0" * 64, plan=plan)
    with pytest.raises(DomainError, match="komt niet voor"):
        commands.explain_colour(upload=upload, colour="'; --", meaning="x", by=people.bo.actor)
    with pytest.raises(NotAllowed):
        commands.explain_colour(upload=upload, colour="FFFF00", meaning="x", by=people.an.actor)


# ------------------------------------------------------------------ numbers


def test_numbers_are_settled_by_a_person(client: Client, people: Cast, plan: Plan) -> None:
    """1.550 was read as 1550; a person who knows better says so, and only that figure changes."""
    for position, (text, value) in enumerate((("1.550 budgetten", 1550.0), ("2.300 uren", 2300.0))):
        Figure.objects.create(plan=plan, position=position, text=text, value=value)
    upload = Upload.objects.create(
        network=people.zonnedorp,
        name="plan.txt",
        size=1,
        sha256="0" * 64,
        status="done",
        plan=plan,
        questions=[{"kind": "number", "subject": n, "text": f"Is {n}?"} for n in ("1.550", "2.300")],
    )
    client.force_login(people.bo.user)
    assert "Duizendtallen of decimalen?" in client.get(upload.get_absolute_url()).content.decode()
    client.post(reverse("intake:numbers", args=[upload.pk]), {"decimal": ["2.300", "9.999"]})
    assert list(Figure.objects.filter(plan=plan).values_list("value", flat=True)) == [1550.0, 2.3]
    upload.refresh_from_db()
    assert upload.questions == []
    with pytest.raises(NotAllowed):
        commands.settle_numbers(upload=upload, decimals=[], by=people.an.actor)
