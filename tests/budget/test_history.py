"""What the log tells of lines is part of the history of their action."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import Cast
from streekwerk.audit.models import Entry
from streekwerk.audit.queries import TrailSelection, trail_of
from streekwerk.budget.commands.lines import LineText, add_line, archive_line, change_line
from streekwerk.plans.models import Node

GIVEN = LineText(2026, source="regular", planned=Decimal("1500.00"))


def test_the_sheet_tells_what_happened_to_its_lines(
    client: Client, people: Cast, action: Node, other: Node
) -> None:
    line = add_line(node=action, given=GIVEN, by=people.an.actor)
    line = change_line(line=line, given=replace(GIVEN, planned=Decimal(1800)), version=1, by=people.bo.actor)
    archive_line(line=line, version=2, by=people.bo.actor)
    add_line(node=other, given=GIVEN, by=people.bo.actor)
    client.force_login(people.an.user)
    page = client.get(action.get_absolute_url()).content.decode()
    assert f'<strong>Bo</strong> wijzigde een budgetlijn: <a href="#budget">{line}</a>' in page
    assert "<strong>An</strong> voegde een budgetlijn toe" in page
    assert "<strong>Bo</strong> haalde een budgetlijn weg" in page
    assert "<strong>Bo</strong> voegde een budgetlijn toe" not in page, "that is of the other action"
    assert "<del>1.500,00</del>" in page


def test_the_log_of_the_action_holds_its_lines_under_its_own_name(
    client: Client, people: Cast, action: Node
) -> None:
    line = add_line(node=action, given=GIVEN, by=people.an.actor)
    about = TrailSelection(about=f"plans.node:{action.pk}")
    found = trail_of(people.zonnedorp.pk, people["fien"].actor, about)
    assert [entry.object_id for entry in found] == [line.pk]
    Entry.objects.create(
        verb="node.changed", by_label="Bo", network_id=people.zonnedorp.pk, object_kind="plans.node",
        object_id=action.pk, object_label=str(action),
    )  # fmt: skip
    add_line(node=action, given=GIVEN, by=people.an.actor)
    client.force_login(people["fien"].user)
    page = client.get(reverse("network:log", args=["zonnedorp"]), {"over": about.about}).content.decode()
    assert f"<h2>Onderdeel van een plan: {action}</h2>" in page
    assert page.count("voegde een budgetlijn toe") == 2


def test_many_changes_of_lines_ask_no_more(client: Client, people: Cast, action: Node) -> None:
    client.force_login(people.an.user)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(action.get_absolute_url()).status_code == 200
        return len(queries)

    add_line(node=action, given=GIVEN, by=people.an.actor)
    asked()
    few = asked()
    for _ in range(12):
        add_line(node=action, given=GIVEN, by=people.an.actor)
    asked()  # the first page after an edit looks again at what is kept of the plan
    assert asked() == few
