"""What waits for a person: a contact is asked the figures of the own member, and nobody else's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from measured import make_contact, make_indicator, make_members
from people import PASSWORD, Cast, Person
from streekwerk.indicators.commands import rounds
from streekwerk.indicators.models import CollectionRound, RoundRequest
from streekwerk.indicators.rules.figures.periods import read_period
from streekwerk.plans.models import Plan
from streekwerk.portal.queries import home_of

TODAY = localdate()
DUE = TODAY + timedelta(days=14)


@pytest.fixture
def ria(people: Cast) -> Person:
    """Answers for Beek, the first of three members."""
    return make_contact(people, make_members(people.zonnedorp)[0])


@pytest.fixture
def asked(people: Cast, plan: Plan, ria: Person) -> CollectionRound:
    houses = make_indicator(plan, "Aantal huizen", rhythm="year")
    asking = rounds.Asking("Cijfers 2025", read_period("2025"), DUE, [houses.pk], "")
    return rounds.open_round(plan=plan, asking=asking, by=people.bo.actor, on=TODAY)


def said(person: Person, today: date = TODAY) -> list[str]:
    return [task.title for task in home_of(person.actor, today).tasks]


def test_a_contact_sees_what_is_asked_of_the_own_member(
    client: Client, people: Cast, ria: Person, asked: CollectionRound
) -> None:
    [own] = RoundRequest.objects.filter(round=asked, party__name="Beek")
    [task] = home_of(ria.actor, TODAY).tasks
    assert task.title.startswith("Cijfers van Beek gevraagd tegen ")
    assert (task.where, task.button) == ("Cijfers 2025 · Welzijnsband Zonnedorp", "Invullen")
    assert task.url == reverse("indicators:answer", args=[own.pk])
    client.login(username="ria@example.org", password=PASSWORD)
    page = client.get(reverse("portal:home")).content.decode()
    assert task.title in page
    assert client.get(task.url).status_code == 200
    assert [each for each in said(people.an) + said(people.cas) if "gevraagd" in each] == []


def test_a_late_question_says_so(ria: Person, asked: CollectionRound) -> None:
    assert said(ria, DUE)[0].endswith(str(DUE.year))
    assert said(ria, DUE + timedelta(days=1))[0].endswith("die dag is voorbij")


@pytest.mark.parametrize("how", ["answered", "declined", "closed"])
def test_what_was_answered_or_closed_waits_no_more(ria: Person, asked: CollectionRound, how: str) -> None:
    if how == "answered":
        asked.requests.update(answered_at=timezone.now())
    elif how == "declined":
        asked.requests.update(declined_reason="Geen register.")
    else:
        CollectionRound.objects.update(closed_at=timezone.now())
    assert said(ria) == []


@pytest.mark.one_engine
def test_many_questions_cost_one_query(people: Cast, plan: Plan, ria: Person, asked: CollectionRound) -> None:
    def cost() -> int:
        actor = ria.actor
        with CaptureQueriesContext(connection) as queries:
            home_of(actor, TODAY)
        return len(queries)

    before, houses = cost(), asked.indicators.get()
    for year in ("2022", "2023", "2024"):
        asking = rounds.Asking(f"Cijfers {year}", read_period(year), DUE, [houses.pk], "")
        rounds.open_round(plan=plan, asking=asking, by=people.bo.actor, on=TODAY)
    assert len(said(ria)) == 4
    assert cost() == before
