"""What readers see of figures about people after corrections, late answers, rounds, joins and leaves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from figures_given import NAMES, World
from people import TODAY
from streekwerk.audit.models import Past
from streekwerk.audit.past import end_of, shown_as_on
from streekwerk.indicators import released
from streekwerk.indicators.models import Indicator, MeterReading, Release
from streekwerk.indicators.queries.cells import Cells, cells_of
from streekwerk.indicators.readings import readings_of
from streekwerk.network.models import Membership, Party, Place

MANY = {"Beek": 60, "Heide": 90, "Ven": 30, "Duin": 12}
DAY = f"{localdate().day} "


@pytest.fixture
def counted(world: World) -> Indicator:
    """People counted by four of six boards, and published."""
    indicator = world.indicator(smallest=5)
    world.give(indicator, "2025", **MANY)
    assert total(look(world, "gus", indicator)) == (192, "4/6 besturen")
    return indicator


def look(world: World, who: str, indicator: Indicator) -> Cells:
    return cells_of(world.people[who].actor, indicator, today=TODAY)


def total(cells: Cells) -> tuple[Any, str]:
    whole = cells.periods[0].published.whole
    return whole.value.number, whole.coverage.words()


def seen(world: World, cells: Cells, name: str) -> Any:
    return cells.periods[0].values[world.key(name)].number


def page(world: World, who: str, name: str, indicator: Indicator, more: str = "") -> str:
    client = Client()
    client.force_login(world.people[who].user)
    response = client.get(reverse(f"indicators:{name}", args=[indicator.pk]) + more)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# ------------------------------------------------------------------ corrections and late answers


def test_a_late_answer_of_few_people_is_not_the_difference_of_two_looks(
    world: World, counted: Indicator
) -> None:
    world.give(counted, "2025", days_ago=1, Veld=3)
    now = look(world, "gus", counted)
    assert total(now) == (192, "4/6 besturen")
    assert seen(world, now, "Veld") is None
    assert f"2025: wat op {DAY}" in now.note
    assert "te klein om te tonen zonder iemand te verraden" in now.note
    assert total(look(world, "bo", counted)) == (195, "5/6 besturen")


def test_who_gathers_is_told_that_readers_see_something_else(world: World, counted: Indicator) -> None:
    assert "zien lezers" not in look(world, "bo", counted).note
    world.give(counted, "2025", days_ago=1, Beek=61)
    assert seen(world, look(world, "gus", counted), "Beek") == 60
    mine = look(world, "bo", counted)
    assert seen(world, mine, "Beek") == 61
    assert "Van 2025 zien lezers wat op " + DAY in mine.note


def test_a_correction_that_is_large_enough_is_published(world: World, counted: Indicator) -> None:
    world.give(counted, "2025", days_ago=1, Beek=80)
    now = look(world, "gus", counted)
    assert (seen(world, now, "Beek"), total(now), now.note) == (80, (212, "4/6 besturen"), "")
    assert Release.objects.filter(indicator=counted).count() == 2


def test_what_changed_today_is_published_tomorrow(world: World, counted: Indicator) -> None:
    """Whoever corrects a figure five times in an hour publishes once."""
    plan = world.plan
    world.give(counted, "2025", days_ago=0, Beek=80)
    now = look(world, "gus", counted)
    assert (seen(world, now, "Beek"), total(now)) == (60, (192, "4/6 besturen"))
    MeterReading.objects.all().delete()
    assert readings_of(plan, [counted.pk], localdate())[counted.pk].latest.value.number == 192  # type: ignore[union-attr]
    # The kept reading rests on the day: tomorrow's page works it out anew.
    assert MeterReading.objects.get(indicator=counted).basis != "-"
    counted.measurements.update(entered_at=timezone.now() - timedelta(days=1))
    counted.measurements.filter(succeeded_at__isnull=False).update(
        succeeded_at=timezone.now() - timedelta(days=1)
    )
    assert total(look(world, "gus", counted)) == (212, "4/6 besturen")


def test_many_old_corrections_are_published_a_few_with_every_look(
    world: World, counted: Indicator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who looks first does not wait for all of them; what is left shows what was published last."""
    monkeypatch.setattr(released, "PATIENCE", 0.0)
    years = ("2022", "2023", "2024", "2025")
    for year in years:
        world.give(counted, year, **MANY)
    assert not look(world, "gus", counted).left  # nobody saw the earlier years: they come all at once
    for year in years:
        world.give(counted, year, days_ago=1, Beek=80)
    shown = []
    for _ in years:
        # Kept is only what the last of these looks read: until then the next one goes on where this stopped.
        assert not MeterReading.objects.exists()
        reading = readings_of(world.plan, [counted.pk], localdate(), whole=[counted.pk])[counted.pk]
        shown.append([step.value.number for step in reading.steps[:4]])
    assert shown == [[192] * (3 - n) + [212] * (n + 1) for n in range(4)]
    assert MeterReading.objects.count() == 1


def test_figures_of_today_are_not_published_yet(world: World) -> None:
    indicator = world.indicator(smallest=5)
    world.give(indicator, "2025", days_ago=0, **MANY)
    assert look(world, "gus", indicator).note.startswith("Nog niet gepubliceerd")
    assert "2025: nog niet gepubliceerd" in look(world, "bo", indicator).note
    assert not Release.objects.exists()


def test_no_page_tells_a_correction_that_is_not_published(world: World, counted: Indicator) -> None:
    world.give(counted, "2025", days_ago=1, Beek=61, Veld=3)
    for name, more in (("meter", ""), ("meter", "?beeld=leden"), ("meter", "?indeling=zorgzone"),
                       ("records", ""), ("records", "?periode=2025")):  # fmt: skip
        said = page(world, "gus", name, counted, more)
        for betrayed in ("61", "van Veld", "195", "196"):
            assert f">{betrayed}" not in said
            assert f" {betrayed} " not in said
        assert "gepubliceerd werd, blijft staan" in said
    assert "61" in page(world, "bo", "records", counted)


def test_a_contact_sees_the_own_figure_of_now(world: World, counted: Indicator) -> None:
    world.give(counted, "2025", days_ago=1, Veld=3)
    cells = cells_of(world.contact("Veld").actor, counted, today=TODAY)
    assert (seen(world, cells, "Veld"), total(cells)) == (3, (192, "4/6 besturen"))


def test_a_figure_that_was_taken_away_betrays_nobody(world: World, counted: Indicator) -> None:
    """What was hidden and goes away is the difference of two totals."""
    world.give(counted, "2024", Beek=3, Heide=90, Ven=30, Duin=12, Veld=40)
    before = look(world, "gus", counted).periods[0].published.whole.value.number
    gone = counted.measurements.filter(period_start__year=2024, party=world.parties["Beek"])
    gone.update(succeeded_at=timezone.now() - timedelta(days=1))
    assert before == 175
    assert look(world, "gus", counted).periods[0].published.whole.value.number == before


# ------------------------------------------------------------------ rounds


def test_what_a_round_brought_is_published_when_it_closes(world: World, counted: Indicator) -> None:
    """Also the same day; and while it is open what was published stays in view."""
    asked = world.ask(counted, "2025", *NAMES, closed=False)
    world.give(counted, "2025", days_ago=0, Veld=40, Zand=21)
    assert total(look(world, "gus", counted)) == (192, "4/6 besturen")
    asked.closed_at = timezone.now()
    asked.save()
    assert total(look(world, "gus", counted)) == (253, "6/6 besturen")


# ------------------------------------------------------------------ the past


def test_the_past_shows_what_was_published_then(world: World, counted: Indicator) -> None:
    """Figures of a day on which nobody could see them would be one more publication."""
    earlier = localdate() - timedelta(days=1)
    Past.objects.update(at=end_of(earlier - timedelta(days=9)))
    with shown_as_on(earlier):
        assert look(world, "gus", counted).note.startswith("Nog niet gepubliceerd")
        assert total(look(world, "bo", counted))[0] == 192
    Release.objects.update(released_at=timezone.now() - timedelta(days=1))
    Past.objects.filter(table_name=Release._meta.db_table).delete()
    world.give(counted, "2025", days_ago=0, Beek=80)
    with shown_as_on(earlier):
        assert total(look(world, "gus", counted)) == (192, "4/6 besturen")
    assert Release.objects.count() == 1


# ------------------------------------------------------------------ joins and leaves


def test_a_member_that_joins_or_leaves_changes_no_coverage_that_was_published(
    world: World, counted: Indicator
) -> None:
    place = Place.objects.create(kind="municipality", code="x-new", name="Nieuw")
    party = Party.objects.create(code="x-new", name="Nieuw", kind="municipality", place=place)
    Membership.objects.create(network=world.people.zonnedorp, party=party, role="member")
    Membership.objects.filter(party=world.parties["Zand"]).delete()
    assert total(look(world, "bo", counted))[1] == "4/6 besturen"
    assert total(look(world, "gus", counted))[1] == "4/6 besturen"
    world.give(counted, "2025", days_ago=1, Veld=40)
    assert total(look(world, "gus", counted)) == (232, "5/6 besturen")


@pytest.mark.parametrize("dimension", ["party", "place"])
def test_who_joins_later_was_not_asked_before(world: World, dimension: str) -> None:
    """And the kept reading is worked out anew when memberships change, whoever changes them."""
    indicator = world.indicator(dimension=dimension)
    world.give(indicator, "2025", **MANY)
    answered = readings_of(world.plan, [indicator.pk], TODAY)[indicator.pk].steps[0]
    assert (answered.answered, answered.asked) == (4, 6)
    Membership.objects.filter(party=world.parties["Zand"]).get().delete()
    step = readings_of(world.plan, [indicator.pk], TODAY)[indicator.pk].steps[0]
    assert (step.answered, step.asked) == (4, 5)
    Membership.objects.create(
        network=world.people.zonnedorp,
        party=world.parties["Zand"],
        role="member",
        valid_from=date(2026, 5, 1),
    )
    now = readings_of(world.plan, [indicator.pk], TODAY)[indicator.pk].steps
    assert [one.asked for one in now[:2]] == [5, 6]
