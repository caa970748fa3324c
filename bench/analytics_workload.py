"""The figures of bench/analytics.py: made on the spot, the same every time, kept in the temporary folder.

300 places in 60 zones (of two schemes that overlap) and 20 regions, 1,000 indicators, 240 months. Three of
ten series exist in the large set, three of a hundred in the small one; a figure in fourteen is missing. One
indicator in five has a new definition halfway; forty places change zone.
"""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

from streekwerk.analytics.places import Part, flattened
from streekwerk.analytics.publications import (
    NothingPublished,
    Published,
    published,
    workshop,
    write_publication,
)

PLACES, INDICATORS, MONTHS = 300, 1000, 240
FIRST, LAST = date(2006, 1, 1), date(2025, 12, 1)
SIZES = {2: 0.03, 20: 0.3}
"""Millions of figures, and which share of all series of a place and an indicator then exists."""
REGION, PLACE = 2007, 100
FORTY = tuple(range(11, 1000, 25))
TWO_HUNDRED = tuple(range(3, 1000, 5))
MOVED = date(2016, 7, 1)
SEED = 4


def workload(millions: int) -> Published:
    """The published figures; made when they are not there yet."""
    folder = Path(tempfile.gettempdir()) / f"streekwerk-bench-{os.getuid()}" / f"figures-{millions}m-{SEED}"
    try:
        return published(folder)
    except NothingPublished:
        with workshop(folder) as (work, database):
            database.execute("SET memory_limit = '4GB'")
            database.execute(f"CREATE TABLE facts AS {figures(SIZES[millions])}")
            return write_publication(database, work, folder, flattened(parts()))


def parts() -> list[Part]:
    """Fifty zones and ten of another scheme, twenty regions; the last forty places move to another zone."""
    found = []
    for place in range(1, PLACES + 1):
        zone = 1001 + (place - 1) // 6
        until = date(2016, 6, 30) if place > PLACES - 40 else None
        found.append(Part(zone, place, "zone", None, until))
        if until:
            found.append(Part(1001 + (place - 1) // 6 - 20, place, "zone", MOVED, None))
        found.append(Part(1051 + place % 10, place, "police", None, None))
        found.append(Part(2001 + (place - 1) // 15, place, "region", None, None))
    return found


def figures(share: float) -> str:
    """SQL of the facts, in the columns and types of `facts.FACT_TYPES`."""
    return f"""
        WITH series AS (
            SELECT place_id, indicator_id, hash(place_id, indicator_id, {SEED}) AS noise,
                   CASE WHEN indicator_id % 100 < 60 THEN 'sum' WHEN indicator_id % 100 < 90 THEN 'weighted'
                        WHEN indicator_id % 100 < 97 THEN 'latest' ELSE 'none' END AS addition
            FROM range(1, {PLACES + 1}) AS p(place_id), range(1, {INDICATORS + 1}) AS i(indicator_id)
            WHERE hash(place_id, indicator_id, {SEED}) % 10000 < {share * 10000:.0f}
        ), months AS (
            SELECT month, CAST(DATE '{FIRST}' + to_months(CAST(month AS INTEGER)) AS DATE) AS period_start
            FROM range({MONTHS}) AS m(month)
        ), drawn AS (
            SELECT *, hash(noise, month) AS dice FROM series, months WHERE hash(noise, month) % 14 <> 0
        ), stated AS (
            SELECT *, CASE WHEN dice // 14 % 100 < 2 THEN 'suppressed'
                           WHEN dice // 14 % 100 < 3 THEN 'not_applicable'
                           WHEN dice // 14 % 100 < 8 THEN 'estimate' ELSE 'final' END AS state,
                   CAST(dice // 1400 % 100000 AS DECIMAL(18, 4)) / 4 AS amount,
                   CAST(1 + dice // 140000000 % 5000 AS DECIMAL(18, 4)) AS people
            FROM drawn
        )
        SELECT 1::INTEGER AS network_id, indicator_id::INTEGER AS indicator_id,
               (indicator_id + CASE WHEN indicator_id % 5 = 0 AND month >= 120 THEN 1000 ELSE 0 END)::INTEGER
                   AS definition_id,
               addition, (10000 + place_id)::INTEGER AS party_id, place_id::INTEGER AS place_id, period_start,
               1::INTEGER AS months,
               CASE WHEN state IN ('final', 'estimate') AND addition <> 'weighted'
                    THEN amount::DECIMAL(18, 4) END AS value,
               CASE WHEN state IN ('final', 'estimate') AND addition = 'weighted'
                    THEN amount::DECIMAL(18, 4) END AS numerator,
               CASE WHEN state IN ('final', 'estimate') AND addition = 'weighted'
                    THEN people END AS denominator,
               state
        FROM stated"""
