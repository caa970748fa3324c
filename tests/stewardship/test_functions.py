"""Keeping functions, who fulfils them and what they do: the commands and their pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from people import TODAY, Cast
from stewardship.thirteen import thirteen_sheets
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.plans.models import Node, Plan
from streekwerk.stewardship.choices import Load, Part
from streekwerk.stewardship.commands import functions as commands
from streekwerk.stewardship.commands import involvements
from streekwerk.stewardship.commands.functions import FunctionText
from streekwerk.stewardship.commands.involvements import InvolvementText
from streekwerk.stewardship.models import FunctionHolding, Involvement, JobFunction
from streekwerk.stewardship.queries.staffing import staffing_of


@pytest.fixture
def function(people: Cast) -> JobFunction:
    return commands.add_function(
        network=people.zonnedorp, given=FunctionText("Beleidsmedewerker", Decimal("1.5")), by=people.bo.actor
    )


@pytest.fixture
def node(plan: Plan) -> Node:
    return Node.objects.select_related("plan").get(plan=plan, code="Actie 1")


def given(function: JobFunction, **more: object) -> InvolvementText:
    return InvolvementText(function, Part.STEWARD, **more)  # type: ignore[arg-type]


def test_a_function_is_kept_once(people: Cast, function: JobFunction) -> None:
    with pytest.raises(commands.FunctionTaken, match="staat al in de lijst"):
        commands.add_function(
            network=people.zonnedorp, given=FunctionText(" BELEIDSMEDEWERKER "), by=people.bo.actor
        )
    commands.archive_function(function=function, by=people.bo.actor)
    with pytest.raises(commands.FunctionTaken, match="zet ze terug"):
        commands.add_function(
            network=people.zonnedorp, given=FunctionText("beleidsmedewerker"), by=people.bo.actor
        )
    with pytest.raises(commands.NoName):
        commands.add_function(network=people.zonnedorp, given=FunctionText("  "), by=people.bo.actor)


def test_a_steward_sees_functions_and_changes_none(people: Cast, function: JobFunction, node: Node) -> None:
    by = people.an.actor
    assert JobFunction.objects.visible_to(by).exists()
    with pytest.raises(NotAllowed):
        commands.add_function(network=people.zonnedorp, given=FunctionText("x"), by=by)
    with pytest.raises(NotAllowed):
        commands.change_function(function=function, given=FunctionText("x"), version=1, by=by)
    with pytest.raises(NotAllowed):
        commands.archive_function(function=function, by=by)
    with pytest.raises(NotAllowed):
        commands.give_function(
            function=function, user=people.an.user, start=TODAY, end=None, today=TODAY, by=by
        )
    with pytest.raises(NotAllowed):
        involvements.add_involvement(node=node, given=given(function), by=by)
    with pytest.raises(NotAllowed):
        involvements.take_over_staffing(plan=node.plan, chosen=[], by=by)


def test_two_who_change_a_function_both_learn_of_it(
    people: Cast, function: JobFunction, client: Client
) -> None:
    client.force_login(people.bo.user)
    address = reverse("stewardship:function", args=["zonnedorp", function.pk])
    assert 'value="1,5"' in client.get(address).content.decode()
    commands.change_function(
        function=function,
        given=FunctionText("Beleidsmedewerker", Decimal(2)),
        version=1,
        by=people["fien"].actor,
    )
    refused = client.post(address, {"name": "Beleidsmedewerker wonen", "capacity": "1,75", "version": "1"})
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "2 VTE" in page
    assert "Beleidsmedewerker wonen" in page
    assert 'name="version" value="2"' in page
    done = client.post(address, {"name": "Beleidsmedewerker wonen", "capacity": "1,75", "version": "2"})
    assert done.status_code == 302
    function.refresh_from_db()
    assert (function.name, function.capacity, function.version) == (
        "Beleidsmedewerker wonen",
        Decimal("1.75"),
        3,
    )


def test_archived_and_put_back(people: Cast, function: JobFunction, client: Client) -> None:
    client.force_login(people.bo.user)
    client.post(reverse("stewardship:function-archive", args=["zonnedorp", function.pk]))
    page = client.get(reverse("stewardship:functions", args=["zonnedorp"])).content.decode()
    assert "Archief: 1 functie" in page
    client.post(reverse("stewardship:function-restore", args=["zonnedorp", function.pk]))
    function.refresh_from_db()
    assert function.archived_at is None
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True))[-2:] == [
        "function.archived",
        "function.restored",
    ]


def test_who_fulfils_it_is_dated(people: Cast, function: JobFunction) -> None:
    by = people.bo.actor
    held = commands.give_function(
        function=function, user=people.an.user, start=date(2026, 1, 1), end=None, today=TODAY, by=by
    )
    with pytest.raises(commands.HeldAlready):
        commands.give_function(
            function=function, user=people.an.user, start=TODAY, end=None, today=TODAY, by=by
        )
    commands.end_holding(holding=held, on=TODAY, by=by)
    held.refresh_from_db()
    assert held.valid_to == date(2026, 11, 21)
    assert not FunctionHolding.objects.on(TODAY).exists()  # type: ignore[attr-defined]
    again = commands.give_function(
        function=function, user=people.an.user, start=TODAY, end=None, today=TODAY, by=by
    )
    commands.end_holding(holding=again, on=TODAY, by=by)
    assert FunctionHolding.objects.count() == 1


def test_only_who_has_a_role_fulfils_a_function(people: Cast, function: JobFunction) -> None:
    with pytest.raises(commands.NotInTeam, match="Geef eerst een rol"):
        commands.give_function(
            function=function, user=people.cas.user, start=TODAY, end=None, today=TODAY, by=people.bo.actor
        )
    with pytest.raises(commands.EndsBeforeStart):
        commands.give_function(
            function=function, user=people.an.user, start=TODAY, end=date(2026, 1, 1), today=TODAY,
            by=people.bo.actor,
        )  # fmt: skip


def test_an_involvement_is_said_once_per_part(people: Cast, function: JobFunction, node: Node) -> None:
    by = people.bo.actor
    made = involvements.add_involvement(node=node, given=given(function, load=Load.AMPLE), by=by)
    with pytest.raises(involvements.InvolvedAlready):
        involvements.add_involvement(node=node, given=given(function), by=by)
    involvements.archive_involvement(involvement=made, by=by)
    other = involvements.add_involvement(node=node, given=given(function), by=by)
    with pytest.raises(involvements.InvolvedAlready):
        involvements.restore_involvement(involvement=made, by=by)
    involvements.archive_involvement(involvement=other, by=by)
    assert involvements.restore_involvement(involvement=made, by=by).archived_at is None


def test_a_number_goes_before_a_word(people: Cast, function: JobFunction, node: Node) -> None:
    made = involvements.add_involvement(
        node=node, given=given(function, load=Load.AMPLE, fte=Decimal("0.25")), by=people.bo.actor
    )
    assert (made.fte, made.load) == (Decimal("0.25"), "")


def test_a_function_of_another_network_or_in_the_archive_is_refused(
    people: Cast, function: JobFunction, node: Node
) -> None:
    elsewhere = commands.add_function(
        network=people.maanstad, given=FunctionText("Coach"), by=people.cas.actor
    )
    with pytest.raises(involvements.OtherNetwork):
        involvements.add_involvement(node=node, given=given(elsewhere), by=people.bo.actor)
    commands.archive_function(function=function, by=people.bo.actor)
    function.refresh_from_db()
    with pytest.raises(commands.FunctionArchived):
        involvements.add_involvement(node=node, given=given(function), by=people.bo.actor)


def test_the_form_on_the_sheet(people: Cast, function: JobFunction, node: Node, client: Client) -> None:
    client.force_login(people.bo.user)
    add = reverse("stewardship:involvement-add", args=[node.plan_id, node.pk])
    sent = {"function": function.pk, "part": "project_lead", "load": "", "fte": "0,2"}
    wrong = client.post(add, sent | {"fte": "veel"})
    assert wrong.status_code == 422
    assert "Schrijf een getal" in wrong.content.decode()
    assert client.post(add, sent).status_code == 302
    made = Involvement.objects.get()
    page = client.get(node.get_absolute_url()).content.decode()
    assert "leidt het project, 0,2 VTE" in page
    change = reverse("stewardship:involvement", args=[node.plan_id, node.pk, made.pk])
    assert 'value="0,2"' in client.get(change).content.decode()
    Involvement.objects.update(version=4)
    assert client.post(change, sent | {"fte": "0,3", "version": "1"}).status_code == 409
    assert client.post(change, sent | {"fte": "0,3", "version": "4"}).status_code == 302
    made.refresh_from_db()
    assert (made.fte, made.version) == (Decimal("0.3"), 5)
    client.post(reverse("stewardship:involvement-archive", args=[node.plan_id, node.pk, made.pk]))
    assert (
        "leidt het project"
        not in client.get(node.get_absolute_url()).content.decode().split("Alle wijzigingen")[0]
    )
    client.post(reverse("stewardship:involvement-restore", args=[node.plan_id, node.pk, made.pk]))
    assert "leidt het project, 0,3 VTE" in client.get(node.get_absolute_url()).content.decode()


def test_only_what_is_ticked_is_taken_over(people: Cast, client: Client) -> None:
    plan = thirteen_sheets(people)
    client.force_login(people.bo.user)
    address = reverse("stewardship:staffing", args=[plan.pk])
    page = client.get(address).content.decode()
    assert "herkend aan “Personeelsinzet: Ruim Projectmanager Rol: projectleider”" in page
    sheets = {sheet.node.code: sheet for sheet in staffing_of(plan)}
    chosen = [sheets["Actie 3"].found[0].name, "999:onzin"]
    assert client.post(address, {"chosen": chosen}).status_code == 302
    made = Involvement.objects.get()
    assert (str(made.function), made.part, made.load) == ("Projectmanager", "project_lead", "ample")
    assert made.words == "Personeelsinzet: Ruim Projectmanager Rol: projectleider"
    # What was taken over is not proposed again; the others still are, now under the name that is kept.
    left = {sheet.node.code: sheet for sheet in staffing_of(plan)}
    assert "Actie 3" not in left
    assert left["Actie 4"].found[0].proposal.known
    assert client.post(address, {}).status_code == 302
    assert Involvement.objects.count() == 1


def test_a_steward_reads_the_proposals_and_ticks_nothing(people: Cast, client: Client) -> None:
    plan = thirteen_sheets(people)
    client.force_login(people.an.user)
    page = client.get(reverse("stewardship:staffing", args=[plan.pk])).content.decode()
    assert "Projectmanager" in page
    assert 'name="chosen"' not in page
