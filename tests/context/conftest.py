"""Zonnedorp with its territory, and the grijze druk of two years."""

from __future__ import annotations

from context_figures import make_series, make_territory, take_in
from people import Cast
from standing import stands
from streekwerk.context.models import ContextSeries
from streekwerk.network.models import Place


@stands
def places(people: Cast) -> dict[str, Place]:
    return make_territory(people.zonnedorp)


@stands
def grey(people: Cast, places: dict[str, Place]) -> ContextSeries:
    series = make_series(people)
    take_in(people, series)
    return series
