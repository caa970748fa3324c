"""What is read from a cell, what is refused, and what is only unlikely."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.indicators.choices import Measure
from streekwerk.indicators.rules.figures.entries import Asked, Read, Refused, read_cell, read_day
from streekwerk.indicators.rules.figures.plausibility import (
    BadLimits,
    Limits,
    doubts,
    limits_from,
    sum_doubt,
    usual_limits,
)  # fmt: skip
from streekwerk.indicators.rules.figures.values import MISSING, State, Value, value_of
from streekwerk.ui import dutch


def final(number: object, *parts: int) -> Value:
    return Value(State.FINAL, Decimal(str(number)), *(Decimal(part) for part in parts))


def rules(value: Value, limits: Limits, **more: object) -> list[str]:
    return [doubt.rule for doubt in doubts(value, limits, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "state", "number"),
    [
        ("12", "final", "12"), ("1.550", "final", "1550"), ("5,65", "final", "5.65"), ("5.9%", "final", "5.9"),
        ("−3", "final", "-3"), ("0", "zero", "0"), ("€ 1.250,50", "final", "1250.50"), ("1 913", "final", "1913"),
        ("±40", "estimate", "40"), ("ca. 40", "estimate", "40"), ("40 (schatting)", "estimate", "40"),
        ("*", "suppressed", None), ("< 5", "suppressed", None), ("-99997", "suppressed", None),
        ("-99996", "missing", None), ("nvt", "not_applicable", None), ("N.V.T.", "not_applicable", None),
    ],
)  # fmt: skip
def test_a_cell_is_read(text: str, state: str, number: str | None) -> None:
    read = read_cell(text)
    assert isinstance(read, Read)
    assert read.value == Value(State(state), None if number is None else Decimal(number))


@pytest.mark.parametrize("text", ["", "  ", "-", "–"])
def test_an_empty_cell_says_nothing(text: str) -> None:
    assert read_cell(text) == Read(None)


@pytest.mark.parametrize(
    "text", ["veel", "12 en 13", "3de", "1.2.3", "29/02/2026", "=1+1", "12 appels", "9" * 90, "5..6", "NaN"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    read = read_cell(text)
    assert isinstance(read, Refused)
    assert "geen getal" in read.sentence


def test_a_number_that_does_not_fit_is_refused() -> None:
    assert isinstance(read_cell("999999999999999"), Refused)


@pytest.mark.parametrize(
    ("text", "whole", "fraction"), [("1.550", "1550", "1.550"), ("-2.000", "-2000", "-2.000")]
)
def test_a_dot_that_can_mean_two_things_is_asked(text: str, whole: str, fraction: str) -> None:
    """Case 28: never 1,55."""
    read = read_cell(text, dot_decimals=True)
    assert isinstance(read, Asked)
    assert read.options == (Decimal(whole), Decimal(fraction))


def test_a_comma_that_can_mean_two_things_is_asked() -> None:
    read = read_cell("1,550")
    assert isinstance(read, Asked)
    assert read.options == (Decimal(1550), Decimal("1.550"))


@given(st.decimals(-(10**9), 10**9, places=2))
def test_what_we_print_we_read(number: Decimal) -> None:
    read = read_cell(dutch.number(number))
    assert isinstance(read, Read)
    assert read.value == value_of("final", number)


@given(st.text(max_size=100))
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(read_cell(text), Read | Asked | Refused)
    assert isinstance(read_cell(text, dot_decimals=True), Read | Asked | Refused)


@pytest.mark.parametrize("text", ["29/2/2026", "31-04-2026", "2026-02-30"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    """Case 42."""
    read = read_day(text)
    assert isinstance(read, Refused)
    assert "bestaat niet" in read.sentence


def test_impossible_figures_are_doubted() -> None:
    """Case 42: negative, above 100 %, 250 ton in one day."""
    assert rules(final(-3), usual_limits("count")) == ["minimum"]
    assert rules(final(104), usual_limits("share")) == ["maximum"]
    [doubt] = doubts(final(250), Limits(maximum=Decimal(20)), unit="ton")
    assert doubt.sentence.replace(dutch.THIN_SPACE, " ") == "250 ton is meer dan 20 ton."
    assert rules(final("2.5"), usual_limits("count")) == ["whole"]


def test_a_share_is_held_against_its_parts() -> None:
    """C24: 1.913 of 3.996 is not 5,9 %."""
    [doubt] = doubts(final("5.9", 1913, 3996), usual_limits("share"))
    assert doubt.sentence.replace(dutch.THIN_SPACE, " ") == "1.913 van 3.996 is 47,9 %, niet 5,9 %."
    assert rules(final("47.9", 1913, 3996), usual_limits("share")) == []
    assert rules(final(50, 4, 2), usual_limits("share")) == ["share"]
    assert rules(final(0, 0, 0), usual_limits("share")) == ["share"]
    assert rules(final(50, 14, 28), usual_limits("share"), most_parts=27) == ["most"]


def test_a_jump_is_doubted_both_ways() -> None:
    limits = Limits(jump=Decimal(5))
    assert rules(final(51), limits, previous=final(10)) == ["jump"]
    assert rules(final(10), limits, previous=final(51)) == ["jump"]
    assert rules(final(50), limits, previous=final(10)) == []
    assert rules(final(50), limits, previous=MISSING) == []
    assert rules(final(50), limits, previous=final(0)) == []


def test_parts_make_the_total_or_are_unknown() -> None:
    assert sum_doubt(final(7), {"a": final(3), "b": final(4)}, ["a", "b"]) is None
    assert sum_doubt(final(7), {"a": final(3), "b": MISSING}, ["a", "b"]) is None
    assert sum_doubt(final(7), {"a": final(3)}, ["a", "b"]) is None
    assert sum_doubt(final(7), {"a": final(3)}, []) is None


def test_no_number_no_doubt() -> None:
    assert doubts(MISSING, usual_limits("count")) == []


@pytest.mark.parametrize("measure", Measure.values)
def test_limits_come_back_from_where_they_are_kept(measure: str) -> None:
    assert limits_from(usual_limits(measure).to_json()) == usual_limits(measure)


@pytest.mark.parametrize("stored", [{"minimum": "veel"}, {"jump": 1}, {"onbekend": 3}, {"maximum": "NaN"}])
def test_limits_that_cannot_be_are_refused(stored: dict[str, object]) -> None:
    with pytest.raises(BadLimits, match="Verbeter de regels"):
        limits_from(stored)
