"""Who changed what, on the page of a plan."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import Cast
from plan_texts import rewrite
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.commands.structure import archive_branch
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.pages.history import plan_history
from streekwerk.plans.queries.structure import seen_mark


def test_the_plan_tells_of_itself_and_its_parts_and_leads_to_those_that_stand(
    people: Cast, plan: Plan
) -> None:
    one, gone = (
        Node.objects.select_related("plan").get(plan=plan, code=code) for code in ("Actie 1", "Actie 2")
    )
    rewrite(one, people.bo.actor, text="Een lange uitleg die op de fiche staat.")
    archive_branch(node=gone, seen=seen_mark([(gone.pk, gone.version)]), by=people.an.actor)
    archived, changed, imported = plan_history(plan)
    assert (archived.who, archived.what, archived.href) == (
        "An", "haalde dit uit het plan: Actie 2 Noodwoning delen", "",
    )  # fmt: skip
    assert (changed.what, changed.href, changed.changes) == ("wijzigde dit", one.get_absolute_url(), [])
    assert imported.what == "las het plan in"


def test_the_own_network_sees_it_and_a_neighbour_does_not(client: Client, people: Cast, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.ADOPTED)
    for who, sees in (("gus", True), ("cas", False)):
        client.force_login(people[who].user)
        page = client.get(reverse("plans:tree", args=[plan.pk])).content.decode()
        assert ("<summary>Laatste wijzigingen</summary>" in page) is sees


@pytest.mark.one_engine
def test_many_changes_ask_as_much_as_one(people: Cast, plan: Plan) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            plan_history(plan)
        return len(queries)

    assert asked() == 2
    for at in range(12):
        rewrite(Node.objects.filter(plan=plan)[at % 3], people.bo.actor, text=f"Versie {at}")
    assert asked() == 2
    assert len(plan_history(plan)) == 13
