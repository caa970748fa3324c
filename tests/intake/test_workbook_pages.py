"""The pages of workbooks: making one, handing one in, deciding per cell, per row and for all."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intake.test_workbook_walk import HOUSE, ROOF, SHARE, twelve
from intake.workbooks import column_of, handed_in, put, round_trip, row_of, sent_out, worked_on
from people import Cast
from plan_texts import large_reading, rewrite, stored_plan
from streekwerk.intake.models import Upload, WorkbookReturn
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.queries.texts import mark


def text_of(response: Any) -> str:
    """What a person reads of a page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def read_now(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_selection_becomes_a_workbook_from_the_table(client: Client, people: Cast, plan: Plan) -> None:
    client.force_login(people.an.user)
    table = client.get(reverse("plans:table", args=[plan.pk]), {"niveau": "acties"}).content.decode()
    link = re.search(r'href="([^"]+)">Werkboek \(Excel heen en terug\)', table)
    assert link, "offered where a selection is exported"
    page = client.get(link[1].replace("&amp;", "&"))
    assert "2 acties" in text_of(page)
    made = client.post(f"{reverse('intake:workbook-make', args=[plan.pk])}?niveau=acties")
    assert re.search(r'filename="werkboek-samen-wonen-\d{4}-\d\d-\d\d\.xlsx"', made["Content-Disposition"])
    sheet = openpyxl.load_workbook(io.BytesIO(made.content))["Plan"]
    assert [sheet.cell(row, column_of(sheet, "Titel")).value for row in (2, 3)] == [HOUSE, SHARE]
    assert sheet.max_row == 3


@pytest.mark.parametrize("who", ["dirk", "gus"])
def test_readers_are_offered_no_workbook(client: Client, people: Cast, plan: Plan, who: str) -> None:
    client.force_login(people[who].user)
    assert "Werkboek (Excel" not in client.get(reverse("plans:table", args=[plan.pk])).content.decode()
    returned = round_trip(plan, people.bo, twelve)
    assert client.get(returned.get_absolute_url()).status_code == 404
    assert client.get(reverse("intake:workbooks", args=[plan.pk])).status_code == 403


def test_handing_in_leads_to_the_proposals(client: Client, people: Cast, plan: Plan, read_now: Any) -> None:
    _, content = sent_out(plan, people.bo)
    client.force_login(people.an.user)
    file = SimpleUploadedFile("terug.xlsx", worked_on(content, twelve))
    with read_now():
        response = client.post(reverse("intake:workbooks", args=[plan.pk]), {"workbook": file})
    page = client.get(response["Location"])
    assert "12 voorstellen in 4 rijen. " in text_of(page)
    assert "Gemaakt door Bo" in text_of(page)
    assert "teruggegeven door An" in text_of(page)
    assert "Alle 12 voorstellen overnemen" in text_of(page)
    polled = client.get(response["Location"], headers={"HX-Request": "true"})
    assert polled["HX-Redirect"] == response["Location"]


def test_a_workbook_handed_in_as_a_document_is_known(
    client: Client, people: Cast, plan: Plan, read_now: Any
) -> None:
    _, content = sent_out(plan, people.bo)
    client.force_login(people.bo.user)
    file = SimpleUploadedFile("terug.xlsx", worked_on(content, twelve))
    with read_now():
        response = client.post(reverse("intake:new"), {"network": people.zonnedorp.pk, "document": file})
    assert response["Location"] == WorkbookReturn.objects.get().get_absolute_url()
    assert not Upload.objects.exists()


def test_a_workbook_of_the_neighbours_is_not_theirs_to_hand_in(
    client: Client, people: Cast, plan: Plan
) -> None:
    _, content = sent_out(plan, people.bo)
    client.force_login(people.cas.user)
    file = SimpleUploadedFile("terug.xlsx", content)
    response = client.post(reverse("intake:new"), {"network": people.maanstad.pk, "document": file})
    assert response.status_code == 422
    assert "een plan dat u niet mag wijzigen" in text_of(response)
    assert "Samen wonen" not in text_of(response)


def test_ticked_cells_are_taken_over_and_the_others_stay(client: Client, people: Cast, plan: Plan) -> None:
    returned = round_trip(plan, people.bo, twelve)
    client.force_login(people.bo.user)
    title = returned.changes.get(column="title")
    address = reverse("intake:workbook-decide", args=[returned.pk])
    response = client.post(address, {"neem": [title.pk], "wat": "neem"}, follow=True)
    assert "1 voorstel overgenomen." in text_of(response)
    assert "Ongedaan maken" in text_of(response)
    assert Node.objects.filter(title="Een huis voor jonge starters").exists()
    assert returned.changes.filter(state="open").count() == 11
    undone = client.post(reverse("intake:workbook-undo", args=[returned.pk]), {"keer": "1"}, follow=True)
    assert "1 voorstel staat weer open." in text_of(undone)
    assert Node.objects.filter(title=HOUSE).exists()


def test_a_whole_row_and_then_the_rest(client: Client, people: Cast, plan: Plan) -> None:
    returned = round_trip(plan, people.bo, twelve)
    client.force_login(people.bo.user)
    address = reverse("intake:workbook-decide", args=[returned.pk])
    share = Node.objects.get(title=SHARE)
    client.post(address, {"rij": f"n{share.pk}"})
    share.refresh_from_db()
    assert (share.priority, share.end_words) == ("priority", "voorjaar 2028")
    assert returned.changes.filter(state="open").count() == 10
    page = client.post(address, {"wat": "alles"}, follow=True)
    assert "Niets meer te beslissen" in text_of(page)
    decided = client.get(f"{returned.get_absolute_url()}?toon=beslist")
    assert text_of(decided).count("overgenomen door Bo") == 12


def test_all_three_versions_of_a_conflict_are_shown(client: Client, people: Cast, plan: Plan) -> None:
    _, content = sent_out(plan, people.bo)
    house = Node.objects.get(title=HOUSE)
    rewrite(house, people.an.actor, title="Een huis voor gezinnen")
    returned = handed_in(plan, worked_on(content, twelve), people.bo)
    client.force_login(people.bo.user)
    page = text_of(client.get(f"{returned.get_absolute_url()}?toon=conflicten"))
    assert "1 conflict" in page
    assert f"Verstuurd {HOUSE}" in page
    assert "Site nu, door An op" in page
    assert "Werkboek, Plan E" in page
    change = returned.changes.get(column="title")
    address = reverse("intake:workbook-decide", args=[returned.pk])
    # Somebody changed it once more since the page was opened.
    stale = client.post(address, {f"kies-{change.pk}": "werkboek", f"gezien-{change.pk}": "oud"}, follow=True)
    assert "werd op de site gewijzigd sinds u deze pagina opende" in text_of(stale)
    now = mark("Een huis voor gezinnen")
    client.post(address, {f"kies-{change.pk}": "werkboek", f"gezien-{change.pk}": now})
    house.refresh_from_db()
    assert house.title == "Een huis voor jonge starters"


def test_the_site_may_win_a_conflict(client: Client, people: Cast, plan: Plan) -> None:
    _, content = sent_out(plan, people.bo)
    rewrite(Node.objects.get(title=HOUSE), people.an.actor, title="Een huis voor gezinnen")
    returned = handed_in(plan, worked_on(content, twelve), people.bo)
    change = returned.changes.get(column="title")
    client.force_login(people.bo.user)
    address = reverse("intake:workbook-decide", args=[returned.pk])
    page = client.post(address, {f"kies-{change.pk}": "site"}, follow=True)
    assert "1 voorstel geweigerd." in text_of(page)
    assert Node.objects.filter(title="Een huis voor gezinnen").exists()


def test_a_word_outside_the_list_is_asked(client: Client, people: Cast, plan: Plan) -> None:
    returned = round_trip(plan, people.bo, lambda book: put(book, HOUSE, "Stand", "bezig"))
    client.force_login(people.bo.user)
    page = client.get(f"{returned.get_absolute_url()}?toon=vragen")
    assert "“bezig” staat niet in de lijst van “Stand”. Wat is bedoeld?" in text_of(page)
    change = returned.changes.get()
    address = reverse("intake:workbook-answer", args=[returned.pk])
    client.post(address, {"vraag": change.pk, "antwoord": "loopt"})
    change.refresh_from_db()
    assert (change.text, change.problem, change.options) == ("loopt", "", [])


def test_a_row_that_was_added_goes_where_somebody_says(client: Client, people: Cast, plan: Plan) -> None:
    def add(book: Any) -> None:
        sheet = book["Plan"]
        row = sheet.max_row + 1
        for head, text in (("Titel", "Samen klussen"), ("Code", "Actie 3"), ("Stand", "loopt")):
            sheet.cell(row, column_of(sheet, head), text)

    returned = round_trip(plan, people.bo, add)
    client.force_login(people.bo.user)
    page = client.get(f"{returned.get_absolute_url()}?toon=nieuw")
    assert "Actie onder Doel 1 Iedereen een dak" in text_of(page)
    assert not Node.objects.filter(title="Samen klussen").exists()
    change, roof = returned.changes.get(), Node.objects.get(title=ROOF)
    address = reverse("intake:workbook-decide", args=[returned.pk])
    client.post(address, {"neem": [change.pk], f"waar-{change.pk}": f"{roof.pk}:action", "wat": "neem"})
    made = Node.objects.get(title="Samen klussen")
    assert (made.parent, made.level, made.code, made.status) == (roof, "action", "Actie 3", "running")
    client.post(reverse("intake:workbook-undo", args=[returned.pk]), {"keer": "1"})
    assert not Node.objects.filter(title="Samen klussen").exists()


def test_rows_that_did_not_come_along_stay_unless_somebody_says(
    client: Client, people: Cast, plan: Plan
) -> None:
    def cut(book: Any) -> None:
        sheet = book["Plan"]
        sheet.delete_rows(row_of(sheet, SHARE))

    returned = round_trip(plan, people.bo, cut)
    client.force_login(people.bo.user)
    page = text_of(client.get(returned.get_absolute_url()))
    assert "1 rij kwam niet mee en blijft staan." in page
    assert Node.objects.filter(title=SHARE).exists()
    assert returned.status == "done", "nothing has to be decided"
    change = returned.changes.get(kind="missing")
    client.post(reverse("intake:workbook-decide", args=[returned.pk]), {"neem": [change.pk], "wat": "neem"})
    assert not Node.objects.filter(title=SHARE).exists()
    client.post(reverse("intake:workbook-undo", args=[returned.pk]), {"keer": "1"})
    assert Node.objects.filter(title=SHARE).exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("plan.xls", "“Excel-werkmap (.xlsx)”"),
        ("plan.ods", "LibreOffice"),
        ("plan.csv", "verliest de verborgen kenmerken"),
        ("plan.pdf", "het Excelbestand (.xlsx) dat u van ons kreeg"),
    ],
)
def test_another_kind_of_file_is_refused_with_what_to_do(
    client: Client, people: Cast, plan: Plan, name: str, said: str
) -> None:
    client.force_login(people.an.user)
    file = SimpleUploadedFile(name, b"x")
    response = client.post(reverse("intake:workbooks", args=[plan.pk]), {"workbook": file})
    assert response.status_code == 422
    assert said.casefold() in text_of(response).casefold()


def count(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.one_engine
def test_many_rows_ask_as_many_queries_as_few(client: Client, people: Cast) -> None:
    client.force_login(people.bo.user)
    asked = []
    for rows in (20, 120):
        plan = stored_plan(people, reading=large_reading(rows))

        def edit(book: Any) -> None:
            sheet = book["Plan"]
            for row in range(2, sheet.max_row + 1):
                sheet.cell(row, column_of(sheet, "Tekst"), f"Tekst {row}")

        returned = round_trip(plan, people.bo, edit)
        assert returned.changes.filter(state="open").count() == rows
        client.get(returned.get_absolute_url())
        asked.append(
            [
                count(client, returned.get_absolute_url()),
                count(client, f"{returned.get_absolute_url()}?toon=beslist"),
                count(client, reverse("intake:workbooks", args=[plan.pk])),
            ]
        )
    assert asked[0] == asked[1]
