"""A workbook goes out, twelve cells are edited, it comes back: twelve proposals, and nothing else changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import localdate

from intake.workbooks import TODAY, handed_in, put, round_trip, sent_out, worked_on
from people import Cast
from plan_texts import rewrite
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.intake.commands import deciding
from streekwerk.intake.commands.deciding import Choice
from streekwerk.intake.models import WorkbookReturn
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan, PlanFinding, Progress
from streekwerk.plans.queries.texts import mark

HOUSE, SHARE, ROOF = "Een huis voor starters", "Noodwoning delen", "Iedereen een dak"


def everything(plan: Plan) -> dict[str, Any]:
    """The whole plan as it is stored, but for what changes with every edit."""
    skip = ("search", "version", "spans", "confidence")
    rows: dict[str, Any] = {}
    for kind in (Node, IndicatorSentence, Milestone, Progress):
        manager = getattr(kind, "every", kind.objects)
        for row in manager.filter(plan=plan).values():
            for name, value in row.items():
                if name not in skip and not name.endswith(("_at", "_on")):
                    rows[f"{kind.__name__} {row['id']} {name}"] = value
    for node in Node.every.filter(plan=plan):
        rows[f"partners {node.pk}"] = sorted(node.partners.values_list("pk", flat=True))
    return rows


def twelve(book: Any) -> None:
    put(book, HOUSE, "Deelrapportcode", "BBC-12")
    put(book, HOUSE, "Stand", "loopt")
    put(book, HOUSE, "Wat gebeurde er", "Drie eigenaars gesproken.")
    put(book, HOUSE, "Volgende stap", "Contract maken")
    put(book, HOUSE, "Inschatting", "onzeker")
    put(book, HOUSE, "Partners", "Sociaal Huis")
    put(book, HOUSE, "Persoon", "An")
    put(book, HOUSE, "Titel", "Een huis voor jonge starters")
    put(book, SHARE, "Prioriteit", "prioritair")
    put(book, SHARE, "Einde", "voorjaar 2028")
    put(book, "Opening voorjaar 2028", "Datum", "30/06/2028", "Mijlpalen")
    put(book, "Aantal gevonden huizen", "Indicator", "Aantal gevonden huizen per jaar", "Indicatoren")


def open_cells(returned: WorkbookReturn) -> list[tuple[str, str, str]]:
    rows = returned.changes.filter(kind="cell", state="open")
    return [(change.head, change.base, change.text) for change in rows]


def test_12_cells_edited_and_sent_back_are_12_proposed_changes_per_cell_nothing_else_changes(
    people: Cast, plan: Plan
) -> None:
    before = everything(plan)
    returned = round_trip(plan, people.bo, twelve)
    assert returned.status == "open", returned.message
    assert len(open_cells(returned)) == 12
    assert ("Stand", "", "loopt") in open_cells(returned)
    assert returned.changes.count() == 12, "and no question, no new and no missing row"
    assert everything(plan) == before, "a proposal changes nothing"

    decided = deciding.accept_all(returned=returned, today=TODAY, by=people.bo.actor)
    assert (decided.cells, decided.rows) == (12, 4)
    after = everything(plan)
    house, share = Node.objects.get(code="Actie 1"), Node.objects.get(code="Actie 2")
    changed = {key for key in before if before[key] != after.get(key)}
    assert changed == {
        f"Node {house.pk} external_code",
        f"Node {house.pk} status",
        f"Node {house.pk} fields",
        f"Node {house.pk} steward_id",
        f"Node {house.pk} title",
        f"Node {share.pk} priority",
        f"Node {share.pk} end_date",
        f"Node {share.pk} end_precision",
        f"Node {share.pk} end_words",
        f"Milestone {Milestone.objects.get().pk} date",
        f"Milestone {Milestone.objects.get().pk} precision",
        f"Milestone {Milestone.objects.get().pk} words",
        f"IndicatorSentence {IndicatorSentence.objects.get().pk} text",
    }
    report = Progress.objects.get()
    assert (report.status, report.narrative, report.next_step, report.confidence) == (
        "running",
        "Drie eigenaars gesproken.",
        "Contract maken",
        "unsure",
    )
    assert set(after) - set(before) == {key for key in after if key.startswith(f"Progress {report.pk} ")}
    assert house.steward == people.an.user
    returned.refresh_from_db()
    assert returned.status == "done"
    assert Entry.objects.filter(verb="node.changed").count() == 2, "told in the log as any other change"


def test_undoing_puts_everything_back(people: Cast, plan: Plan) -> None:
    before = everything(plan)
    returned = round_trip(plan, people.bo, twelve)
    decided = deciding.accept_all(returned=returned, today=TODAY, by=people.bo.actor)
    assert deciding.undo(returned=returned, batch=decided.batch, today=localdate(), by=people.bo.actor) == 12
    assert {key: value for key, value in everything(plan).items() if key in before} == before
    assert not Progress.objects.exists(), "the report is taken back"
    assert len(open_cells(returned)) == 12


def test_the_findings_are_as_after_a_look_at_the_whole_plan(people: Cast, plan: Plan) -> None:
    from streekwerk.plans.findings import refresh_findings

    returned = round_trip(plan, people.bo, twelve)
    deciding.accept_all(returned=returned, today=TODAY, by=people.bo.actor)
    kept = set(PlanFinding.objects.filter(resolved_at=None).values_list("fingerprint", flat=True))
    refresh_findings(plan)
    assert kept == set(PlanFinding.objects.filter(resolved_at=None).values_list("fingerprint", flat=True))


def test_a_conflict_waits_until_somebody_chooses(people: Cast, plan: Plan) -> None:
    _, content = sent_out(plan, people.bo)
    house = Node.objects.get(code="Actie 1")
    rewrite(house, people.an.actor, title="Een huis voor starters en gezinnen")
    rewrite(house, people.an.actor, text="Intussen geschreven")
    returned = handed_in(plan, worked_on(content, twelve), people.bo)
    assert len(open_cells(returned)) == 12
    decided = deciding.accept_all(returned=returned, today=TODAY, by=people.bo.actor)
    assert decided.cells == 11
    house.refresh_from_db()
    assert house.title == "Een huis voor starters en gezinnen", "nobody's words are overwritten"
    assert house.text == "Intussen geschreven"
    left = returned.changes.get(state="open")
    with pytest.raises(deciding.ChangedSince):
        deciding.accept(returned=returned, chosen={left.pk: Choice()}, today=TODAY, by=people.bo.actor)
    seen = Choice(seen=mark(house.title), merge=True)
    deciding.accept(returned=returned, chosen={left.pk: seen}, today=TODAY, by=people.bo.actor)
    house.refresh_from_db()
    assert house.title == "Een huis voor jonge starters en gezinnen"


def test_only_who_may_change_the_plan_decides(people: Cast, plan: Plan) -> None:
    returned = round_trip(plan, people.bo, twelve)
    chosen = {returned.changes.all()[0].pk: Choice()}
    for name in ("cas", "dirk", "eva", "gus"):
        with pytest.raises(NotAllowed):
            deciding.accept(returned=returned, chosen=chosen, today=TODAY, by=people[name].actor)
        with pytest.raises(NotAllowed):
            sent_out(plan, people[name])
    assert deciding.accept(returned=returned, chosen=chosen, today=TODAY, by=people.an.actor).cells == 1


def test_part_now_and_part_later(people: Cast, plan: Plan) -> None:
    returned = round_trip(plan, people.bo, twelve)
    first, second, *_ = returned.changes.all()
    by = people.bo.actor
    deciding.accept(returned=returned, chosen={first.pk: Choice()}, today=TODAY, by=by)
    deciding.refuse(returned=returned, chosen={second.pk}, by=by)
    assert len(open_cells(returned)) == 10
    assert deciding.reopen(returned=returned, chosen={second.pk}, by=by) == 1
    assert len(open_cells(returned)) == 11


def test_the_same_workbook_twice_proposes_only_what_is_new(people: Cast, plan: Plan) -> None:
    _, content = sent_out(plan, people.bo)
    back = worked_on(content, twelve)
    returned = handed_in(plan, back, people.bo)
    assert handed_in(plan, back, people.bo).pk == returned.pk, "the very same file is the same return"
    title = returned.changes.get(column="title")
    deciding.refuse(returned=returned, chosen={title.pk}, by=people.bo.actor)
    deciding.accept_all(returned=returned, today=TODAY, by=people.bo.actor)

    def later(book: Any) -> None:
        twelve(book)
        put(book, ROOF, "Tekst", "Wonen is een recht.")

    again = handed_in(plan, worked_on(content, later), people.an)
    assert open_cells(again) == [("Tekst", "", "Wonen is een recht.")]
    assert again.by_label == "An"
    assert again.changes.get(state="refused").column == "title", "refused before, and readable"
