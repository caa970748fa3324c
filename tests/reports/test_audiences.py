"""Rights apply inside a report: what its audience may not see stands nowhere in it, nor in its files."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from measured import give, make_contact, make_indicator, make_members
from people import TODAY, Cast
from reports.reported import action, tell
from standing import stands
from streekwerk.indicators.commands.deliverables import (
    DeliverableText,
    Delivery,
    begin_deliverable,
    deliver_version,
)
from streekwerk.indicators.commands.evidence import GivenFile
from streekwerk.network.models import Party
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.models import Assumption, Comment, Plan, PlanFinding
from streekwerk.reports.commands import reports as commands
from streekwerk.reports.commands.definitions import DefinitionText, kept_definition, save_definition
from streekwerk.reports.commands.making import bytes_of, make
from streekwerk.reports.models import Report
from streekwerk.reports.rules.blocks import BLOCKS
from streekwerk.reports.rules.periods import read_period

INSIDE = (
    "Ruzie over de grond", "Binnenkamerverhaal", "Dat zeggen wij niet buiten", "Geheime veronderstelling",
    "Innerlijke tegenspraak", "Interne nota",
)  # fmt: skip
"""What only the network itself reads."""


@stands
def parties(people: Cast, plan: Plan) -> list[Party]:
    """A plan with something of everything that is not for everybody; three members with figures."""
    node = action(plan)
    tell(node, "blocked", date(2026, 8, 1), reason=INSIDE[0], narrative=INSIDE[1])
    Comment.objects.create(node=node, author=people.bo.user, author_label="Bo", text=INSIDE[2])
    Assumption.objects.create(node=node, kind="assumption", text=INSIDE[3], status="lapsed")
    PlanFinding.objects.create(
        plan=plan, node=node, rule="x", severity="error", message=INSIDE[4], fingerprint="geheim"
    )
    members = make_members(people.zonnedorp, ["Beekdorp", "Heidedorp", "Vendorp"])
    count = make_indicator(plan, text="Aantal gezinnen", smallest=5)
    each = dict(zip(members, ("8317", "3", "9143"), strict=True))
    for month in ("2026-07", "2026-08"):
        give(count, people.bo, *((party, month, number) for party, number in each.items()))
    note = begin_deliverable(
        indicator=make_indicator(plan, text="Nota klaar", measure="deliverable", dimension="network"),
        given=DeliverableText(INSIDE[5]),
        by=people.an.actor,
    )
    files = [GivenFile("nota.pdf", b"%PDF-1.7 nota")]
    deliver_version(
        deliverable=note, given=Delivery(TODAY, files=files), after=0, today=TODAY, by=people.an.actor
    )
    return members


def frozen(people: Cast, plan: Plan, audience: str, party: Party | None = None) -> Report:
    """A report with every block, for this audience."""
    fien = people["fien"]
    if audience == "member":
        code = "lid"
        given = DefinitionText("Per lid", "", "quarter", [{"kind": kind} for kind in BLOCKS])
        seen = kept_definition(plan=plan, code=code, by=fien.actor).version
        definition = save_definition(plan=plan, code=code, given=given, seen=seen, by=fien.actor)
    else:
        given = DefinitionText("Alles", audience, "quarter", [{"kind": kind} for kind in BLOCKS])
        definition = save_definition(plan=plan, code="", given=given, seen=0, by=fien.actor)
    definition.plan = Plan.objects.get(pk=plan.pk)
    report = commands.ask_report(
        definition=definition,
        period=read_period("2026-K3"),
        by=fien.actor,
        user=fien.user,
        today=TODAY,
        party=party,
    )
    make(report.pk)
    report = Report.objects.get(pk=report.pk)
    assert report.status == "frozen", report.message
    return report


def everything_in(report: Report) -> str:
    """All text that leaves with a report: what is kept, what is shown, and every part of every file."""
    found = [json.dumps([report.facts, report.content], ensure_ascii=False)]
    for file in report.files.all():
        data = bytes_of(file)
        if file.kind == "pdf":
            import pypdfium2

            pages = pypdfium2.PdfDocument(data)
            found += [page.get_textpage().get_text_range() for page in pages]
            continue
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            found += [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    assert len(found) > 10
    return "\n".join(found)


def test_a_report_for_the_public_holds_nothing_of_how_the_plan_is_worked_on(
    people: Cast, plan: Plan, parties: list[Party]
) -> None:
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.ADOPTED)
    text = everything_in(frozen(people, plan, "public"))
    assert "Een huis voor starters" in text
    for secret in (*INSIDE, "geblokkeerd", "Aantal gezinnen", "17.463", "17463", "Beekdorp"):
        assert secret not in text, secret


def test_a_report_for_a_member_holds_its_own_figure_and_of_nobody_else(
    people: Cast, plan: Plan, parties: list[Party]
) -> None:
    beek, heide, _ven = parties
    text = everything_in(frozen(people, plan, "member", beek))
    assert "8.317" in text  # its own
    assert INSIDE[1] in text
    for secret in (INSIDE[2], "Heidedorp", "Vendorp", "9143", "9.143"):
        assert secret not in text, secret
    facts = frozen(people, plan, "member", heide).facts or {}
    (count,) = [row for row in facts["meters"] if row["text"] == "Aantal gezinnen"]
    assert count["own"].startswith("3")


@pytest.mark.parametrize("audience", ["board", "network"])
def test_a_report_inside_the_network_hides_small_numbers_and_comments(
    audience: str, people: Cast, plan: Plan, parties: list[Party]
) -> None:
    report = frozen(people, plan, audience)
    text = everything_in(report)
    for told in (INSIDE[0], INSIDE[1], INSIDE[3], INSIDE[4], INSIDE[5]):
        assert told in text, told
    for secret in (INSIDE[2], "Beekdorp", "Heidedorp", "8317", "8.317", "9143", "9.143"):
        assert secret not in text, secret


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("board", {"bo", "fien", "dirk"}),
        ("network", {"bo", "fien", "dirk", "an", "gus", "ria"}),
        ("member", {"bo", "fien", "ria"}),
        ("public", {"bo", "fien", "dirk", "an", "gus", "ria", "cas"}),
    ],
)
def test_a_report_is_opened_by_its_makers_and_once_frozen_by_its_audience(
    audience: str, readers: set[str], client: Client, people: Cast, plan: Plan
) -> None:
    (party, other) = make_members(people.zonnedorp, ["Beek", "Heide"])
    make_contact(people, party)
    make_contact(people, other, "tom")
    report = Report(
        definition=save_definition(
            plan=plan,
            code="",
            given=DefinitionText("x", "board", "quarter", [{"kind": "changed"}]),
            seen=0,
            by=people.bo.actor,
        ),
        plan=plan,
        party=party if audience == "member" else None,
        title="Verslag",
        audience=audience,
        period="2026-K3",
        period_start=date(2026, 7, 1),
        period_end=date(2026, 9, 30),
        taken_on=TODAY,
        by_label="Bo",
    )
    report.save()

    def seen() -> set[str]:
        every = people.people.items()
        return {name for name, who in every if Report.objects.visible_to(who.actor).exists()}

    assert seen() == {"bo", "fien"}
    content = {
        "title": "x",
        "subtitle": "",
        "parts": [],
        "facts": [],
        "organisation": "",
        "language": "nl-BE",
    }
    Report.objects.filter(pk=report.pk).update(
        content=content, facts={}, sha256="0" * 64, frozen_at=timezone.now(), status="frozen"
    )
    expected = readers | ({"tom"} if audience in ("network", "public") else set())
    assert seen() == expected
    client.force_login(people["eva"].user)  # who administers the network reads no reports
    assert client.get(report.get_absolute_url()).status_code == 404
