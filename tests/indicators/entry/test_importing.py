"""Figures out of a file: looked at, names asked, taken in at once; the export comes back unchanged."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from measured import give, make_contact, make_indicator, make_members
from people import Cast
from reading.office import xlsx
from standing import stands
from streekwerk.audit.models import Entry
from streekwerk.indicators.commands.figures import enter_figures
from streekwerk.indicators.commands.importing import look_at
from streekwerk.indicators.files import as_csv, as_xlsx, table_in
from streekwerk.indicators.models import Indicator, Measurement
from streekwerk.indicators.queries.entry import grid_of
from streekwerk.indicators.rules.entry.judging import Typed
from streekwerk.network.models import Party
from streekwerk.plans.models import Plan

TODAY = date(2026, 11, 22)


@stands
def members(people: Cast) -> list[Party]:
    return make_members(people.zonnedorp, ["Beek", "=Heide", "Ven"])


@pytest.fixture
def indicator(plan: Plan, members: list[Party]) -> Indicator:
    return make_indicator(plan, decimals=1, plausibility={"maximum": "10000"})


def hand_in(client: Client, indicator: Indicator, content: bytes, name: str = "cijfers.csv") -> Any:
    address = reverse("indicators:import", args=[indicator.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def confirm(client: Client, indicator: Indicator, page: Any, **said: Any) -> Any:
    """Send the second step with what the preview page holds."""
    context = page.context
    rows = [row.key for row in context["page"].rows]
    data = {"table": context["table"], "base": context["page"].base, "stap": "inlezen", "rij": rows, **said}
    return client.post(reverse("indicators:import", args=[indicator.pk]), data)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_csv_is_looked_at_and_taken_in(
    client: Client, people: Cast, indicator: Indicator, members: list[Party], encoding: str, delimiter: str
) -> None:
    give(indicator, people.an, (members[0], "2026-01", "12,5"), (members[0], "2026-02", "8"))
    lines = [
        ["Lid", "jan 2026", "feb 2026", "mrt 2026"],
        ["Beek", "12,5", "9,5", "veel"],
        ["Vén", "0", "", "n.v.t."],
    ]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    client.force_login(people.an.user)
    page = hand_in(client, indicator, text.encode(encoding))
    assert page.status_code == 200
    assert page.context["page"].counts == {"new": 2, "changed": 1, "unchanged": 1, "doubted": 0, "unclear": 1}
    assert Measurement.objects.count() == 2
    assert confirm(client, indicator, page).status_code == 302
    live = (
        Measurement.objects.all().live().values_list("party__name", "period_start__month", "value", "state")
    )
    assert sorted(live) == [("Beek", 1, 12.5, "final"), ("Beek", 2, 9.5, "final"), ("Ven", 1, 0, "final"),
                            ("Ven", 3, None, "not_applicable")]  # fmt: skip
    assert Entry.objects.filter(verb="figures.imported").count() == 1


def test_a_name_that_is_nearly_known_is_asked(
    client: Client, people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    client.force_login(people.an.user)
    page = hand_in(client, indicator, b"Lid;jan 2026\nBeeck;3\nParijs;4\n")
    assert [(one.name, one.likely) for one in page.context["page"].looked.names] == [
        ("Beeck", f"{members[0].pk}//"),
        ("Parijs", None),
    ]
    # Asking to take it in does not skip the question.
    again = confirm(client, indicator, page)
    assert again.status_code == 200
    assert not Measurement.objects.exists()
    chosen = {"naam": ["Beeck", "Parijs"], "keuze": [f"{members[0].pk}//", "-"]}
    looked = confirm(client, indicator, page, **chosen, stap="bekijken")
    assert looked.context["page"].looked.names == []
    assert confirm(client, indicator, looked, **chosen).status_code == 302
    assert Measurement.objects.get().party == members[0]


def test_rows_are_chosen_and_doubts_need_a_reason(
    client: Client, people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    client.force_login(people.an.user)
    page = hand_in(client, indicator, b"Lid;jan 2026\nBeek;3\nVen;90000\n")
    nothing = confirm(client, indicator, page, rij=[f"{members[2].pk}//"])
    assert nothing.status_code == 422
    assert confirm(client, indicator, page, rij=[f"{members[2].pk}//"], reden="geteld").status_code == 302
    stored = Measurement.objects.get()
    assert (stored.value, stored.kept_reason, stored.origin) == (90000, "geteld", "imported")


def test_somebody_else_meanwhile_means_looking_again(
    client: Client, people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    client.force_login(people.an.user)
    page = hand_in(client, indicator, b"Lid;jan 2026\nBeek;3\nVen;4\n")
    give(indicator, people.bo, (members[0], "2026-01", "5"))
    assert confirm(client, indicator, page).status_code == 409
    assert Measurement.objects.get().value == 5


def test_a_cell_that_stands_twice_is_refused(
    people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    table = [["Lid", "jan 2026"], ["Beek", "3"], ["gemeente Beek", "4"], ["BEEK", "3"]]
    looked = look_at(indicator=indicator, table=table, by=people.an.actor, today=TODAY)
    assert [change.answer.verdict.kind for change in looked.changes] == ["saved", "refused", "unchanged"]


def test_a_workbook_with_merged_heads_and_hidden_rows(
    client: Client, people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("Cijfers")
        page.merge_range(0, 0, 0, 2, "Cijfers van de leden")
        page.merge_range(1, 1, 1, 2, 2026)
        page.write_row(2, 0, ["Lid", "januari", "februari"])
        page.write_row(3, 0, ["Beek", 1234.5, 3])
        page.write_row(4, 0, ["Ven", 7, 8])
        page.set_row(4, None, None, {"hidden": True})

    client.force_login(people.an.user)
    page = hand_in(client, indicator, xlsx(build), "cijfers.xlsx")
    looked = page.context["page"].looked
    assert [(one.cell.row, one.cell.text) for one in looked.changes] == [("Beek", "1234,5"), ("Beek", "3")]
    assert any("verborgen rij" in line for line in looked.left_out)


def test_what_holds_no_figures_is_refused_with_what_to_do(
    client: Client, people: Cast, indicator: Indicator
) -> None:
    client.force_login(people.an.user)
    for content, name in ((b"zomaar een tekst", "x.csv"), (b"%PDF-1.4 kapot", "x.csv"), (b"", "x.csv")):
        assert hand_in(client, indicator, content, name).status_code == 422
    assert client.post(reverse("indicators:import", args=[indicator.pk]), {}).status_code == 422


@pytest.mark.parametrize("pair", [False, True])
@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_an_export_comes_back_unchanged(
    people: Cast, plan: Plan, members: list[Party], pair: bool, make: Any
) -> None:
    said = {"measure": "share", "addition": "weighted"} if pair else {"decimals": 2}
    indicator = make_indicator(plan, **said)
    texts = ["1550", "-12,75", "± 3", "n.v.t.", "×", "0", "0,125"]
    typed = [
        Typed(
            f"{party.pk}//",
            f"2026-{month:02}",
            "47,9 %" if pair and month == 1 else texts[at],
            "8" if pair and month > 1 else "",
        )
        for number, party in enumerate(members)
        for month in range(1, 8)
        if (at := (number + month) % len(texts)) or True
    ]
    answers = enter_figures(indicator=indicator, typed=typed, by=people.an.actor)
    assert {answer.verdict.kind for answer in answers} <= {"saved", "asked"}
    grid = grid_of(indicator, people.an.actor, today=TODAY)
    name = "cijfers.csv" if make is as_csv else "cijfers.xlsx"
    table, _ = table_in(make(grid), name)
    looked = look_at(indicator=indicator, table=table, by=people.an.actor, today=TODAY)
    assert looked.names == []
    assert {change.answer.verdict.kind for change in looked.changes} == {"unchanged"}
    assert len(looked.changes) == Measurement.objects.all().live().count()


def test_an_export_runs_nothing_in_a_spreadsheet(
    client: Client, people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    give(indicator, people.an, (members[1], "2026-01", "-3"))
    client.force_login(people.an.user)
    response = client.get(reverse("indicators:export", args=[indicator.pk, "csv"]) + "?tot=2026-01&aantal=1")
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Vennoot", "januari 2026"], ["'=Heide", "-3"], ["Beek", ""], ["Ven", ""]]
    assert client.get(reverse("indicators:export", args=[indicator.pk, "pdf"])).status_code == 404


def test_a_contact_takes_in_its_own_row_alone(
    client: Client, people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    ria = make_contact(people, members[0])
    client.force_login(ria.user)
    page = hand_in(client, indicator, b"Lid;jan 2026\nBeek;3\nVen;4\n")
    assert [one.name for one in page.context["page"].looked.names] == ["Ven"]
    sneaky = {"naam": ["Ven"], "keuze": [f"{members[2].pk}//"]}
    assert confirm(client, indicator, page, **sneaky).status_code == 200
    assert not Measurement.objects.exists()
    export = client.get(reverse("indicators:export", args=[indicator.pk, "csv"])).content.decode()
    assert "Ven;" not in export
