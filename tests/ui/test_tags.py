"""Template tags: what they write, and that they escape."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.ui import dutch


def show(text: str, path: str = "/plannen/", **context: Any) -> str:
    request = RequestFactory().get(path)
    return Template("{% load ui %}" + text).render(RequestContext(request, context))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ d|day }}", "26 oktober 2023"),
        ("{{ at|moment }}", "27 oktober 2023, 00:30"),
        ("{{ at|day }}", "27 oktober 2023"),
        ("{{ none|day }}{{ none|moment }}{{ none|number }}{{ none|percent }}", ""),
        ("{% vague d 'season' %}", "najaar 2023"),
        ("{% vague d 'season' 'in de herfst' %}", "in de herfst"),
        ("{% vague none %}", ""),
        ("{% period d none %}", "vanaf 26 oktober 2023"),
        ("{{ 1550|number }}", "1.550"),
        ("{{ 1.5|number:2 }}", "1,50"),
        ("{{ 47.9|percent }}", "47,9\N{NO-BREAK SPACE}%"),
        ("{{ 1|counted:'actie,acties' }} {{ 2|counted:'actie,acties' }}", "1 actie 2 acties"),
        ("{{ 'warning'|severity_word }}", "Aandachtspunt"),
        ("{% finding_mark 'note' 0 %}", ""),
    ],
)
def test_words(text: str, shown: str) -> None:
    # Half past ten in the evening in London is the next day here.
    at = datetime(2023, 10, 26, 22, 30, tzinfo=UTC)
    assert show(text, d=date(2023, 10, 26), at=at, none=None) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_number_can_be_read_back(value: Any) -> None:
    text = dutch.number(value, 2).replace(".", "").replace(",", ".").replace("−", "-")
    assert float(text) == pytest.approx(float(value))


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, ""),
        (None, date(2025, 6, 30), "tot en met 30 juni 2025"),
        (date(2025, 6, 30), date(2025, 6, 30), "30 juni 2025"),
        (date(2020, 1, 1), date(2025, 12, 31), "2020–2025"),
    ],
)
def test_periods(start: date | None, end: date | None, words: str) -> None:
    assert dutch.period(start, end) == words


@pytest.mark.parametrize(
    ("month", "season"), [(2, "winter"), (3, "voorjaar"), (8, "zomer"), (9, "najaar"), (12, "winter")]
)
def test_seasons(month: int, season: str) -> None:
    assert dutch.vague_day(date(2024, month, 1), "season") == f"{season} 2024"


def test_the_navigation_marks_where_you_are_and_leaves_out_what_is_not_there() -> None:
    assert 'aria-current="page"' in show("{% nav_link 'Plannen' '/plannen/' %}", path="/plannen/3/")
    assert "aria-current" not in show("{% nav_link 'Zoeken' '/zoeken/' %}")
    assert show("{% nav_link 'Zoeken' '' %}") == ""


def test_a_sort_header_turns_round_and_keeps_the_filter() -> None:
    first = show("{% sort_header 'Titel' 'titel' %}", path="/plannen/?niveau=actie&pagina=3")
    assert "niveau=actie&amp;volgorde=titel" in first
    assert "pagina" not in first
    assert "aria-sort" not in first
    again = show("{% sort_header 'Titel' 'titel' 'number' %}", path="/plannen/?volgorde=titel")
    assert 'class="number" aria-sort="ascending"' in again
    assert "volgorde=-titel" in again
    assert 'aria-sort="descending"' in show("{% sort_header 'T' 'titel' %}", path="/?volgorde=-titel")


def test_a_figure_is_escaped_and_clicked_down() -> None:
    assert show("{% figure 1200 'actie,acties' url %}", url="/x/?a=1&b=2") == (
        '<a class="figure" href="/x/?a=1&amp;b=2"><b>1.200</b> acties</a>'
    )
    assert show("{% figure 1 'actie,acties' %}") == '<span class="figure"><b>1</b> actie</span>'


def test_a_breadcrumb_ends_where_you_are() -> None:
    html = show("{% breadcrumb 'Plannen' '/plannen/' titel %}", titel="Wonen & leven")
    assert '<a href="/plannen/">Plannen</a>' in html
    assert '<span aria-current="page">Wonen &amp; leven</span>' in html


def test_pages_keep_the_choices_of_the_address() -> None:
    page = Paginator(range(231), 20).page(4)
    html = show(
        '{% include "ui/pagination.html" with words="actie,acties" %}',
        path="/?niveau=doel&pagina=4",
        page=page,
    )
    assert "?niveau=doel&amp;pagina=5" in html
    assert "61–80 van 231 acties" in html


@pytest.mark.parametrize("networks", [[{"name": "Zilverstreek", "url": "/z/", "current": True}], []])
def test_the_network_that_is_looked_at_has_its_name_in_the_menu(networks: list[dict[str, Any]]) -> None:
    said = show("{% current_network networks %}", networks=networks)
    assert said == ("Zilverstreek" if networks else "Netwerken")
