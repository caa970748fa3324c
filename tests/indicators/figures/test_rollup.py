"""Roll-up over dated, overlapping schemes; mergers; rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.indicators.choices import Addition as Stored
from streekwerk.indicators.choices import Measure
from streekwerk.indicators.rules.figures.mergers import Succeeds, recast
from streekwerk.indicators.rules.figures.periods import read_period
from streekwerk.indicators.rules.figures.rates import inhabitants_of, rate_of
from streekwerk.indicators.rules.figures.rollup import Addition, refusal, roll_up, total_of
from streekwerk.indicators.rules.figures.schemes import Lies, groups_on, move_sentence, moves, wholes_of
from streekwerk.indicators.rules.figures.values import HIDDEN, MISSING, NOT_ASKED, State, Value, value_of

ADDITIONS: list[Addition] = ["sum", "weighted", "latest", "none"]


def final(number: object) -> Value:
    return value_of("final", Decimal(str(number)))


def share(numerator: int, denominator: int) -> Value:
    parts = Decimal(numerator), Decimal(denominator)
    return value_of("final", parts[0] * 100 / parts[1], *parts)


WHOLE_NUMBERS = st.integers(0, 10**6).map(final)
VALUES = st.one_of(WHOLE_NUMBERS, st.sampled_from([MISSING, HIDDEN, NOT_ASKED]))
PLACES = st.dictionaries(st.integers(0, 30), VALUES)


def test_the_ways_of_adding_are_those_that_are_stored() -> None:
    assert sorted(Stored.values) == sorted(ADDITIONS)
    assert all(refusal(measure).endswith(".") for measure in Measure.values)


# ------------------------------------------------------------------ adding


def test_a_percentage_adds_by_its_parts() -> None:
    """1 of 2 and 1 of 98 is 2 %, not the mean of 50 % and 1 %."""
    total = total_of({"Beek": share(1, 2), "Ven": share(1, 98)}, "weighted")
    assert (total.value.number, total.value.numerator, total.value.denominator) == (2, 2, 100)


def test_a_percentage_without_parts_is_left_out_and_named() -> None:
    total = total_of({"Beek": share(1, 2), "Ven": final(40)}, "weighted")
    assert (total.value.number, total.left_out) == (50, ("Ven",))
    alone = total_of({"Ven": final(40)}, "weighted")
    assert alone.value.number is None
    assert "teller en noemer" in alone.refused


@pytest.mark.parametrize("measure", ["duration", "score", "rubric", "count"])
def test_what_does_not_add_says_why(measure: str) -> None:
    total = total_of({"Beek": final(12), "Ven": final(45)}, "none", measure=measure)
    assert total.value.number is None
    assert total.refused == refusal(measure)
    assert total.coverage.words() == "2/2 besturen"


def test_one_figure_is_itself() -> None:
    assert total_of({"Beek": final(12)}, "none", measure="duration").value.number == 12


def test_a_total_with_an_estimate_is_an_estimate() -> None:
    total = total_of({"Beek": final(1), "Ven": value_of("estimate", Decimal(2))}, "sum")
    assert (total.value.state, total.value.number) == (State.ESTIMATE, 3)


def test_what_is_hidden_is_never_added() -> None:
    total = total_of({"Beek": final(8), "Ven": HIDDEN}, "sum")
    assert (total.value.number, total.coverage.hidden) == (8, 1)
    assert total_of({"Ven": HIDDEN}, "sum").value == HIDDEN
    assert total_of({"Ven": MISSING}, "sum").value == MISSING
    assert total_of({"Ven": NOT_ASKED}, "sum").value == NOT_ASKED


def test_a_stock_adds_over_members() -> None:
    assert total_of({"Beek": final(3), "Ven": final(4)}, "latest").value.number == 7


# ------------------------------------------------------------------ schemes

KASTERLEE = [
    Lies("RIT", "Kasterlee"), Lies("RIT", "Turnhout"), Lies("Neteland", "Herentals"),
    Lies("ELZ Middenkempen", "Kasterlee"), Lies("ELZ Middenkempen", "Herentals"), Lies("ELZ Kempenland", "Turnhout"),
]  # fmt: skip


def test_kasterlee_in_one_zone_and_not_in_another() -> None:
    """C25: it counts in RIT only, not in ELZ Kempenland, and once in the region."""
    values = {"Kasterlee": final(10), "Turnhout": final(5), "Herentals": final(3)}
    zones = groups_on(
        [lies for lies in KASTERLEE if lies.whole in ("RIT", "ELZ Kempenland")], date(2026, 1, 1)
    )
    rolled = roll_up(values, zones, "sum")
    assert {zone: total.value.number for zone, total in rolled.groups.items()} == {
        "RIT": 15,
        "ELZ Kempenland": 5,
    }
    assert rolled.whole.value.number == 18
    assert rolled.several == {"Turnhout": ("RIT", "ELZ Kempenland")}
    assert rolled.outside_keys == ("Herentals",)
    assert rolled.outside is not None
    assert rolled.outside.value.number == 3


def test_a_place_that_moves_is_dated_and_warned_about() -> None:
    """Case 2."""
    lies = [
        Lies("Neteland", "Lille", valid_to=date(2027, 12, 31)), Lies("RIT", "Lille", date(2028, 1, 1)),
        Lies("RIT", "Turnhout"), Lies("Neteland", "Olen"),
    ]  # fmt: skip
    values = {"Lille": final(4), "Turnhout": final(10), "Olen": final(1)}
    for day, rit in ((date(2027, 6, 1), 10), (date(2028, 6, 1), 14)):
        assert roll_up(values, groups_on(lies, day), "sum").groups["RIT"].value.number == rit
    [move] = moves(lies, date(2027, 6, 1), date(2028, 6, 1))
    assert move_sentence(move.part, move.left, move.entered, move.on) == (
        "Lille ging op 1 januari 2028 van Neteland naar RIT: "
        "deze zones zijn over die dag heen niet te vergelijken."
    )
    assert moves(lies, date(2028, 2, 1), date(2028, 6, 1)) == []


def test_coming_and_leaving_are_said_too() -> None:
    assert move_sentence("Ven", [], ["Zuid"], None).startswith("Ven kwam bij Zuid: deze zone is")
    assert move_sentence("Ven", ["Zuid"], [], None).startswith("Ven verliet Zuid: deze zone is")


def test_a_zone_of_another_network_has_no_total() -> None:
    rolled = roll_up({"Beek": final(1)}, {"Elders": ("Ver",), "Hier": ("Beek", "Ver")}, "sum")
    assert list(rolled.groups) == ["Hier"]


@given(PLACES, st.dictionaries(st.sampled_from("ABCDE"), st.sets(st.integers(0, 35))))
def test_every_place_is_counted_once_in_the_whole(
    values: dict[int, Value], groups: dict[str, set[int]]
) -> None:
    rolled = roll_up(values, groups, "sum")
    assert rolled.whole == total_of(values, "sum")
    inside = set().union(*groups.values()) & set(values) if groups else set()
    assert set(rolled.outside_keys) == set(values) - inside
    if not rolled.several:
        parts = [*rolled.groups.values(), *([rolled.outside] if rolled.outside else [])]
        together = sum((part.value.number or Decimal(0) for part in parts), Decimal(0))
        assert together == (rolled.whole.value.number or 0)
        assert sum(part.coverage.asked for part in parts) == rolled.whole.coverage.asked


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1))
def test_a_weighted_total_lies_between_its_parts(parts: list[tuple[int, int]]) -> None:
    shares = {n: share(min(top, bottom), bottom) for n, (top, bottom) in enumerate(parts)}
    total = total_of(shares, "weighted").value.number
    numbers = [value.number for value in shares.values() if value.number is not None]
    near = Decimal("0.000001")
    assert total is not None
    assert min(numbers) - near <= total <= max(numbers) + near


def test_wholes_of_a_place() -> None:
    assert wholes_of(KASTERLEE, date(2026, 1, 1))["Kasterlee"] == ("RIT", "ELZ Middenkempen")


# ------------------------------------------------------------------ mergers

Y2026, Y2027 = read_period("2026"), read_period("2027")
MERGER = [Succeeds("Beek", "Beekheide", date(2027, 1, 1)), Succeeds("Heide", "Beekheide", date(2027, 1, 1))]


def test_a_merger_then_and_recast() -> None:
    """Case 1: both series, and the old figures unchanged."""
    then = {Y2026: {"Beek": final(10), "Heide": final(4)}, Y2027: {"Beekheide": final(15)}}
    kept = {period: dict(values) for period, values in then.items()}
    today = recast(then, MERGER, "sum", today=date(2027, 6, 1)).series
    assert today == {Y2026: {"Beekheide": final(14)}, Y2027: {"Beekheide": final(15)}}
    assert then == kept
    assert recast(then, MERGER, "sum", today=date(2026, 6, 1)).series == kept


def test_half_a_place_is_no_place() -> None:
    then = {Y2026: {"Beek": final(10), "Heide": MISSING}}
    assert recast(then, MERGER, "sum", today=date(2027, 6, 1)).series[Y2026] == {"Beekheide": MISSING}


def test_a_place_of_which_a_part_is_hidden_is_hidden() -> None:
    then = {Y2026: {"Beek": final(10), "Heide": HIDDEN}}
    assert recast(then, MERGER, "sum", today=date(2027, 6, 1)).series[Y2026] == {"Beekheide": HIDDEN}


def test_shares_recast_by_their_parts_and_medians_do_not() -> None:
    then = {Y2026: {"Beek": share(1, 2), "Heide": share(1, 98), "Beekheide": NOT_ASKED}}
    weighted = recast(then, MERGER, "weighted", today=date(2027, 6, 1)).series[Y2026]["Beekheide"]
    assert (weighted.number, weighted.denominator) == (2, 100)
    assert recast(then, MERGER, "none", today=date(2027, 6, 1)).series[Y2026] == {"Beekheide": MISSING}


def test_a_place_that_absorbs_another_keeps_its_own() -> None:
    then = {Y2026: {"Stad": final(100), "Dorp": final(5)}}
    series = recast(then, [Succeeds("Dorp", "Stad", date(2027, 1, 1))], "sum", today=date(2027, 6, 1)).series
    assert series == {Y2026: {"Stad": final(105)}}


def test_chains_are_followed_and_splits_are_not_divided() -> None:
    chain = [*MERGER, Succeeds("Beekheide", "Groot", date(2028, 1, 1))]
    then = {Y2026: {"Beek": final(1), "Heide": final(2), "Ven": final(9)}}
    assert recast(then, chain, "sum", today=date(2029, 1, 1)).series[Y2026] == {
        "Groot": final(3),
        "Ven": final(9),
    }
    split = [Succeeds("Ven", "A", date(2027, 1, 1)), Succeeds("Ven", "B", date(2027, 1, 1))]
    found = recast(then, split, "sum", today=date(2029, 1, 1))
    assert (found.split, found.series[Y2026]["Ven"]) == (("Ven",), final(9))
    circle = [Succeeds("Beek", "Heide", date(2027, 1, 1)), Succeeds("Heide", "Beek", date(2028, 1, 1))]
    assert set(recast(then, circle, "sum", today=date(2029, 1, 1)).series[Y2026]) <= {"Beek", "Heide", "Ven"}


@given(st.dictionaries(st.sampled_from(["Beek", "Heide", "Ven"]), WHOLE_NUMBERS, min_size=3))
def test_recasting_keeps_the_total(values: dict[str, Value]) -> None:
    series = recast({Y2026: values}, MERGER, "sum", today=date(2030, 1, 1)).series
    assert total_of(series[Y2026], "sum").value == total_of(values, "sum").value


# ------------------------------------------------------------------ inhabitants

COUNTS = {"Beek": {2023: 900, 2025: 1000}, "Ven": {2023: 400, 2024: 410}, "Nieuw": {}}


def test_the_denominator_names_its_year() -> None:
    rate = rate_of({"Beek": final(3)}, COUNTS, 2026, per=100, derived=[("Beek", 2025)])
    assert rate is not None
    assert rate.words == (
        "0,30 per 100 inwoners (1.000 inwoners op 1 januari 2025 (voor 2026 zijn er nog geen), afgeleid)"
    )


def test_years_are_not_mixed_and_never_later() -> None:
    both = inhabitants_of(["Beek", "Ven"], COUNTS, 2025)
    assert both is not None
    assert (both.year, both.number) == (2023, 1300)
    assert inhabitants_of(["Beek"], COUNTS, 2022) is None
    assert inhabitants_of(["Beek", "Nieuw"], COUNTS, 2025) is None
    assert inhabitants_of([], COUNTS, 2025) is None


def test_who_did_not_answer_lends_no_inhabitants() -> None:
    rate = rate_of({"Beek": final(9), "Ven": MISSING}, COUNTS, 2023, per=10_000)
    assert rate is not None
    assert (rate.number, rate.places) == (100, 1)
    assert rate_of({"Ven": MISSING}, COUNTS, 2023) is None
