"""The pages of what grew out of actions: what they show, to whom, and what they cost."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from origins.conftest import INTAKE, Told
from people import TODAY, Cast, Person
from streekwerk.network.models import Party
from streekwerk.origins.commands.answering import Answer, answer_origin
from streekwerk.origins.commands.recording import add_origin
from streekwerk.origins.models import Effect, Origin
from streekwerk.plans.models import Node

pytestmark = pytest.mark.slow

LIST = "/doorwerking/netwerk/zonnedorp/"


def text_of(response: Any) -> str:
    """The page as a person reads it: without hard spaces."""
    return str(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def as_(client: Client, person: Person) -> Client:
    client.force_login(person.user)
    return client


def test_two_minutes_from_the_sheet_to_the_confirmation(
    client: Client, people: Cast, session: Node, ria: Person, beek: Party
) -> None:
    sheet = session.get_absolute_url()
    an = as_(client, people.an)
    assert "Nog niets opgetekend" in text_of(an.get(sheet))
    address = reverse("origins:new", args=["zonnedorp"]) + f"?bij={session.pk}"
    form = text_of(an.get(address))
    assert f'value="node:{session.pk}" selected' in form
    given = {"text": INTAKE, "party": beek.pk, "kind": "practice", "when": "voorjaar 2026",
             "origin": f"node:{session.pk}"}  # fmt: skip
    response = an.post(address, given, follow=True)
    assert response.redirect_chain == [(f"{sheet}#doorwerking", 302)]
    assert "telt mee zodra Beek het bevestigt" in text_of(response)
    assert INTAKE in text_of(response)
    origin = Origin.objects.get()
    ria_s = as_(client, ria)
    home = text_of(ria_s.get("/"))
    assert "Beek: 1 doorwerking wacht op uw bevestiging" in home
    answer = reverse("origins:answer", args=[origin.pk])
    assert answer in home
    assert "Op wiens woord" not in text_of(ria_s.get(answer))
    done = ria_s.post(answer, {"so": "ja", "reason": ""}, follow=True)
    assert "Bevestigd: het telt mee." in text_of(done)
    assert reverse("origins:withdraw", args=[origin.pk]) in text_of(done)
    assert "Beek: 1 doorwerking" not in text_of(ria_s.get("/"))
    assert "1 bevestigde doorwerking</a> bij 1 organisatie." in text_of(ria_s.get(LIST))


def test_a_contact_confirms_while_recording_and_goes_from_one_to_the_next(
    client: Client, people: Cast, session: Node, ria: Person, tell: Told
) -> None:
    first, second = tell("Eerste").origins.get(), tell("Tweede").origins.get()
    ria_s = as_(client, ria)
    form = text_of(ria_s.get(reverse("origins:new", args=["zonnedorp"])))
    assert "Ik bevestig namens Beek" in form
    assert "Heide" not in form.split("Bij wie?")[1].split("</select>")[0]
    answer = reverse("origins:answer", args=[first.pk])
    refused = ria_s.post(answer, {"so": "nee"})
    assert refused.status_code == 422
    assert "Schrijf in één zin waarom" in text_of(refused)
    following = ria_s.post(answer, {"so": "nee", "reason": "deden wij al"})
    assert following["Location"] == reverse("origins:answer", args=[second.pk])


def test_what_is_wrong_is_said_at_once(client: Client, people: Cast, session: Node, beek: Party) -> None:
    address = reverse("origins:new", args=["zonnedorp"]) + f"?bij={session.pk}"
    given = {
        "text": "x",
        "party": beek.pk,
        "kind": "practice",
        "when": "2031",
        "origin": f"node:{session.pk}",
    }
    response = as_(client, people.bo).post(address, given)
    assert response.status_code == 422
    assert "moet nog komen" in text_of(response)
    assert client.post(address, {}).status_code == 422


def test_two_people_change_it_at_once(client: Client, people: Cast, tell: Told, beek: Party) -> None:
    effect = tell()
    Effect.objects.filter(pk=effect.pk).update(version=2)
    address = reverse("origins:change", args=[effect.pk])
    given = {"text": "Anders", "party": beek.pk, "kind": "policy", "when": "2026", "version": 1}
    response = as_(client, people.bo).post(address, given)
    assert response.status_code == 409
    assert f"Er staat nu: “{INTAKE}”" in text_of(response)
    assert client.post(address, given | {"version": 2}).status_code == 302
    assert Effect.objects.get().text == "Anders"


def test_an_effect_shows_each_origin_and_what_may_be_done(
    client: Client, people: Cast, tell: Told, ria: Person, other: Node
) -> None:
    effect = tell(by="ria", confirmed=True)
    another = reverse("origins:another", args=[effect.pk])
    as_(client, people.an).post(another, {"origin": f"node:{other.pk}"})
    page = text_of(client.get(effect.get_absolute_url()))
    assert "bevestigd door Ria op 22 november 2026" in page
    assert "nog niet bevestigd" in page
    first, second = effect.origins.order_by("pk")
    assert reverse("origins:answer", args=[second.pk]) not in page
    assert reverse("origins:take-back", args=[first.pk]) not in page  # confirmed: not up to who records
    undo = client.post(reverse("origins:take-back", args=[second.pk]), follow=True)
    back = reverse("origins:put-back", args=[second.pk])
    assert back in text_of(undo)
    client.post(back)
    assert "Antwoord intrekken" in text_of(as_(client, ria).get(effect.get_absolute_url()))
    bo = text_of(as_(client, people.bo).get(reverse("origins:answer", args=[second.pk])))
    assert "Op wiens woord?" in bo


def test_the_list_is_narrowed_sorted_and_taken_along(
    client: Client, people: Cast, tell: Told, ria: Person, members: list[Party], other: Node
) -> None:
    confirmed = tell(by="ria", confirmed=True)
    tell("=Wachtlijst", party=members[1], when="2025", key=f"node:{other.pk}")
    gus = as_(client, people["gus"])
    whole = text_of(gus.get(LIST))
    assert "1 bevestigde doorwerking</a> bij 1 organisatie; " in whole
    assert '?stand=voorgesteld">1 wacht</a> op bevestiging en telt nog niet.' in whole
    assert "Doorwerking optekenen" not in whole
    for query, shown in (
        ("stand=bevestigd", {INTAKE}), ("stand=voorgesteld", {"=Wachtlijst"}), ("jaar=2025", {"=Wachtlijst"}),
        (f"waar={members[1].pk}", {"=Wachtlijst"}), (f"onder={other.pk}", {"=Wachtlijst"}), ("zoek=INTAKE", {INTAKE}),
        (f"onder={other.parent_id}", {INTAKE, "=Wachtlijst"}), ("soort=beleid", set()), ("waar=zzz", {INTAKE, "=Wachtlijst"}),
    ):  # fmt: skip
        page = text_of(gus.get(f"{LIST}?{query}"))
        assert {text for text in (INTAKE, "=Wachtlijst") if f">{text}</a>" in page} == shown, query
    assert "Niets in deze keuze" in text_of(gus.get(f"{LIST}?soort=beleid"))
    by_place = text_of(gus.get(f"{LIST}?volgorde=-waar"))
    assert by_place.index(">=Wachtlijst<") < by_place.index(f">{INTAKE}<")
    export = reverse("origins:export", args=["zonnedorp", "csv"])
    csv = gus.get(export + "?stand=bevestigd").content.decode("utf-8-sig")
    assert INTAKE in csv
    assert "Wachtlijst" not in csv
    book = openpyxl.load_workbook(BytesIO(gus.get(export.replace("csv", "xlsx")).content))
    cells = [row[0] for row in book.active.iter_rows(values_only=True)]
    assert cells[1:] == [confirmed.text, "=Wachtlijst"]
    assert gus.get(export.replace("csv", "doc")).status_code == 404


@pytest.mark.parametrize(
    ("who", "said"), [("an", "Doorwerking optekenen"), ("gus", "zodra iemand het optekent")]
)
def test_an_empty_list_teaches(who: str, said: str, client: Client, people: Cast) -> None:
    page = text_of(as_(client, people[who]).get(LIST))
    assert "Nog geen doorwerking" in page
    assert said in page


def test_an_administrator_without_plans_finds_nothing(client: Client, people: Cast, tell: Told) -> None:
    effect = tell()
    eva = as_(client, people["eva"])
    assert eva.get(LIST).status_code == eva.get(effect.get_absolute_url()).status_code == 404
    assert "Doorwerking" not in text_of(eva.get(people.zonnedorp.get_absolute_url()))


def test_a_neighbour_reads_the_adopted_sheet_without_what_grew_out_of_it(
    client: Client, people: Cast, session: Node, tell: Told
) -> None:
    tell()
    session.plan.status = "adopted"
    session.plan.save()
    page = as_(client, people.cas).get(session.get_absolute_url())
    assert page.status_code == 200
    assert INTAKE not in text_of(page)
    assert "voortkwam" not in text_of(page)


def test_a_contact_cannot_answer_for_another(
    client: Client, tell: Told, ria: Person, members: list[Party]
) -> None:
    origin = tell(party=members[1]).origins.get()
    for name in ("answer", "withdraw", "take-back"):
        address = reverse(f"origins:{name}", args=[origin.pk])
        assert (
            as_(client, ria).post(address, {"so": "ja", "source": "ik", "on": "2026-01-01"}).status_code
            == 403
        )
    origin.refresh_from_db()
    assert (origin.state, origin.archived_at) == ("proposed", None)


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.one_engine
def test_many_effects_cost_as_many_queries_as_a_few(
    client: Client, people: Cast, session: Node, other: Node, tell: Told, ria: Person
) -> None:
    def two(number: int) -> None:
        effect = tell(f"Werkwijze {number}")
        add_origin(effect=effect, grew_out_of=f"node:{other.pk}", today=TODAY, by=people.an.actor)
        answer_origin(origin=effect.origins.all()[0], answer=Answer(True, TODAY), today=TODAY, by=ria.actor)

    two(1)
    as_(client, ria)
    pages = [LIST, session.get_absolute_url(), "/", reverse("origins:new", args=["zonnedorp"])]
    few = [queries_of(client, page) for page in pages]
    for number in range(2, 9):
        two(number)
    assert [queries_of(client, page) for page in pages] == few
    assert few[0] <= 13
