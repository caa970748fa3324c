"""What decides about tests, without a database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streekwerk.impact.rules import (
    MUCH,
    STARTING,
    Answer,
    ImpactQuestion,
    QuestionKind,
    changed_much,
    changed_share,
    from_json,
    keyed,
    missing_in,
    moment_of,
    moment_said,
    to_json,
    weak_in,
)
from streekwerk.impact.rules.moments import Moment

TEXTS = st.text("abc de.", max_size=40)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.slow
@settings(max_examples=40)
@given(TEXTS, TEXTS)
def test_a_change_is_a_share_and_the_same_both_ways(before: str, after: str) -> None:
    share = changed_share(before, after)
    assert 0 <= share <= 1
    assert share == changed_share(after, before)
    assert changed_share(before, before) == 0
    assert changed_much(before, after) == (share >= MUCH)


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["huis", "bus", "buurt"])), st.permutations(range(4)))
def test_the_order_of_words_is_no_change(words: list[str], order: list[int]) -> None:
    assert changed_share(" ".join(words), "\n".join(sorted(words))) == 0


@settings(max_examples=40)
@given(DAYS, DAYS, st.sampled_from(["day", "month", "season", "year"]))
def test_a_test_is_never_before_and_after(done: date, start: date, precision: str) -> None:
    """The later a test, the later it is called: before, then not to be said, then after."""
    order = [Moment.BEFORE, Moment.UNKNOWN, Moment.AFTER]
    here, later = (order.index(moment_of(day, start, precision)) for day in (done, done + timedelta(days=1)))
    assert here <= later
    assert (here == 0) == (done <= start)
    said = moment_said(done, start, precision)
    assert said.startswith(["Vooraf: ", "Getoetst op ", "Pas nadien: "][here])
    assert said.endswith(".")


def test_a_start_of_which_only_the_year_is_known_makes_no_test_of_that_year_late() -> None:
    assert moment_of(date(2026, 12, 31), date(2026, 1, 1), "year") == Moment.UNKNOWN
    assert moment_of(date(2027, 1, 1), date(2026, 1, 1), "year") == Moment.AFTER
    assert moment_of(None, date(2026, 1, 1)) == moment_of(date(2026, 1, 1), None) == Moment.UNKNOWN


@given(st.integers(2, 7))
def test_less_than_half_of_the_levels_is_weak(count: int) -> None:
    question = ImpactQuestion("q1", "?", kind=QuestionKind.LEVELS, levels=tuple("abcdefg"[:count]))
    weak = [question.is_weak(str(level)) for level in range(1, count + 1)]
    assert weak == sorted(weak, reverse=True), "a higher level is never weaker"
    assert sum(weak) == count // 2
    assert not question.is_weak("na")


QUESTIONS = st.lists(
    st.builds(
        ImpactQuestion,
        st.sampled_from(["", "q1", "q2", "q7"]),
        st.text(min_size=1, max_size=5),
        st.text(max_size=5),
        st.just(QuestionKind.LEVELS),
        st.lists(st.text(min_size=1, max_size=3), min_size=2, max_size=4).map(tuple),
    ),
    max_size=6,
)


@pytest.mark.slow
@settings(max_examples=40)
@given(QUESTIONS, st.sets(st.sampled_from(["q1", "q3", "q9"])))
def test_every_question_has_a_key_of_its_own(questions: list[ImpactQuestion], taken: set[str]) -> None:
    made = keyed(questions, taken)
    keys = [each.key for each in made]
    assert len(set(keys)) == len(keys)
    given_keys = {each.key for each in questions}
    assert not (set(keys) - given_keys) & taken, "a new question never gets the key of an old one"
    assert [each.text for each in made] == [each.text for each in questions]
    assert from_json(to_json(made)) == made
    assert keyed(made, taken) == made


def test_a_test_is_complete_with_reasons_for_all_but_yes() -> None:
    asked = (ImpactQuestion("q1", "Gratis?"), ImpactQuestion("q2", "Bereikbaar?"))
    assert [(each.key, each.field) for each in missing_in(asked, {}, "")] == [
        ("q1", "answer"), ("q2", "answer"), ("", "conclusion"),
    ]  # fmt: skip
    assert [each.field for each in missing_in(asked, {"q1": Answer("na"), "q2": Answer("partly")}, "x")] == [
        "note", "note",
    ]  # fmt: skip
    answers = {"q1": Answer("yes"), "q2": Answer("no", "Geen bus.")}
    assert missing_in(asked, answers, "Er moet een bus komen.") == []
    assert weak_in(asked, answers) == [asked[1]]
    # What is no answer of this question counts as none.
    assert missing_in(asked[:1], {"q1": Answer("3")}, "x")[0].said == "Kies een antwoord."


@pytest.mark.parametrize("each", STARTING, ids=lambda each: each.kind)
def test_what_we_offer_can_be_answered(each: object) -> None:
    questions = each.questions  # type: ignore[attr-defined]
    assert 5 <= len(questions) <= 8
    assert all(question.text.endswith("?") for question in questions)
    assert keyed(questions) == questions
