"""The pages of deliverables: what they show to whom, downloads, uploads that attack, and their price."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.deliverables.region_of_27 import PDF, Region, deliver, make_region
from people import TODAY, Cast
from standing import stands
from streekwerk.indicators.commands.deliverables import approve_version, archive_deliverable
from streekwerk.indicators.models import Deliverable, DeliverableVersion, EvidenceFile
from streekwerk.outbox.models import Mail
from streekwerk.plans.models import Plan


@stands
def region(people: Cast, plan: Plan) -> Region:
    return make_region(people, plan)


def sign_in(client: Client, region: Region, who: str) -> Client:
    client.force_login(region.ria.user if who == "ria" else region.people[who].user)
    return client


def text(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(f"indicators:{name}", args=args), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    made = SimpleUploadedFile("x", data)
    made._name = name  # as a browser that lies would send it
    return made


def test_the_page_reads_19_of_27(client: Client, region: Region) -> None:
    version = region.delivered()
    sign_in(client, region, "bo").post(
        reverse("indicators:validate", args=[version.pk]) + "?voor=anderen",
        {
            "parties": [party.pk for party in region.boards[:19]],
            "state": "validated",
            "on": "2026-10-01",
            "source": "mails van oktober",
        },
    )
    page = text(client, "deliverable", version.deliverable_id)
    assert "Opgeleverd – 19/27 gevalideerd; het wacht op 8 partijen en op een goedkeuring." in page
    assert "Bestuur 26." in page
    assert "19 partijen valideerden" in page
    assert "Klaar –" not in page
    assert "opgeleverd – 19/27 gevalideerd" in text(client, "deliverables", region.plan.pk)


def test_the_list_without_anything_teaches(client: Client, region: Region) -> None:
    page = text(sign_in(client, region, "gus"), "deliverables", region.plan.pk)
    assert "Nog geen opleveringen" in page
    assert "Maak ze" not in page


def test_cards_become_deliverables_in_one_go(client: Client, region: Region) -> None:
    region.card()
    sign_in(client, region, "an")
    assert "1 kaart zonder oplevering" in text(client, "deliverables", region.plan.pk)
    client.post(reverse("indicators:deliverables-begin", args=[region.plan.pk]))
    page = text(client, "deliverables", region.plan.pk)
    assert "zonder oplevering" not in page
    assert "Bijgestuurde conceptnota" in page
    assert "31 december 2027" in page


def test_a_new_deliverable_says_why_it_proposes_whom(client: Client, region: Region) -> None:
    card = region.card()
    page = text(sign_in(client, region, "an"), "deliverable-new", card.pk)
    assert "Voorgesteld door “lokale besturen” en “partners” in de zin" in page
    assert f"Alle 27 {region.people.zonnedorp.members_word} van vandaag valideren" in page
    client.post(reverse("indicators:deliverable-new", args=[card.pk]), {"title": "Nota", "everyone": "on"})
    assert Deliverable.objects.get().validators.count() == 27


def test_delivering_asks_the_parties_at_once(client: Client, region: Region) -> None:
    note = region.note(validators=region.boards[:2])
    address = reverse("indicators:deliver", args=[note.pk])
    assert "Vraag de 2 partijen meteen" in sign_in(client, region, "an").get(address).content.decode()
    sent = {"delivered_on": "2026-11-01", "note": "x", "after": "0", "ask": "on"}
    files = [upload("a.pdf", PDF), upload("b.txt", b"twee")]
    assert client.post(address, {**sent, "documents": files}).status_code == 302
    version = note.versions.get()
    assert sorted(version.files.values_list("name", flat=True)) == ["a.pdf", "b.txt"]
    assert version.validations.filter(state="asked").count() == 2
    assert Mail.objects.get(to="ria@example.org").subject == "Wil u “Conceptnota” valideren?"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("nota.pdf", b"MZ\x90\x00 een programma", "niet wat de naam zegt"),
        ("nota.exe", b"MZ\x90\x00", "geen bestand dat wij als bewijs bewaren"),
        ("nota.docx", b"PK\x03\x04 kapot", "niet wat de naam zegt"),
        ("leeg.pdf", b"", "is leeg"),
        ("groot.pdf", PDF + bytes(3_000_000), "groter dan 1 MB"),
        ("pagina.html", b"<script>alert(1)</script>", "geen bestand"),
    ],
    ids=lambda value: "bytes" if isinstance(value, bytes) else None,
)
def test_an_upload_that_attacks_is_refused_with_a_sentence(
    client: Client, region: Region, settings: object, name: str, data: bytes, said: str
) -> None:
    settings.EVIDENCE_MEGABYTES = 1  # type: ignore[attr-defined]
    note = region.note()
    address = reverse("indicators:deliver", args=[note.pk])
    sent = {"delivered_on": "2026-11-01", "after": "0", "documents": [upload(name, data)]}
    response = sign_in(client, region, "an").post(address, sent)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not DeliverableVersion.objects.exists()


def test_too_much_at_once_and_nothing_at_all(client: Client, region: Region, settings: object) -> None:
    settings.EVIDENCE_MEGABYTES = 1  # type: ignore[attr-defined]
    version = region.delivered()
    address = reverse("indicators:evidence-add", args=[version.pk])
    four = [upload(f"{number}.pdf", PDF + bytes(900_000)) for number in range(4)]
    said = sign_in(client, region, "an").post(address, {"documents": four})
    assert (said.status_code, "groter dan 3 MB" in said.content.decode()) == (422, True)
    said = client.post(address, {})
    assert (said.status_code, "Kies een bestand." in said.content.decode()) == (422, True)


def test_a_download_is_never_a_page_of_this_site(client: Client, region: Region) -> None:
    version = region.delivered()
    client = sign_in(client, region, "an")
    hostile = "nota; filename=x.exe; é.pdf"
    address = reverse("indicators:evidence-add", args=[version.pk])
    response = client.post(address, {"documents": [upload(hostile, PDF + b"% twee")]})
    assert response.status_code == 302
    file = EvidenceFile.objects.latest("pk")
    response = sign_in(client, region, "gus").get(reverse("indicators:evidence", args=[file.pk]))
    assert response.content == PDF + b"% twee"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-SHA256"] == file.sha256
    assert "filename*=utf-8''nota%3B%20filename%3Dx.exe%3B%20%C3%A9.pdf" in response["Content-Disposition"]
    assert file.file.name.startswith("evidence/")
    assert "nota" not in file.file.name
    page = text(client, "deliverable", version.deliverable_id)
    assert file.sha256 in page


def test_a_file_that_was_taken_away_or_changed_is_not_handed_out(client: Client, region: Region) -> None:
    [file] = region.delivered().files.all()
    address = reverse("indicators:evidence", args=[file.pk])
    sign_in(client, region, "an").post(reverse("indicators:evidence-archive", args=[file.pk]))
    assert client.get(address).status_code == 404
    client.post(reverse("indicators:evidence-restore", args=[file.pk]))
    assert client.get(address).status_code == 200
    with file.file.storage.open(file.file.name, "wb") as kept:
        kept.write(b"iets anders")
    response = client.get(address)
    assert response.status_code == 422
    assert "vingerafdruk klopt niet" in response.content.decode()


def test_ria_sees_one_question_and_one_party(client: Client, region: Region) -> None:
    version = region.delivered()
    page = text(sign_in(client, region, "ria"), "validate", version.pk)
    assert "Valideert u deze versie?" in page
    assert "Bestuur 00" in page
    assert "Bestuur 01" not in page
    address = reverse("indicators:validate", args=[version.pk])
    sent = {"parties": region.boards[0].pk, "state": "validated", "on": "2026-11-01"}
    assert client.post(address, {**sent, "parties": region.boards[1].pk}).status_code == 422
    assert not version.validations.exists()
    assert client.post(address, sent).status_code == 302
    assert version.validations.get().by_label == "Ria"
    # `voor=anderen` is for who keeps the cards.
    assert client.post(f"{address}?voor=anderen", {**sent, "parties": region.boards[1].pk}).status_code == 422


def test_the_author_reads_that_somebody_else_approves(client: Client, region: Region) -> None:
    version = deliver(region.note(), region.people.bo, today=TODAY)
    page = text(sign_in(client, region, "bo"), "deliverable", version.deliverable_id)
    assert "iemand anders keurt ze goed" in page
    assert "goedkeuren</button>" not in page
    response = client.post(reverse("indicators:version-approve", args=[version.pk]))
    assert response.status_code == 403
    assert "zelf op" in response.content.decode()
    page = text(sign_in(client, region, "dirk"), "deliverable", version.deliverable_id)
    assert "Versie 1 goedkeuren</button>" in page


def test_approving_can_be_undone(client: Client, region: Region) -> None:
    version = region.delivered(validators=[])
    sign_in(client, region, "dirk")
    page = client.post(reverse("indicators:version-approve", args=[version.pk]), follow=True)
    assert "Ongedaan maken" in page.content.decode()
    client.post(reverse("indicators:version-withdraw", args=[version.pk]))
    version.refresh_from_db()
    assert version.approved_at is None


def test_sending_back_needs_a_reason(client: Client, region: Region) -> None:
    version = region.delivered()
    address = reverse("indicators:version-send-back", args=[version.pk])
    assert sign_in(client, region, "dirk").post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "De cijfers ontbreken."}).status_code == 302
    assert "De cijfers ontbreken." in text(client, "deliverable", version.deliverable_id)


@pytest.mark.time_machine("2026-11-22T12:00Z")
@pytest.mark.parametrize(
    ("stand", "who", "titles"),
    [
        ("te-laat", "gus", ["Laat"]),
        ("goedkeuren", "dirk", ["Laat"]),
        ("goedkeuren", "gus", []),
        ("valideren", "ria", ["Laat"]),
        ("valideren", "gus", []),
        ("concept", "gus", ["Later"]),
        ("done", "gus", ["Gedaan"]),
        ("archief", "gus", ["Weg"]),
        ("", "gus", ["Laat", "Later", "Gedaan"]),
    ],
)
def test_the_list_is_narrowed_and_sorted(
    client: Client, region: Region, stand: str, who: str, titles: list[str]
) -> None:
    deliver(titled(region, "Laat", date(2026, 11, 10)), region.people["an"], today=TODAY)
    titled(region, "Later", date(2027, 1, 1))
    done = deliver(titled(region, "Gedaan", None, asked=False), region.people["an"], today=TODAY)
    approve_version(version=done, by=region.people["dirk"].actor)
    gone = titled(region, "Weg", None)
    archive_deliverable(deliverable=gone, version=1, by=region.people.bo.actor)
    page = text(sign_in(client, region, who), "deliverables", region.plan.pk, stand=stand)
    found = [title for title in ("Laat", "Later", "Gedaan", "Weg") if f">{title}</a>" in page]
    assert found == titles
    assert ("Niets in deze keuze" in page) == (not titles)
    places = [page.index(f">{title}</a>") for title in titles]
    assert places == sorted(places)


def titled(region: Region, title: str, due: date | None, *, asked: bool = True) -> Deliverable:
    note = region.note(validators=None if asked else [])
    Deliverable.objects.filter(pk=note.pk).update(title=title, due=due)
    note.refresh_from_db()
    return note


@pytest.mark.time_machine("2026-11-22T12:00Z")
def test_the_list_as_a_file_runs_nothing(client: Client, region: Region) -> None:
    titled(region, "=HYPERLINK(1)", date(2027, 1, 1))
    sign_in(client, region, "gus")
    csv = client.get(reverse("indicators:deliverables-export", args=[region.plan.pk, "csv"]))
    assert csv.content.startswith(b"\xef\xbb\xbf")
    assert "'=HYPERLINK(1);nog niet opgeleverd;;01/01/2027" in csv.content.decode("utf-8-sig")
    xlsx = client.get(reverse("indicators:deliverables-export", args=[region.plan.pk, "xlsx"]))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.content)).active
    assert sheet is not None
    assert sheet["A2"].value == "=HYPERLINK(1)"
    assert sheet["A2"].data_type == "s"
    assert client.get(
        reverse("indicators:deliverables-export", args=[region.plan.pk, "docx"])
    ).status_code == 404  # fmt: skip


@pytest.mark.one_engine
def test_a_page_costs_a_fixed_number_of_queries(client: Client, region: Region) -> None:
    version = region.delivered()
    addresses = {
        "list": reverse("indicators:deliverables", args=[region.plan.pk]),
        "page": reverse("indicators:deliverable", args=[version.deliverable_id]),
        "validate": reverse("indicators:validate", args=[version.pk]),
        "home": reverse("portal:home"),
    }
    sign_in(client, region, "bo")
    asked: dict[str, list[int]] = {}
    for more in (0, 20):
        for _ in range(more):
            other = deliver(region.note(), region.people["an"], today=TODAY)
            region.card()
        if more:
            for after in range(1, 4):
                deliver(version.deliverable, region.people["an"], after=after, today=TODAY)
            version = other
            addresses["validate"] = reverse("indicators:validate", args=[version.pk])
        for page, address in addresses.items():
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            asked.setdefault(page, []).append(len(queries))
    assert {page: len(set(many)) for page, many in asked.items()} == dict.fromkeys(addresses, 1), asked
    assert {page: many[0] for page, many in asked.items()} == PRICES


PRICES = {"list": 11, "page": 10, "validate": 8, "home": 14}
