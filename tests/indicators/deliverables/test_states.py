"""Laws of how a deliverable stands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from streekwerk.indicators.rules.deliverables.fixed import fixed_in_time
from streekwerk.indicators.rules.deliverables.states import (
    Facts,
    Stand,
    days_late,
    late_words,
    may_approve,
    sentence,
    stand_of,
    stand_words,
)

TODAY = date(2026, 11, 22)


@some.composite
def facts(draw: some.DrawFn) -> Facts:
    asked = draw(some.integers(0, 40))
    validated = draw(some.integers(0, asked))
    return Facts(
        version=draw(some.integers(0, 5)),
        asked=asked,
        validated=validated,
        not_validated=draw(some.integers(0, asked - validated)),
        approved=draw(some.booleans()),
        sent_back=draw(some.booleans()),
        due=draw(some.none() | some.dates(date(2020, 1, 1), date(2040, 1, 1))),
        finished_on=draw(some.none() | some.dates(date(2020, 1, 1), date(2040, 1, 1))),
    )


def test_19_of_27_is_not_done() -> None:
    nineteen = Facts(version=1, asked=27, validated=19)
    assert stand_words(nineteen) == "opgeleverd – 19/27 gevalideerd"
    approved = Facts(version=1, asked=27, validated=19, approved=True)
    assert stand_words(approved) == "goedgekeurd – 19/27 gevalideerd"
    assert stand_words(Facts(version=1, asked=27, validated=27, approved=True)) == "klaar – 27/27 gevalideerd"


@given(facts())
def test_done_means_approved_and_validated_by_all(each: Facts) -> None:
    done = stand_of(each) == Stand.DONE
    assert done == (
        each.version > 0 and not each.sent_back and each.approved and each.validated == each.asked
    )
    assert ("klaar" in stand_words(each)) == done


@given(facts())
def test_nothing_delivered_is_a_concept_whatever_else_is_said(each: Facts) -> None:
    assert (stand_of(each) == Stand.CONCEPT) == (each.version == 0)


@given(facts())
def test_every_state_is_one_sentence(each: Facts) -> None:
    said = sentence(each)
    assert said.endswith(".")
    assert said.count(".") == 1
    assert said[0].isupper()
    assert ("wacht" in said) == (stand_of(each) in (Stand.SENT_BACK, Stand.DELIVERED, Stand.APPROVED))


@given(facts())
def test_late_needs_a_date_that_passed(each: Facts) -> None:
    if each.due is None:
        assert days_late(each, TODAY) == 0
    if stand_of(each) != Stand.DONE:
        assert (days_late(each, TODAY) > 0) == (each.due is not None and each.due < TODAY)
    assert bool(late_words(each, TODAY)) == (days_late(each, TODAY) > 0)


def test_what_was_done_in_time_stays_in_time() -> None:
    done = Facts(version=1, approved=True, due=date(2026, 6, 30), finished_on=date(2026, 6, 1))
    assert late_words(done, TODAY) == ""
    later = Facts(version=1, approved=True, due=date(2026, 6, 30), finished_on=date(2026, 7, 2))
    assert late_words(later, TODAY) == "2 dagen te laat klaar"


@given(some.none() | some.integers(1, 9), some.none() | some.integers(1, 9))
def test_the_author_never_approves(author: int | None, by: int | None) -> None:
    labels = {"author_label": "A" if author else "server", "by_label": "A" if by == author else "B"}
    if author == by and author is not None:
        assert not may_approve(author=author, by=by, **labels)
    assert may_approve(author=1, author_label="An", by=2, by_label="An")
    assert not may_approve(author=None, author_label="server", by=None, by_label="server")


@pytest.mark.parametrize(
    ("fixed_on", "began_on", "counts"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), True),
        (date(2025, 12, 1), date(2026, 1, 1), True),
        (date(2026, 1, 2), date(2026, 1, 1), False),
        (None, date(2026, 1, 1), None),
        (date(2026, 1, 1), None, None),
    ],
)
def test_an_effect_counts_when_fixed_before(fixed_on: date, began_on: date, counts: bool | None) -> None:
    said = fixed_in_time(fixed_on=fixed_on, began_on=began_on)
    assert said.counts is counts
    assert said.why.endswith(".")
