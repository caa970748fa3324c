"""One digest, quiet by default; a colleague hears what stays undone; a calendar that ends with the access."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from people import Cast
from streekwerk.access.models import NOBODY
from streekwerk.network.models import RoleHolding
from streekwerk.outbox.models import Mail
from streekwerk.plans.models import Milestone, Node, Plan, Progress
from streekwerk.stewardship.choices import Rhythm
from streekwerk.stewardship.commands.reminders import (
    NobodySignedIn,
    choose_rhythm,
    close_feed,
    open_feed,
    send_digests,
)
from streekwerk.stewardship.models import CalendarFeed, DigestPreference, Substitute

MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)


@pytest.fixture
def milestone(people: Cast, plan: Plan) -> Milestone:
    """An keeps an action going whose milestone comes in a week."""
    node = Node.objects.filter(plan=plan, level="action")[0]
    Node.objects.filter(plan=plan).update(steward=None)
    Node.objects.filter(pk=node.pk).update(steward=people.an.user)
    Milestone.objects.filter(plan=plan).delete()
    return Milestone.objects.create(
        plan=plan,
        node=node,
        position=1,
        text="Startmoment",
        date=MONDAY + WEEK,
        precision="day",
        words="30/11/2026",
    )


def mails(people: Cast, name: str) -> list[Mail]:
    return list(Mail.objects.filter(to=people[name].user.email).order_by("pk"))


def test_one_mail_says_what_is_due_and_the_same_is_not_said_again(people: Cast, milestone: Milestone) -> None:
    assert send_digests(on=MONDAY) == 1
    [mail] = mails(people, "an")
    assert "Startmoment, tegen 30 november 2026" in mail.body
    assert "/werk/kwartaal/" in mail.body
    assert mail.reply_to == people["fien"].user.email
    assert mail.subject.startswith("Streekwerk: ")
    assert send_digests(on=MONDAY) == 0
    # The next week it is late: that is new. The week after nothing changed.
    assert send_digests(on=MONDAY + 2 * WEEK) == 1
    assert "Te laat\n– Startmoment, sinds 1 december 2026" in mails(people, "an")[-1].body
    assert send_digests(on=MONDAY + 3 * WEEK) == 0


def test_a_pause_is_not_late(people: Cast, plan: Plan, milestone: Milestone) -> None:
    Progress.objects.create(plan=plan, status="paused", valid_from=date(2026, 11, 1), by_label="Bo")
    assert send_digests(on=MONDAY + 2 * WEEK) == 0


def test_a_weekend_is_quiet_and_never_is_never(people: Cast, milestone: Milestone) -> None:
    assert send_digests(on=MONDAY - timedelta(days=1)) == 0
    choose_rhythm(rhythm=Rhythm.NEVER, by=people.an.actor)
    assert send_digests(on=MONDAY) == 0
    choose_rhythm(rhythm=Rhythm.MONTHLY, by=people.an.actor)
    assert send_digests(on=MONDAY) == 1


def test_the_coordinator_hears_what_stays_undone(people: Cast, milestone: Milestone) -> None:
    send_digests(on=MONDAY)
    late = date(2026, 12, 28)
    send_digests(on=late)
    [told] = mails(people, "fien")
    assert "Van collega's, omdat het blijft liggen\n– Startmoment, sinds 1 december 2026" in told.body


def test_a_substitute_hears_it_at_once(people: Cast, milestone: Milestone) -> None:
    Substitute.objects.create(
        network=people.zonnedorp, user=people.an.user, substitute=people.bo.user, valid_from=MONDAY
    )
    assert send_digests(on=MONDAY) == 2
    assert "Startmoment" in mails(people, "bo")[0].body


def test_who_lost_the_role_gets_nothing_and_the_coordinator_hears_of_it(
    people: Cast, milestone: Milestone
) -> None:
    RoleHolding.objects.filter(user=people.an.user).update(valid_to=MONDAY)
    send_digests(on=MONDAY + 2 * WEEK)
    assert mails(people, "an") == []
    assert "Startmoment" in mails(people, "fien")[0].body


def test_the_neighbour_is_told_nothing(people: Cast, milestone: Milestone) -> None:
    send_digests(on=MONDAY)
    assert mails(people, "cas") == []


def test_who_is_nobody_settles_nothing(people: Cast) -> None:
    with pytest.raises(NobodySignedIn):
        choose_rhythm(rhythm=Rhythm.NEVER, by=NOBODY)


@pytest.mark.time_machine("2026-11-22T12:00Z")
def test_the_page_shows_the_mail_of_today_and_keeps_the_rhythm(
    client: Client, people: Cast, milestone: Milestone
) -> None:
    client.force_login(people.an.user)
    page = client.get(reverse("stewardship:reminders")).content.decode()
    assert "Startmoment, tegen 30 november 2026" in page
    client.post(reverse("stewardship:reminders"), {"rhythm": "monthly"})
    assert DigestPreference.objects.get(user=people.an.user).rhythm == "monthly"
    assert client.post(reverse("stewardship:reminders"), {"rhythm": "hourly"}).status_code == 422


@pytest.mark.time_machine("2026-11-22T12:00Z")
def test_a_calendar_is_read_with_its_address_until_it_is_closed_or_the_role_ends(
    client: Client, people: Cast, milestone: Milestone
) -> None:
    secret = open_feed(by=people.an.actor)
    address = reverse("stewardship:calendar", args=[secret])
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    days = {
        str(event["SUMMARY"]): event["DTSTART"].dt
        for event in Calendar.from_ical(answer.content).walk("VEVENT")
    }
    assert days["Startmoment"] == MONDAY + WEEK
    assert secret not in CalendarFeed.objects.get().digest
    RoleHolding.objects.filter(user=people.an.user).update(valid_to=date(2026, 11, 1))
    assert not Calendar.from_ical(client.get(address).content).walk("VEVENT")
    newer = open_feed(by=people.an.actor)
    assert client.get(address).status_code == 404
    close_feed(by=people.an.actor)
    assert client.get(reverse("stewardship:calendar", args=[newer])).status_code == 404


def test_a_new_address_is_shown_once(client: Client, people: Cast) -> None:
    client.force_login(people.an.user)
    page = client.post(reverse("stewardship:open-feed"), follow=True).content.decode()
    assert "/werk/agenda/" in page
    assert ".ics" in page
    assert ".ics" not in client.get(reverse("stewardship:reminders")).content.decode()


@pytest.mark.one_engine
def test_digests_cost_a_fixed_number_of_queries(people: Cast, plan: Plan, milestone: Milestone) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from streekwerk.stewardship.queries.reminders import readers_on

    asked = []
    for number in (1, 20):
        for at in range(number):
            Milestone.objects.create(
                plan=plan, node=milestone.node, position=10 + at, text=f"Stap {at}", date=MONDAY, precision="day",
                words="23/11/2026",
            )  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            readers_on(MONDAY)
        asked.append(len(queries))
    assert asked[0] == asked[1]
