"""Members are asked, reminded once before and once after the day, and answer on a page of their own."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from measured import give, make_contact, make_indicator, make_members
from people import Cast
from standing import stands
from streekwerk.access.models import operator
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.indicators.commands import rounds as commands
from streekwerk.indicators.models import CollectionRound, Indicator, Measurement, RoundRequest
from streekwerk.indicators.rules.figures.periods import read_period
from streekwerk.network.models import Membership, Party
from streekwerk.outbox.models import Mail
from streekwerk.plans.models import Plan

TODAY = localdate()
DUE = TODAY + timedelta(days=14)
OPERATOR = operator("elke nacht")


@stands
def members(people: Cast) -> list[Party]:
    return make_members(people.zonnedorp)


@pytest.fixture
def houses(plan: Plan, members: list[Party]) -> Indicator:
    return make_indicator(plan, "Aantal huizen", rhythm="year")


@pytest.fixture
def shares(plan: Plan, members: list[Party]) -> Indicator:
    return make_indicator(plan, "Aandeel met huurder", rhythm="year", measure="share", addition="weighted")


@pytest.fixture
def asked(
    people: Cast, plan: Plan, members: list[Party], houses: Indicator, shares: Indicator
) -> CollectionRound:
    make_contact(people, members[0])
    return open_round(people, plan, houses, shares)


def open_round(people: Cast, plan: Plan, *indicators: Indicator, due: date = DUE) -> CollectionRound:
    numbers = [indicator.pk for indicator in indicators]
    asking = commands.Asking("Cijfers 2025", read_period("2025"), due, numbers, "Zoals elk jaar.")
    return commands.open_round(plan=plan, asking=asking, by=people.bo.actor, on=TODAY)


def test_every_member_is_asked_and_who_has_a_contact_gets_a_mail(
    people: Cast, plan: Plan, members: list[Party], asked: CollectionRound
) -> None:
    requests = list(asked.requests.select_related("party", "contact"))
    assert [(one.party.name, str(one.contact or "")) for one in requests] == [
        ("Beek", str(people["ria"].user)),
        ("Heide", ""),
        ("Ven", ""),
    ]
    [mail] = Mail.objects.all()
    assert (mail.to, mail.reply_to) == ("ria@example.org", "bo@example.org")
    assert "Cijfers 2025" in mail.subject
    assert f"{settings.SITE_ADDRESS}{reverse('indicators:answer', args=[requests[0].pk])}" in mail.body
    assert "Zoals elk jaar." in mail.body
    assert Entry.objects.filter(verb="figures.asked").exists()


def test_a_round_needs_something_to_ask_somebody_and_time(
    people: Cast, plan: Plan, houses: Indicator
) -> None:
    network_wide = make_indicator(plan, "Van het netwerk", dimension="network")
    with pytest.raises(commands.NothingAsked):
        open_round(people, plan, network_wide)
    with pytest.raises(commands.DueTooSoon, match="al voorbij"):
        open_round(people, plan, houses, due=TODAY - timedelta(days=1))
    Membership.objects.all().delete()
    with pytest.raises(commands.NobodyAsked, match="geen leden"):
        open_round(people, plan, houses)
    asking = commands.Asking("x", read_period("2025"), DUE, [houses.pk])
    for who in ("an", "cas", "dirk", "eva", "gus"):
        with pytest.raises(NotAllowed):
            commands.open_round(plan=plan, asking=asking, by=people[who].actor, on=TODAY)


def test_reminders_go_once_before_and_once_after(
    people: Cast, members: list[Party], asked: CollectionRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert commands.remind(round_=asked, by=people.bo.actor, on=TODAY) == 0
    sent = {}
    for day in range(1, 40):
        on = TODAY + timedelta(days=day)
        moment = timezone.make_aware(datetime.combine(on, datetime.min.time()))
        monkeypatch.setattr(commands.timezone, "now", lambda moment=moment: moment)
        sent[day] = commands.remind_due(by=OPERATOR, on=on)
        assert commands.remind_due(by=OPERATOR, on=on) == 0
    assert {day: count for day, count in sent.items() if count} == {11: 1, 15: 1}


def test_a_contact_who_comes_later_is_asked_by_the_reminder(
    people: Cast, members: list[Party], asked: CollectionRound
) -> None:
    make_contact(people, members[1], "sam")
    assert commands.remind(round_=asked, by=people.bo.actor, on=TODAY) == 1
    assert Mail.objects.filter(to="sam@example.org").count() == 1
    assert commands.remind(round_=asked, by=people.bo.actor, on=TODAY) == 0


def fields(count: Indicator, share: Indicator, **said: str) -> dict[str, str]:
    """What the page of a member sends: a count, and a share of numerator and denominator."""
    return {
        f"v|{count.pk}|2025": said.get("houses", ""),
        f"v|{share.pk}|2025": said.get("numerator", ""),
        f"d|{share.pk}|2025": said.get("denominator", ""),
        "stap": said.get("stap", "klaar"),
    }


def test_a_member_answers_on_one_page(
    client: Client,
    people: Cast,
    members: list[Party],
    houses: Indicator,
    shares: Indicator,
    asked: CollectionRound,
) -> None:
    give(houses, people.an, (members[0], "2024", "11"))
    request = asked.requests.get(party=members[0])
    address = reverse("indicators:answer", args=[request.pk])
    client.force_login(people["ria"].user)
    page = client.get(address).content.decode()
    assert "U antwoordt namens <strong>Beek</strong>" in page
    assert "vorige periode: 11" in page
    # Complete only when every question has an answer; what was given is kept.
    half = client.post(address, fields(houses, shares, houses="12"))
    assert half.status_code == 422
    assert "1 vraag heeft nog geen antwoord: Aandeel met huurder" in half.content.decode()
    assert Measurement.objects.filter(party=members[0], value=12).exists()
    stands = Measurement.objects.get(value=12)
    unclear = fields(houses, shares, houses="veel", numerator="2", denominator="5")
    page = client.post(address, unclear | {f"b|{houses.pk}|2025": str(stands.pk)}).content.decode()
    assert "“veel” is geen getal" in page
    assert 'value="veel"' in page
    request.refresh_from_db()
    assert request.answered_at is None
    share = Measurement.objects.get(indicator=shares)
    done = {
        **fields(houses, shares, numerator="2", denominator="5"),
        f"x|{houses.pk}|2025": "1",
        f"c|{houses.pk}|2025": "geen huizen meer",
        f"b|{houses.pk}|2025": str(stands.pk),
        f"b|{shares.pk}|2025": str(share.pk),
    }
    assert client.post(address, done).status_code == 302
    request.refresh_from_db()
    assert request.answered_at is not None
    page = client.get(address).content.decode()
    assert "Alle leden samen" in page
    assert "1/3 vennoten" in page
    last = Measurement.objects.get(indicator=houses, period_start=date(2025, 1, 1), succeeded_at=None)
    assert (last.state, last.comment, last.by_label) == (
        "not_applicable",
        "geen huizen meer",
        "Ria, namens Beek",
    )


def test_a_member_declines_with_a_reason_and_answers_after_all(
    client: Client,
    people: Cast,
    members: list[Party],
    houses: Indicator,
    shares: Indicator,
    asked: CollectionRound,
) -> None:
    request = asked.requests.get(party=members[0])
    address = reverse("indicators:answer", args=[request.pk])
    client.force_login(people["ria"].user)
    assert client.post(address, {"stap": "weiger", "reden": " "}).status_code == 422
    assert client.post(address, {"stap": "weiger", "reden": "geen register"}).status_code == 302
    assert commands.remind_due(by=OPERATOR, on=DUE + timedelta(days=1)) == 0
    commands.close_round(round_=asked, by=people.bo.actor)
    late = fields(houses, shares, houses="12", numerator="1", denominator="2")
    assert "gesloten" in client.post(address, late).content.decode()
    assert not Measurement.objects.exists()
    commands.reopen_round(round_=asked, by=people.bo.actor)
    assert client.post(address, late).status_code == 302
    request.refresh_from_db()
    assert (request.declined_reason, request.answered_at is None) == ("", False)


@pytest.mark.parametrize(
    ("who", "status"), [("ria", 200), ("sam", 404), ("an", 200), ("cas", 404), ("dirk", 403), ("gus", 403)]
)
def test_who_opens_the_questions_of_a_member(
    who: str, status: int, client: Client, people: Cast, members: list[Party], asked: CollectionRound
) -> None:
    make_contact(people, members[1], "sam")
    request = asked.requests.get(party=members[0])
    client.force_login(people[who].user)
    address = reverse("indicators:answer", args=[request.pk])
    assert client.get(address).status_code == status
    sent = client.post(address, {"stap": "weiger", "reden": "zomaar"})
    assert sent.status_code == (302 if status == 200 else status)
    request.refresh_from_db()
    assert bool(request.declined_reason) is (status == 200)


def test_the_round_says_who_answered_and_for_whom_nobody_is_known(
    client: Client, people: Cast, plan: Plan, members: list[Party], asked: CollectionRound
) -> None:
    asked.requests.filter(party=members[0]).update(answered_at=timezone.now())
    client.force_login(people.bo.user)
    page = client.get(asked.get_absolute_url()).content.decode()
    assert "1/3 vennoten" in page
    assert "2 leden hebben geen contactpersoon" in page
    listed = client.get(reverse("indicators:rounds", args=[plan.pk])).content.decode()
    assert "1/3 vennoten" in listed
    client.post(reverse("indicators:round-step", args=[asked.pk]), {"stap": "sluit"})
    assert "Heropenen" in client.get(asked.get_absolute_url()).content.decode()


def test_a_round_is_made_on_the_page(
    client: Client, people: Cast, plan: Plan, members: list[Party], houses: Indicator
) -> None:
    client.force_login(people.bo.user)
    address = reverse("indicators:new-round", args=[plan.pk])
    assert "Aantal huizen (jaarlijks)" in client.get(address).content.decode()
    year = str(TODAY.year)
    said: dict[str, Any] = {
        "title": "Cijfers",
        "period": year,
        "due": DUE.isoformat(),
        "indicators": [houses.pk],
    }
    assert client.post(address, said | {"title": ""}).status_code == 422
    assert client.post(address, said).status_code == 302
    assert RoundRequest.objects.count() == 3


@pytest.mark.one_engine
def test_pages_of_a_round_cost_a_fixed_number_of_queries(
    client: Client, people: Cast, plan: Plan, houses: Indicator, shares: Indicator
) -> None:
    """The same for 3 members and for 30."""
    client.force_login(people.bo.user)
    asked: dict[str, list[int]] = {}
    for count in (0, 27):
        names = [f"Lid {number}" for number in range(count)]
        for number, name in enumerate(names):
            party = Party.objects.create(code=f"lid-{number}", name=name, kind="municipality")
            Membership.objects.create(network=people.zonnedorp, party=party, role="member")
        made = open_round(people, plan, houses, shares)
        request = made.requests.all()[0]
        for route, number in (("rounds", plan.pk), ("round", made.pk), ("answer", request.pk)):
            address = reverse(f"indicators:{route}", args=[number])
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            asked.setdefault(route, []).append(len(queries))
    assert asked == {"rounds": [6, 6], "round": [7, 7], "answer": [9, 9]}
