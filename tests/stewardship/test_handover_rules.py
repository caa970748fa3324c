"""Where everything goes: each open thing exactly once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from streekwerk.stewardship.rules.handover import (
    KINDS,
    NOBODY,
    STAYS,
    Assignment,
    Kind,
    OpenItem,
    assign,
    fingerprint,
    grouped,
    unable,
)

PEOPLE = ["3", "4", "99", NOBODY, STAYS, "", "onzin"]
ABLE = {kind: {3, 4} for kind in Kind}
ITEMS = st.lists(
    st.builds(OpenItem, st.sampled_from(Kind), st.integers(1, 30), st.just("iets")),
    unique_by=lambda item: item.key,
    max_size=12,
)


@st.composite
def said(draw: st.DrawFn) -> tuple[list[OpenItem], dict[str, str]]:
    """Some open things, and whatever a form can send about them."""
    items = draw(ITEMS)
    names = [item.name for item in items] + [kind.value for kind in Kind] + ["all"]
    chosen = draw(st.dictionaries(st.sampled_from(names), st.sampled_from(PEOPLE)))
    return items, chosen | {"why": draw(st.sampled_from(["", "stopt"]))}


def settled(found: Assignment, items: list[OpenItem]) -> None:
    placed = [*found.given, *found.stays]
    assert sorted(placed) == sorted(item.key for item in items)
    assert len(placed) == len(set(placed))


@given(told=said(), leaving=st.booleans())
def test_every_open_thing_ends_up_exactly_once(
    told: tuple[list[OpenItem], dict[str, str]], leaving: bool
) -> None:
    items, chosen = told
    found = assign(items, chosen, leaving=leaving, able=ABLE)
    if not found.problems:
        settled(found, items)
    if leaving:
        assert not found.stays
    for (kind, _), where in found.given.items():
        if not found.problems:
            assert where.to in {3, 4, None}
            assert where.to or where.reason or kind == Kind.ROLE


@given(items=ITEMS)
def test_all_to_one_person_in_one_choice(items: list[OpenItem]) -> None:
    found = assign(items, {"all": "3"}, leaving=True, able=ABLE)
    assert not found.problems
    settled(found, items)
    assert all(where.to == 3 for (kind, _), where in found.given.items() if kind != Kind.ROLE)
    # A role gives rights: it is never part of “everything”.
    assert all(where.to is None for (kind, _), where in found.given.items() if kind == Kind.ROLE)


def test_nobody_asks_a_reason() -> None:
    dak = OpenItem(Kind.NODE, 1, "Dak")
    assert "why" in assign([dak], {"node": NOBODY}, leaving=True, able=ABLE).problems
    assert not assign([dak], {"node": NOBODY, "why": "stopt"}, leaving=True, able=ABLE).problems


def test_who_cannot_keep_it_up_is_refused_with_what_to_do() -> None:
    dak = OpenItem(Kind.NODE, 1, "Dak")
    found = assign([dak], {"node-1": "7"}, leaving=True, able={Kind.NODE: [3]})
    assert found.problems == {"node-1": unable(Kind.NODE)}
    assert all("geef eerst een rol" in unable(kind) for kind in KINDS)


def test_nobody_replaces_himself() -> None:
    away = OpenItem(Kind.SUBSTITUTE, 1, "vervangt An", not_to=3)
    assert "zichzelf" in assign([away], {"all": "3"}, leaving=True, able=ABLE).problems["substitute"]


def test_who_stays_keeps_what_is_not_chosen() -> None:
    dak, bus = OpenItem(Kind.NODE, 1, "Dak"), OpenItem(Kind.NODE, 2, "Bus")
    found = assign([dak, bus], {"node-2": "3"}, leaving=False, able=ABLE)
    assert (list(found.given), found.stays) == ([bus.key], (dak.key,))
    assert "all" in assign([dak], {}, leaving=False, able=ABLE).problems


@given(items=ITEMS)
def test_another_list_has_another_fingerprint(items: list[OpenItem]) -> None:
    assert fingerprint(items) == fingerprint(list(reversed(items)))
    assert [item for of in grouped(items).values() for item in of] == sorted(
        items, key=lambda item: list(Kind).index(item.kind)
    )
    if items:
        assert fingerprint(items[1:]) != fingerprint(items)
