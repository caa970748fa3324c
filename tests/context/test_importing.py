"""Tables of publishers come in whole or not at all; what was there is succeeded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from context_figures import GREY, TODAY, WIDE, make_series, take_in
from people import Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.context.commands import importing
from streekwerk.context.commands.importing import import_figures, look_at
from streekwerk.context.models import ContextSeries, Observation, Vintage
from streekwerk.network.models import Place


def of(place: Place, year: int) -> Observation:
    return Observation.objects.holding().get(place=place, vintage__year=year)


def test_a_table_comes_in_with_parts_year_and_day(grey: ContextSeries, places: dict[str, Place]) -> None:
    assert Observation.objects.filter(vintage__series=grey).count() == 7
    assert of(places["Heide"], 2023).number == Decimal("46.5")
    assert of(places["Heide"], 2023).denominator == 2000
    assert Vintage.objects.get(series=grey, year=2023).published_on == date(2024, 6, 12)
    assert Entry.objects.get(verb="context.imported").changes == {"nieuw": ["", "7"]}


def test_the_same_table_again_changes_nothing(people: Cast, grey: ContextSeries) -> None:
    assert take_in(people, grey) == 0
    assert {change.kind for change in look_at(series=grey, table=WIDE, today=TODAY).changes} == {"unchanged"}


def test_a_newer_publication_succeeds_and_nothing_is_overwritten(
    people: Cast, grey: ContextSeries, places: dict[str, Place]
) -> None:
    old = of(places["Beek"], 2023)
    table = [["Gemeente", "Jaar", "Teller", "Noemer"], ["Beek", "2023", "330", "1.000"]]
    assert take_in(people, grey, table) == 1
    old.refresh_from_db()
    assert old.succeeded_at is not None
    assert old.number == 31
    assert of(places["Beek"], 2023).number == 33


@pytest.mark.parametrize(
    "table",
    [
        [["Gemeente", "2024 teller", "2024 noemer"], ["Beek", "1", "10"], ["Ven", "veel", "10"]],
        [["Gemeente", "2024 teller", "2024 noemer"], ["Beek", "1", "10"], ["Parijs", "4", "10"]],
        [["Gemeente", "2024 teller", "2024 noemer"], ["Beek", "1", "10"], ["Beek", "2", "10"]],
        [["Gemeente", "2024 teller", "2024 noemer"], ["Beek", "1", "10"], ["Ven", "1", "0"]],
    ],
    ids=["no number", "unknown name", "twice", "nothing below"],
)
def test_one_cell_that_is_not_clear_stops_all(
    people: Cast, grey: ContextSeries, table: list[list[str]]
) -> None:
    with pytest.raises(importing.TableNotClear):
        take_in(people, grey, table)
    assert not Vintage.objects.filter(series=grey, year=2024).exists()


def test_a_name_can_be_settled_or_left_out(
    people: Cast, grey: ContextSeries, places: dict[str, Place]
) -> None:
    table = [["Gemeente", "2024 teller", "2024 noemer"], ["Beeck", "1", "10"], ["Parijs", "4", "10"]]
    looked = look_at(series=grey, table=table, today=TODAY)
    assert [(open_.name, open_.likely) for open_ in looked.names] == [
        ("Beeck", places["Beek"].pk),
        ("Parijs", None),
    ]
    names = {"Beeck": str(places["Beek"].pk), "Parijs": importing.NOBODY}
    base = look_at(series=grey, table=table, today=TODAY, names=names).base
    stored = import_figures(series=grey, table=table, base=base, names=names, by=people.bo.actor, today=TODAY)
    assert stored == 1
    assert of(places["Beek"], 2024).number == 10


def test_half_a_pair_is_refused(grey: ContextSeries) -> None:
    with pytest.raises(importing.HalfATable, match="noemer"):
        look_at(series=grey, table=[["Gemeente", "2024 teller"], ["Beek", "5"]], today=TODAY)


def test_a_figure_that_changed_meanwhile_stops_all(people: Cast, grey: ContextSeries) -> None:
    table = [["Gemeente", "2023 teller", "2023 noemer"], ["Beek", "1", "10"]]
    base = look_at(series=grey, table=table, today=TODAY).base
    take_in(people, grey, [["Gemeente", "2023 teller", "2023 noemer"], ["Heide", "3", "10"]])
    with pytest.raises(importing.FiguresChangedMeanwhile):
        import_figures(series=grey, table=table, base=base, by=people.bo.actor, today=TODAY)


def test_who_keeps_no_indicators_takes_nothing_in(people: Cast, grey: ContextSeries) -> None:
    for who in ("an", "cas", "dirk", "eva", "gus"):
        with pytest.raises(NotAllowed):
            import_figures(series=grey, table=WIDE, base="", by=people[who].actor, today=TODAY)


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        "\ufeffNIS-code;Gemeente;2024\r\n90001;Beek;12,5\r\n90003;Ven;n.v.t.\r\n".encode(),
        "NIS-code;Omschrijving één;2024\r\n90001;é;12,5\r\n90003;ü;n.v.t.\r\n".encode("cp1252"),
    ],
    ids=["byte-order mark", "Windows-1252"],
)
def test_a_file_of_a_publisher_is_seen_before_it_comes_in(
    client: Client, people: Cast, places: dict[str, Place], content: bytes
) -> None:
    series = make_series(people, replace(GREY, name="Mediaan", kind="other", numerator="", denominator=""))
    client.force_login(people.bo.user)
    address = reverse("context:import", args=[series.pk])
    seen = client.post(address, {"file": SimpleUploadedFile("cijfers.csv", content)})
    assert seen.status_code == 200
    page = seen.context["page"]
    assert [(row.place, row.after) for row in page.rows] == [("Beek", "12,5"), ("Ven", "n.v.t.")]
    assert not Observation.objects.exists()
    sent = {
        "table": seen.context["table"],
        "base": page.looked.base,
        "stap": "inlezen",
        "file_name": "cijfers.csv",
    }
    assert client.post(address, sent).status_code == 302
    assert of(places["Beek"], 2024).number == Decimal("12.5")
    assert of(places["Ven"], 2024).state == "not_applicable"
