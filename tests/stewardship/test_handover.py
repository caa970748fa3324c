"""Somebody leaves, or gives a part away: what is open goes over, access ends the same day, history stays."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from people import Cast
from standing import stands
from streekwerk.access.queries import NotAllowed
from streekwerk.accounts.models import User
from streekwerk.audit.models import Entry
from streekwerk.impact.commands.templates import take_starting
from streekwerk.impact.commands.testing import begin_test
from streekwerk.impact.models import Mitigation
from streekwerk.indicators.models import Deliverable, DeliverableVersion, Indicator
from streekwerk.network.commands import LastManager, give_role
from streekwerk.network.models import Membership, Party, RoleHolding
from streekwerk.outbox.models import Mail
from streekwerk.plans.models import IndicatorSentence, Node, Plan
from streekwerk.stewardship.commands import handovers as commands
from streekwerk.stewardship.commands.functions import FunctionText, add_function, give_function
from streekwerk.stewardship.commands.handovers import Leaving, hand_over
from streekwerk.stewardship.commands.substitutes import (
    CannotReplace,
    ReplacedAlready,
    ReplacesSelf,
    add_substitute,
)
from streekwerk.stewardship.models import (
    CalendarFeed,
    FunctionHolding,
    Handover,
    HandoverItem,
    QuarterDraft,
    Substitute,
)
from streekwerk.stewardship.queries.open_items import able_to, colleagues_with_work, open_items
from streekwerk.stewardship.rules.handover import Assignment, Kind, assign, fingerprint


@pytest.fixture
def today() -> date:
    return localdate()


@stands
def joost(people: Cast) -> User:
    """A second steward of Zonnedorp, who takes over."""
    made: User = User.objects.create_user("joost@example.org", "een lang wachtwoord", name="Joost")
    RoleHolding.objects.create(
        user=made, network=people.zonnedorp, role="steward", valid_from=date(2026, 1, 1)
    )
    return made


@pytest.fixture
def busy(people: Cast, plan: Plan, joost: User, today: date) -> Cast:
    """An has everything a person can have open."""
    an, by = people.an.user, people["fien"].actor
    Node.objects.filter(plan=plan, level="action").update(steward=an)
    sentence = IndicatorSentence.objects.filter(node__plan=plan)[0]
    indicator = Indicator.objects.create(
        plan=plan, sentence=sentence, steward=an, confirmed_text=sentence.text, confirmed_by="Bo"
    )
    deliverable = Deliverable.objects.create(indicator=indicator, title="Nota", by_label="An")
    DeliverableVersion.objects.create(
        deliverable=deliverable, number=1, delivered_on=today, author=an, author_label="An"
    )
    template = take_starting(network=people.zonnedorp, kind="poverty", by=by)
    test = begin_test(node=Node.objects.get(plan=plan, code="Actie 1"), template=template, by=by)
    for question, steward in (("q1", an), ("q2", None)):
        Mitigation.objects.create(
            test=test, question=question, text=f"Bus gratis {question}", steward=steward
        )
    function = add_function(network=people.zonnedorp, given=FunctionText("Beleidsmedewerker"), by=by)
    give_function(function=function, user=an, start=date(2026, 1, 1), end=None, today=today, by=by)
    add_substitute(
        network=people.zonnedorp,
        user=people.bo.user,
        substitute=an,
        start=today,
        end=None,
        today=today,
        by=by,
    )
    add_substitute(
        network=people.zonnedorp, user=an, substitute=joost, start=today, end=None, today=today, by=by
    )
    QuarterDraft.objects.create(
        user=an, node=Node.objects.get(plan=plan, code="Actie 1"), data={"narrative": "bijna"}
    )
    CalendarFeed.objects.create(user=an, digest="x" * 64)
    return people


def placed(
    people: Cast, said: dict[str, str], today: date, *, leaving: bool = True
) -> tuple[Assignment, str]:
    """Where everything of An goes, and the list that was seen."""
    items = open_items(people.zonnedorp, people.an.user, today)
    able = able_to(people.zonnedorp, today, set(Kind))
    found = assign(
        items, said, leaving=leaving, able={kind: [one.pk for one in of] for kind, of in able.items()}
    )
    return found, fingerprint(items)


def leave(people: Cast, said: dict[str, str], today: date, **more: Any) -> Handover:
    assignment, seen = placed(people, said, today)
    return hand_over(
        network=people.zonnedorp, user=people.an.user, assignment=assignment,
        **{"leaving": Leaving(today), "seen": seen, "today": today, "by": people["fien"].actor} | more,
    )  # fmt: skip


def test_the_open_list_has_everything(busy: Cast, plan: Plan, today: date) -> None:
    items = open_items(busy.zonnedorp, busy.an.user, today)
    assert [(item.kind.value, item.label) for item in items] == [
        ("node", "Actie 1 Een huis voor starters"),
        ("node", "Actie 2 Noodwoning delen"),
        ("indicator", "Aantal gevonden huizen"),
        ("deliverable", "Nota"),
        ("mitigation", "Bus gratis q1"),
        ("function", "Beleidsmedewerker"),
        ("substitute", "vervangt Bo"),
        ("role", "Trekker"),
    ]
    assert "met een melding die nog niet verstuurd is" in items[0].detail
    assert not open_items(busy.maanstad, busy.an.user, today)


def test_who_leaves_keeps_nothing_and_who_comes_has_it(
    busy: Cast, plan: Plan, joost: User, today: date
) -> None:
    made = leave(busy, {"all": str(joost.pk)}, today)
    an = busy.an.user
    assert not open_items(busy.zonnedorp, an, today)
    assert set(Node.objects.filter(plan=plan, level="action").values_list("steward", flat=True)) == {joost.pk}
    assert Indicator.objects.get(plan=plan).steward == joost
    assert [(held.user, held.valid_to) for held in FunctionHolding.objects.order_by("pk")] == [
        (an, today - timedelta(1)),
        (joost, None),
    ]
    row = Substitute.objects.get()
    assert (row.user, row.substitute, row.valid_from) == (busy.bo.user, joost, today)
    assert QuarterDraft.objects.get().user == joost
    assert not CalendarFeed.objects.exists()
    assert made.access_ended
    assert made.items.count() == 8
    assert list(Mitigation.objects.order_by("pk").values_list("steward", flat=True)) == [joost.pk, None]
    assert busy.an.actor.holdings == ()


def test_the_trail_and_the_versions_hold(busy: Cast, plan: Plan, joost: User, today: date) -> None:
    node = Node.objects.get(plan=plan, code="Actie 1")
    revision = Plan.objects.get(pk=plan.pk).revision
    leave(busy, {"all": str(joost.pk)}, today)
    entry = Entry.objects.about("plans.node", node.pk).filter(verb="node.people").latest("pk")  # type: ignore[attr-defined]
    assert entry.changes == {"steward": ["An", "Joost"]}
    assert entry.by_label == "Fien"
    assert Node.objects.get(pk=node.pk).version == node.version + 1
    assert Plan.objects.get(pk=plan.pk).revision > revision
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {
        "handover.made",
        "role.ended",
        "card.kept",
        "mitigation.changed",
        "function.ended",
        "function.given",
    } <= verbs


def test_access_ends_the_same_day_also_for_who_is_signed_in(
    busy: Cast, plan: Plan, joost: User, today: date, client: Client
) -> None:
    client.force_login(busy.an.user)
    assert client.get(plan.get_absolute_url()).status_code == 200
    leave(busy, {"all": str(joost.pk)}, today)
    for address in (plan.get_absolute_url(), busy.zonnedorp.get_absolute_url()):
        assert client.get(address).status_code == 404
    assert "Samen wonen" not in client.get("/").content.decode()


def test_a_later_day_lets_in_until_then(busy: Cast, joost: User, today: date) -> None:
    later = today + timedelta(10)
    leave(busy, {"all": str(joost.pk)}, today, leaving=Leaving(later))
    held = RoleHolding.objects.get(user=busy.an.user)
    assert held.valid_to == later - timedelta(1)
    holdings = FunctionHolding.objects.order_by("pk")
    assert [(each.valid_from, each.valid_to) for each in holdings][1] == (later, None)
    assert CalendarFeed.objects.exists()
    with pytest.raises(commands.TooEarly):
        leave(busy, {"all": str(joost.pk)}, today, leaving=Leaving(today - timedelta(1)))


def test_knowingly_nobody_with_a_reason(busy: Cast, plan: Plan, joost: User, today: date) -> None:
    node = Node.objects.get(plan=plan, code="Actie 2")
    with pytest.raises(commands.NotSettled, match="waarom niemand"):
        leave(busy, {"all": str(joost.pk), f"node-{node.pk}": "niemand"}, today)
    assert not Handover.objects.exists()
    leave(busy, {"all": str(joost.pk), f"node-{node.pk}": "niemand", "why": "stopt  dit jaar"}, today)
    assert Node.objects.get(pk=node.pk).steward is None
    item = HandoverItem.objects.get(kind="node", object_id=node.pk)
    assert (item.to, item.to_label, item.reason) == (None, "", "stopt dit jaar")


@pytest.mark.parametrize("who", ["gus", "dirk"])
def test_nobody_takes_over_what_the_role_does_not_allow(
    who: str, busy: Cast, plan: Plan, today: date
) -> None:
    with pytest.raises(commands.NotSettled, match="geen fiches bijhouden"):
        leave(busy, {"all": str(busy[who].user.pk)}, today)
    assert busy.an.actor.holdings
    assert set(Node.objects.filter(plan=plan, level="action").values_list("steward", flat=True)) == {
        busy.an.user.pk
    }


def test_a_list_that_changed_meanwhile_is_refused_as_a_whole(
    busy: Cast, plan: Plan, joost: User, today: date
) -> None:
    assignment, seen = placed(busy, {"all": str(joost.pk)}, today)
    Node.objects.filter(plan=plan, level="goal").update(steward=busy.an.user)
    with pytest.raises(commands.ListChanged, match="niets overgedragen"):
        hand_over(
            network=busy.zonnedorp, user=busy.an.user, leaving=Leaving(today), assignment=assignment, seen=seen,
            today=today, by=busy["fien"].actor,
        )  # fmt: skip
    assert not Handover.objects.exists()
    assert busy.an.actor.holdings


def test_when_one_step_fails_nothing_is_written(
    busy: Cast, plan: Plan, joost: User, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("stroom weg")

    monkeypatch.setattr(commands, "end_role", fail)
    with pytest.raises(RuntimeError):
        leave(busy, {"all": str(joost.pk)}, today)
    assert not Handover.objects.exists()
    assert Mail.objects.count() == 0
    assert Node.objects.filter(steward=busy.an.user).count() == 2


@pytest.mark.parametrize("who", ["an", "bo", "dirk", "eva", "gus", "cas"])
def test_only_a_coordinator_hands_over(who: str, busy: Cast, joost: User, today: date) -> None:
    with pytest.raises(NotAllowed):
        leave(busy, {"all": str(joost.pk)}, today, by=busy[who].actor)


def test_one_mail_for_each_who_takes_over(busy: Cast, plan: Plan, joost: User, today: date) -> None:
    leave(busy, {"all": str(joost.pk), "indicator": str(busy.bo.user.pk)}, today, note="Bel mij gerust.")
    mails = {mail.to: mail for mail in Mail.objects.all()}
    assert set(mails) == {"joost@example.org", "bo@example.org"}
    mail = mails["joost@example.org"]
    assert mail.subject == "U nam 6 zaken over van An"
    assert mail.reply_to == "fien@example.org"


def test_the_mail_tells_everything(
    busy: Cast, joost: User, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(commands, "post", lambda *, body, **_: sent.append(body))
    leave(busy, {"all": str(joost.pk)}, today, note="Bel mij gerust.")
    [body] = sent
    for words in (
        "Actie 1 Een huis voor starters",
        "Aantal gevonden huizen",
        "Nota",
        "Bel mij gerust.",
        "/werk/",
    ):
        assert words in body


def test_the_last_who_manages_roles_hands_that_over_first(
    people: Cast, plan: Plan, joost: User, today: date
) -> None:
    fien, by = people["fien"].user, people["fien"].actor
    people["eva"].user.holdings.all().delete()
    items = open_items(people.zonnedorp, fien, today)
    able = {kind: [joost.pk] for kind in Kind}

    def go(said: dict[str, str]) -> None:
        hand_over(
            network=people.zonnedorp, user=fien, leaving=Leaving(today), seen=fingerprint(items), today=today,
            by=by, assignment=assign(items, said, leaving=True, able=able),
        )  # fmt: skip

    with pytest.raises(LastManager):
        go({})
    assert not Handover.objects.exists()
    go({"role": str(joost.pk)})
    assert set(joost.holdings.values_list("role", flat=True)) == {"steward", "coordinator"}
    assert people["fien"].actor.holdings == ()


def test_a_contact_hands_over_who_answers_for_a_member(people: Cast, joost: User, today: date) -> None:
    party = Party.objects.create(code="geel", name="Geel", kind="municipality")
    Membership.objects.create(network=people.zonnedorp, party=party, role="member")
    by = people["fien"].actor
    give_role(
        network=people.zonnedorp, user=people.an.user, role="member_contact", party=party, on=today, by=by
    )
    role = next(
        item for item in open_items(people.zonnedorp, people.an.user, today) if "namens Geel" in item.label
    )
    assert "niemand anders antwoordt namens Geel" in role.detail
    leave(people, {role.name: str(joost.pk)}, today)
    assert joost.holdings.get(role="member_contact").party == party
    assert people.an.actor.holdings == ()


def test_who_comes_back_gets_a_new_role(busy: Cast, plan: Plan, joost: User, today: date) -> None:
    leave(busy, {"all": str(joost.pk)}, today)
    give_role(network=busy.zonnedorp, user=busy.an.user, role="reader", on=today, by=busy["fien"].actor)
    assert {held.role for held in busy.an.actor.holdings} == {"reader"}
    assert busy.an.user.holdings.count() == 2


def test_names_outlive_accounts(busy: Cast, joost: User, today: date) -> None:
    made = leave(busy, {"all": str(joost.pk)}, today)
    Node.objects.update(steward=None)
    for user in (busy.an.user, joost):
        user.delete()
    made.refresh_from_db()
    assert (made.leaver, made.leaver_label) == (None, "An")
    assert set(made.items.values_list("to_label", flat=True)) == {"Joost", ""}


def test_a_part_goes_and_the_rest_stays(busy: Cast, plan: Plan, joost: User, today: date) -> None:
    node = Node.objects.get(plan=plan, code="Actie 2")
    assignment, seen = placed(busy, {f"node-{node.pk}": str(joost.pk)}, today, leaving=False)
    made = hand_over(
        network=busy.zonnedorp, user=busy.an.user, leaving=None, assignment=assignment, seen=seen, today=today,
        by=busy["fien"].actor,
    )  # fmt: skip
    assert not made.access_ended
    assert made.items.get().object_id == node.pk
    assert busy.an.actor.holdings
    assert CalendarFeed.objects.exists()
    assert Node.objects.filter(steward=busy.an.user).count() == 1


@pytest.fixture
def fien(busy: Cast, client: Client) -> Client:
    client.force_login(busy["fien"].user)
    return client


def test_the_walk_through_the_pages(fien: Client, busy: Cast, plan: Plan, joost: User, today: date) -> None:
    page = fien.get(reverse("stewardship:handovers", args=["zonnedorp"])).content.decode()
    assert "trekt 2 onderdelen, volgt 1 indicator op, vervult 1 functie" in page
    address = reverse("stewardship:hand-over", args=["zonnedorp", busy.an.user.pk])
    page = fien.get(address).content.decode()
    assert "8 zaken staan open" in page
    assert "Joost vervangt An niet meer" in page
    sent = {"all": str(joost.pk), "on": today.isoformat()}
    wrong = fien.post(address, {"on": today.isoformat()})
    assert wrong.status_code == 422
    assert "Kies wie dit overneemt" in wrong.content.decode()
    check = fien.post(address, sent)
    assert check.status_code == 200
    confirm = check.content.decode()
    assert "Joost neemt 7 zaken over" in confirm
    assert "An ziet vanaf nu niets meer van Welzijnsband Zonnedorp" in confirm
    assert not Handover.objects.exists()
    back = fien.post(address, sent | {"step": "back"})
    assert back.status_code == 200
    assert re.search(rf'<option value="{joost.pk}" selected>', back.content.decode())
    found = re.search(r'name="seen" value="([^"]*)"', confirm)
    assert found
    assert fien.post(address, sent | {"step": "do", "seen": "node-1"}).status_code == 422
    done = fien.post(address, sent | {"step": "do", "seen": found[1]})
    made = Handover.objects.get()
    assert done["Location"] == reverse("stewardship:handover", args=[made.pk])
    assert "Nog niet bekeken." in fien.get(done["Location"]).content.decode()


def test_who_took_over_is_asked_to_look_until_it_is_seen(
    busy: Cast, joost: User, today: date, client: Client
) -> None:
    made = leave(busy, {"all": str(joost.pk)}, today)
    client.force_login(joost)
    assert "7 zaken overgenomen van An: bekijk" in client.get("/").content.decode()
    address = reverse("stewardship:handover", args=[made.pk])
    assert "Ik heb dit bekeken" in client.get(address).content.decode()
    client.post(reverse("stewardship:handover-seen", args=[made.pk]))
    assert "overgenomen van An" not in client.get("/").content.decode()
    client.force_login(busy.bo.user)
    assert client.get(address).status_code == 404


def test_who_left_without_a_hand_over_is_shown(fien: Client, busy: Cast, plan: Plan, today: date) -> None:
    RoleHolding.objects.filter(user=busy.an.user).update(valid_to=today - timedelta(1))
    page = fien.get(reverse("stewardship:handovers", args=["zonnedorp"])).content.decode()
    assert "Zonder rol, maar nog trekker" in page
    address = reverse("stewardship:hand-over", args=["zonnedorp", busy.an.user.pk])
    assert fien.get(address).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"), [("an", 404), ("bo", 404), ("dirk", 404), ("eva", 403), ("gus", 404)]
)
def test_who_may_open_the_hand_over(who: str, status: int, busy: Cast, client: Client) -> None:
    client.force_login(busy[who].user)
    assert client.get(reverse("stewardship:handovers", args=["zonnedorp"])).status_code == status


def test_a_stranger_to_the_network_cannot_be_chosen(fien: Client, busy: Cast) -> None:
    address = reverse("stewardship:hand-over", args=["zonnedorp", busy.cas.user.pk])
    assert fien.get(address).status_code == 404


@pytest.mark.one_engine
def test_queries_do_not_grow_with_what_is_open(fien: Client, busy: Cast, plan: Plan, today: date) -> None:
    address = reverse("stewardship:hand-over", args=["zonnedorp", busy.an.user.pk])
    fien.get(address)
    with CaptureQueriesContext(connection) as few:
        fien.get(address)
    Node.objects.bulk_create(
        Node(plan=plan, position=100 + number, level="action", title=f"Actie {number}", steward=busy.an.user)
        for number in range(60)
    )
    with CaptureQueriesContext(connection) as many:
        fien.get(address)
    assert len(many) == len(few)
    assert len(colleagues_with_work(busy.zonnedorp, today)) == 7


def test_handing_over_many_costs_little_for_each(busy: Cast, plan: Plan, joost: User, today: date) -> None:
    Node.objects.bulk_create(
        Node(plan=plan, position=100 + number, level="action", title=f"Actie {number}", steward=busy.an.user)
        for number in range(40)
    )
    with CaptureQueriesContext(connection) as found:
        leave(busy, {"all": str(joost.pk)}, today)
    assert Node.objects.filter(plan=plan, steward=joost).count() == 42
    # A log line, a version and a look for a draft per node; the findings of the plan once.
    assert len(found) < 250 + 42 * 5


def test_a_substitute_for_oneself_and_for_others(
    busy: Cast, joost: User, today: date, client: Client
) -> None:
    address = reverse("stewardship:substitutes", args=["zonnedorp"])
    Substitute.objects.all().delete()
    client.force_login(busy.an.user)
    mine = {"user": busy.an.user.pk, "substitute": joost.pk, "start": today.isoformat()}
    assert client.post(address, mine).status_code == 302
    # A steward arranges this for nobody else: the form does not offer it.
    other = {"user": busy.bo.user.pk, "substitute": joost.pk, "start": today.isoformat()}
    assert client.post(address, other).status_code == 422
    row = Substitute.objects.get()
    client.force_login(joost)
    assert client.post(reverse("stewardship:substitute-end", args=["zonnedorp", row.pk])).status_code == 403
    client.force_login(busy.an.user)
    assert client.post(reverse("stewardship:substitute-end", args=["zonnedorp", row.pk])).status_code == 302
    assert not Substitute.objects.exists()
    client.force_login(busy.bo.user)
    assert client.post(address, other).status_code == 302


def test_a_substitute_keeps_plans_up_and_is_somebody_else(busy: Cast, joost: User, today: date) -> None:
    def add(substitute: User, start: date = today) -> Substitute:
        return add_substitute(
            network=busy.zonnedorp, user=joost, substitute=substitute, start=start, end=None, today=today,
            by=busy.bo.actor,
        )  # fmt: skip

    with pytest.raises(ReplacesSelf):
        add(joost)
    with pytest.raises(CannotReplace):
        add(busy["gus"].user)
    add(busy.an.user)
    with pytest.raises(ReplacedAlready):
        add(busy.bo.user, today + timedelta(3))
    with pytest.raises(NotAllowed):
        add_substitute(
            network=busy.zonnedorp, user=busy.bo.user, substitute=joost, start=today, end=None, today=today,
            by=busy.an.actor,
        )  # fmt: skip
