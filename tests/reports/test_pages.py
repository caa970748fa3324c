"""The pages of reports: what they show, what they send, and what they cost."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measured import make_members
from people import TODAY, Cast
from reports.reported import action, report_of, tell
from streekwerk.plans.models import Plan
from streekwerk.reports.commands import making
from streekwerk.reports.commands.definitions import kept_definition
from streekwerk.reports.commands.reports import ask_reports
from streekwerk.reports.models import Report, ReportDefinition, ReportSentence
from streekwerk.reports.rules.periods import read_period

OVERVIEW = "/rapporten/"


@pytest.fixture(autouse=True)
def _no_renderers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "rendered", lambda content, kind, template=None: kind.encode())


@pytest.fixture
def fien(client: Client, people: Cast) -> Client:
    client.force_login(people["fien"].user)
    return client


def text(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.time_machine("2026-11-22T12:00Z")
def test_the_overview_offers_the_four_reports_of_every_plan(fien: Client, people: Cast, plan: Plan) -> None:
    page = text(fien, OVERVIEW)
    for title in ("Kwartaalrapport", "Opvolgingsrapport", "Jaarrapport", "Rapport per lid"):
        assert f"{title} maken" in page
    assert "3e kwartaal 2026" in page
    assert "moest klaar zijn op 30 september 2026" in page
    assert not ReportDefinition.objects.exists()  # nobody made them


def test_a_reader_sees_only_what_was_frozen_for_readers(client: Client, people: Cast, plan: Plan) -> None:
    report_of(people, plan)
    report_of(people, plan, "2025", code="jaar")
    client.force_login(people["gus"].user)
    page = text(client, OVERVIEW)
    assert "Jaarrapport" in page
    assert "Kwartaalrapport" not in page.replace('value="quarterly">Kwartaalrapport', "")
    assert "maken" not in page
    client.force_login(people["dirk"].user)
    assert "Kwartaalrapport</a>" in text(client, OVERVIEW)


def test_asking_leads_to_the_report_and_reading_over_first_when_wished(
    fien: Client, people: Cast, plan: Plan
) -> None:
    address = reverse("reports:make", args=[plan.pk, "kwartaal"])
    response = fien.post(address, {"period": "2026-K3", "eerst": "ja"})
    report = Report.objects.get()
    assert response["Location"] == report.get_absolute_url()
    assert "wacht op zijn beurt" in text(fien, report.get_absolute_url())
    polled = fien.get(report.get_absolute_url(), headers={"HX-Request": "true"})
    assert polled.content.decode().strip().startswith("<div class=")
    making.make(report.pk)
    polled = fien.get(report.get_absolute_url(), headers={"HX-Request": "true"})
    assert polled["HX-Redirect"] == report.get_absolute_url()
    assert "Bevriezen" in text(fien, report.get_absolute_url())
    assert fien.post(address, {"period": "2026-K9"}).status_code == 422


def test_reading_over_keeps_each_sentence_and_the_whole_page(fien: Client, people: Cast, plan: Plan) -> None:
    tell(action(plan), "blocked", date(2026, 8, 1), reason="Geen huis")
    report = report_of(people, plan, look_first=True)
    row = ReportSentence.objects.filter(report=report)[0]
    address = reverse("reports:sentences", args=[report.pk])
    sent = {"zin": str(row.pk), f"version-{row.pk}": "1", f"text-{row.pk}": "Anders.", f"kept-{row.pk}": "ja"}
    answer = fien.post(address, sent, headers={"HX-Request": "true"})
    assert "bewaard" in answer.content.decode()
    assert "voorstel was: Actie 1" in answer.content.decode()
    late = fien.post(address, {**sent, f"text-{row.pk}": "Laat."}, headers={"HX-Request": "true"})
    assert late.status_code == 409
    assert "Iemand anders schreef intussen" in late.content.decode()
    late = fien.post(address, {**sent, f"text-{row.pk}": "Laat."})
    assert late.status_code == 409
    sent |= {
        f"version-{row.pk}": "2",
        f"text-{row.pk}": "Zonder script.",
        "new": "Nog een zin.",
        "freeze": "ja",
    }
    fien.post(address, sent)
    making.make(report.pk)
    page = text(fien, report.get_absolute_url())
    assert "Zonder script." in page
    assert "Nog een zin." in page
    assert fien.post(address, {"zin": "999999"}).status_code in (404, 422)


def test_a_frozen_report_leads_to_its_things_as_they_were(fien: Client, people: Cast, plan: Plan) -> None:
    tell(action(plan), "blocked", date(2026, 8, 1), reason="Geen huis")
    report = report_of(people, plan)
    page = text(fien, report.get_absolute_url())
    assert f'href="{action(plan).get_absolute_url()}?gekend=2026-11-22"' in page
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert report.sha256[:16] in page


def test_files_have_a_name_and_leave_as_a_download(client: Client, people: Cast, plan: Plan) -> None:
    report = report_of(people, plan)
    report.files.filter(kind="docx").delete()  # made again when somebody asks
    address = reverse("reports:download", args=[report.pk, "docx"])
    client.force_login(people["dirk"].user)
    response = client.get(address)
    assert response.content == b"docx"
    assert "kwartaalrapport-zonnedorp-2026-k3.docx" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client.get(reverse("reports:download", args=[report.pk, "exe"])).status_code == 404
    client.force_login(people["gus"].user)
    assert client.get(address).status_code == 404


def test_all_members_come_in_one_zip(fien: Client, people: Cast, plan: Plan) -> None:
    make_members(people.zonnedorp)
    definition = kept_definition(plan=plan, code="lid", by=people["fien"].actor)
    for report in ask_reports(
        definition=definition, period=read_period("2026-K3"), by=people["fien"].actor,
        user=people["fien"].user, today=TODAY,
    ):  # fmt: skip
        making.make(report.pk)
    response = fien.get(reverse("reports:bundle", args=[plan.pk, "lid", "2026-K3"]))
    names = zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert len(names) == 9
    assert "rapport-per-lid-zonnedorp-2026-k3-beek.pdf" in names
    assert fien.get(reverse("reports:bundle", args=[plan.pk, "lid", "2026-K2"])).status_code == 404
    assert "Beek" in text(fien, OVERVIEW, soort="per_member", periode="2026-K3")
    assert "Beek" not in text(fien, OVERVIEW)


def test_a_definition_is_put_together_without_javascript(fien: Client, people: Cast, plan: Plan) -> None:
    address = reverse("reports:definition-new", args=[plan.pk])
    assert "Bouwblokken" in text(fien, address)
    sent = {"title": "Voor de raad", "audience": "network", "rhythm": "year", "version": "1"}
    blocks = {"b0-kind": "own", "b0-text": "Dag allemaal", "b1-kind": "actions", "b1-when_empty": "ja"}
    fien.post(address, {**sent, **blocks})
    made = ReportDefinition.objects.get()
    assert (made.title, made.audience, made.rhythm) == ("Voor de raad", "network", "year")
    assert made.blocks[0]["options"] == {"text": "Dag allemaal", "when_empty": False, "title": ""}
    address = made.get_absolute_url()
    fien.post(address, {**sent, **blocks, "move": "down:0"})
    fien.post(address, {**sent, "version": "2", "b0-kind": "actions", "move": "add:0", "add": "meters"})
    made.refresh_from_db()
    assert [block["kind"] for block in made.blocks] == ["actions", "meters"]
    clash = fien.post(address, {**sent, **blocks})
    assert clash.status_code == 409
    assert "Dag allemaal" in clash.content.decode()
    assert fien.post(address, {**sent, "version": "3", "title": "", **blocks}).status_code == 422
    fien.post(reverse("reports:definition-archive", args=[plan.pk, made.code]))
    fien.post(reverse("reports:definition-restore", args=[plan.pk, made.code]))
    assert "Voor de raad maken" in text(fien, OVERVIEW)


@pytest.mark.parametrize("code", ["kwartaal", "opvolging", "jaar", "lid"])
def test_every_ready_report_can_be_looked_at_first(code: str, fien: Client, people: Cast, plan: Plan) -> None:
    make_members(people.zonnedorp)
    page = text(fien, reverse("reports:preview", args=[plan.pk, code]))
    assert "Er wordt niets bewaard" in page
    assert not Report.objects.exists()


@pytest.mark.one_engine
def test_the_overview_costs_the_same_for_few_and_many(fien: Client, people: Cast, plan: Plan) -> None:
    report_of(people, plan)
    fien.get(OVERVIEW)
    with CaptureQueriesContext(connection) as few:
        fien.get(OVERVIEW)
    for period in ("2026-K2", "2026-K1", "2025-K4"):
        report_of(people, plan, period)
    report_of(people, plan, "2025", code="jaar")
    with CaptureQueriesContext(connection) as many:
        fien.get(OVERVIEW)
    assert len(many) == len(few)
