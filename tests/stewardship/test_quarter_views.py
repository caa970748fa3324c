"""Mijn kwartaal as people use it: with and without script, their own sheets and those of colleagues."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from measured import give, make_indicator, make_members
from people import Cast
from plan_texts import large_reading, stored_plan
from standing import stands
from streekwerk.indicators.models import Deliverable, Indicator
from streekwerk.plans.choices import AssumptionKind, AssumptionStatus, ProgressStatus
from streekwerk.plans.commands.assumptions import AssumptionText, add_assumption
from streekwerk.plans.commands.progress import Report, report_progress
from streekwerk.plans.commands.together import together
from streekwerk.plans.models import Milestone, Node, Plan, Progress
from streekwerk.portal.queries import home_of
from streekwerk.stewardship.models import QuarterDraft
from streekwerk.stewardship.queries.quarter import expected_of
from streekwerk.stewardship.rules.quarter import Kind, State, quarter_of

TODAY = localdate()
QUARTER = quarter_of(TODAY)
HTMX = {"HX-Request": "true"}
PAGE = "/werk/kwartaal/"


@stands
def sheets(people: Cast, plan: Plan) -> list[Node]:
    """Both actions are An's."""
    Node.objects.filter(plan=plan, level="action").update(steward=people.an.user)
    return list(Node.objects.filter(plan=plan, level="action").select_related("plan__network"))


@pytest.fixture
def an(client: Client, people: Cast) -> Client:
    client.force_login(people.an.user)
    return client


def report(people: Cast, node: Node, who: str = "an", **given: Any) -> Progress:
    told = Report(**({"status": ProgressStatus.RUNNING, "since": TODAY} | given))
    last = Progress.objects.filter(node=node).first()
    return report_progress(
        plan=node.plan, node=node, report=told, seen=last.pk if last else 0, today=TODAY, by=people[who].actor
    )


def address(name: str, *args: object) -> str:
    return reverse(f"stewardship:{name}", args=args)


def text(response: Any) -> str:
    return str(response.content.decode())


# ------------------------------------------------------------------ the walk


def test_five_words_say_how_far_one_is(an: Client, people: Cast, sheets: list[Node]) -> None:
    assert "0 van 2 fiches bijgewerkt dit kwartaal" in text(an.get(PAGE))
    sent = {"status": "running", "narrative": "Twee huizen gevonden.", "next_step": "Huurders", "seen": "0"}
    answer = an.post(address("quarter-sheet", sheets[0].pk), sent, headers=HTMX)
    assert answer.status_code == 200
    assert "1 van 2 fiches bijgewerkt dit kwartaal" in text(answer)
    assert "Ongedaan maken" in text(answer)
    assert "<html" not in text(answer)
    page = text(an.get(PAGE))
    assert sheets[0].title not in page
    assert sheets[1].title in page
    every = text(an.get(PAGE, {"toon": "alles"}))
    assert "Twee huizen gevonden." in every


def test_the_piece_is_what_stands_on_the_page(an: Client, sheets: list[Node]) -> None:
    piece = text(an.get(address("quarter-sheet", sheets[0].pk) + "?dicht=1", headers=HTMX))
    row = piece[piece.index("<li") : piece.index("</li>")]
    assert " ".join(row.split()) in " ".join(text(an.get(PAGE)).split())


def test_without_script_the_same_walk(an: Client, people: Cast, sheets: list[Node]) -> None:
    own = address("quarter-sheet", sheets[0].pk) + "?toon=alles"
    assert "<html" in text(an.get(own))
    answer = an.post(own, {"status": "blocked", "reason": "", "seen": "0", "narrative": "Geen zaal."})
    assert answer.status_code == 422
    assert "wat nodig is om verder te kunnen" in text(answer)
    assert "Geen zaal." in text(answer)
    # What was refused is a draft: a closed window loses nothing.
    assert QuarterDraft.objects.get().data["narrative"] == "Geen zaal."
    answer = an.post(own, {"status": "blocked", "reason": "een zaal", "seen": "0"})
    assert answer["Location"] == f"{PAGE}?toon=alles#fiche-{sheets[0].pk}"
    page = text(an.get(f"{PAGE}?toon=alles"))
    assert "Gemeld: geblokkeerd. 1 van 2 fiches bijgewerkt dit kwartaal." in page
    fact = Progress.objects.get()
    same = an.post(address("quarter-unchanged", sheets[0].pk), {"seen": str(fact.pk)})
    assert same.status_code == 302
    again = Progress.objects.order_by("-pk")[0]
    assert (again.unchanged, again.reason) == (True, "een zaal")
    assert an.post(address("quarter-back", sheets[0].pk), {"report": str(again.pk)}).status_code == 302
    assert Progress.objects.get().pk == fact.pk


def test_somebody_else_reported_meanwhile_and_both_are_shown(
    an: Client, people: Cast, sheets: list[Node]
) -> None:
    own = address("quarter-sheet", sheets[0].pk)
    first = report(people, sheets[0], "bo", status=ProgressStatus.DONE, narrative="Het huis staat er.")
    answer = an.post(own, {"status": "running", "narrative": "Wij zijn halfweg.", "seen": "0"}, headers=HTMX)
    assert answer.status_code == 422
    page = text(answer)
    assert "Het huis staat er." in page
    assert "Wij zijn halfweg." in page
    assert Progress.objects.count() == 1
    # A second save is deliberate.
    assert f'name="seen" value="{first.pk}"' in page
    sent = {"status": "running", "narrative": "Wij zijn halfweg.", "seen": str(first.pk)}
    assert an.post(own, sent, headers=HTMX).status_code == 200
    stale = an.post(address("quarter-unchanged", sheets[0].pk), {"seen": str(first.pk)}, headers=HTMX)
    assert stale.status_code == 409
    assert "Wij zijn halfweg." in text(stale)


def test_an_answer_says_how_many_there_still_are_to_do(an: Client, sheets: list[Node]) -> None:
    to_do = f'te doen <span class="soft">{len(sheets)}</span>'
    assert to_do in text(an.get(PAGE))
    answer = text(
        an.post(address("quarter-sheet", sheets[0].pk), {"status": "running", "seen": "0"}, headers=HTMX)
    )
    assert 'id="kwartaal-keuze"' in answer
    assert f'te doen <span class="soft">{len(sheets) - 1}</span>' in answer


def test_a_draft_keeps_itself_and_two_windows_see_each_other(an: Client, sheets: list[Node]) -> None:
    keep = address("quarter-draft", sheets[0].pk)
    first = an.post(keep, {"narrative": "één", "seen": "0", "base": ""}).json()
    assert first["said"].startswith("Bewaard om ")
    second = an.post(keep, {"narrative": "twee", "seen": "0", "base": first["mark"]}).json()
    stale = an.post(keep, {"narrative": "drie", "seen": "0", "base": first["mark"]})
    assert stale.status_code == 409
    assert stale.json()["mark"] == second["mark"]
    assert "twee" in stale.json()["html"]
    # The page opens what is not reported yet.
    page = text(an.get(PAGE))
    assert ">\ntwee</textarea>" in page
    assert "quarter-row-open" in page
    dropped = an.post(address("quarter-drop", sheets[0].pk), headers=HTMX)
    assert "quarter-row-open" not in text(dropped)
    assert not QuarterDraft.objects.exists()


def test_a_draft_says_what_was_reported_since(an: Client, people: Cast, sheets: list[Node]) -> None:
    an.post(address("quarter-draft", sheets[0].pk), {"narrative": "half", "seen": "0", "base": ""})
    fact = report(people, sheets[0], "bo", narrative="Bo was eerst.")
    page = text(an.get(PAGE))
    assert "Bo was eerst." in page
    assert f'name="seen" value="{fact.pk}"' in page


def test_a_milestone_is_reached_and_moved_in_the_row(an: Client, people: Cast, sheets: list[Node]) -> None:
    step = Milestone.objects.get(node=sheets[1])
    late = QUARTER.start - timedelta(days=20)
    words = f"{late.day}/{late.month}/{late.year}"
    Milestone.objects.update(date=late, precision="day", words=words)
    assert "te laat" in text(an.get(PAGE, {"toon": "te-laat"}))
    to = address("quarter-milestone", step.pk)
    refused = an.post(to, {"stap": "verplaats", "words": "2030", "reason": "", "seen": words}, headers=HTMX)
    assert refused.status_code == 422
    assert "waarom de mijlpaal verschuift" in text(refused)
    reached = an.post(to, {"stap": "gehaald"}, headers=HTMX)
    assert "Toch niet gehaald" in text(reached)
    an.post(to, {"stap": "open"}, headers=HTMX)
    moved = an.post(to, {"stap": "verplaats", "words": "voorjaar 2030", "reason": "Regen", "seen": words})
    assert moved.status_code == 302
    step.refresh_from_db()
    assert step.words == "voorjaar 2030"
    assert step.text not in text(an.get(PAGE))


def test_a_row_says_once_that_nothing_was_reported(
    an: Client, people: Cast, plan: Plan, sheets: list[Node]
) -> None:
    said = text(an.get(PAGE))
    assert said.count("nog niets gemeld") == len(sheets)
    assert "nog niet gemeld" not in said
    Progress.objects.create(
        plan=plan, node=sheets[0], status="running", valid_from=date(TODAY.year - 2, 1, 1), by_label="An"
    )
    Progress.objects.update(recorded_at=timezone.now() - timedelta(days=400))
    said = text(an.get(PAGE))
    assert (said.count("nog niets gemeld"), said.count("nog niet gemeld")) == (len(sheets) - 1, 1)


# ------------------------------------------------------------------ what is expected


def kinds(people: Cast) -> dict[Kind, State]:
    return {one.kind: one.state for one in expected_of(people.an.actor, QUARTER, TODAY)}


def test_everything_that_is_expected_stands_on_one_page(
    an: Client, people: Cast, plan: Plan, sheets: list[Node]
) -> None:
    Plan.objects.filter(pk=plan.pk).update(period_start=date(TODAY.year - 2, 1, 1))
    members = make_members(people.zonnedorp)
    figure = make_indicator(plan, "Aantal huurders", rhythm="quarter")
    note = make_indicator(plan, "Nota over wonen", measure="deliverable", rhythm="once")
    Deliverable.objects.create(
        indicator=note, title="Nota wonen", due=QUARTER.start - timedelta(days=1), by_label="Bo"
    )
    lapsed = AssumptionText(
        AssumptionKind.ASSUMPTION, "De subsidie loopt door.", AssumptionStatus.LAPSED, "Versnelling nodig."
    )
    add_assumption(node=sheets[0], given=lapsed, by=people.bo.actor)
    page = text(an.get(PAGE))
    for said in ("Aantal huurders", "Nota wonen", "Gevolg: Versnelling nodig.", "nog niet opgeleverd"):
        assert said in page
    assert kinds(people)[Kind.FIGURE] == State.LATE
    for period in figure_periods(people):
        give(figure, people.an, (members[0], period, "3"))
    assert kinds(people)[Kind.FIGURE] == State.DONE
    # By user, as the digest asks it; a colleague without sheets is asked nothing.
    assert expected_of(people.an.user, QUARTER, TODAY) == expected_of(people.an.actor, QUARTER, TODAY)
    assert expected_of(people["gus"].user, QUARTER, TODAY) == []


def figure_periods(people: Cast) -> list[str]:
    """The keys of the last quarters that ended, as far back as figures are asked."""
    before = [QUARTER.previous]
    while len(before) < 5:
        before.append(before[-1].previous)
    return [each.key for each in before]


def test_an_indicator_of_another_action_is_on_the_page_of_its_steward(
    an: Client, people: Cast, plan: Plan, sheets: list[Node]
) -> None:
    Plan.objects.filter(pk=plan.pk).update(period_start=date(TODAY.year - 2, 1, 1))
    Node.objects.update(steward=people.bo.user)
    indicator = make_indicator(plan, "Aantal huurders", rhythm="quarter")
    Indicator.objects.filter(pk=indicator.pk).update(steward=people.an.user)
    page = text(an.get(PAGE, {"toon": "alles"}))
    assert "Aantal huurders" in page
    assert "0 van 0 fiches" in page
    assert [one.kind for one in expected_of(people.an.actor, QUARTER, TODAY)] == [Kind.FIGURE]


def test_in_a_pause_nothing_is_late_and_afterwards_it_restarts(
    an: Client, people: Cast, plan: Plan, sheets: list[Node]
) -> None:
    Milestone.objects.update(date=QUARTER.start - timedelta(days=20), precision="day", words="toen")
    crisis = Report(ProgressStatus.PAUSED, QUARTER.start - timedelta(days=40), reason="crisis")
    paused = report_progress(plan=plan, node=None, report=crisis, seen=0, today=TODAY, by=people.bo.actor)
    assert {one.state for one in expected_of(people.an.actor, QUARTER, TODAY)} == {State.PAUSED}
    assert "te laat" not in text(an.get(PAGE, {"toon": "alles"}))
    yesterday = TODAY - timedelta(days=1)
    Progress.objects.filter(pk=paused.pk).update(valid_to=yesterday)
    found = kinds(people)
    assert (found[Kind.MILESTONE], found[Kind.RESTART]) == (State.LATE, State.DUE)
    assert "De pauze liep af" in text(an.get(PAGE, {"toon": "hernemen"}))
    for sheet in sheets:
        report(people, sheet)
    assert Kind.RESTART not in kinds(people)


def test_a_sheet_that_was_closed_or_begins_later_asks_nothing(
    an: Client, people: Cast, sheets: list[Node]
) -> None:
    fact = report(people, sheets[0], status=ProgressStatus.DONE)
    before = QUARTER.start - timedelta(days=50)
    Progress.objects.filter(pk=fact.pk).update(
        valid_from=before, recorded_at=timezone.now() - timedelta(days=150)
    )
    Node.objects.filter(pk=sheets[1].pk).update(start_date=QUARTER.end + timedelta(days=9))
    assert expected_of(people.an.actor, QUARTER, TODAY) == []
    assert "Alles is gemeld" in text(an.get(PAGE))


def test_the_quarter_before_stays_in_sight(an: Client, people: Cast, sheets: list[Node]) -> None:
    report(people, sheets[0])
    page = text(an.get(PAGE, {"kwartaal": QUARTER.previous.key, "toon": "alles"}))
    assert "0 van 2 fiches" in page
    assert QUARTER.previous.label in page
    assert f"kwartaal={QUARTER.previous.key}" in page
    assert an.get(PAGE, {"kwartaal": "onzin", "van": "²", "toon": "?"}).status_code == 200


# ------------------------------------------------------------------ whose


def test_a_colleague_is_looked_at_by_the_team_alone(client: Client, people: Cast, sheets: list[Node]) -> None:
    title, an = sheets[0].title, str(people.an.user.pk)
    for name, whose, sees in (
        ("bo", "alles", True),
        ("bo", an, True),
        ("bo", "", False),
        ("dirk", "alles", False),
        ("dirk", an, False),
        ("gus", an, False),
        ("cas", an, False),
        ("cas", "alles", False),
    ):
        client.force_login(people[name].user)
        assert (title in text(client.get(PAGE, {"van": whose}))) is sees, (name, whose)


def test_the_choice_goes_out_as_a_file(an: Client, people: Cast, sheets: list[Node]) -> None:
    report(people, sheets[0], narrative="=1+1", next_step="Huurders")
    csv = an.get(address("quarter-export"), {"toon": "alles"})
    assert csv["Content-Disposition"] == f'attachment; filename="kwartaal-{QUARTER.key}.csv"'
    said = csv.content.decode("utf-8-sig")
    assert said.splitlines()[0].startswith("Plan;Fiche;Trekker;Stand;Soort")
    assert ";'=1+1;Huurders;" in said
    assert sheets[1].title not in an.get(address("quarter-export"), {"toon": "te-laat"}).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(an.get(address("quarter-export"), {"als": "xlsx"}).content))
    assert [cell.value for cell in book.worksheets[0]["B"]][1:] == [str(sheets[1])]


def test_the_home_page_has_one_task_for_all_sheets(people: Cast, sheets: list[Node]) -> None:
    [task] = [one for one in home_of(people.an.actor, TODAY).tasks if "kwartaalmelding" in one.title]
    assert task.title == "2 fiches wachten op uw kwartaalmelding"
    report(people, sheets[0])
    [task] = [one for one in home_of(people.an.actor, TODAY).tasks if "kwartaalmelding" in one.title]
    assert task.title == "1 fiche wacht op uw kwartaalmelding"
    for name in ("bo", "cas", "gus"):
        assert not [one for one in home_of(people[name].actor, TODAY).tasks if "kwartaal" in one.title]


# ------------------------------------------------------------------ how much it asks of the database


@pytest.mark.one_engine
def test_sixty_sheets_cost_as_many_queries_as_five(client: Client, people: Cast, plan: Plan) -> None:
    large = stored_plan(people, reading=large_reading(100))
    Plan.objects.filter(pk=large.pk).update(period_start=date(TODAY.year - 2, 1, 1))
    nodes = list(Node.objects.filter(plan=large, level="action")[:60])
    client.force_login(people.an.user)
    asked: list[list[int]] = []
    for many in (5, 60):
        with together(large):
            for node in nodes[len(asked) * 5 : many]:
                Node.objects.filter(pk=node.pk).update(steward=people.an.user)
                report(people, node)
        for number in range(2):
            make_indicator(large, f"Aantal {many} {number}", rhythm="quarter")
        costs = []
        for each in (
            PAGE + "?toon=alles",
            address("quarter-sheet", nodes[0].pk),
            address("quarter-export") + "?toon=alles",
        ):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(each).status_code == 200
            costs.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            expected_of(people.an.user, QUARTER, TODAY)
        asked.append([*costs, len(queries)])
    assert asked[0] == asked[1]
    assert max(asked[1]) <= 25, asked
