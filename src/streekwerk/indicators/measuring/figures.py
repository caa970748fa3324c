"""Recipes worked out over what a network holds, as far as the actor may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from streekwerk.access.models import Actor
from streekwerk.indicators.measuring.compiling import Asked
from streekwerk.indicators.measuring.tables import read_hidden, read_tables
from streekwerk.indicators.ports import shapes_for
from streekwerk.indicators.rules.recipes import Moment, Outcome, Recipe, Rows, Shapes, evaluate
from streekwerk.indicators.rules.recipes.evaluating import moments_of
from streekwerk.indicators.rules.recipes.needs import needs_of
from streekwerk.network.models import Network

KEPT_BACK = Outcome(None, hidden=True)


@dataclass(frozen=True)
class Ask:
    """A recipe and the moment for which it is asked."""

    recipe: Recipe
    moment: Moment


def measure(recipe: Recipe, moment: Moment, *, actor: Actor, network: Network) -> Outcome:
    """What the recipe says of this network; see `measure_many`."""
    return measure_many([Ask(recipe, moment)], actor=actor, network=network)[0]


def measure_many(asks: Sequence[Ask], *, actor: Actor, network: Network) -> list[Outcome]:
    """The outcome of every recipe, in order; recipes over one set share its rows.

    One query per set that is looked at, and one per field or fact with many values: never one per recipe.
    A figure of which the actor may not see every record is kept back (`Outcome.hidden`).
    """
    if not asks:
        return []
    shapes = shapes_for(network)
    asked: dict[str, list[Asked]] = {}
    for ask in asks:
        for need, moments in _needs(ask, shapes):
            asked.setdefault(need.over, []).append((need, moments))
    # What holds on a day (zones, members' places) is read as it is on the last of the days asked for.
    day = max(moments_of(ask.recipe, ask.moment).valid_on for ask in asks)
    tables = read_tables(asked, shapes, actor, network, day)
    hidden = read_hidden(asked, shapes, actor, network, day)
    return [
        KEPT_BACK
        if hidden and _touches(ask, shapes, hidden, tables)
        else evaluate(ask.recipe, tables, ask.moment)
        for ask in asks
    ]


def _needs(ask: Ask, shapes: Shapes) -> list[Asked]:
    moments = moments_of(ask.recipe, ask.moment)
    return [(need, moments) for need in needs_of(ask.recipe, shapes)]


def _touches(ask: Ask, shapes: Shapes, hidden: Mapping[str, Rows], tables: Mapping[str, Rows]) -> bool:
    """Whether a record that the actor may not see would count."""
    for need, moments in _needs(ask, shapes):
        rows = hidden.get(need.over)
        if rows is None:
            continue
        chosen = rows.choose(need.conditions, moments, {**tables, **hidden})
        period = ask.moment.period
        if period and need.dated and chosen:
            days = rows.days(need.dated, moments)
            chosen = frozenset(at for at in chosen if (day := days[at]) is not None and day in period)
        if chosen:
            return True
    return False
