"""What counts, and reading when something was: laws."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streekwerk.kernel.periods import find_dates
from streekwerk.origins.rules.counting import EffectFacts, counts_of, stand_of
from streekwerk.origins.rules.telling import NoDay, NotYetHappened, read_when, same_words

STATES = st.lists(st.sampled_from(["proposed", "confirmed", "refused"]), max_size=4).map(tuple)
EFFECTS = st.lists(
    st.builds(EffectFacts, st.integers(1, 9), st.integers(1, 3), STATES),
    max_size=12,
    unique_by=lambda e: e.effect,
)


@settings(max_examples=40)
@given(EFFECTS)
def test_every_effect_is_counted_once_in_any_order(effects: list[EffectFacts]) -> None:
    counts = counts_of(effects)
    standing = [each for each in effects if each.states]
    assert counts.confirmed + counts.proposed + counts.refused == len(standing)
    assert counts.parties <= counts.confirmed
    assert counts_of(sorted(effects, key=lambda e: -e.effect)) == counts


@settings(max_examples=40)
@given(EFFECTS)
def test_nothing_counts_before_it_is_confirmed(effects: list[EffectFacts]) -> None:
    without = [
        EffectFacts(e.effect, e.party, tuple(s for s in e.states if s != "confirmed")) for e in effects
    ]
    assert counts_of(without).confirmed == counts_of(without).parties == 0


@given(STATES, STATES)
def test_another_origin_never_takes_a_confirmation_away(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    if stand_of(one) == "confirmed":
        assert stand_of([*one, *other]) == stand_of([*other, *one]) == "confirmed"


@given(st.dates(date(1990, 1, 1), date(2068, 12, 31)), st.dates(date(1990, 1, 1), date(2068, 12, 31)))
def test_a_day_that_was_is_read_and_one_to_come_refused(day: date, today: date) -> None:
    words = f"{day.day}/{day.month}/{day.year}"
    if day > today:
        with pytest.raises(NotYetHappened, match="moet nog komen"):
            read_when(words, today)
    else:
        assert read_when(words, today).start == day == find_dates(words)[0].start


@pytest.mark.parametrize("words", ["", "ooit", "elk voorjaar"])
def test_words_without_a_date_are_refused(words: str) -> None:
    with pytest.raises(NoDay, match="voorjaar 2026"):
        read_when(words, date(2026, 11, 22))


@given(st.text(max_size=20))
def test_a_text_tells_the_same_as_itself_in_other_capitals(text: str) -> None:
    assert same_words(text, f"  {text}. ")
