"""The list of cards and the page of one card: what they show, what they cost, what happens when two meet."""

from __future__ import annotations

import io
import json
import re
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.cards.build import SENTENCES, confirmed, measured, plan_with_sentences, seen_in
from people import Cast
from standing import stands
from streekwerk.indicators.commands.cards import confirm_all, confirm_cards
from streekwerk.indicators.models import Definition, Indicator, Target
from streekwerk.network.models import Party
from streekwerk.plans.models import Plan

HTMX = {"HX-Request": "true"}


@stands
def promised(people: Cast) -> Plan:
    return plan_with_sentences(people)


@pytest.fixture
def bo(client: Client, people: Cast) -> Client:
    client.force_login(people.bo.user)
    return client


def address(name: str, *args: object) -> str:
    return reverse(f"indicators:{name}", args=args)


def text(client: Client, where: str, **query: str) -> str:
    response = client.get(where, query)
    assert response.status_code == 200
    return response.content.decode()


def test_every_sentence_stands_there_with_what_it_asks(bo: Client, promised: Plan) -> None:
    page = text(bo, address("cards", promised.pk))
    for sentence in SENTENCES:
        assert sentence in page
    for said in (
        "<b>0</b> van 6 bevestigd",
        "Welke termijn?",
        "minstens 3 per sociaal mediakanaal per maand",
        "Twijfel: rubriek of oplevering?",
        "Nulmeting ontbreekt",
        "herkend aan “aantal” aan het begin",
        "regel 7",
        "Een huis voor starters",
    ):
        assert said in page, said


def test_a_reader_reads_and_cannot_confirm(client: Client, people: Cast, promised: Plan) -> None:
    client.force_login(people["gus"].user)
    page = text(client, address("cards", promised.pk))
    assert "Aantal gevonden huizen" in page
    assert "<button" not in page[page.index('id="kaarten-lijst"') :].split("</main>")[0]
    indicator = confirmed(people, promised)
    card = text(client, address("card", indicator.pk))
    assert address("card-definition", indicator.pk) not in card


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"stand": "twijfel"}, [SENTENCES[1], SENTENCES[5]]),
        ({"stand": "bevestigd"}, [SENTENCES[0]]),
        ({"maat": "share"}, [SENTENCES[1]]),
        ({"zoek": "HUISARTSEN"}, [SENTENCES[2]]),
        ({"stand": "onzin", "maat": "x", "doel": "; drop", "zoek": "volgers"}, [SENTENCES[3]]),
        ({"zoek": "kangoeroe"}, []),
    ],
)
def test_what_is_looked_at_lives_in_the_address(
    bo: Client, people: Cast, promised: Plan, query: dict[str, str], expected: list[str]
) -> None:
    confirmed(people, promised)
    page = text(bo, address("cards", promised.pk), **query)
    shown = re.findall(r'<li id="kaart-\d+".*?</li>', page, re.S)
    assert len(shown) == len(expected)
    for row, sentence in zip(shown, expected, strict=True):
        assert sentence in row
    if not expected:
        assert "Alles tonen" in page


def test_doubts_come_first_when_asked(bo: Client, people: Cast, promised: Plan) -> None:
    confirmed(people, promised)
    page = text(bo, address("cards", promised.pk), volgorde="twijfel")
    order = [page.index(f"{sentence}<") for sentence in (SENTENCES[1], SENTENCES[2], SENTENCES[0])]
    assert order == sorted(order)


def test_one_is_confirmed_with_a_key_and_comes_back_as_its_row(bo: Client, promised: Plan) -> None:
    [seen] = seen_in(promised, SENTENCES[0])
    response = bo.post(address("cards-confirm", promised.pk), {"een": str(seen)}, headers=HTMX)
    answer = response.content.decode()
    assert response.status_code == 200
    assert "card-confirmed" in answer
    assert "<b>1</b> van 6 bevestigd" in answer
    assert answer.strip() in text(bo, address("cards", promised.pk)) or "hx-swap-oob" in answer


def test_who_comes_second_gets_409_and_hears_what_the_first_did(
    bo: Client, people: Cast, promised: Plan
) -> None:
    seen = seen_in(promised)
    confirm_cards(plan=promised, seen=seen[:1], by=people["fien"].actor)
    for headers in ({}, HTMX):
        response = bo.post(address("cards-confirm", promised.pk), {"een": str(seen[0])}, headers=headers)
        assert response.status_code == 409
        assert "Fien bevestigde" in response.content.decode()
    typed = {
        "seen": str(seen[0]),
        "measure": "share",
        "counted": "",
        "numerator": "wat ik typte",
        "denominator": "huizen",
        "unit": "%",
        "rhythm": "month",
        "dimension": "network",
        "channels": "",
        "instrument": "survey",
        "evidence": "",
        "validated_by": "",
        "comparator": ">=",
        "number": "12,5",
        "per": "",
        "by": "",
    }
    response = bo.post(address("card-draft", promised.pk, seen[0].sentence), typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Fien bevestigde" in page
    assert "wat ik typte" in page, "nothing entered is lost"
    again = re.search(r'name="seen" value="([^"]+)"', page)
    assert again
    response = bo.post(
        address("card-draft", promised.pk, seen[0].sentence), typed | {"seen": again[1]}, follow=True
    )
    assert response.status_code == 200
    indicator = Indicator.objects.get(sentence=seen[0].sentence)
    definition = Definition.objects.get(indicator=indicator)
    assert (definition.measure, definition.numerator) == ("share", "wat ik typte")


def test_many_are_confirmed_and_taken_back_with_one_button(bo: Client, promised: Plan) -> None:
    page = text(bo, address("cards", promised.pk), kies="zeker")
    ticked = re.findall(r'value="([\d-]+)" id="zin-\d+"[^>]* checked', page)
    assert len(ticked) == 4, "all without a doubt"
    page = bo.post(address("cards-confirm", promised.pk), {"zin": ticked}, follow=True).content.decode()
    assert "4 kaarten bevestigd." in page
    back = re.search(r'name="kaarten" value="([\d,-]+)"', page)
    assert back
    assert Indicator.objects.count() == 4
    page = bo.post(address("cards-undo", promised.pk), {"kaarten": back[1]}, follow=True).content.decode()
    assert "4 kaarten wachten weer op bevestiging" in page
    assert not Indicator.objects.exists()


def test_a_card_is_corrected_where_it_stands(bo: Client, promised: Plan) -> None:
    [seen] = seen_in(promised, SENTENCES[1])
    where = address("card-draft", promised.pk, seen.sentence)
    form = bo.get(where, headers=HTMX).content.decode()
    assert form.lstrip().startswith("<li")
    assert "Welke termijn?" in form
    sent = {
        "seen": str(seen), "measure": "share", "counted": "", "denominator": "meldingen",
        "numerator": "binnen een afgesproken termijn leidt tot een antwoord", "term": "30 dagen", "unit": "%",
        "rhythm": "quarter", "dimension": "network", "channels": "", "instrument": "register_count",
        "evidence": "", "validated_by": "", "comparator": "", "number": "", "per": "", "by": "",
    }  # fmt: skip
    wrong = bo.post(where, sent | {"comparator": ">=", "number": "veel"}, headers=HTMX)
    assert wrong.status_code == 422
    assert "“veel” is geen getal" in wrong.content.decode()
    done = bo.post(where, sent | {"comparator": ">=", "number": "87,5"}, headers=HTMX).content.decode()
    assert "minstens 87,5\N{NO-BREAK SPACE}%" in done
    assert "binnen 30 dagen leidt tot een antwoord" in done
    assert Target.objects.get().number == 87.5


def test_setting_aside_asks_a_reason(bo: Client, promised: Plan) -> None:
    tokens = [str(seen) for seen in seen_in(promised)[:2]]
    where = address("cards-aside", promised.pk)
    page = bo.post(where, {"zin": tokens}).content.decode()
    assert SENTENCES[0] in page
    assert SENTENCES[1] in page
    assert bo.post(where, {"zin": tokens, "reason": " "}).status_code == 422
    page = bo.post(where, {"zin": tokens, "reason": "Staat al elders."}, follow=True).content.decode()
    assert "2 zinnen liggen terzijde" in page
    assert "Terzijde: Staat al elders." in page
    indicator = Indicator.objects.all()[0]
    page = bo.post(
        address("cards-take-up", promised.pk),
        {"kaarten": f"{indicator.pk}-{indicator.version}"},
        follow=True,
    ).content.decode()
    assert page.count("Terzijde: Staat al elders.") == 1


def test_a_changed_sentence_says_so(bo: Client, people: Cast, promised: Plan) -> None:
    indicator = confirmed(people, promised)
    row = indicator.sentence
    row.text, row.version = "Aantal gevonden woningen", row.version + 1
    row.save()
    for page in (address("cards", promised.pk), address("card", indicator.pk)):
        assert "Zin gewijzigd sinds bevestiging" in text(bo, page)


# ------------------------------------------------------------------ one card


def test_a_break_is_asked_and_shown(bo: Client, people: Cast, promised: Plan) -> None:
    indicator = confirmed(people, promised, SENTENCES[1])
    measured(indicator, 2027, 40)
    where = address("card-definition", indicator.pk)
    assert "breekt de reeks" in text(bo, where)
    sent = {
        "version": "1", "measure": "count", "counted": "meldingen", "numerator": "", "denominator": "",
        "term": "", "unit": "", "rhythm": "year", "dimension": "network", "channels": "",
        "instrument": "register_count", "evidence": "", "validated_by": "", "addition": "sum", "decimals": "0",
        "rubric_levels": "", "minimum": "0", "maximum": "", "jump": "", "smallest": "0", "begins": "",
        "reason": "",
    }  # fmt: skip
    refused = bo.post(where, sent)
    assert refused.status_code == 422
    assert "vanaf wanneer" in refused.content.decode()
    assert bo.post(where, sent | {"begins": "2028-02-01", "reason": "x"}).status_code == 422
    page = bo.post(where, sent | {"begins": "2028-01-01", "reason": "Ander register."}, follow=True)
    assert "vanaf 1 januari 2028" in page.content.decode()
    assert "Ander register." in page.content.decode()
    assert Definition.objects.filter(indicator=indicator).count() == 2


def test_a_form_for_another_version_is_refused_with_what_was_typed(
    bo: Client, people: Cast, promised: Plan
) -> None:
    indicator = confirmed(people, promised)
    where = address("card-target", indicator.pk)
    sent = {"comparator": ">=", "number": "1.250,5", "per": "year", "for_each": "network", "version": "1"}
    assert bo.post(where, sent).status_code == 302
    refused = bo.post(where, sent | {"number": "99", "reason": "strenger"})
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Bo legde een streefwaarde vast" in page
    assert 'value="99"' in page
    assert bo.post(where, sent | {"number": "99", "reason": "strenger", "version": "2"}).status_code == 302
    page = text(bo, address("card", indicator.pk))
    assert "minstens 99 per jaar" in page
    assert "minstens 1.250,5 per jaar" in page


def test_a_baseline_has_a_button_and_a_source(bo: Client, people: Cast, promised: Plan) -> None:
    indicator = confirmed(people, promised, SENTENCES[3])
    where = address("card-baseline", indicator.pk)
    assert where in text(bo, address("card", indicator.pk))
    assert bo.post(where, {"number": "1200", "on": "2025-12-31", "version": "1"}).status_code == 422
    sent = {"number": "1200", "on": "2025-12-31", "source": "Jaarverslag", "version": "1"}
    page = bo.post(where, sent, follow=True).content.decode()
    assert "Nulmeting 1.200" in page
    assert "Nulmeting ontbreekt" not in page


def test_a_recipe_is_chosen_from_lists_and_read_back(bo: Client, people: Cast, promised: Plan) -> None:
    indicator = confirmed(people, promised)
    where = address("card-recipe", indicator.pk)
    assert "Zelf samenstellen" in text(bo, where)
    chosen = {"over": "nodes", "aggregate": "count", "kies": "zelf", "version": "1"}
    said = bo.post(where, chosen | {"kies": "toon"}, headers=HTMX).content.decode()
    assert "Aantal onderdelen." in said
    assert "Wat wordt geteld" not in said
    page = bo.post(where, chosen, follow=True).content.decode()
    assert "Streekwerk telt dit voortaan zelf." in page
    assert Definition.objects.get(indicator=indicator).recipe["over"] == "nodes"
    bo.post(where, {"kies": "mensen", "version": "2"})
    assert Definition.objects.get(indicator=indicator).recipe == {}
    assert bo.post(where, {"kies": "zelf", "over": "x", "version": "3"}).status_code == 422


def test_a_card_that_outlives_its_action_says_so(bo: Client, people: Cast, promised: Plan) -> None:
    indicator = confirmed(people, promised, SENTENCES[3])
    assert "De actie eindigt eerder." in text(bo, address("card", indicator.pk))
    assert indicator.sentence.node
    assert indicator.sentence.node.end_date == date(2027, 12, 31)


# ------------------------------------------------------------------ files and price


def test_the_cards_leave_as_files_that_run_nothing(bo: Client, people: Cast) -> None:
    plan = plan_with_sentences(people, ["=HYPERLINK(1)", "Aantal deelnemers"])
    csv = bo.get(address("cards-export", plan.pk, "csv"), {"zoek": "hyper"}).content.decode("utf-8-sig")
    assert csv.splitlines()[0].startswith("Indicator;Bij;Doel;Stand;Maat")
    assert "'=HYPERLINK(1)" in csv
    assert "Aantal deelnemers" not in csv
    book = openpyxl.load_workbook(
        io.BytesIO(bo.get(address("cards-export", plan.pk, "xlsx")).content), data_only=False
    )
    cells = [cell for row in book.active for cell in row]  # type: ignore[union-attr]
    assert not [cell for cell in cells if cell.data_type == "f"]
    told = json.loads(bo.get(address("cards-export", plan.pk, "json")).content)
    assert told[1]["measure"] == "count"
    assert told[1]["state"] == "open"
    assert bo.get(address("cards-export", plan.pk, "exe")).status_code == 404


@pytest.mark.one_engine
def test_the_list_costs_the_same_for_three_and_for_250_sentences(bo: Client, people: Cast) -> None:
    small = plan_with_sentences(people, SENTENCES[:3])
    large = plan_with_sentences(people, [f"Aantal deelnemers aan reeks {n}" for n in range(250)])
    asked = []
    for plan in (small, large):
        confirm_all(plan, people.bo.actor)
        with CaptureQueriesContext(connection) as queries:
            assert bo.get(address("cards", plan.pk)).status_code == 200
        asked.append(len(queries))
    assert asked == [9, 9]
    indicator = Indicator.objects.filter(plan=large)[0]
    bo.get(address("card", indicator.pk))
    with CaptureQueriesContext(connection) as queries:
        bo.get(address("card", indicator.pk))
    assert len(queries) == 8


def test_a_new_sentence_on_a_sheet_offers_its_proposal(bo: Client, people: Cast, promised: Plan) -> None:
    node = promised.nodes.get(code="Actie 2")
    sent = {"text": "Minstens 80 % tevreden bewoners"}
    bo.post(reverse("plans:part-new", args=[promised.pk, node.pk, "indicatoren"]), sent)
    page = text(bo, node.get_absolute_url())
    assert "Kaarten te bevestigen" in page
    assert "voorstel: aandeel, minstens 80\N{NO-BREAK SPACE}%" in page
    assert f"{address('cards', promised.pk)}#kaart-" in page
    confirm_all(promised, people.bo.actor)
    assert "Kaarten te bevestigen" not in text(bo, node.get_absolute_url())
    bo.force_login(people["gus"].user)
    assert "Kaarten te bevestigen" not in text(bo, node.get_absolute_url())


def test_a_signed_document_lists_its_parties(bo: Client, people: Cast, promised: Plan) -> None:
    """C15: a deliverable, its proof the signed document, and who carries and shares the action."""
    indicator = confirmed(people, promised, SENTENCES[2])
    node = indicator.sentence.node
    assert node
    node.lead = Party.objects.create(code="kring", name="Huisartsenkring", kind="organisation")
    node.save()
    node.partners.add(Party.objects.create(code="huis", name="Sociaal Huis", kind="organisation"))
    page = text(bo, address("card", indicator.pk))
    assert "<b>oplevering</b>" in page
    assert "bewijs: ondertekende afsprakennota" in page
    assert "Huisartsenkring, Sociaal Huis" in page
