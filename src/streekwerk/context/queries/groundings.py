"""Which challenges are grounded on which figures, told from both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from streekwerk.access.models import Actor
from streekwerk.context.models import ContextSeries, Grounding, Observation
from streekwerk.context.queries.series import Published, newest_years
from streekwerk.context.queries.territory import territory_of
from streekwerk.context.rules.freshness import grounded
from streekwerk.context.rules.totals import Figure
from streekwerk.context.rules.values import Value, stored
from streekwerk.network.models import Network
from streekwerk.plans.models import Statement


@dataclass(frozen=True, slots=True)
class Leaning:
    """A challenge leans on a figure: which, and what has to be said of it today."""

    grounding: Grounding
    figure: Figure
    where: str
    warnings: tuple[str, ...]

    @property
    def said(self) -> str:
        """The figure with its unit."""
        return self.grounding.series.described.said(self.figure.value)


def leanings_of(
    actor: Actor, statements: Sequence[Statement], network: Network, today: date
) -> dict[int, list[Leaning]]:
    """By challenge of a network what it leans on: six queries whatever their number, one without any."""
    every = groundings_of(actor, statements)
    if not every:
        return {}
    territory = territory_of(network, today)
    newest = newest_years({row.series_id for row in every})
    held = _figures(every)
    found: dict[int, list[Leaning]] = {}
    for row in every:
        values = held.get((row.series_id, row.year), {})
        published = Published(row.series, (), {row.year: values})
        found.setdefault(row.statement_id, []).append(
            Leaning(
                row,
                published.figure(row.place_id, row.year, territory),
                str(row.place) if row.place else "het hele netwerk",
                grounded(
                    row.year,
                    newest=newest.get(row.series_id),
                    fresh_years=row.series.fresh_years,
                    today=today,
                ),
            )
        )
    return found


def groundings_of(actor: Actor, statements: Sequence[Statement]) -> list[Grounding]:
    """What these challenges lean on, in the order in which it was said; one query."""
    rows = Grounding.objects.visible_to(actor).filter(statement__in=[each.pk for each in statements])
    return list(rows.select_related("series", "place"))


def _figures(rows: Sequence[Grounding]) -> dict[tuple[int, int], dict[int, Value]]:
    found: dict[tuple[int, int], dict[int, Value]] = {}
    observations = Observation.objects.holding().filter(
        vintage__series__in={row.series_id for row in rows}, vintage__year__in={row.year for row in rows}
    )
    for row in observations.select_related("vintage"):
        key = (row.vintage.series_id, row.vintage.year)
        found.setdefault(key, {})[row.place_id] = stored(
            row.state, row.number, row.numerator, row.denominator
        )
    return found


def grounds(actor: Actor, series: ContextSeries) -> list[Grounding]:
    """The challenges this actor may read that lean on a series; one query."""
    rows = Grounding.objects.visible_to(actor).filter(series=series, statement__archived_at=None)
    return list(rows.select_related("statement__plan", "place"))
