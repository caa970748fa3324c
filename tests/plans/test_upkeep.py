"""Keeping a plan up: how it stands, who keeps it going, what it counts on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from people import TODAY, Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.queries import history_of
from streekwerk.network.models import Membership, Party
from streekwerk.plans.choices import AssumptionKind, AssumptionStatus, ProgressStatus
from streekwerk.plans.commands.assumptions import (
    AssumptionChanged,
    AssumptionText,
    NoText,
    add_assumption,
    archive_assumption,
    change_assumption,
    restore_assumption,
    take_over,
)
from streekwerk.plans.commands.people import NoColleague, Who, accept_people, name_people
from streekwerk.plans.commands.progress import (
    ReasonNeeded,
    Report,
    ReportedMeanwhile,
    WrongDays,
    report_progress,
)
from streekwerk.plans.commands.structure import MovedMeanwhile
from streekwerk.plans.models import Assumption, Node, Plan, Progress
from streekwerk.plans.queries.people import proposals_in
from streekwerk.plans.queries.standing import standings_of


@pytest.fixture
def node(plan: Plan) -> Node:
    found: Node = Node.objects.select_related("plan__network").get(plan=plan, code="Actie 1")
    return found


def report(people: Cast, plan: Plan, node: Node | None, seen: int = 0, **given: Any) -> Progress:
    told = Report(**({"status": ProgressStatus.RUNNING, "since": TODAY} | given))
    return report_progress(plan=plan, node=node, report=told, seen=seen, today=TODAY, by=people.an.actor)


# ------------------------------------------------------------------ how it stands


def test_reports_are_added_and_the_last_one_holds(people: Cast, plan: Plan, node: Node) -> None:
    first = report(people, plan, node)
    report(people, plan, node, first.pk, status=ProgressStatus.BLOCKED, reason="geen zaal")
    node.refresh_from_db()
    assert node.status == "blocked"
    assert Progress.objects.filter(node=node).count() == 2
    assert standings_of(plan, TODAY).of(node).words == "geblokkeerd sinds 22 november 2026 (geen zaal)"
    assert ("Stand", "loopt", "geblokkeerd") in history_of(node)[0].changes


@pytest.mark.parametrize("status", ["blocked", "paused", "stopped"])
def test_what_stands_still_says_why(status: str, people: Cast, plan: Plan, node: Node) -> None:
    with pytest.raises(ReasonNeeded):
        report(people, plan, node, status=ProgressStatus(status), reason="  ")
    assert not Progress.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"since": TODAY + timedelta(days=1)},
        {"until": TODAY},
        {"status": ProgressStatus.PAUSED, "reason": "x", "until": TODAY - timedelta(days=1)},
    ],
)
def test_days_that_contradict_each_other(given: dict[str, Any], people: Cast, plan: Plan, node: Node) -> None:
    with pytest.raises(WrongDays):
        report(people, plan, node, **given)


def test_two_people_report(people: Cast, plan: Plan, node: Node) -> None:
    report(people, plan, node)
    with pytest.raises(ReportedMeanwhile, match="An meldde intussen"):
        report(people, plan, node, seen=0, status=ProgressStatus.DONE)


def test_in_a_crisis_the_whole_plan_is_paused_and_nothing_is_late(
    client: Client, people: Cast, plan: Plan, node: Node
) -> None:
    Node.objects.filter(pk=node.pk).update(
        end_date=date(2025, 5, 31), end_precision="season", end_words="voorjaar 2025"
    )
    client.force_login(people["gus"].user)
    assert "sinds 1 juni 2025" in client.get(node.get_absolute_url()).content.decode()
    report(people, plan, None, status=ProgressStatus.PAUSED, since=date(2025, 3, 1), reason="crisis")
    page = client.get(node.get_absolute_url()).content.decode()
    assert "sinds 1 juni 2025" not in page
    assert "sinds 1 maart 2025 (crisis)" in page
    node.refresh_from_db()
    assert node.status == ""


def test_the_sheet_reports_and_keeps_what_was_typed(
    client: Client, people: Cast, plan: Plan, node: Node
) -> None:
    client.force_login(people.an.user)
    address = reverse("plans:stand", args=[plan.pk, node.pk])
    day = localdate().isoformat()
    typed = {"status": "blocked", "since": day, "reason": "", "seen": "0"}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "wat nodig is om verder te kunnen" in refused.content.decode()
    page = client.post(address, typed | {"reason": "geen zaal"}, follow=True).content.decode()
    assert "geblokkeerd" in page
    assert "(geen zaal)" in page
    # Somebody else reported since this form was opened: shown, then a second save is deliberate.
    refused = client.post(address, {"status": "done", "since": day, "seen": "0"})
    assert refused.status_code == 422
    assert "An meldde intussen" in refused.content.decode()
    again = {"status": "done", "since": day, "seen": str(Progress.objects.get(node=node).pk)}
    assert client.post(address, again).status_code == 302
    alone = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'id="stand"' in alone
    assert "<html" not in alone


def test_a_neighbour_reads_what_the_plan_says_not_how_it_goes(
    client: Client, people: Cast, plan: Plan, node: Node
) -> None:
    report(people, plan, node, status=ProgressStatus.BLOCKED, reason="ruzie om de zaal")
    add_assumption(
        node=node, given=AssumptionText(AssumptionKind.OPEN_QUESTION, "Wie betaalt?"), by=people.an.actor
    )
    Plan.objects.filter(pk=plan.pk).update(status="adopted")
    client.force_login(people.cas.user)
    page = client.get(node.get_absolute_url()).content.decode()
    assert node.title in page
    assert "ruzie" not in page
    assert "Wie betaalt" not in page
    assert "Plaats in het plan" not in page


# ------------------------------------------------------------------ who


@pytest.fixture
def parties(people: Cast) -> dict[str, Party]:
    made = {
        name: Party.objects.create(code=name.lower(), name=name, kind="municipality")
        for name in ("Zonnedorp", "Sterrendorp", "Sociaal Huis")
    }
    Membership.objects.create(network=people.zonnedorp, party=made["Zonnedorp"], role="member")
    return made


def test_naming_people(people: Cast, node: Node, parties: dict[str, Party]) -> None:
    who = Who(people["gus"].user, parties["Zonnedorp"], [parties["Zonnedorp"], parties["Sociaal Huis"]])
    changed = name_people(node=node, who=who, version=1, today=TODAY, by=people.an.actor)
    assert (changed.steward, changed.lead, changed.version) == (people["gus"].user, parties["Zonnedorp"], 2)
    assert list(changed.partners.all()) == [parties["Sociaal Huis"]]  # who carries it is no partner too
    assert ("Trekker", "", "Gus") in history_of(node)[0].changes
    with pytest.raises(MovedMeanwhile):
        name_people(node=node, who=Who(None, None, []), version=1, today=TODAY, by=people.bo.actor)
    stranger = Who(people.cas.user, None, [])
    with pytest.raises(NoColleague):
        name_people(node=node, who=stranger, version=2, today=TODAY, by=people.an.actor)


def test_the_words_of_the_sheet_propose(
    client: Client, people: Cast, plan: Plan, node: Node, parties: dict[str, Party]
) -> None:
    fields = [
        {"label": "Trekker", "text": "Zonnedorp"},
        {"label": "Partners", "text": "Sociaal Huis, Sterrendrop"},
    ]
    Node.objects.filter(pk=node.pk).update(fields=fields)
    [row] = proposals_in(plan, TODAY)
    assert [(each.part, party.name) for each, party in row.found] == [
        ("lead", "Zonnedorp"),
        ("partner", "Sociaal Huis"),
    ]
    client.force_login(people.an.user)
    assert "herkend aan “Trekker: Zonnedorp”" in client.get(node.get_absolute_url()).content.decode()
    address = reverse("plans:people-proposals", args=[plan.pk])
    page = client.get(address).content.decode()
    assert "2 voorstellen" in page
    chosen = [f"{node.pk}:lead:{parties['Zonnedorp'].pk}", "onzin"]
    client.post(address, {"chosen": chosen})
    node.refresh_from_db()
    assert node.lead == parties["Zonnedorp"]
    assert "1 voorstel" in client.get(address).content.decode()


def test_a_lead_that_somebody_chose_stays(
    people: Cast, plan: Plan, node: Node, parties: dict[str, Party]
) -> None:
    Node.objects.filter(pk=node.pk).update(lead=parties["Sterrendorp"])
    assert (
        accept_people(plan=plan, leads={node.pk: parties["Zonnedorp"]}, partners={}, by=people.an.actor) == 0
    )
    node.refresh_from_db()
    assert node.lead == parties["Sterrendorp"]


def test_the_form_names_people(client: Client, people: Cast, node: Node, parties: dict[str, Party]) -> None:
    client.force_login(people.an.user)
    address = reverse("plans:people", args=[node.plan_id, node.pk])
    assert "Gus" in client.get(address).content.decode()
    sent = {
        "steward": people.an.user.pk,
        "lead": parties["Sterrendorp"].pk,
        "partners": [parties["Zonnedorp"].pk],
        "other": parties["Sociaal Huis"].pk,
        "version": 1,
    }
    page = client.post(address, sent, follow=True).content.decode()
    assert "Sociaal Huis, Zonnedorp" in page
    assert client.post(address, sent).status_code == 422  # an old version


# ------------------------------------------------------------------ what it counts on


def given(**parts: Any) -> AssumptionText:
    return AssumptionText(**({"kind": AssumptionKind.ASSUMPTION, "text": "Er komt een decreet"} | parts))


def test_when_it_lapses_the_sheet_says_its_effect(client: Client, people: Cast, node: Node) -> None:
    effect = "Versnelling nodig: de samenwerking start een jaar vroeger."
    assumption = add_assumption(node=node, given=given(effect=effect), by=people.an.actor)
    client.force_login(people["gus"].user)
    assert "message-warning" not in client.get(node.get_absolute_url()).content.decode()
    change_assumption(
        assumption=assumption,
        given=given(effect=effect, status=AssumptionStatus.LAPSED),
        version=1,
        by=people.an.actor,
    )
    page = client.get(node.get_absolute_url()).content.decode()
    assert "message-warning" in page
    assert page.index(effect) < page.index("Waarop dit rekent")
    listed = client.get(reverse("plans:assumptions", args=[node.plan_id])).content.decode()
    assert effect in listed


def test_two_people_change_an_assumption(people: Cast, node: Node) -> None:
    assumption = add_assumption(node=node, given=given(), by=people.an.actor)
    change_assumption(assumption=assumption, given=given(text="Anders"), version=1, by=people.an.actor)
    with pytest.raises(AssumptionChanged, match="Anders"):
        change_assumption(assumption=assumption, given=given(text="Bo"), version=1, by=people.bo.actor)
    with pytest.raises(AssumptionChanged):
        archive_assumption(assumption=assumption, version=1, by=people.bo.actor)
    archive_assumption(assumption=assumption, version=2, by=people.bo.actor)
    with pytest.raises(AssumptionChanged):
        change_assumption(assumption=assumption, given=given(), version=3, by=people.an.actor)
    assert (
        restore_assumption(assumption=Assumption.objects.get(pk=assumption.pk), by=people.an.actor).version
        == 4
    )


def test_a_field_is_taken_over_line_by_line_once(people: Cast, node: Node) -> None:
    text = "- de subsidie blijft\n- er is een zaal\n  in de buurt"
    Node.objects.filter(pk=node.pk).update(fields=[{"label": "Veronderstellingen", "text": text}])
    node.refresh_from_db()
    kind = AssumptionKind.ASSUMPTION
    made = take_over(node=node, label="Veronderstellingen", kind=kind, by=people.an.actor)
    assert [each.text for each in made] == ["de subsidie blijft", "er is een zaal in de buurt"]
    with pytest.raises(NoText):
        take_over(node=node, label="Veronderstellingen", kind=kind, by=people.an.actor)


def test_the_list_is_filtered_by_its_address(client: Client, people: Cast, node: Node) -> None:
    for text, status in (("Wie betaalt?", "open"), ("Er is een zaal", "lapsed"), ("De wet blijft", "holds")):
        add_assumption(node=node, given=given(text=text, status=AssumptionStatus(status)), by=people.an.actor)
    client.force_login(people["gus"].user)
    address = reverse("plans:assumptions", args=[node.plan_id])
    usual = client.get(address).content.decode()
    assert "De wet blijft" not in usual
    assert usual.index("Er is een zaal") < usual.index("Wie betaalt?")
    assert "De wet blijft" in client.get(address, {"enkel": "alles"}).content.decode()
    assert "Niets in deze selectie" in client.get(address, {"zoek": "ruimteschip"}).content.decode()


def test_the_pages_add_change_and_take_away(client: Client, people: Cast, node: Node) -> None:
    client.force_login(people.an.user)
    here = [node.plan_id, node.pk]
    sent = {"kind": "open_question", "text": "Wie betaalt?", "status": "open", "effect": ""}
    assert (
        "Wie betaalt?"
        in client.post(reverse("plans:assumption-add", args=here), sent, follow=True).content.decode()
    )
    assumption = Assumption.objects.get()
    address = reverse("plans:assumption", args=[*here, assumption.pk])
    assert client.post(address, sent | {"text": "Wie betaalt mee?", "version": "1"}).status_code == 302
    refused = client.post(address, sent | {"text": "Iets anders", "version": "1"})
    assert refused.status_code == 422
    assert "Wie betaalt mee?" in refused.content.decode()
    page = client.post(
        reverse("plans:assumption-archive", args=[*here, assumption.pk]), {"version": "2"}, follow=True
    )
    undo = reverse("plans:assumption-restore", args=[*here, assumption.pk])
    assert undo in page.content.decode()
    assert "Wie betaalt mee?" in client.post(undo, follow=True).content.decode()


@pytest.mark.parametrize("who", ["cas", "dirk", "gus"])
def test_who_may_not_change_keeps_nothing_up(who: str, people: Cast, plan: Plan, node: Node) -> None:
    actor = people[who].actor
    assumption = add_assumption(node=node, given=given(), by=people.an.actor)
    told = Report(ProgressStatus.DONE, TODAY)
    for attempt in (
        lambda: report_progress(plan=plan, node=node, report=told, seen=0, today=TODAY, by=actor),
        lambda: report_progress(plan=plan, node=None, report=told, seen=0, today=TODAY, by=actor),
        lambda: name_people(node=node, who=Who(None, None, []), version=1, today=TODAY, by=actor),
        lambda: accept_people(plan=plan, leads={}, partners={}, by=actor),
        lambda: add_assumption(node=node, given=given(), by=actor),
        lambda: change_assumption(assumption=assumption, given=given(text="x"), version=1, by=actor),
        lambda: archive_assumption(assumption=assumption, version=1, by=actor),
        lambda: restore_assumption(assumption=assumption, by=actor),
        lambda: take_over(node=node, label="Timing", kind=AssumptionKind.ASSUMPTION, by=actor),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert Progress.objects.count() == 0
