"""Making a report: gathered, read over, frozen for ever, corrected, and its files."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measured import make_members
from people import TODAY, Cast
from reports.reported import action, measure, report_of, tell
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.models import Node, Plan
from streekwerk.reports.commands import making
from streekwerk.reports.commands import reports as commands
from streekwerk.reports.commands import sentences as over
from streekwerk.reports.commands.definitions import (
    ChangedMeanwhile,
    DefinitionText,
    NoBlocks,
    NoTitle,
    kept_definition,
    save_definition,
)
from streekwerk.reports.models import Report, ReportDefinition, ReportFile, ReportSentence
from streekwerk.reports.models.reports import Frozen
from streekwerk.reports.queries.gathering import gather
from streekwerk.reports.rules.composing import seal
from streekwerk.reports.rules.content import Content
from streekwerk.reports.rules.facts import Facts
from streekwerk.reports.rules.periods import read_period


@pytest.fixture(autouse=True)
def _no_renderers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What renderers make of a report is tested elsewhere."""
    if "real_files" not in request.fixturenames:
        monkeypatch.setattr(making, "rendered", lambda content, kind, template=None: kind.encode())


@pytest.fixture
def real_files() -> None:
    """Asks for the renderers themselves."""


@pytest.mark.usefixtures("real_files")
def test_one_click_freezes_a_report_with_its_files(people: Cast, plan: Plan) -> None:
    tell(action(plan), "blocked", date(2026, 8, 1), reason="Er is geen huis.", narrative="Wij zochten.")
    measure(people, plan)
    report = report_of(people, plan)
    assert report.status == "frozen", report.message
    assert sorted(file.kind for file in report.files.all()) == ["docx", "pdf", "xlsx"]
    assert {making.bytes_of(file)[:4] for file in report.files.all()} == {b"PK\x03\x04", b"%PDF"}
    said = [row.text for row in ReportSentence.objects.filter(report=report)]
    assert said[0].startswith("Actie 1 Een huis voor starters is geblokkeerd sinds 1 augustus 2026")


def test_a_frozen_report_says_the_same_whatever_becomes_of_the_plan(people: Cast, plan: Plan) -> None:
    tell(action(plan), "running", date(2026, 8, 1), narrative="Wij begonnen.")
    measure(people, plan)
    report = report_of(people, plan)
    frozen = json.dumps([report.facts, report.content], sort_keys=True)
    node = action(plan)
    node.title, node.end_date = "Iets heel anders", date(2030, 1, 1)
    node.save()
    tell(node, "stopped", TODAY, reason="Geen geld")
    plan.raise_revision()
    again = Report.objects.select_related("plan__network", "previous").get(pk=report.pk)
    redone = making.content_of(again).to_json()
    assert json.dumps([again.facts, redone], sort_keys=True) == frozen
    assert seal(again.facts or {}, redone) == report.sha256
    assert "Wij begonnen." in frozen


def test_a_frozen_report_refuses_every_change(people: Cast, plan: Plan) -> None:
    report = report_of(people, plan)
    report.title = "Anders"
    with pytest.raises(Frozen):
        report.save()
    for values in ({"content": {}}, {"facts": {}}, {"sha256": "0"}, {"frozen_at": None}, {"title": "x"}):
        with pytest.raises(Frozen):
            Report.objects.filter(pk=report.pk).update(**values)
    with pytest.raises(Frozen):
        commands.throw_away(report=report, by=people["fien"].actor)
    making.make(report.pk)
    assert Report.objects.get(pk=report.pk).sha256 == report.sha256
    assert Entry.objects.filter(verb="report.frozen").count() == 1


def test_the_next_report_is_compared_with_the_frozen_one(people: Cast, plan: Plan) -> None:
    tell(action(plan), "running", date(2026, 5, 1))
    first = report_of(people, plan, "2026-K2", on=date(2026, 7, 3))
    tell(action(plan), "done", date(2026, 9, 1), narrative="Het huis is gevonden.")
    second = report_of(people, plan, "2026-K3")
    assert second.previous == first
    texts = [row.text for row in ReportSentence.objects.filter(report=second)]
    assert "Actie 1 Een huis voor starters is klaar sinds 1 september 2026." in texts
    content = Content.from_json(second.content or {})
    assert ("Vergeleken met", "2e kwartaal 2026, toestand op 3 juli 2026") in content.facts
    assert ("Toestand op", "22 november 2026") in content.facts
    assert next(content.headings()).text == "Gewijzigd sinds het vorige rapport"


def test_what_is_read_over_is_what_is_frozen(people: Cast, plan: Plan) -> None:
    tell(action(plan), "blocked", date(2026, 8, 1), reason="Geen huis")
    report = report_of(people, plan, look_first=True)
    fien = people["fien"].actor
    assert report.status == "draft"
    assert report.content is None
    blocked, silent = ReportSentence.objects.filter(report=report)
    over.save_sentence(
        report=report, number=blocked.pk, text="Het huis wacht op de notaris.", kept=True, seen=1, by=fien
    )
    over.save_sentence(report=report, number=silent.pk, text=silent.text, kept=False, seen=1, by=fien)
    over.add_sentence(report=report, text="De raad dankt de ploeg.", group="own", by=fien)
    over.save_texts(report=report, texts={0: "Welkom bij dit rapport."}, by=fien)
    commands.freeze(report=report, by=fien)
    making.make(report.pk)
    report = Report.objects.get(pk=report.pk)
    said = json.dumps(report.content, ensure_ascii=False)
    assert "Het huis wacht op de notaris." in said
    assert "De raad dankt de ploeg." in said
    assert "Welkom bij dit rapport." in said
    assert silent.text not in said
    kept = ReportSentence.objects.get(pk=blocked.pk)
    assert kept.drafted.startswith("Actie 1 Een huis")  # the proposal stays visible
    with pytest.raises(Frozen):
        over.add_sentence(report=report, text="Nog iets", group="own", by=fien)


def test_two_people_reading_over_see_each_other(people: Cast, plan: Plan) -> None:
    report = report_of(people, plan, look_first=True)
    row = ReportSentence.objects.filter(report=report)[0]
    given = {"report": report, "number": row.pk, "kept": True, "seen": 1}
    over.save_sentence(**given, text="Van Fien.", by=people["fien"].actor)
    with pytest.raises(over.SaidMeanwhile, match="Van Fien"):
        over.save_sentence(**given, text="Van Bo.", by=people.bo.actor)


def test_a_correction_is_a_new_report_that_says_so(people: Cast, plan: Plan) -> None:
    report = report_of(people, plan)
    fien = people["fien"]
    with pytest.raises(commands.NoReason):
        commands.correct(report=report, reason=" ", by=fien.actor, user=fien.user, today=TODAY)
    following = commands.correct(
        report=report, reason="Een cijfer was fout.", by=fien.actor, user=fien.user, today=TODAY
    )
    making.make(following.pk)
    assert Report.objects.get(pk=following.pk).status == "draft"
    commands.freeze(report=following, by=fien.actor)
    making.make(following.pk)
    following = Report.objects.get(pk=following.pk)
    said = dict(Content.from_json(following.content or {}).facts)
    assert said["Verbetert"].endswith("Een cijfer was fout.")
    assert Report.objects.get(pk=report.pk).sha256 == report.sha256


def test_asking_twice_makes_one(people: Cast, plan: Plan) -> None:
    one = report_of(people, plan, look_first=True)
    assert report_of(people, plan, look_first=True) == one
    assert Report.objects.count() == 1


@pytest.mark.parametrize("who", ["an", "dirk", "eva", "gus", "cas"])
def test_only_makers_ask_and_change(who: str, people: Cast, plan: Plan) -> None:
    report = report_of(people, plan, look_first=True)
    actor, user = people[who].actor, people[who].user
    asked = {"definition": report.definition, "period": read_period("2026-K1"), "today": TODAY}
    for forbidden in (
        lambda: commands.ask_report(**asked, by=actor, user=user),
        lambda: commands.freeze(report=report, by=actor),
        lambda: commands.throw_away(report=report, by=actor),
        lambda: kept_definition(plan=plan, code="jaar", by=actor),
        lambda: over.add_sentence(report=report, text="x", group="own", by=actor),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_whoever_lost_the_role_before_the_job_ran_makes_nothing(people: Cast, plan: Plan) -> None:
    report = report_of(people, plan, look_first=True)
    Report.objects.filter(pk=report.pk).update(status="waiting", look_first=False)
    people["fien"].user.holdings.update(valid_to=date(2026, 1, 1))
    making.make(report.pk)
    failed = Report.objects.get(pk=report.pk)
    assert failed.status == "failed"
    assert "geen recht" in failed.message
    assert failed.content is None


def test_a_failure_is_told_and_can_be_tried_again(
    people: Cast, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **values: Any) -> bytes:
        raise RuntimeError("kapot")

    with monkeypatch.context() as here:
        here.setattr(making, "rendered", broken)
        report = report_of(people, plan)
    assert (report.status, report.is_frozen) == ("failed", True)
    commands.try_again(report=report, by=people["fien"].actor)
    making.make(report.pk)
    assert Report.objects.get(pk=report.pk).status == "frozen"
    assert ReportFile.objects.filter(report=report).count() == 3


def test_a_period_to_come_and_a_draft_for_the_public_are_refused(people: Cast, plan: Plan) -> None:
    fien = people["fien"]
    definition = kept_definition(plan=plan, code="kwartaal", by=fien.actor)
    given = {"definition": definition, "by": fien.actor, "user": fien.user, "today": TODAY}
    with pytest.raises(commands.PeriodToCome):
        commands.ask_report(period=read_period("2027-K1"), **given)
    definition.audience = "public"
    with pytest.raises(commands.NotPublic):
        commands.ask_report(period=read_period("2026-K3"), **given)
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.ADOPTED)
    definition.plan = Plan.objects.get(pk=plan.pk)
    assert commands.ask_report(period=read_period("2026-K3"), **given).audience == "public"


def test_a_report_per_member_is_one_for_each(people: Cast, plan: Plan) -> None:
    fien = people["fien"]
    definition = kept_definition(plan=plan, code="lid", by=fien.actor)
    given = {
        "definition": definition, "period": read_period("2026-K3"), "by": fien.actor, "user": fien.user,
        "today": TODAY,
    }  # fmt: skip
    with pytest.raises(commands.NoMembers):
        commands.ask_reports(**given)
    parties = make_members(people.zonnedorp)
    assert [report.party for report in commands.ask_reports(**given)] == parties


def test_definitions_keep_their_blocks_and_refuse_what_somebody_else_changed(
    people: Cast, plan: Plan
) -> None:
    fien = people["fien"].actor
    given = DefinitionText("Voor de raad", "board", "year", [{"kind": "changed"}, {"kind": "actions"}])
    own = save_definition(plan=plan, code="", given=given, seen=0, by=fien)
    assert (own.code, own.version, [block["kind"] for block in own.blocks]) == (
        "eigen-1", 1, ["changed", "actions"],
    )  # fmt: skip
    ready = save_definition(plan=plan, code="kwartaal", given=given, seen=1, by=fien)
    assert (ready.title, ready.version, ready.kind) == ("Voor de raad", 2, "quarterly")
    with pytest.raises(ChangedMeanwhile):
        save_definition(plan=plan, code="kwartaal", given=given, seen=1, by=people.bo.actor)
    with pytest.raises(NoTitle):
        save_definition(plan=plan, code="", given=DefinitionText(" ", "board", "year", []), seen=0, by=fien)
    with pytest.raises(NoBlocks):
        save_definition(plan=plan, code="", given=DefinitionText("x", "board", "year", []), seen=0, by=fien)
    with pytest.raises(ReportDefinition.DoesNotExist):
        kept_definition(plan=plan, code="onbekend", by=fien)


def test_a_file_that_was_touched_is_not_handed_out(people: Cast, plan: Plan) -> None:
    file = report_of(people, plan).files.get(kind="pdf")
    assert file.sha256 == hashlib.sha256(b"pdf").hexdigest()
    Path(file.file.path).write_bytes(b"anders")
    with pytest.raises(making.Damaged):
        making.bytes_of(file)
    Path(file.file.path).unlink()
    with pytest.raises(making.Damaged):
        making.bytes_of(file)


@pytest.mark.one_engine
def test_gathering_costs_the_same_for_few_and_many(people: Cast, plan: Plan) -> None:
    measure(people, plan)

    def fresh() -> Facts:
        again = Plan.objects.select_related("network").get(pk=plan.pk)
        return gather(again, audience="board", period=read_period("2026-K3"), day=TODAY)

    # Worked out the first time, read the second, at hand from then on.
    fresh()
    fresh()
    with CaptureQueriesContext(connection) as few:
        fresh()
    goal = Node.objects.get(plan=plan, code="Doel 1")
    for at in range(40):
        node = Node.objects.create(
            plan=plan, parent=goal, level="action", title=f"Actie {at}", position=50 + at
        )
        tell(node, "running", date(2026, 8, 1), narrative="Wij gingen voort.")
    plan.raise_revision()
    fresh()
    with CaptureQueriesContext(connection) as many:
        facts = fresh()
    assert len(facts.actions) == 42
    assert len(many) == len(few)
    assert len(few) <= 32


def test_where_a_network_reports_on_action_plans_those_are_told(people: Cast, plan: Plan) -> None:
    goal = Node.objects.get(plan=plan, code="Doel 1")
    above = Node.objects.create(plan=plan, parent=goal, level="action_plan", title="Wonen", position=1)
    Node.objects.filter(plan=plan, level="action").update(parent=above)
    for at, node in enumerate([goal, above, *Node.objects.filter(plan=plan, level="action")]):
        Node.objects.filter(pk=node.pk).update(position=at)

    def names() -> list[str]:
        facts: Facts = gather(plan, audience="board", period=read_period("2026-K3"), day=TODAY)
        return [node.title for node in facts.actions]

    assert names() == ["Een huis voor starters", "Noodwoning delen"]
    tell(above, "running", date(2026, 8, 1))
    assert names() == ["Wonen"]
    tell(action(plan), "running", date(2026, 8, 1))
    assert names() == ["Wonen", "Een huis voor starters"]
