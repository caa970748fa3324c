"""Figures on their way to the totals over many places: published as files, rolled up by `analytics`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import cast

from streekwerk.access.models import operator
from streekwerk.analytics import publications, questions
from streekwerk.analytics.engines import DuckEngine
from streekwerk.analytics.facts import Addition, Fact, State, months_of
from streekwerk.analytics.periods import as_then
from streekwerk.analytics.places import Part
from streekwerk.analytics.publications import Published
from streekwerk.indicators.models import Definition, Indicator, Measurement
from streekwerk.network.models import Composition, Network, Place

BATCH = 50_000
WHO = operator("publicatie")


def publish_figures(folder: Path) -> tuple[Published, int]:
    """Publish every living figure in this folder; also how many could not go along.

    A figure over days that are no whole months has no place in periods of months.

    Raises:
        FactRefused: a figure would be rounded off; the last publication still holds.
    """
    left_out = [0]
    published = publications.publish(_batches(_facts(left_out)), folder, parts=_parts())
    return published, left_out[0]


def _batches(facts: Iterator[Fact]) -> Iterator[list[Fact]]:
    while batch := list(islice(facts, BATCH)):
        yield batch


def _facts(left_out: list[int]) -> Iterator[Fact]:
    """Every living figure as a fact; a member counts in its own municipality."""
    rows = Measurement.objects.visible_to(WHO).live().order_by("indicator", "period_start", "pk")
    for (
        network, indicator, definition, addition, party, place, home, start, end, value, numerator,
        denominator, state,
    ) in rows.values_list(
        "indicator__plan__network", "indicator", "definition", "definition__addition", "party", "place",
        "party__place", "period_start", "period_end", "value", "numerator", "denominator", "state",
    ).iterator(chunk_size=BATCH):  # fmt: skip
        months = months_of(start, end)
        if not months:
            left_out[0] += 1
            continue
        yield Fact(
            network, indicator, definition, cast("Addition", addition), party, place or home, start, months,
            value, numerator, denominator, cast("State", state),
        )  # fmt: skip


def _parts() -> Iterator[Part]:
    rows = Composition.objects.exclude(whole__scheme="")
    for row in rows.values_list("whole", "part", "whole__scheme", "valid_from", "valid_to"):
        yield Part(*row)


@dataclass(frozen=True, slots=True)
class ZoneTotal:
    """The figure of a zone in a period, with how many of its places gave one."""

    zone: str
    indicator: str
    period: date
    value: float | None
    places_with_figure: int
    places: int


def zone_totals(
    folder: Path, network: Network, scheme: str, *, first: date, last: date, months: int
) -> tuple[list[ZoneTotal], int]:
    """The totals of every zone of a scheme from what was published; also how many indicators stay out of it.

    An indicator that protects small numbers stays out: what may be shown of it only the gate knows, which
    looks at the cells (`queries.cells`).

    Raises:
        NothingPublished: nothing was published in this folder yet.
    """
    published = publications.published(folder)
    # The SQL of measures is worked out once, and stays beside the publication.
    engine = DuckEngine(shelf=folder / "shelf")
    try:
        periods = as_then(first, last, months=months, changes=published.changes)
        asked = questions.by_whole(published, periods, networks=[network.pk], schemes=[scheme])
        rows = questions.answer(engine, asked)
    finally:
        engine.close()
    protected = set(
        Definition.objects.filter(indicator__plan__network=network, smallest__gt=1).values_list(
            "indicator", flat=True
        )
    )
    zones = {place.pk: place.name for place in Place.objects.filter(scheme=scheme)}
    texts = dict(Indicator.objects.filter(plan__network=network).values_list("pk", "sentence__text"))
    found = [
        ZoneTotal(
            zones[row.whole_id],
            texts[row.indicator_id],
            row.shown,
            row.value,
            row.places_with_figure,
            row.places,
        )
        for row in rows
        if row.indicator_id in texts and row.indicator_id not in protected and row.whole_id in zones
    ]
    return sorted(found, key=lambda one: (one.indicator, one.zone, one.period)), len(protected)
