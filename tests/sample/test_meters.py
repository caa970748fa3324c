"""The sample region shows every kind of meter, in every state, with what can happen to figures."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from sample.make import figures as invented

from standing import stands
from streekwerk.access.models import Actor, Holding
from streekwerk.accounts.models import User
from streekwerk.audit.models import Entry, Past
from streekwerk.config.region import load_region
from streekwerk.indicators.choices import Measure
from streekwerk.indicators.models import (
    CollectionRound,
    Definition,
    Deliverable,
    EvidenceFile,
    Indicator,
    Measurement,
    Rating,
    Target,
)
from streekwerk.indicators.queries.cells import cells_of_many
from streekwerk.indicators.queries.deliverables import facts_of, with_everything
from streekwerk.indicators.queries.meters import Meters, MeterSelection, meters_of
from streekwerk.indicators.rules.deliverables.states import Stand, stand_of
from streekwerk.indicators.rules.figures.targets import TargetState
from streekwerk.network.models import Composition, Membership, Network, Party, Population, RoleHolding
from streekwerk.outbox.models import Mail
from streekwerk.plans.models import NodeLink, Plan, PlanVersion

SAMPLE = Path(__file__).resolve().parents[2] / "sample"
TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.slow


@stands
def region() -> None:
    """The region as it was loaded; what a test changes is undone after it."""
    load_region(SAMPLE, password="een-lang-wachtwoord", tell=lambda _: None)


def plan_of(network: str) -> Plan:
    found: Plan = Plan.objects.select_related("network").get(network__code=network)
    return found


def meters(network: str) -> Meters:
    return meters_of(plan_of(network), MeterSelection(), TODAY)


def test_every_indicator_of_both_plans_has_a_card(region: None) -> None:
    for network, many in (("welzijnsbond", 106), ("eerstelijnszone", 48)):
        assert (
            Indicator.objects.filter(plan=plan_of(network), definitions__isnull=False).distinct().count()
            == many
        )
        assert meters(network).total == many


def test_meters_of_all_eight_measures_run(region: None) -> None:
    found = meters("welzijnsbond")
    running = Counter(
        one.definition.measure for one in found.meters if one.reading.running and one.definition
    )
    assert set(running) == set(Measure.values)
    assert found.running >= 90
    assert meters("eerstelijnszone").running >= 12


def test_targets_stand_in_every_state(region: None) -> None:
    shown = {one.state for one in meters("welzijnsbond").meters}
    assert {state.value for state in TargetState} <= shown


def test_recipes_count_what_the_product_keeps_itself(region: None) -> None:
    rows = Definition.objects.filter(indicator__plan=plan_of("welzijnsbond")).exclude(recipe={})
    over = Counter(row.recipe["over"] for row in rows)
    assert set(over) >= {"members", "links", "milestones", "progress", "deliverables"}
    counted = {one.text: one.figure for one in meters("welzijnsbond").meters}
    assert counted["Aantal aangesloten vennoten"] == "19 vennoten"
    assert counted["Aantal gemeenten met een afgestemde premie"] == "7 gemeenten"


def test_a_target_changed_and_the_old_one_is_in_view(region: None) -> None:
    old = Target.objects.exclude(ended_on=None).get()
    new = Target.objects.get(indicator=old.indicator, ended_on=None)
    assert (old.number, new.number) == (1200, 900)
    assert "premie" in new.reason


def test_a_redefinition_breaks_a_series(region: None) -> None:
    second = Definition.objects.get(number=2)
    assert second.indicator.sentence.text.startswith("Bezettingsgraad")
    reading = next(
        one.reading for one in meters("welzijnsbond").meters if one.text.startswith("Bezettingsgraad")
    )
    assert {step.definition for step in reading.steps} == {1, 2}


def test_figures_come_in_every_way_they_can(region: None) -> None:
    kept = Measurement.objects.filter(indicator__plan=plan_of("welzijnsbond")).live()
    assert kept.filter(state="estimate").count() >= 2
    assert kept.filter(state="not_applicable").exists()
    assert kept.filter(value=0).exists()
    assert kept.exclude(kept_reason="").count() == 1
    assert kept.exclude(comment="").exists()
    assert not kept.exclude(source__contains="verzonnen").exists()
    assert set(Definition.objects.values_list("dimension", flat=True)) == {
        "network",
        "party",
        "place",
        "channel",
    }


def test_small_numbers_of_people_are_hidden_from_a_reader(region: None) -> None:
    protected = [
        row.indicator for row in Definition.objects.filter(smallest=5).select_related("indicator__plan")
    ]
    assert len(protected) == 2
    network = protected[0].plan.network
    reader = Actor("lezer", "person", holdings=(Holding("reader", network.pk),))
    for cells in cells_of_many(reader, protected, today=TODAY).values():
        assert any(one.published.anything_hidden for one in cells.periods)


def test_a_round_is_open_and_most_members_answered(region: None) -> None:
    asked = CollectionRound.objects.get()
    assert asked.closed_at is None
    assert asked.requests.count() == 27
    assert asked.requests.exclude(answered_at=None).count() == 22
    assert asked.requests.exclude(declined_reason="").count() == 1


def test_deliverables_stand_in_each_state_with_their_proof(region: None) -> None:
    rows = list(with_everything(Deliverable.objects.filter(indicator__plan=plan_of("welzijnsbond"))))
    stands = Counter(stand_of(facts_of(row)) for row in rows)
    assert set(stands) == set(Stand)
    framework = next(facts_of(row) for row in rows if row.title.startswith("Kwaliteitskader"))
    assert (framework.validated, framework.asked) == (19, 27)
    assert EvidenceFile.objects.filter(kind="pdf").count() == EvidenceFile.objects.count() > 10


def test_two_raters_lie_far_apart(region: None) -> None:
    levels = sorted(Rating.objects.filter(period_start=date(2026, 1, 1)).values_list("level", flat=True))
    assert levels == [2, 4]
    assert not Rating.objects.filter(motivation="").exists()


def test_what_is_loaded(region: None) -> None:
    kinds = (Network, Party, Membership, RoleHolding, Composition, Population, Plan, PlanVersion)
    assert {kind.__name__: kind._default_manager.count() for kind in kinds} == {
        "Network": 4,
        "Party": 69,
        "Membership": 104,
        "RoleHolding": 16,
        "Composition": 164,
        "Population": 162,
        "Plan": 4,
        "PlanVersion": 2,
    }
    assert NodeLink.objects.exclude(by_label="").count() == 3


def test_mail_goes_to_invented_people_alone(region: None) -> None:
    """The round asks the two contacts, and a report that came back is told to its author."""
    assert {mail.to for mail in Mail.objects.all()} == {
        "ria@merksplas.example",
        "wim@geel.example",
        "tess@heidebrug.example",
    }


def test_last_may_the_plan_had_its_findings_and_its_decision(region: None, client: Client) -> None:
    """Giving the rows of the sample their day leaves no trace: such a row did not change."""
    client.force_login(User.objects.get(email="bram@vennenrand.example"))
    plan = plan_of("eerstelijnszone")
    page = client.get(reverse("plans:tree", args=[plan.pk]), {"gekend": "2026-05-01"}).content.decode()
    assert "zoals gekend op 1 mei 2026" in page
    assert "De bijsluiter is leeg" not in page
    assert "vastgesteld op" in page.lower()
    dated = [kind._meta.db_table for kind in (Measurement, PlanVersion, Entry)]
    assert not Past.objects.filter(table_name__in=dated).exists()
    told = Entry.objects.filter(verb__in=["progress.reported", "report.frozen"]).values_list("at", flat=True)
    assert len({moment.date() for moment in told}) > 20


def test_loading_again_changes_nothing(region: None) -> None:
    kinds = [kind for kind in apps.get_models() if kind.__module__.startswith("streekwerk.")]

    def counted() -> dict[str, int]:
        return {kind._meta.label: kind._base_manager.count() for kind in kinds}

    once = counted()
    assert once["indicators.Measurement"] > 4000
    load_region(SAMPLE, password="een-lang-wachtwoord", tell=lambda _: None)
    assert counted() == once


def test_the_figures_are_what_their_maker_makes_of_them() -> None:
    for name, content in invented.files():
        kept = (SAMPLE / "figures" / name).read_text(encoding="utf-8")
        assert list(csv.reader(StringIO(kept))) == list(csv.reader(StringIO(content))), (
            "run: python -m sample.make"
        )
