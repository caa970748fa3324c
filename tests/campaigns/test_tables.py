"""The table of a counting: what is hidden cannot be worked out, in one publication and over two."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from streekwerk.campaigns.rules.comparing import gives_nothing_away
from streekwerk.campaigns.rules.profiles import (
    CODE_LISTS,
    NoSuchProfile,
    profile_from_json,
    profile_of,
    profile_to_json,
)
from streekwerk.campaigns.rules.publishing import (
    Municipality,
    Shown,
    as_given,
    from_json,
    publish,
    release_from_json,
    release_of,
    release_to_json,
    to_json,
)
from streekwerk.campaigns.rules.tables import Spot, Table, Zone

PLACES = ["13002", "13014", "13035", "13040"]
ZONES = [
    Zone("n", "Noord", "eerstelijnszone", ("13002", "13035")),
    Zone("z", "Zuid", "eerstelijnszone", ("13014", "13040")),
    Zone("p", "Politie", "politiezone", ("13002", "13014", "13035")),
]
PROFILE = profile_of("ethos-light-7", "age", ["2", "6"])


def table_of(*numbers: int, places: Collection[str] = PLACES) -> Table:
    """A table of these numbers, by municipality and group."""
    spots = [Spot(place, each.category.code, each.part.code) for place in places for each in PROFILE.groups]
    return Table(PROFILE, dict(zip(spots, numbers, strict=True)), list(places), ZONES, "eerstelijnszone")


PRIME = 2**61 - 1


def without(row: list[int], basis: dict[int, list[int]]) -> list[int]:
    """What is left of a row when everything known is taken out; written apart from the rule it attacks."""
    for column, known in basis.items():
        if factor := row[column]:
            row = [(left - factor * top) % PRIME for left, top in zip(row, known, strict=True)]
    return row


def given_away(table: Table, hidden: Collection[Spot], *, knowing: Collection[Spot] = ()) -> list[Spot]:
    """Everything hidden that follows from all that is published, over all schemes (and what an insider knows)."""
    spots = list(table.counts)

    def row(spot: Spot) -> list[int]:
        return [int(each in table.members[spot]) for each in spots]

    basis: dict[int, list[int]] = {}
    for spot in table.members:
        if spot in hidden and spot not in knowing:
            continue
        left = without(row(spot), basis)
        at = next((n for n, factor in enumerate(left) if factor), None)
        if at is not None:
            unit = pow(left[at], -1, PRIME)
            basis[at] = [factor * unit % PRIME for factor in left]
    return [spot for spot in hidden if spot not in knowing and not any(without(row(spot), basis))]


def test_the_attacker_finds_what_is_given_away() -> None:
    table = table_of(*[9] * 16)
    assert given_away(table, {Spot("13002", "2", "v")}) == [Spot("13002", "2", "v")]


NUMBERS = st.lists(st.integers(0, 14), min_size=16, max_size=16)


@given(NUMBERS)
@settings(max_examples=8, deadline=None)
@pytest.mark.slow
def test_nothing_hidden_can_be_worked_out_whoever_knows_one_cell(numbers: list[int]) -> None:
    table = table_of(*numbers)
    hidden = table.hidden(5)
    assert {spot for spot, number in table.numbers.items() if 0 < number < 5} <= hidden
    assert not [spot for spot in hidden if not table.numbers[spot]]
    assert given_away(table, hidden) == []
    for cell in sorted(hidden & table.counts.keys())[:3]:
        alike = {
            spot
            for spot, cells in table.members.items()
            if [one for one in cells if table.counts[one]] == [cell]
        }
        # What is promised is every other cell and every small sum.
        secret = {spot for spot in hidden if spot in table.counts or table.numbers[spot] < 5}
        assert not secret & set(given_away(table, hidden, knowing=alike | {cell}))


def shown_of(table: Table) -> Shown:
    places = [Municipality(code, code) for code in table.places]
    return as_given(table, places, dict.fromkeys(["", *table.places], (1, 1)), 5)


@given(NUMBERS, st.integers(0, 15), st.integers(0, 30))
@settings(max_examples=5, deadline=None)
@pytest.mark.slow
def test_a_correction_shows_no_small_difference(numbers: list[int], at: int, now: int) -> None:
    first, later = table_of(*numbers), table_of(*numbers[:at], now, *numbers[at + 1 :])
    release = release_of(first, [], 5)
    assert release_from_json(release_to_json(release)) == release
    before = publish(shown_of(first), release)
    after = publish(shown_of(later), release_of(later, [release], 5), earlier=before)
    changed = [
        abs(after.numbers[spot] - before.numbers[spot]) for spot in after.numbers if spot in before.numbers
    ]
    assert not any(0 < difference < 5 for difference in changed)
    assert from_json(to_json(after)) == after


Unknown = tuple[Spot, int]


def behind(table: Table, spot: Spot) -> frozenset[Unknown]:
    """The cells of which a number is the sum, each with what it was: one that did not change is the same unknown.

    That nobody is left in a cell is unknown too, as long as that was not shown.
    """
    return frozenset((each, table.counts[each]) for each in table.members[spot])


@example([5, *[0] * 6, 1, 0, 0, 1, 3, 0, 1, 0, 3], [(0, 0)])
@given(NUMBERS, st.lists(st.tuples(st.integers(0, 15), st.integers(0, 30)), min_size=1, max_size=4))
@settings(max_examples=5, deadline=None)
@pytest.mark.slow
def test_two_publications_betray_nothing_to_a_reader_nor_to_a_municipality_that_knows_its_own(
    numbers: list[int], corrections: list[tuple[int, int]]
) -> None:
    """The attacker keeps both tables, takes them from each other in every way, and may know a column."""
    corrected = list(numbers)
    for at, now in corrections:
        corrected[at] = now
    tables = table_of(*numbers), table_of(*corrected)
    release = release_of(tables[0], [], 5)
    before = publish(shown_of(tables[0]), release)
    after = publish(shown_of(tables[1]), release_of(tables[1], [release], 5), earlier=before)
    # What readers hold: each number they were shown, with the table of which it tells.
    told = {(0, spot) for spot in before.numbers}
    told |= {(0 if spot in after.held else 1, spot) for spot in after.numbers}
    unknowns = sorted({one for table in tables for spot in table.counts for one in behind(table, spot)})

    def row(of: Collection[Unknown]) -> list[int]:
        return [int(each in of) for each in unknowns]

    def follows(known: Collection[Unknown]) -> set[Unknown]:
        basis: dict[int, list[int]] = {}
        for one in [
            *(behind(tables[which], spot) for which, spot in sorted(told)),
            *({one} for one in known),
        ]:
            left = without(row(one), basis)
            if (at := next((n for n, factor in enumerate(left) if factor), None)) is not None:
                unit = pow(left[at], -1, PRIME)
                basis[at] = [factor * unit % PRIME for factor in left]
        return {one for one in unknowns if not any(without(row({one}), basis))}

    shown = {(spot, tables[which].counts[spot]) for which, spot in told if spot in tables[which].counts}
    public = shown & set(unknowns)
    assert follows(()) == public
    secret = sorted({spot for spot, _ in set(unknowns) - public})
    for known in [*({each for each in secret if each.area == place} for place in PLACES), set(secret[:1])]:
        own = {one for one in unknowns if one[0] in known}
        assert follows(own) == public | own


def test_nothing_hidden_stands_in_what_is_kept() -> None:
    table = table_of(2, 9, 11, 12, *[30] * 12)
    kept = to_json(publish(shown_of(table), release_of(table, [], 5)))
    assert kept["hidden"]
    assert not set(kept["hidden"]) & set(kept["numbers"])


def test_the_others_may_not_be_one_small_service() -> None:
    """A total over the same services, taken from the whole, is what the others counted."""
    table = table_of(2, 9, 11, 12, *[30] * 12)
    hidden = table.hidden(5)
    small = {1: dict(table.counts) | {Spot("13002", "2", "v"): 0}, 2: {Spot("13002", "2", "v"): 2}}
    assert not gives_nothing_away(small, [[1]], table, hidden, smallest=5)
    hidden_place = {Spot("13002"), *(spot for spot in table.counts if spot.area == "13002")} | hidden
    whole = {
        1: {spot: number for spot, number in table.counts.items() if spot.area != "13002"},
        2: {spot: number for spot, number in table.counts.items() if spot.area == "13002"},
    }
    assert not gives_nothing_away(whole, [[1]], table, hidden_place, smallest=5)
    half = {1: {spot: number // 2 for spot, number in table.counts.items()}}
    half[2] = {spot: number - half[1][spot] for spot, number in table.counts.items()}
    assert gives_nothing_away(half, [[1]], table, hidden, smallest=5)


def test_a_profile_comes_back_as_it_was_frozen() -> None:
    for code in CODE_LISTS:
        profile = profile_of(code, "age")
        assert profile_from_json(profile_to_json(profile)) == profile
    with pytest.raises(NoSuchProfile):
        profile_of("ethos-light-6", categories=["7"])


def test_a_municipality_without_an_answer_is_not_zero() -> None:
    table = table_of(*[9] * 12, places=PLACES[:3])
    shown = replace(shown_of(table), coverage={"13040": (0, 1), "": (3, 4)})
    assert shown.value(Spot("13040")).words == "nog geen antwoord"
    assert shown.value(Spot("99999")).words == "niet gevraagd"
