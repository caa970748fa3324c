"""What a visitor may see of one period: cells, totals and zones together."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from streekwerk.indicators.rules.figures.publishing import Terms, main_scheme, publish
from streekwerk.indicators.rules.figures.values import HIDDEN, MISSING, State, Value, value_of

ZONES = {"zorg": {"Noord": ["Beek", "Heide", "Ven"], "Zuid": ["Duin", "Veld", "Zand"]}}
POLICE = {"politie": {"P1": ["Beek", "Duin"], "P2": ["Heide", "Ven", "Veld", "Zand"]}}
PEOPLE = Terms(smallest=5)


def counted(**numbers: int) -> dict[str, Value]:
    return {name: value_of("final", Decimal(number)) for name, number in numbers.items()}


SIX = counted(Beek=2, Heide=9, Ven=30, Duin=12, Veld=40, Zand=21)


def test_without_a_threshold_everything_is_as_it_was_given() -> None:
    shown = publish(SIX, ZONES, Terms())
    assert shown.values == SIX
    assert shown.schemes["zorg"].groups["Noord"].value.number == 41
    assert not shown.anything_hidden


def test_a_small_cell_and_one_more() -> None:
    shown = publish(SIX, ZONES, PEOPLE, main="zorg")
    assert shown.hidden == {"Beek", "Heide"}
    assert shown.values["Beek"] == HIDDEN
    assert shown.schemes["zorg"].groups["Noord"].value.number == 41
    assert shown.whole.value.number == 114


def test_a_zone_of_another_scheme_goes_before_a_cell() -> None:
    shown = publish(SIX, {**ZONES, **POLICE}, PEOPLE, main="zorg")
    assert shown.hidden == {"Beek", "Heide"}
    assert {total.value for total in shown.schemes["politie"].groups.values()} == {HIDDEN}
    assert shown.schemes["zorg"].groups["Noord"].value.number == 41


def test_what_lies_in_no_group_is_a_sum_too() -> None:
    shown = publish(counted(Beek=2, Heide=9, Ven=30, Eiland=3), ZONES, PEOPLE, main="zorg")
    outside = shown.schemes["zorg"].outside
    assert outside is not None
    assert outside.value == HIDDEN
    assert "Eiland" in shown.hidden


def test_nothing_is_shown_while_answers_come_in() -> None:
    """Case 12: two looks at an open round would differ by one answer."""
    shown = publish({**SIX, "Ver": MISSING}, ZONES, PEOPLE, waiting=True)
    assert shown.waiting
    assert {value for name, value in shown.values.items() if name != "Ver"} == {HIDDEN}
    assert shown.values["Ver"] == MISSING
    assert (shown.whole.value, shown.whole.coverage.words()) == (HIDDEN, "6/7 besturen")
    assert not publish(SIX, ZONES, Terms(), waiting=True).waiting


def test_shares_of_few_people_are_hidden_with_their_parts() -> None:
    few = Value(State.FINAL, Decimal(50), Decimal(2), Decimal(4))
    many = Value(State.FINAL, Decimal(25), Decimal(10), Decimal(40))
    more = Value(State.FINAL, Decimal(50), Decimal(50), Decimal(100))
    shown = publish({"Beek": few, "Heide": many, "Ven": more}, {}, Terms("weighted", "share", 5))
    assert shown.hidden == {"Beek", "Heide"}
    assert shown.whole.value.denominator == 144


def test_a_percentage_of_nobody_knows_how_many_is_hidden() -> None:
    shown = publish(counted(Beek=40), {}, Terms("weighted", "share", 5))
    assert shown.hidden == {"Beek"}


def test_a_median_says_of_how_many_cases_it_is() -> None:
    values = {
        "Beek": Value(State.FINAL, Decimal(12), denominator=Decimal(3)),
        "Heide": Value(State.FINAL, Decimal(2), denominator=Decimal(30)),
        "Ven": value_of("final", Decimal(45)),
    }
    shown = publish(values, {}, Terms("none", "duration", 5))
    assert shown.hidden == {"Beek", "Ven"}


def test_parties_that_know_their_own_figure_need_a_third() -> None:
    assert publish(SIX, {}, PEOPLE).hidden == {"Beek", "Heide"}
    assert publish(SIX, {}, Terms(smallest=5, insiders=True)).hidden == {"Beek", "Heide", "Duin"}


def test_the_scheme_in_view_holds_every_place() -> None:
    assert main_scheme({**ZONES, **POLICE}, list(SIX)) == "politie"
    assert main_scheme({}, list(SIX)) == ""


@given(st.dictionaries(st.sampled_from(sorted(SIX)), st.integers(0, 40)), st.booleans())
@settings(max_examples=60, deadline=None)
def test_hidden_numbers_are_nowhere(numbers: dict[str, int], insiders: bool) -> None:
    values = counted(**numbers)
    shown = publish(values, {**ZONES, **POLICE}, Terms(smallest=5, insiders=insiders), main="zorg")
    for name, value in shown.values.items():
        assert value == (HIDDEN if name in shown.hidden else values[name])
        assert value.number is None or value.number == 0 or value.number >= 5
    for scheme in shown.schemes.values():
        for total in [*scheme.groups.values(), scheme.whole, *([scheme.outside] if scheme.outside else [])]:
            assert total.value.number is None or total.value.number == 0 or total.value.number >= 5
            assert total.coverage.hidden == 0
