"""The load of a function over time: what is counted, when, and where the peak lies."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from streekwerk.stewardship.rules.load_words import peak_words, said_of, stretch
from streekwerk.stewardship.rules.workload import Share, loads, over, peak_of, steps_of, weight

DAYS = st.dates(date(2022, 1, 1), date(2029, 12, 31))
FTE = st.none() | st.decimals(0, 3, places=2)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    days = sorted([draw(DAYS), draw(DAYS)])
    start, end = (draw(st.sampled_from([day, None])) for day in days)
    return Share(
        draw(st.integers(1, 9)), draw(FTE), draw(st.sampled_from(["", "limited", "ample"])), start, end
    )


SOME = st.lists(shares(), max_size=12)
STEPS = st.sampled_from(["kwartaal", "halfjaar", "jaar"])


@given(first=DAYS, length=st.integers(0, 4000), word=STEPS)
def test_steps_follow_each_other_without_a_gap(first: date, length: int, word: str) -> None:
    steps = steps_of(first, first + timedelta(length), word)
    assert steps[0].start <= first <= steps[0].end
    assert all(after.start == before.end + timedelta(1) for before, after in pairwise(steps))


@given(some=SOME, word=STEPS)
def test_every_share_is_counted_in_one_way_and_sums_add_up(some: list[Share], word: str) -> None:
    for load in loads(some, steps_of(date(2024, 1, 1), date(2027, 12, 31), word)):
        here = [share for share in some if share.in_(load.step)]
        assert load.counted + load.limited + load.ample + load.unknown == len(here) == load.shares
        assert load.fte == sum((share.fte for share in here if share.fte is not None), Decimal(0))
        assert set(load.actions) == {share.action for share in here}
        assert len(load.actions) == len(set(load.actions))


@given(some=SOME, word=STEPS)
def test_nothing_weighs_more_than_the_peak(some: list[Share], word: str) -> None:
    found = loads(some, steps_of(date(2024, 1, 1), date(2027, 12, 31), word))
    peak = peak_of(found)
    if peak is None:
        assert not any(load.shares for load in found)
        return
    most = weight(peak.load, by_fte=peak.by_fte)
    assert all(weight(load, by_fte=peak.by_fte) <= most for load in found)
    inside = [load for load in found if peak.start <= load.step.start <= peak.end]
    assert all(weight(load, by_fte=peak.by_fte) == most for load in inside)


@given(some=SOME)
def test_one_more_share_never_lightens_a_step(some: list[Share]) -> None:
    steps = steps_of(date(2024, 1, 1), date(2025, 12, 31))
    for before, after in zip(loads(some, steps), loads([*some, Share(99)], steps), strict=True):
        assert after.shares == before.shares + 1
        assert after.fte == before.fte


def test_the_peak_is_said_in_one_sentence() -> None:
    steps = steps_of(date(2023, 1, 1), date(2025, 12, 31), "jaar")
    some = [Share(n, Decimal("0.2"), start=date(2024, 1, 1), end=date(2024, 12, 31)) for n in range(1, 9)]
    some.append(Share(9, Decimal("0.2")))
    peak = peak_of(loads(some, steps))
    said = peak_words(peak, Decimal("1.5"))
    assert said.startswith("De piek ligt in 2024: 9 acties, 1,8 van 1,5 VTE.")
    assert said.endswith("Dat is 0,3 VTE meer dan er is.")


def test_words_without_numbers_are_counted_and_never_guessed() -> None:
    [year] = steps_of(date(2024, 1, 1), date(2024, 12, 31), "jaar")
    [load] = loads([Share(1, load="limited"), Share(2, load="ample"), Share(3)], [year])
    assert said_of(load, Decimal(1)) == "3 acties, 1 beperkt, 1 ruim, 1 niet gezegd"
    assert load.fte == 0
    assert not over(load, Decimal(0))


def test_a_number_counts_above_the_word_beside_it() -> None:
    [year] = steps_of(date(2024, 1, 1), date(2024, 12, 31), "jaar")
    [load] = loads([Share(1, Decimal("0.5"), "ample")], [year])
    assert (load.counted, load.ample) == (1, 0)


def test_a_stretch_says_as_little_as_it_can() -> None:
    assert stretch(date(2025, 4, 1), date(2025, 6, 30)) == "in het tweede kwartaal van 2025"
    assert stretch(date(2025, 1, 1), date(2026, 6, 30)) == "van januari 2025 tot en met juni 2026"


def test_a_long_period_ends_somewhere() -> None:
    assert len(steps_of(date(2000, 1, 1), date(2100, 1, 1), "jaar")) == 12
