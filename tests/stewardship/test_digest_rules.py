"""The digest is quiet: it says what is new, once, and passes on only what stays undone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from streekwerk.stewardship.rules.calendar import calendar_of
from streekwerk.stewardship.rules.digest import (
    AGAIN,
    AHEAD,
    FALLBACK_AFTER,
    Due,
    Rhythm,
    digest_of,
    goes_out,
    letter,
    shared_out,
    worth_saying,
)

MONDAY = date(2026, 11, 23)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
rhythms: st.SearchStrategy[Rhythm] = st.sampled_from(["weekly", "monthly"])


def due(number: int = 1, day: date | None = None, *, late: bool = False, text: str = "Startmoment") -> Due:
    return Due(f"milestone:{number}", text, "Actie 1", f"https://x.be/{number}", day, late)


dues = st.builds(due, st.integers(1, 30), st.none() | days, late=st.booleans())


@given(rhythms, st.lists(days, min_size=1, max_size=40, unique=True))
def test_at_most_one_mail_in_each_week_or_month(rhythm: Rhythm, looked: list[date]) -> None:
    last: date | None = None
    sent = []
    for day in sorted(looked):
        if goes_out(rhythm, last, day):
            last = day
            sent.append(day)
    spans = [day.isocalendar()[:2] if rhythm == "weekly" else (day.year, day.month) for day in sent]
    assert len(spans) == len(set(spans))
    assert all(day.isoweekday() <= 5 for day in sent)


@pytest.mark.parametrize("day", [MONDAY + timedelta(days=step) for step in range(5)])
def test_a_missed_monday_is_made_up_for_later_that_week(day: date) -> None:
    assert goes_out("weekly", MONDAY - timedelta(days=7), day)


@given(st.lists(dues), st.lists(dues), rhythms, days)
def test_a_digest_holds_what_is_late_or_near_and_nothing_else(
    own: list[Due], instead: list[Due], rhythm: Rhythm, today: date
) -> None:
    made = digest_of(own, instead, rhythm, today)
    near = [
        one for one in own if not one.late and one.day and one.day <= today + timedelta(days=AHEAD[rhythm])
    ]
    late = [one for one in own if one.late]
    if made is None:
        assert [near, late, instead] == [[], [], []]
        return
    assert sorted(made.late, key=repr) == sorted(late, key=repr)
    assert sorted(made.soon, key=repr) == sorted(near, key=repr)
    assert len(made.instead) == len(instead)


@given(st.lists(dues, min_size=1), days)
def test_the_same_is_not_said_twice_until_a_month_went_by(own: list[Due], today: date) -> None:
    made = digest_of(own, [], "weekly", today)
    again = digest_of(list(reversed(own)), [], "weekly", today)
    if made is None or again is None:
        assert made == again
        return
    assert made.fingerprint == again.fingerprint
    said = {"last_said": made.fingerprint, "last_sent_on": today}
    for step in (1, AGAIN - 1, AGAIN):
        later = today + timedelta(days=step)
        assert worth_saying(again, **said, today=later) is (step >= AGAIN)  # type: ignore[arg-type]


def test_something_that_became_late_is_said() -> None:
    before = digest_of([due(day=MONDAY)], [], "weekly", MONDAY)
    after = digest_of([due(day=MONDAY, late=True)], [], "weekly", MONDAY + timedelta(days=7))
    assert before
    assert after
    assert worth_saying(after, last_said=before.fingerprint, last_sent_on=MONDAY, today=MONDAY + timedelta(7))


@given(
    st.lists(st.tuples(st.integers(0, 4), dues)), st.dictionaries(st.integers(1, 4), st.integers(5, 8)), days
)
def test_nobody_is_told_his_own_things_as_those_of_a_colleague(
    several: list[tuple[int, Due]], substitutes: dict[int, int], today: date
) -> None:
    told = shared_out(several, substitutes, frozenset({4}), [3, 9], today)
    for receiver, passed in told.items():
        for one in passed:
            assert any(one is theirs and steward != receiver for steward, theirs in several)
    for steward, one in several:
        if steward in substitutes and (one.late or one.day):
            assert one in told[substitutes[steward]]


def test_the_coordinator_hears_what_stays_undone_for_three_weeks() -> None:
    today = date(2026, 11, 22)
    fresh = due(1, today - timedelta(days=FALLBACK_AFTER - 1), late=True)
    old = due(2, today - timedelta(days=FALLBACK_AFTER), late=True)
    told = shared_out([(1, fresh), (1, old), (0, fresh)], {}, frozenset(), [9], today)
    assert told == {9: [old, fresh]}


def test_the_letter_says_what_where_until_when_and_who_reads_an_answer() -> None:
    made = digest_of(
        [due(1, date(2026, 10, 1), late=True), due(2, date(2026, 11, 30), text="Nota")], [], "weekly", MONDAY
    )
    assert made
    said = letter(
        made, name="An", today=MONDAY, page="https://x.be/q", settings="https://x.be/s", answers_to="Fien"
    )
    assert said == (
        "Dag An\n\nTe laat\n– Startmoment, sinds 2 oktober 2026\n  Actie 1\n  https://x.be/1\n\n"
        "Binnenkort\n– Nota, tegen 30 november 2026\n  Actie 1\n  https://x.be/2\n\n"
        "Alles op één bladzijde: https://x.be/q\n\n"
        "Antwoorden kan gewoon: uw antwoord gaat naar Fien. Minder mails, of geen: https://x.be/s"
    )


@given(st.lists(dues, unique_by=lambda one: one.key))
def test_a_calendar_opens_again_with_a_day_for_each_thing_that_has_one(several: list[Due]) -> None:
    made = calendar_of(
        several, name="Streekwerk", site="https://x.be/", made_at=datetime(2026, 11, 22, tzinfo=UTC)
    )
    events = Calendar.from_ical(made).walk("VEVENT")
    expected = {(one.key.replace(":", "-") + "@x.be", one.day) for one in several if one.day}
    assert {(str(event["UID"]), event["DTSTART"].dt) for event in events} == expected
    assert all(event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1) for event in events)
