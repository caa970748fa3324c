"""The pages of the bijsluiter: by rule, filtered, solved by week, as a file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people import Cast
from plan_texts import large_reading, stored_plan
from streekwerk.plans.commands import accept_finding
from streekwerk.plans.models import Node, Plan, PlanFinding
from streekwerk.plans.queries.leaflet import FIRST, FindingSelection, leaflet_of, open_findings

COUNTS = {"dates.start_after_end": 3, "text.cut_off": FIRST + 4, "text.open_bracket": 2}
SEVERITY = {"dates.start_after_end": "error", "text.cut_off": "error", "text.open_bracket": "note"}


@pytest.fixture
def gus(client: Client, people: Cast) -> Client:
    client.force_login(people["gus"].user)
    return client


@pytest.fixture
def found(plan: Plan) -> Plan:
    """A plan with seventeen findings of three rules."""
    PlanFinding.objects.filter(plan=plan).delete()
    nodes = list(Node.objects.filter(plan=plan))
    PlanFinding.objects.bulk_create(
        PlanFinding(
            plan=plan, node=nodes[at % 3], rule=rule, severity=SEVERITY[rule], message="x", spans=[[at + 1, at + 1]],
            data={"what": f"bevinding {rule} {at}"}, fingerprint=f"{rule} {at}",
        )
        for rule, count in COUNTS.items()
        for at in range(count)
    )  # fmt: skip
    return plan


def solve(plan: Plan, rule: str, *days_ago: int) -> Iterator[PlanFinding]:
    rows = PlanFinding.objects.filter(plan=plan, rule=rule, resolved_at=None)[: len(days_ago)]
    for row, days in zip(rows, days_ago, strict=True):
        row.resolved_at = timezone.now() - timedelta(days=days)
        row.save()
        yield row


def text(client: Client, plan: Plan, name: str = "leaflet", **query: str) -> str:
    response = client.get(reverse(f"plans:{name}", args=[plan.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def test_rules_come_worst_first_with_their_counts_and_a_jump(gus: Client, found: Plan) -> None:
    leaflet = leaflet_of(found)
    assert [(group.rule.code, group.count) for group in leaflet.groups] == [
        ("text.cut_off", FIRST + 4),
        ("dates.start_after_end", 3),
        ("text.open_bracket", 2),
    ]
    assert leaflet.open == 17
    page = text(gus, found)
    for group in leaflet.groups:
        assert f'href="#{group.anchor}"' in page
        assert f'id="{group.anchor}"' in page


def test_a_long_group_shows_its_first_and_all_of_them_a_click_away(gus: Client, found: Plan) -> None:
    page = text(gus, found)
    assert page.count("bevinding text.cut_off") == FIRST
    assert "Toon alle 12" in page
    assert "?regel=text.cut_off" in page
    all_of_it = text(gus, found, regel="text.cut_off")
    assert all_of_it.count("bevinding text.cut_off") == FIRST + 4
    assert "bevinding text.open_bracket" not in all_of_it
    assert "Toon alle" not in all_of_it


def test_each_finding_is_one_click_from_its_sheet_and_its_line(gus: Client, found: Plan) -> None:
    page = text(gus, found, regel="text.open_bracket")
    for finding in PlanFinding.objects.filter(plan=found, rule="text.open_bracket").select_related("node"):
        assert finding.node
        assert f'href="{finding.node.get_absolute_url()}"' in page
        assert f"?regels={finding.spans[0][0]}-" in page


def test_a_finding_about_several_sheets_links_to_the_first_of_them(gus: Client, plan: Plan) -> None:
    nodes = list(Node.objects.filter(plan=plan))
    PlanFinding.objects.create(
        plan=plan, rule="missing.end", severity="warning", message="x", fingerprint="veel",
        data={"what": "veel", "nodes": [f"n{node.pk}" for node in nodes] + [f"n{9_000 + n}" for n in range(6)]},
    )  # fmt: skip
    page = text(gus, plan, regel="missing.end")
    for node in nodes:
        assert f'href="{node.get_absolute_url()}"' in page
    assert "en nog 3" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"ernst": "fout"}, 15),
        ({"ernst": "opmerking"}, 2),
        ({"regel": "text.cut_off"}, 12),
        ({"regel": "text.cut_off", "ernst": "opmerking"}, 0),
        ({"regel": "bestaat.niet", "ernst": "x"}, 17),
    ],
)
def test_the_choice_stands_in_the_address(
    gus: Client, found: Plan, query: dict[str, str], expected: int
) -> None:
    selection = FindingSelection.of(query)
    assert leaflet_of(found, selection).selected == expected
    assert open_findings(found, selection).count() == expected
    page = text(gus, found, **query)
    assert ("Niets in deze keuze" in page) == (expected == 0)


def test_what_was_solved_since_last_week_is_told_and_listed(gus: Client, found: Plan) -> None:
    list(solve(found, "text.cut_off", 0, 6, 7, 30))
    leaflet = leaflet_of(found)
    assert (leaflet.solved, leaflet.solved_lately) == (4, 3)
    page = text(gus, found)
    assert "3 opgelost sinds vorige week" in page
    day = (timezone.localdate() - timedelta(days=7)).isoformat()
    assert f"opgelost/?sinds={day}" in page
    lately = text(gus, found, "leaflet-solved", sinds=day)
    assert lately.count("Opgelost op") == 3
    assert "Deze week" in lately
    every = text(gus, found, "leaflet-solved", sinds="geen dag")
    assert every.count("Opgelost op") == 4
    assert "Week van" in every


def test_without_anything_solved_the_page_says_how(gus: Client, found: Plan) -> None:
    assert "opgelost sinds" not in text(gus, found)
    assert "Nog niets opgelost" in text(gus, found, "leaflet-solved")


def test_a_solved_finding_of_an_archived_sheet_says_so(gus: Client, found: Plan) -> None:
    [finding] = solve(found, "text.cut_off", 1)
    assert finding.node
    address = finding.node.get_absolute_url()
    Node.objects.filter(pk=finding.node_id).update(archived_at=timezone.now(), archived_by="Bo")
    page = text(gus, found, "leaflet-solved")
    assert "niet meer in het plan" in page
    assert address not in page


def test_when_all_is_solved_the_page_stays_calm(gus: Client, found: Plan) -> None:
    PlanFinding.objects.filter(plan=found).update(resolved_at=timezone.now())
    page = text(gus, found)
    assert "Er staat niets meer open" in page
    assert "Geen bevindingen" not in page


def test_accepted_ones_stand_apart_with_their_reason(gus: Client, people: Cast, found: Plan) -> None:
    finding = PlanFinding.objects.filter(plan=found, rule="text.open_bracket")[0]
    accept_finding(finding=finding, reason="zo beslist", by=people.bo.actor)
    assert leaflet_of(found).open == 16
    page = text(gus, found)
    assert "1 aanvaarde bevinding" in page
    assert "zo beslist" in page


def test_a_decision_comes_back_to_the_filtered_page(client: Client, people: Cast, found: Plan) -> None:
    client.force_login(people.bo.user)
    finding = PlanFinding.objects.filter(plan=found)[0]
    leaflet = reverse("plans:leaflet", args=[found.pk])
    address = reverse("plans:accept", args=[found.pk, finding.pk])
    for referer, expected in (
        (f"http://testserver{leaflet}?ernst=fout", f"{leaflet}?ernst=fout#"),
        ("http://elders.example/?ernst=fout", f"{leaflet}#"),
    ):
        response = client.post(address, {"reason": "goed"}, headers={"referer": referer})
        assert response["Location"].startswith(expected)


def test_the_selection_leaves_as_a_file(gus: Client, people: Cast, found: Plan) -> None:
    def rows(**query: str) -> list[tuple[Any, ...]]:
        response = gus.get(reverse("plans:leaflet-export", args=[found.pk, "xlsx"]), query)
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        return list(book.worksheets[0].iter_rows(values_only=True))[1:]

    assert len(rows()) == 17
    assert {row[0] for row in rows(ernst="opmerking")} == {"Opmerking"}
    finding = PlanFinding.objects.filter(plan=found)[0]
    accept_finding(finding=finding, reason="zo beslist", by=people.bo.actor)
    [accepted] = rows(stand="aanvaard")
    assert accepted[8:10] == ("Bo", "zo beslist")
    list(solve(found, "text.cut_off", 0))
    [solved] = rows(stand="opgelost")
    assert solved[7] == f"{datetime.now():%d/%m/%Y}"
    csv = gus.get(reverse("plans:leaflet-export", args=[found.pk, "csv"])).content.decode()
    assert csv.startswith("\ufeffErnst;Regel;Bevinding")


@pytest.mark.one_engine
def test_hundreds_of_findings_cost_as_many_queries_as_few(
    gus: Client, people: Cast, found: Plan, django_assert_num_queries: Any
) -> None:
    large = stored_plan(people, reading=large_reading(300))
    PlanFinding.objects.filter(plan=large).delete()  # those about many nodes ask their names: one query more
    rows = list(PlanFinding.objects.filter(plan=found))
    for node in Node.objects.filter(plan=large):
        PlanFinding.objects.bulk_create(
            PlanFinding(
                plan=large, node=node, rule=row.rule, severity=row.severity, message="x",
                data={"what": "x"}, fingerprint=f"{node.pk} {row.pk}",
            )
            for row in rows[:3]
        )  # fmt: skip
    list(solve(large, rows[0].rule, *range(20)))
    list(solve(found, rows[0].rule, 1))
    for name, query, price in (
        ("leaflet", {}, 8),
        ("leaflet", {"regel": rows[0].rule}, 9),
        ("leaflet-solved", {}, 7),
        ("leaflet-export", {}, 5),
    ):
        for plan in (found, large):
            arguments = [plan.pk, *(["csv"] if name == "leaflet-export" else [])]
            with django_assert_num_queries(price):
                gus.get(reverse(f"plans:{name}", args=arguments), query)
