"""Seven states that stay apart, and what counts in a total."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.indicators.choices import ValueState
from streekwerk.indicators.rules.figures.coverage import change, coverage_of, joined
from streekwerk.indicators.rules.figures.values import (
    HIDDEN,
    MISSING,
    NOT_ASKED,
    State,
    Value,
    absent,
    legend,
    printed,
    value_of,
)  # fmt: skip

NUMBERS = st.decimals(-(10**6), 10**6, places=2)
VALUES = st.one_of(
    st.sampled_from([NOT_ASKED, MISSING, HIDDEN, Value(State.NOT_APPLICABLE)]),
    NUMBERS.map(lambda number: value_of("final", number)),
    NUMBERS.map(lambda number: value_of("estimate", number)),
)
MEMBERS = st.dictionaries(st.integers(0, 40), VALUES)


def test_what_is_stored_is_known() -> None:
    assert set(ValueState.values) < set(State)


def test_zero_and_nothing_are_two_things() -> None:
    """Case 33: a member that reports 0 is not a member that reports nothing."""
    zero, nothing = value_of("final", Decimal(0)), absent(asked=True)
    assert (zero.state, nothing.state) == (State.ZERO, State.MISSING)
    assert (printed(zero), printed(nothing)) == ("0", "–")
    assert coverage_of({"Beek": zero}).answered == 1
    assert coverage_of({"Beek": nothing}).answered == 0


@pytest.mark.parametrize(
    ("code", "state"),
    [(-99996, "missing"), (-99997, "suppressed"), (-99998, "not_applicable"), (-99999, "missing")],
)
def test_the_codes_of_the_provinces_become_states(code: int, state: str) -> None:
    value = value_of("final", Decimal(code))
    assert value == Value(State(state))
    assert not value.added


def test_an_estimate_of_zero_stays_an_estimate() -> None:
    assert printed(value_of("estimate", Decimal(0)), unit="gezinnen") == "± 0 gezinnen"


def test_each_state_prints_differently() -> None:
    values = [Value(state, Decimal(7) if state in ("final", "estimate") else None) for state in State]
    assert len({printed(value) for value in values} | {"0"}) == len(State)
    assert len({value.words for value in values}) == len(State)


def test_the_legend_explains_only_what_is_there() -> None:
    assert legend([value_of("final", Decimal(4))]) == []
    assert len(legend([MISSING, MISSING, HIDDEN])) == 2


def test_22_of_27_boards() -> None:
    """C21: the total shows who answered, and nothing is extrapolated."""
    values = {n: value_of("final", Decimal(10)) if n < 22 else MISSING for n in range(27)}
    coverage = coverage_of(values)
    assert coverage.words() == "22/27 besturen"
    assert coverage.absent == (22, 23, 24, 25, 26)
    assert not coverage.complete


def test_a_hidden_answer_is_an_answer_that_does_not_count() -> None:
    coverage = coverage_of({1: HIDDEN, 2: value_of("final", Decimal(3)), 3: Value(State.NOT_APPLICABLE)})
    assert coverage.words() == "2/2 besturen, 1 verborgen door de bron, 1 niet van toepassing"
    assert not coverage.complete


def test_change_over_the_same_19_boards() -> None:
    """Case 32: only 19 of 27 delivered both times."""
    before = {n: value_of("final", Decimal(10)) for n in range(27)}
    now = {n: value_of("final", Decimal(11)) for n in range(19)}
    told = change(before, now)
    assert (told.before, told.now, told.everyone) == (190, 209, False)
    assert told.sentence == "Van 190 naar 209: 19 meer, zelfde 19 besturen."


def test_change_of_a_share_adds_numerators_and_denominators() -> None:
    before = {"Beek": Value(State.FINAL, Decimal(50), Decimal(1), Decimal(2))}
    now = {"Beek": Value(State.FINAL, Decimal(75), Decimal(3), Decimal(4)), "Ven": MISSING}
    told = change(before, now, weighted=True, unit="%")
    assert told.sentence.replace("\u00a0", " ") == (
        "Van 50,0 % naar 75,0 %: 25,0 procentpunt meer, alle 1 besturen."
    )


def test_nobody_in_both_is_no_change() -> None:
    told = change({"Beek": value_of("final", Decimal(3))}, {"Ven": value_of("final", Decimal(3))})
    assert told.difference is None
    assert told.sentence.startswith("Niet te vergelijken")


@given(MEMBERS)
def test_who_answered_was_asked(values: dict[int, Value]) -> None:
    coverage = coverage_of(values)
    assert 0 <= coverage.answered <= coverage.asked <= len(values)
    assert len(coverage.absent) == coverage.asked - coverage.answered


@given(MEMBERS)
def test_groups_together_are_the_whole(values: dict[int, Value]) -> None:
    halves = [{key: value for key, value in values.items() if key % 2 == side} for side in (0, 1)]
    together, whole = joined(map(coverage_of, halves)), coverage_of(values)
    assert (together.asked, together.answered, set(together.absent)) == (
        whole.asked, whole.answered, set(whole.absent),
    )  # fmt: skip


@given(MEMBERS, MEMBERS)
def test_change_there_and_back_is_nothing(before: dict[int, Value], now: dict[int, Value]) -> None:
    there, back = change(before, now).difference, change(now, before).difference
    assert (there is None) == (back is None)
    assert there is None or back is None or there + back == 0
