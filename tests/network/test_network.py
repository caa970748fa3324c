"""Networks: dated facts, roles that are given and ended, and what the page shows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from people import TODAY, Cast
from streekwerk.access.models import NOBODY, Permission
from streekwerk.access.queries import NotAllowed
from streekwerk.accounts.models import User
from streekwerk.network.commands import LastManager, NoMember, PartyNeeded, UnknownRole, end_role, give_role
from streekwerk.network.models import Composition, Membership, Party, Place, Population, RoleHolding
from streekwerk.network.queries import actor_of, contacts_of, members_of


@pytest.fixture
def places(people: Cast) -> dict[str, Place]:
    """Two municipalities in overlapping zones of the same name; one moves on 1 January 2027."""
    made = {
        code: Place.objects.create(code=code, name=name, kind=kind, scheme=scheme)
        for code, name, kind, scheme in (
            ("g1", "Zonnedorp", "municipality", ""),
            ("g2", "Lentehout", "municipality", ""),
            ("z1", "Dal", "zone", "werkzone"),
            ("z2", "Dal", "zone", "eerstelijnszone"),
        )
    }
    Composition.objects.create(whole=made["z1"], part=made["g1"], valid_to=date(2026, 12, 31))
    Composition.objects.create(whole=made["z2"], part=made["g1"])
    Composition.objects.create(whole=made["z1"], part=made["g2"], valid_from=date(2027, 1, 1))
    for place, numbers in (("g1", {2024: 100, 2025: 110}), ("g2", {2025: 50})):
        for year, inhabitants in numbers.items():
            Population.objects.create(
                place=made[place], year=year, inhabitants=inhabitants, source="verzonnen"
            )
    for code in ("g1", "g2"):
        party = Party.objects.create(
            code=f"p-{code}", name=made[code].name, kind="municipality", place=made[code]
        )
        Membership.objects.create(
            network=people.zonnedorp, party=party, role="member", valid_from=date(2020, 1, 1)
        )
    return made


def test_members_lie_in_overlapping_zones_of_their_day(people: Cast, places: dict[str, Place]) -> None:
    lente, zonne = members_of(people.zonnedorp, TODAY)
    assert [str(zone) for zone in zonne.zones] == ["Dal (eerstelijnszone)", "Dal (werkzone)"]
    assert lente.zones == ()
    assert (zonne.inhabitants, zonne.year) == (110, 2025)
    lente, zonne = members_of(people.zonnedorp, date(2027, 6, 1))
    assert [str(zone) for zone in zonne.zones] == ["Dal (eerstelijnszone)"]
    assert [str(zone) for zone in lente.zones] == ["Dal (werkzone)"]


@pytest.mark.one_engine
def test_members_cost_two_queries(
    people: Cast, places: dict[str, Place], django_assert_num_queries: Any
) -> None:
    for number in range(20):
        party = Party.objects.create(code=f"x{number}", name=f"x{number}", kind="association")
        Membership.objects.create(network=people.zonnedorp, party=party, role="member")
    with django_assert_num_queries(2):
        assert len(members_of(people.zonnedorp, TODAY)) == 22


def test_a_place_does_not_contain_itself(places: dict[str, Place]) -> None:
    with pytest.raises(IntegrityError):
        Composition.objects.create(whole=places["z1"], part=places["z1"])


@given(start=st.integers(-5, 5), length=st.none() | st.integers(0, 5), asked=st.integers(-10, 10))
@pytest.mark.django_db
def test_a_dated_fact_holds_on_its_days_and_no_others(start: int, length: int | None, asked: int) -> None:
    from streekwerk.network.models import Network

    network, _ = Network.objects.get_or_create(code="n", defaults={"name": "n", "kind": "zone"})
    party, _ = Party.objects.get_or_create(code="p", defaults={"name": "p", "kind": "body"})
    Membership.objects.all().delete()
    first = TODAY + timedelta(days=start)
    last = None if length is None else first + timedelta(days=length)
    Membership.objects.create(network=network, party=party, role="body", valid_from=first, valid_to=last)
    day = TODAY + timedelta(days=asked)
    assert Membership.objects.all().on(day).exists() is (first <= day and (last is None or day <= last))


def test_the_page_shows_members_and_roles_to_whom_they_concern(
    client: Client, people: Cast, places: dict[str, Place]
) -> None:
    address = reverse("network:detail", args=["zonnedorp"])
    client.force_login(people["gus"].user)
    page = client.get(address).content.decode()
    assert "Lentehout" in page
    assert "eva@" not in page
    assert "Iemand een rol geven" not in page
    client.force_login(people["eva"].user)
    assert "Iemand een rol geven" in client.get(address).content.decode()


def test_a_new_person_gets_an_account_and_a_role(client: Client, people: Cast) -> None:
    client.force_login(people["fien"].user)
    address = reverse("network:detail", args=["zonnedorp"])
    data = {
        "email": "Hanne@example.org",
        "name": "Hanne",
        "function": "stafmedewerker",
        "role": "plan_editor",
    }
    assert client.post(address, data).status_code == 302
    hanne = User.objects.get(email="hanne@example.org")
    assert not hanne.has_usable_password()
    assert hanne.holdings.get().role == "plan_editor"
    # Giving the same role again changes nothing.
    client.post(address, data)
    assert hanne.holdings.count() == 1
    assert client.post(address, {**data, "email": "geen adres"}).status_code == 422


@pytest.mark.parametrize("who", ["an", "bo", "dirk", "gus"])
def test_only_managers_give_roles(who: str, client: Client, people: Cast) -> None:
    client.force_login(people[who].user)
    data = {"email": "x@example.org", "name": "x", "role": "coordinator"}
    assert client.post(reverse("network:detail", args=["zonnedorp"]), data).status_code == 403
    assert not User.objects.filter(email="x@example.org").exists()
    with pytest.raises(NotAllowed):
        give_role(
            network=people.zonnedorp,
            user=people[who].user,
            role="coordinator",
            by=people[who].actor,
            on=TODAY,
        )


def test_an_unknown_role_is_refused(people: Cast) -> None:
    with pytest.raises(UnknownRole, match=r"baas.*Kies uit"):
        give_role(
            network=people.zonnedorp, user=people.an.user, role="baas", by=people["fien"].actor, on=TODAY
        )


def test_a_contact_answers_for_one_member(client: Client, people: Cast, places: dict[str, Place]) -> None:
    member = Party.objects.get(code="p-g1")
    stranger = Party.objects.create(code="vreemd", name="Vreemd", kind="association")
    fien = people["fien"].actor
    common = {"network": people.zonnedorp, "user": people["gus"].user, "by": fien, "on": TODAY}
    with pytest.raises(PartyNeeded, match="namens één vennoot"):
        give_role(role="member_contact", **common)
    with pytest.raises(NoMember, match="Vreemd is vandaag geen vennoot"):
        give_role(role="member_contact", party=stranger, **common)
    assert give_role(role="member_contact", party=member, **common).party == member
    assert people["gus"].actor.parties_with(Permission.FIGURES_ANSWER) == {(people.zonnedorp.pk, member.pk)}
    # Another role is held on behalf of nobody, whatever was chosen.
    assert give_role(role="steward", party=member, **common).party is None
    assert [user.name for user in contacts_of(people.zonnedorp.pk, TODAY)[member.pk]] == ["Gus"]

    client.force_login(people["fien"].user)
    address = reverse("network:detail", args=["zonnedorp"])
    data = {"email": "ria@example.org", "name": "Ria", "role": "member_contact"}
    assert "Kies het lid" in client.post(address, data).content.decode()
    assert client.post(address, {**data, "party": stranger.pk}).status_code == 422
    assert not User.objects.filter(email="ria@example.org").exists()
    assert client.post(address, {**data, "party": member.pk}).status_code == 302
    assert "namens Zonnedorp" in client.get(address).content.decode()


def test_a_role_ends_the_same_day_and_stays_readable(people: Cast) -> None:
    holding = people["gus"].user.holdings.get()
    end_role(holding=holding, by=people["fien"].actor, on=TODAY)
    assert actor_of(people["gus"].user, TODAY).holdings == ()
    assert actor_of(people["gus"].user, TODAY - timedelta(days=1)).holdings != ()
    assert RoleHolding.objects.filter(pk=holding.pk).exists()


def test_somebody_always_manages_the_roles(people: Cast) -> None:
    fien = people["fien"].actor
    end_role(holding=people["eva"].user.holdings.get(), by=fien, on=TODAY)
    with pytest.raises(LastManager, match="laatste"):
        end_role(holding=people["fien"].user.holdings.get(), by=fien, on=TODAY)


def test_a_closed_account_acts_as_nobody(people: Cast) -> None:
    people.an.user.is_active = False
    assert actor_of(people.an.user, TODAY) is NOBODY


def test_the_log_tells_what_happened(client: Client, people: Cast) -> None:
    give_role(network=people.zonnedorp, user=people.an.user, role="reader", by=people["fien"].actor, on=TODAY)
    client.force_login(people["dirk"].user)
    page = client.get(reverse("network:log", args=["zonnedorp"])).content.decode()
    assert "Fien" in page
    assert "gaf een rol" in page
    client.force_login(people["gus"].user)
    assert client.get(reverse("network:log", args=["zonnedorp"])).status_code == 403
