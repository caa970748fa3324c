"""The pages of tests: what they show, to whom, what they keep and what they cost."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from impact_given import DAY, Make
from people import TODAY, Cast
from streekwerk.impact.choices import ReviewOutcome
from streekwerk.impact.commands.drafts import save_draft
from streekwerk.impact.commands.measures import MeasureText
from streekwerk.impact.commands.testing import review_test
from streekwerk.impact.models import ImpactDraft, ImpactTemplate, ImpactTest, Mitigation
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.models import Node, Plan
from streekwerk.portal.queries import home_of

pytestmark = pytest.mark.slow


@pytest.fixture
def an(client: Client, people: Cast) -> Client:
    client.force_login(people.an.user)
    return client


def page(client: Client, name: str, *args: object, query: str = "") -> str:
    response = client.get(reverse(f"impact:{name}", args=args) + query)
    assert response.status_code == 200
    return str(response.content.decode())


def filled(test: ImpactTest, **more: str) -> dict[str, str]:
    """The form with yes everywhere, as a browser sends it."""
    said = {f"antwoord-{each.key}": "4" if each.levels else "yes" for each in test.version_of.asked}
    return said | {"conclusion": "In orde.", "version": str(test.version), "stap": "klaar"} | more


def test_from_the_sheet_to_a_test_that_is_done(
    an: Client, people: Cast, action: Node, template: ImpactTemplate
) -> None:
    begin = reverse("impact:begin", args=[action.plan_id, action.pk])
    assert begin in an.get(action.get_absolute_url()).content.decode()
    response = an.post(begin, {"model": template.pk})
    test = ImpactTest.objects.get()
    assert response["Location"] == reverse("impact:write", args=[test.pk])
    more = {"antwoord-q1": "no", "toelichting-q1": "Te duur.", "maatregel-q1": "Gratis", "wie-q1": str(people.bo.user.pk),
            "tegen-q1": "juni 2027"}  # fmt: skip
    response = an.post(response["Location"], filled(test, **more))
    assert response["Location"] == test.get_absolute_url()
    shown = page(an, "test", test.pk)
    for said in ("Van de 6 vragen: 1 antwoord is zwak.", "Te duur.", "Gratis", "tegen juni 2027", "Bo"):
        assert said in shown
    assert "u schreef er zelf aan" in shown.lower()
    assert "Armoedetoets" in an.get(action.get_absolute_url()).content.decode()
    tasks = home_of(people.bo.actor, TODAY).tasks
    assert [task.title for task in tasks if "maatregel" in task.title] == [
        "1 maatregel uit een toets wacht op u"
    ]


def test_a_refused_save_keeps_what_was_typed(an: Client, people: Cast, make: Make) -> None:
    test = make(done=False, no=False)
    address = reverse("impact:write", args=[test.pk])
    wrong = filled(test, **{"antwoord-q1": "no", "conclusion": "Nog te bekijken."})
    response = an.post(address, wrong)
    assert response.status_code == 422
    assert "Schrijf er in een zin bij waarom." in response.content.decode()
    assert ImpactDraft.objects.get().data["conclusion"] == ["Nog te bekijken."]
    assert "Nog te bekijken." in an.get(address).content.decode(), "also in another window"
    # Somebody else saves meanwhile: both are there, and a second save is deliberate.
    ImpactTest.objects.update(version=9)
    response = an.post(address, filled(test))
    assert response.status_code == 409
    assert 'value="9"' in response.content.decode()
    assert "Iemand bewaarde deze toets nadat u begon" in an.get(address).content.decode()
    an.post(reverse("impact:drop", args=[test.pk]))
    assert not ImpactDraft.objects.exists()


def test_typing_keeps_itself(an: Client, people: Cast, make: Make) -> None:
    test = make(done=False)
    address = reverse("impact:draft", args=[test.pk])
    first = an.post(address, {"conclusion": "Goed.", "base": "", "niets": "x"})
    assert first.json()["said"].startswith("Bewaard om ")
    assert ImpactDraft.objects.get().data == {"conclusion": ["Goed."]}
    assert an.post(address, {"conclusion": "Anders.", "base": "oud"}).status_code == 409
    assert an.post(address, {"conclusion": "Beter.", "base": first.json()["mark"]}).status_code == 200


def test_a_colleague_reviews_and_asks_to_look_again(client: Client, people: Cast, make: Make) -> None:
    test = make()
    client.force_login(people.bo.user)
    address = reverse("impact:review", args=[test.pk])
    assert client.post(address, {"outcome": "again", "version": 2}).status_code == 422
    client.post(address, {"outcome": "again", "note": "En de huurders?", "version": 2})
    assert "En de huurders?" in page(client, "test", test.pk)
    tasks = [task.title for task in home_of(people.an.actor, TODAY).tasks]
    assert "Een collega vraagt een toets nog eens te bekijken" in tasks


def test_a_test_of_a_goal_is_not_one_of_an_action(an: Client, make: Make, action: Node) -> None:
    assert action.parent is not None
    make(action.parent)
    said = "1 toets is klaar, bij een doelstelling of actieplan; geen van de 2 acties heeft er een."
    assert said in page(an, "overview", "zonnedorp")


def test_the_list_and_its_files_follow_the_address(
    an: Client, people: Cast, make: Make, other: Node, template: ImpactTemplate
) -> None:
    make()
    make(other, no=False)
    late = make(
        on=date(2027, 3, 1), measures={"q1": MeasureText("Een bus", None, "Wijkwerker", "01/02/2024")}
    )
    shown = page(an, "overview", "zonnedorp")
    for said in ("3 toetsen zijn klaar; 2 van de 2 acties hebben er een.", "1 toets vooraf", "1 toets pas nadien",
                 "3 toetsen na te kijken", "2 maatregelen open", "2 daarvan te laat"):  # fmt: skip
        assert said in shown, said
    chosen = page(an, "overview", "zonnedorp", query="?let=klaar&moment=after")
    assert ">1 toets<" in chosen
    assert late.get_absolute_url() in chosen
    assert "Geen toets past" in page(an, "overview", "zonnedorp", query="?stand=revised")
    tab = reverse("impact:overview", args=["zonnedorp"]) + f"?plan={other.plan_id}"
    assert f'href="{tab}"' in an.get(other.plan.get_absolute_url()).content.decode()
    assert f'href="{other.plan.get_absolute_url()}"' in an.get(tab).content.decode(), "and back again"
    file = an.get(reverse("impact:export", args=["zonnedorp", "xlsx"]) + "?moment=before")
    rows = list(openpyxl.load_workbook(BytesIO(file.content)).active.values)
    assert [row[:1] + row[7:10] for row in rows[1:]] == [("Armoedetoets", "vooraf", 1, 1)]
    csv = an.get(reverse("impact:measures-export", args=["zonnedorp", "csv"]) + "?stand=te-laat")
    assert (
        csv.content.decode("utf-8-sig")
        .splitlines()[1]
        .startswith("Een bus;Wijkwerker;01/02/2024;;Armoedetoets;")
    )
    listed = page(an, "measures", "zonnedorp", query="?stand=open")
    assert "te laat" in listed
    measure = Mitigation.objects.get(text="Een bus")
    back = reverse("impact:measures", args=["zonnedorp"]) + "?stand=open"
    response = an.post(reverse("impact:measure", args=[measure.pk]), {"stap": "klaar", "terug": back})
    assert response["Location"] == back
    away = an.post(reverse("impact:measure", args=[measure.pk]), {"stap": "open", "terug": "//evil.example"})
    assert away["Location"] == measure.get_absolute_url()


def test_the_neighbour_reads_a_done_test_without_names(
    client: Client, people: Cast, make: Make, plan: Plan, action: Node
) -> None:
    test = make(measures={"q1": MeasureText("Een bus", people.bo.user.pk, "Wijkwerker")})
    review_test(test=test, outcome=ReviewOutcome.AGREED, note="Klopt.", version=2, by=people.bo.actor)
    concept = make(done=False)
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.ADOPTED)
    client.force_login(people.cas.user)
    shown = page(client, "test", test.pk)
    assert "Een bus" in shown
    assert "Wijkwerker" in shown
    for hidden in (
        "Bo<",
        "Bo,",
        "door An",
        "Klopt.",
        "Geschiedenis",
        reverse("impact:write", args=[test.pk]),
    ):
        assert hidden not in shown
    assert client.get(concept.get_absolute_url()).status_code == 404
    sheet = client.get(action.get_absolute_url()).content.decode()
    assert test.get_absolute_url() in sheet
    assert concept.get_absolute_url() not in sheet
    assert client.get(reverse("impact:write", args=[test.pk])).status_code == 404
    assert client.get(reverse("impact:overview", args=["zonnedorp"])).status_code == 404


def test_templates_are_taken_over_and_rewritten(client: Client, people: Cast) -> None:
    client.force_login(people.bo.user)
    assert "Inwonerstoets" in page(client, "templates", "zonnedorp")
    client.post(reverse("impact:take", args=["zonnedorp", "residents"]))
    template = ImpactTemplate.objects.get()
    rows: dict[str, Any] = {"name": "Inwonerstoets", "kind": "residents", "version": "1",
                            "vraag-TOTAL_FORMS": "3", "vraag-INITIAL_FORMS": "0"}  # fmt: skip
    asked = (("q2", "Tweede vraag?", "", 2), ("q1", "Eerste vraag?", "laag; hoog", 1), ("", "", "", 3))
    for at, (key, text, levels, place) in enumerate(asked):
        rows |= {
            f"vraag-{at}-key": key,
            f"vraag-{at}-text": text,
            f"vraag-{at}-levels": levels,
            f"vraag-{at}-place": place,
        }
    address = reverse("impact:template", args=["zonnedorp", template.pk])
    wrong = client.post(address, rows | {"vraag-1-levels": "enkel dit"})
    assert wrong.status_code == 422
    assert "Vraag 1 heeft 1 niveau." in wrong.content.decode()
    assert client.post(address, rows).status_code == 302
    newest = template.versions.latest("number")
    assert [(each.key, each.levels) for each in newest.asked] == [("q1", ("laag", "hoog")), ("q2", ())]
    assert client.post(address, rows).status_code == 409, "made for another version"
    client.post(reverse("impact:template-archive", args=["zonnedorp", template.pk]))
    assert "Archief: 1 model" in page(client, "templates", "zonnedorp")


@pytest.mark.one_engine
def test_every_page_costs_the_same_for_few_and_many(
    an: Client, people: Cast, make: Make, action: Node, other: Node
) -> None:
    def cost() -> list[int]:
        found = []
        for address in (
            reverse("impact:overview", args=["zonnedorp"]),
            reverse("impact:measures", args=["zonnedorp"]),
            reverse("impact:templates", args=["zonnedorp"]),
            reverse("impact:test", args=[first.pk]),
            reverse("impact:write", args=[first.pk]),
            action.get_absolute_url(),
            reverse("portal:home"),
        ):
            with CaptureQueriesContext(connection) as asked:
                assert an.get(address).status_code == 200
            found.append(len(asked))
        return found

    mine = {"q1": MeasureText("Een bus", people.an.user.pk)}
    first = make(measures=mine)
    cost()  # what a process reads once
    few = cost()
    for _ in range(6):
        make(measures=mine)
        make(other, on=DAY, measures=mine | {"q2": MeasureText("Een folder", None, "Wijkwerker")})
    save_draft(test=first, typed={"conclusion": ["x"]}, base="", seen=2, by=people.bo.actor)
    assert cost() == few
