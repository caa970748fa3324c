"""Trends within one definition over the same members; ratings."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.indicators.rules.figures.periods import read_period
from streekwerk.indicators.rules.figures.rubrics import Rated, assess
from streekwerk.indicators.rules.figures.trends import Point, breaks, direction_of, trend
from streekwerk.indicators.rules.figures.values import MISSING, value_of

LEVELS = ["niet", "weinig", "deels", "goed", "geheel"]


def points(*numbers: int, definition: int = 1, first: int = 2020, members: int = 1) -> list[Point[int]]:
    return [
        Point(
            read_period(str(first + n)),
            definition,
            {member: value_of("final", Decimal(number)) for member in range(members)},
        )
        for n, number in enumerate(numbers)
    ]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((10, 12, 15), "stijgt"), ((15, 12, 10), "daalt"), ((100, 101, 100), "stabiel"), ((3, 9, 2, 8), "wisselt"),
     ((4, 9), "te weinig metingen"), ((0, 0, 0), "stabiel"), ((), "te weinig metingen")],
)  # fmt: skip
def test_a_series_in_a_word(numbers: tuple[int, ...], words: str) -> None:
    assert trend(points(*numbers)).words == words


def test_no_trend_across_a_break() -> None:
    """C22: the definition changes from a percentage to a number in 2028."""
    series = points(40, 45, 50, first=2025) + points(300, 310, definition=2, first=2028)
    told = trend(series)
    assert told.direction == "too_few"
    assert "sinds de laatste wijziging van de definitie" in told.sentence
    [broken] = breaks([(point.period, point.definition) for point in series])
    assert (broken.at.key, broken.before, broken.after) == ("2028", 1, 2)
    more = trend(series + points(330, definition=2, first=2030))
    assert more.direction == "up"
    assert "300 (2028)" in more.sentence


def test_a_trend_is_over_the_same_members() -> None:
    """Case 32: eight boards that stop answering are no fall."""
    now = {n: value_of("final", Decimal(12)) if n < 19 else MISSING for n in range(27)}
    series = [*points(10, 11, members=27), Point(read_period("2022"), 1, now)]
    told = trend(series)
    assert told.direction == "up"
    assert told.sentence == "Stijgt van 190 (2020) naar 228 (2022), 3 metingen van zelfde 19 besturen."


def test_nobody_answered_every_time() -> None:
    series = [
        Point(read_period(str(2020 + n)), 1, {n: value_of("final", Decimal(3))}) for n in range(3)
    ]  # fmt: skip
    assert trend(series).sentence == "Geen trend: geen besturen gaven telkens een cijfer."


def test_medians_of_one_network_have_a_trend_and_of_many_do_not() -> None:
    assert trend(points(60, 50, 40), "none", measure="duration").direction == "down"
    told = trend(points(60, 50, 40, members=2), "none", measure="duration")
    assert told.sentence == "Geen trend: deze cijfers worden niet opgeteld."


@given(st.lists(st.integers(0, 1000).map(Decimal), min_size=3, max_size=12))
def test_backwards_is_the_opposite(levels: list[Decimal]) -> None:
    opposite = {"up": "down", "down": "up"}
    there, back = direction_of(levels), direction_of(levels[::-1])
    assert back == opposite.get(there, there)


# ------------------------------------------------------------------ rubrics


def rated(rater: str, level: int, day: int = 1, motivation: str = "") -> Rated[str]:
    return Rated(rater, level, datetime(2026, 1, day, tzinfo=UTC), motivation)


def test_two_and_four_on_five() -> None:
    """C27: the divergence is shown and a motivation is asked."""
    found = assess([rated("An", 2), rated("Bo", 4)])
    assert (found.divergence, found.diverges, found.level) == (2, True, None)
    assert set(found.unmotivated) == {"An", "Bo"}
    explained = assess(
        [rated("An", 2, motivation="Enkel in twee dorpen."), rated("Bo", 4, motivation="Handleiding.")]
    )
    assert explained.unmotivated == ()
    assert explained.words(LEVELS) == "Verdeeld: van 2 (weinig) tot 4 (goed) op 5, 2 beoordelaars."


def test_the_latest_rating_of_each_counts() -> None:
    found = assess([rated("An", 2, day=1), rated("Bo", 4, day=2), rated("An", 4, day=3)])
    assert (found.level, len(found.latest)) == (4, 2)
    assert found.words(LEVELS) == "4 (goed) op 5, 2 beoordelaars."


def test_one_level_apart_asks_nothing() -> None:
    found = assess([rated("An", 3), rated("Bo", 4)])
    assert (found.diverges, found.unmotivated, found.level) == (False, (), None)
    assert found.words(LEVELS) == "Van 3 (deels) tot 4 (goed) op 5, 2 beoordelaars."


def test_who_stands_in_the_middle_explains_nothing() -> None:
    assert set(assess([rated("An", 1), rated("Bo", 3), rated("Cas", 5)]).unmotivated) == {"An", "Cas"}


def test_nobody_rated() -> None:
    assert assess([]).words(LEVELS) == "Nog niet beoordeeld."
    assert assess([rated("An", 7)]).words(LEVELS).startswith("7 op 5")
