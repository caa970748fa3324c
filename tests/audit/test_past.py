"""What the database remembers: the state at any moment is the state that was."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from people import Cast, make_cast
from streekwerk.audit import clock, shadows
from streekwerk.audit.models import Past
from streekwerk.audit.past import PastIsFixed, end_of, shown_as_on
from streekwerk.audit.ports import EXCUSED, WATCHED
from streekwerk.audit.triggers import missing
from streekwerk.config import operations
from streekwerk.indicators.models import Definition, Indicator, Measurement
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Party, Term
from streekwerk.plans.models import IndicatorSentence, Node, Plan

FIRST = date(2024, 1, 1)


def day_of(step: int) -> date:
    return FIRST + timedelta(days=step)


@contextmanager
def on(step: int) -> Iterator[None]:
    """What happens in this block happened at noon of that day."""
    last = Past.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    yield
    moment = datetime.combine(day_of(step), datetime.min.time(), UTC) + timedelta(hours=12)
    Past.objects.filter(pk__gt=last).update(at=moment)


def rows(model: Any) -> list[dict[str, Any]]:
    manager = getattr(model, "every", model._default_manager)
    return list(manager.order_by("pk").values())


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cs"]), max_size=8
)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1))
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "title": TEXTS,
        "fields": st.lists(st.fixed_dictionaries({"label": TEXTS, "text": TEXTS}), max_size=2),
        "start_date": DAYS,
        "confidence": st.floats(0, 1),
        "position": st.integers(0, 9),
        "spans": st.just([]) | st.just([[1, 2]]),
        "steward_id": st.none() | st.just("an"),
    },
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "insert", "update", "all", "delete", "tie"]), st.integers(0, 5), VALUES
    ),
    min_size=1,
    max_size=12,
)


class TestAnyMoment(TestCase):
    @settings(max_examples=40)
    @given(STEPS)
    def test_the_state_of_then_is_the_state_that_was(
        self, steps: list[tuple[str, int, dict[str, Any]]]
    ) -> None:
        people = make_cast()
        plan = Plan.objects.create(network=people.zonnedorp, title="Plan")
        party = Party.objects.create(code="p", name="Partij", kind="municipality")
        remembered = {}
        Past.objects.all().delete()
        for at, (kind, which, values) in enumerate(steps):
            values = {**values}
            if values.get("steward_id"):
                values["steward_id"] = people.an.user.pk
            with on(at):
                nodes = list(Node.every.filter(plan=plan).order_by("pk"))
                if kind == "insert" or not nodes:
                    made = {"title": "t", "position": 0, **values}
                    Node.every.bulk_create([Node(plan=plan, level="action", **made)])
                elif kind == "update":
                    Node.every.filter(pk=nodes[which % len(nodes)].pk).update(**{"text": "x", **values})
                elif kind == "all":
                    Node.every.filter(plan=plan).update(**{"text": "y", **values})
                elif kind == "delete":
                    nodes[which % len(nodes)].delete()
                else:
                    nodes[which % len(nodes)].partners.set([] if which % 2 else [party])
            remembered[at] = copy.deepcopy((rows(Node), rows(Node.partners.through)))
        for at, was in remembered.items():
            # Whole, and as a view as in a large table.
            with mock.patch.object(shadows, "WHOLE", at % 2 * 100), shown_as_on(day_of(at)):
                assert (rows(Node), rows(Node.partners.through)) == was
        assert (rows(Node), rows(Node.partners.through)) == remembered[len(steps) - 1]


@pytest.fixture
def term(people: Cast) -> Term:
    with on(0):
        return Term.objects.create(network=people.zonnedorp, kind="theme", label="Wonen")


def test_it_is_then_and_afterwards_now_again(term: Term) -> None:
    with on(3):
        Term.objects.filter(pk=term.pk).update(label="Huisvesting")
    with shown_as_on(day_of(1)):
        assert Term.objects.get(pk=term.pk).label == "Wonen"
        assert clock.today() == day_of(1) == clock.known_on()
    assert Term.objects.get(pk=term.pk).label == "Huisvesting"
    assert clock.known_on() is None
    with shown_as_on(day_of(3)):
        assert Term.objects.get(pk=term.pk).label == "Huisvesting"
    with shown_as_on(day_of(-1)):
        assert not Term.objects.filter(pk=term.pk).exists()


def views_left() -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relpersistence = 't' AND relkind IN ('r', 'v')"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_temp_master")
        return [row[0] for row in cursor.fetchall()]


def test_nothing_is_left_when_something_goes_wrong(term: Term) -> None:
    with on(3):
        Term.objects.filter(pk=term.pk).update(label="Huisvesting")
    with pytest.raises(ZeroDivisionError), shown_as_on(day_of(1)):  # noqa: PT012
        assert Term.objects.get(pk=term.pk).label == "Wonen"
        assert views_left()
        _ = 1 / 0
    assert views_left() == []
    assert clock.known_on() is None
    assert Term.objects.get(pk=term.pk).label == "Huisvesting"
    Term.objects.filter(pk=term.pk).update(label="Wonen en leven")


def test_nothing_is_left_after_a_query_that_fails(term: Term) -> None:
    with on(3):
        Term.objects.filter(pk=term.pk).update(label="Huisvesting")
    with pytest.raises(Exception, match="nergens"), shown_as_on(day_of(1)), transaction.atomic():  # noqa: PT012
        assert Term.objects.get(pk=term.pk).label == "Wonen"
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM nergens")
    assert views_left() == []
    assert Term.objects.get(pk=term.pk).label == "Huisvesting"


def test_nobody_writes_in_the_past(term: Term) -> None:
    with pytest.raises(PastIsFixed), shown_as_on(day_of(1)):
        term.save()
    with pytest.raises(PastIsFixed), shown_as_on(day_of(1)):
        Term.objects.all().delete()
    if connection.vendor == "sqlite":  # also what does not begin with the word for writing
        sneaky = "WITH x AS (SELECT 1) UPDATE main.network_term SET label = ''"
        with shown_as_on(day_of(1)), pytest.raises(DatabaseError, match="readonly"), transaction.atomic():
            connection.cursor().execute(sneaky)
    term.save()


def test_a_number_that_was_given_again_is_another_row_and_many_changes_are_one_state(term: Term) -> None:
    number = term.pk
    for step in range(1, 6):
        with on(step):
            Term.objects.filter(pk=number).update(label=f"{step}", version=step)
            Term.objects.filter(pk=number).update(definition=f"{step}")
    with on(7):
        term.delete()
    with on(8):
        Term.objects.create(pk=number, network=term.network, kind="theme", label="Nieuw")

    def known(step: int) -> list[tuple[str, str]]:
        with shown_as_on(day_of(step)):
            return list(Term.objects.values_list("label", "definition"))

    assert [known(step) for step in (0, 1, 5, 7, 8)] == [
        [("Wonen", "")], [("1", "1")], [("5", "5")], [], [("Nieuw", "")],
    ]  # fmt: skip


def test_a_change_that_changes_nothing_is_not_kept(term: Term) -> None:
    before = Past.objects.count()
    term.save()
    Term.objects.filter(pk=term.pk).update(label="Wonen")
    assert Past.objects.count() == before
    Term.objects.filter(pk=term.pk).update(label="Huis")
    kept = Past.objects.latest("pk")
    assert (kept.op, kept.row_id, kept.old) == ("update", term.pk, {"label": "Wonen"})


def test_figures_are_known_from_their_own_day(people: Cast) -> None:
    plan = Plan.objects.create(network=people.zonnedorp, title="Plan")
    sentence = IndicatorSentence.objects.create(plan=plan, text="Aantal", position=0)
    indicator = Indicator.objects.create(
        plan=plan, sentence=sentence, confirmed_text="Aantal", confirmed_by="Bo"
    )
    definition = Definition.objects.create(indicator=indicator, measure="count", by_label="Bo")
    Past.objects.all().delete()

    def enter(step: int, value: int) -> Measurement:
        Measurement.objects.filter(succeeded_at=None).update(succeeded_at=end_of(day_of(step - 1)))
        return Measurement.objects.create(
            indicator=indicator, definition=definition, period_start=FIRST, period_end=FIRST, value=value,
            by_label="An", entered_at=end_of(day_of(step - 1)),
        )  # fmt: skip

    enter(2, 7)
    second = enter(4, 8)
    assert not Past.objects.exists(), "a figure that comes or is succeeded costs nothing here"

    def known(step: int) -> list[int]:
        with shown_as_on(day_of(step)):
            return [int(value or 0) for value in Measurement.objects.live().values_list("value", flat=True)]

    assert [known(step) for step in (1, 2, 3, 4)] == [[], [7], [7], [8]]
    with on(6):
        Measurement.objects.filter(pk=second.pk).update(value=9)
    assert [known(step) for step in (1, 2, 3, 4, 6)] == [[], [7], [7], [8], [9]]
    with on(8):
        second.delete()
    assert [known(step) for step in (1, 2, 3, 4, 6, 8)] == [[], [7], [7], [8], [9], []]


def test_a_later_column_has_its_default_in_rows_of_before(term: Term) -> None:
    with on(3):
        term.delete()
    kept = Past.objects.get(op="delete", table_name="network_term")
    del kept.old["version"], kept.old["synonyms"]
    kept.save()
    with shown_as_on(day_of(1)):
        was = Term.objects.get()
        assert (was.version, was.synonyms, was.label) == (1, [], "Wonen")


BESIDE = {
    "outbox_mail": "the outbox stands beside the audit and cannot say it itself; mail that went is sent"
}


def test_every_model_of_every_room_is_watched_or_excused_with_a_reason() -> None:
    ours = [config for config in apps.get_app_configs() if config.name.startswith("streekwerk.")]
    tables = {
        model._meta.db_table
        for config in ours
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    excused = EXCUSED | BESIDE
    assert len(tables) > 50
    assert sorted(tables - set(WATCHED) - set(excused)) == [], "watch it, or say why not: `watch_room(but=…)`"
    assert set(WATCHED) & set(excused) == set(), "one of the two"
    assert set(excused) <= tables, "an excuse for a model that is gone"
    assert all(len(reason.split()) > 3 for reason in excused.values())


def test_every_watched_table_keeps_its_past(db: None) -> None:
    assert missing() == []


def test_the_operator_throws_away_what_is_old(term: Term) -> None:
    with on(3):
        Term.objects.filter(pk=term.pk).update(label="Huisvesting")
    with on(6):
        Term.objects.filter(pk=term.pk).update(label="Dak boven het hoofd")
    Past.objects.filter(op="start").delete()
    Past.objects.create(table_name="", row_id=0, op="start", at=end_of(day_of(-9)))
    assert operations.past(day_of(5).isoformat())[0].endswith("2 wijzigingen.")
    with shown_as_on(day_of(5)):
        assert Term.objects.get(pk=term.pk).label == "Huisvesting"
    assert "sinds 6 januari 2024" in operations.past("")[0]
    with pytest.raises(DomainError, match="geen dag"):
        operations.past("morgen")
