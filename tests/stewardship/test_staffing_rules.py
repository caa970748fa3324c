"""What the words of a sheet say about who works on it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.stewardship.rules.staffing import StaffingProposal, proposals, singular

KEPT = ["Beleidsmedewerker", "Coördinator", "Projectmanager"]


def read(label: str, text: str, kept: list[str] | None = None) -> list[tuple[str, str, str, Decimal | None]]:
    found = proposals([(label, text)], KEPT if kept is None else kept)
    return [(each.function, each.part, each.load, each.fte) for each in found]


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("Inzet", "beleidsmedewerker (beperkt)", [("Beleidsmedewerker", "take_part", "limited", None)]),
        (
            "Personeelsinzet",
            "Beperkt Beleidsmedewerker en/of coördinator Rol: faciliteren/ trekkerschap",
            [("Beleidsmedewerker", "steward", "limited", None), ("Coördinator", "steward", "limited", None)],
        ),
        ("Personeelsinzet", "Ruim Projectmanager Rol projectleider", [("Projectmanager", "project_lead", "ample", None)]),
        (
            "Personeelsinzet",
            "Beperkt Coördinator en beleidsmedewerker voor communicatie Rol faciliteren",
            [("Coördinator", "facilitate", "limited", None), ("Beleidsmedewerker", "facilitate", "limited", None)],
        ),
        ("Personeelsinzet", "Beperkt Coördinator/beleidsmedewerker",
         [("Coördinator", "take_part", "limited", None), ("Beleidsmedewerker", "take_part", "limited", None)]),
        ("Projectleider", "0,2 VTE", [("Projectleider", "project_lead", "", Decimal("0.2"))]),
        ("Inzet", "0,5 VTE beleidsmedewerker, coördinator",
         [("Beleidsmedewerker", "take_part", "", Decimal("0.5")), ("Coördinator", "take_part", "", None)]),
        ("Inzet", "twee beleidsmedewerkers", [("Beleidsmedewerker", "take_part", "", None)]),
        ("Trekker", "Energiecoach", [("Energiecoach", "steward", "", None)]),
        ("Trekker", "Gemeente Geel", []),
        ("Trekker", "", []),
        ("Timing", "beleidsmedewerker (beperkt)", []),
        ("Personeel", "Samen met de gemeenten bekijken we wie dit later op zich kan nemen.", []),
    ],
)  # fmt: skip
def test_what_is_read(label: str, text: str, expected: list[object]) -> None:
    assert read(label, text) == expected


def test_a_name_that_is_not_kept_is_proposed_as_new() -> None:
    [found] = proposals([("Inzet", "beleidsmedewerker zorg (ruim)")], KEPT)
    # “Beleidsmedewerker zorg” is another function than “Beleidsmedewerker”: nobody said they are one.
    assert (found.function, found.known) == ("Beleidsmedewerker zorg", False)
    assert found.known_by == "herkend aan “Inzet: beleidsmedewerker zorg (ruim)”"


def test_two_fields_that_name_one_function_propose_it_once() -> None:
    found = proposals([("Trekker", "Coördinator"), ("Personeel", "coördinatoren (beperkt)")], KEPT)
    assert [(each.function, each.part) for each in found] == [("Coördinator", "steward")]


def test_both_loads_at_once_say_neither() -> None:
    [found] = proposals([("Inzet", "beperkt tot ruim: coördinator")], KEPT) or [None]
    assert found is None or found.load == ""


@given(text=st.text(max_size=80), label=st.sampled_from(["Inzet", "Trekker", "Personeelsinzet", "Rol"]))
def test_nothing_is_invented(text: str, label: str) -> None:
    found: list[StaffingProposal] = proposals([(label, text)], KEPT)
    assert len({singular(each.function) for each in found}) == len(found)
    for each in found:
        # Every word of the function stands in the field, in singular or plural.
        stem = singular(each.function).split()[0][:6]
        assert stem in singular(text) or stem in singular(label) or stem in text.casefold()
