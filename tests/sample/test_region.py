"""The files that describe the sample region: whole, consistent, and equal to what the documents say."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from streekwerk.access.models import ROLES
from streekwerk.network.choices import MembershipRole, NetworkKind, PartyKind, PlaceKind
from streekwerk.plans.choices import LinkKind
from streekwerk.reading.models import LEVELS

SAMPLE = Path(__file__).resolve().parents[2] / "sample"
ON = "2025-06-01"


@pytest.fixture(scope="module")
def region() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SAMPLE / "region.json").read_text(encoding="utf-8"))
    return loaded


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLE / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def holds_on(entry: dict[str, Any], day: str) -> bool:
    return (entry.get("valid_from") or "") <= day and day <= (entry.get("valid_to") or "9999-12-31")


@pytest.mark.parametrize("kind", ["networks", "parties"])
def test_a_code_is_given_once(kind: str, region: dict[str, Any]) -> None:
    assert [
        code for code, times in Counter(entry["code"] for entry in region[kind]).items() if times > 1
    ] == []


def test_every_word_is_one_the_program_knows(region: dict[str, Any]) -> None:
    assert {entry["kind"] for entry in region["networks"]} == set(NetworkKind.values)
    assert {entry["kind"] for entry in region["parties"]} <= set(PartyKind.values)
    assert {entry["role"] for entry in region["memberships"]} <= set(MembershipRole.values)
    assert {held["role"] for person in region["people"] for held in person["roles"]} <= set(ROLES)
    assert {level["level"] for entry in region["networks"] for level in entry["levels"]} <= set(LEVELS)
    assert {row["kind"] for row in rows("places.csv")} <= set(PlaceKind.values)


def test_what_is_referred_to_exists(region: dict[str, Any]) -> None:
    networks = {entry["code"] for entry in region["networks"]}
    parties = {entry["code"] for entry in region["parties"]}
    places = {row["code"] for row in rows("places.csv")}
    held = [held for person in region["people"] for held in person["roles"]]
    assert {entry["place"] for entry in region["parties"] if "place" in entry} <= places
    assert {entry["party"] for entry in region["memberships"]} <= parties
    assert {entry["party"] for entry in held if "party" in entry} <= parties
    assert {entry["network"] for entry in [*region["memberships"], *region["documents"], *held]} <= networks
    assert {
        row[end] for row in rows("place_memberships.csv") for end in ("group_code", "place_code")
    } <= places


def test_every_network_has_its_document(region: dict[str, Any]) -> None:
    assert {entry["network"] for entry in region["documents"]} == {
        entry["code"] for entry in region["networks"]
    }
    assert {entry["file"] for entry in region["documents"]} == {
        path.name for path in (SAMPLE / "documents").iterdir()
    }


def test_links_and_decisions_name_what_exists(region: dict[str, Any]) -> None:
    files = {entry["file"]: entry["network"] for entry in region["documents"]}
    bodies = {entry["party"]: entry["network"] for entry in region["memberships"] if entry["role"] == "body"}
    assert {link["kind"] for link in region["links"]} <= set(LinkKind.values)
    assert all(
        link["rationale"] and link[end]["file"] in files for link in region["links"] for end in ("from", "to")
    )
    assert all(bodies[decision["body"]] == files[decision["file"]] for decision in region["decisions"])


def test_the_people_hold_the_demo_roles(region: dict[str, Any]) -> None:
    main = {person["email"].split("@")[0]: person["roles"][0]["role"] for person in region["people"]}
    assert main == {
        "sofie": "plan_editor",
        "karim": "reader",
        "lieve": "board_member",
        "gerda": "board_member",
        "bram": "coordinator",
        "hanne": "steward",
        "joris": "steward",
        "ria": "member_contact",
        "wim": "member_contact",
        "tess": "steward",
        "nora": "administrator",
    }


def members(region: dict[str, Any], network: str, day: str = ON) -> set[str]:
    """NIS codes of the municipalities that are a member on a day."""
    place = {entry["code"]: entry.get("place") for entry in region["parties"]}
    return {
        place[entry["party"]]
        for entry in region["memberships"]
        if entry["network"] == network and entry["role"] == "member" and holds_on(entry, day)
    }


def test_the_networks_overlap_and_do_not_nest(region: dict[str, Any]) -> None:
    bond, zone = members(region, "welzijnsbond"), members(region, "eerstelijnszone")
    platform, ring = members(region, "streekplatform"), members(region, "zorgkring")
    assert [len(group) for group in (bond, zone, platform, ring)] == [27, 10, 16, 6]
    for one, other in ((zone, platform), (platform, ring)):
        assert one & other
        assert one - other
        assert other - one
    assert members(region, "streekplatform", "2023-06-01") - platform == {"13036"}


def test_a_municipality_lies_in_one_welfare_zone_on_any_day() -> None:
    zones = [row for row in rows("place_memberships.csv") if row["group_code"].startswith("zone:")]
    for day in ("2020-01-01", "2022-03-23", "2022-03-24", ON):
        there = [row["place_code"] for row in zones if holds_on(row, day)]
        assert len(there) == len(set(there)) == 27


def test_what_is_not_sure_about_a_zone_says_so() -> None:
    doubtful = {
        row["place_code"]: row["uncertain"]
        for row in rows("place_memberships.csv")
        if row["group_code"] == "zone:rit"
    }
    assert "Neteland" in doubtful["13017"]
    assert "Neteland" in doubtful["13019"]


def test_every_municipality_has_its_inhabitants_for_each_year() -> None:
    municipalities = {row["code"] for row in rows("places.csv") if row["kind"] == "municipality"}
    counted = {(row["place_code"], row["year"]) for row in rows("populations.csv")}
    assert counted == {(code, str(year)) for code in municipalities for year in range(2020, 2026)}
    assert all((row["derived"] == "true") == (row["year"] != "2020") for row in rows("populations.csv"))


@pytest.mark.parametrize(
    ("network", "file"), [("eerstelijnszone", "eerstelijnszone.txt"), ("zorgkring", "zorgkring.typ")]
)
def test_a_plan_states_the_inhabitants_of_its_members(
    network: str, file: str, region: dict[str, Any]
) -> None:
    there = members(region, network)
    total = sum(
        int(row["inhabitants"])
        for row in rows("populations.csv")
        if row["year"] == "2025" and row["place_code"] in there
    )
    assert f"{total:,}".replace(",", ".") in (SAMPLE / "make" / file).read_text(encoding="utf-8")
