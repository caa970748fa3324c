"""The same three questions as a skilled person writes them by hand: SQL for DuckDB and PostgreSQL, pandas.

They know their data: one figure per place and month, compositions that change on 1 July 2016 alone.
"""

from __future__ import annotations

from typing import Any

from analytics_workload import FORTY, MOVED, PLACE, REGION, TWO_HUNDRED

HOLDS = "(valid_from IS NULL OR valid_from <= slice) AND (valid_to IS NULL OR valid_to >= slice)"


def raw(workload: str, engine: str) -> str:
    """SQL of one of the three workloads; what differs between engines is a word here and there."""
    months = 3 if workload == "roll-up" else 12
    unit = "quarter" if months == 3 else "year"
    schemes = "('zone', 'police', 'region')" if workload == "roll-up" else "('zone', 'region')"
    met = f"""SELECT DISTINCT whole_id, part_id AS place_id, slice, shown FROM parts, slices
        WHERE scheme IN {schemes} AND {HOLDS}"""
    asked, members = "TRUE", "SELECT * FROM met"
    if workload == "dashboard":
        asked = f"indicator_id IN {FORTY}"
        members = f"""SELECT * FROM met
            WHERE (place_id, slice) IN (SELECT place_id, slice FROM met WHERE whole_id = {REGION})"""
    if workload == "profile":
        asked = f"indicator_id IN {TWO_HUNDRED}"
        members = f"""SELECT * FROM met
            WHERE (whole_id, slice) IN (SELECT whole_id, slice FROM met WHERE place_id = {PLACE})
            UNION ALL SELECT {PLACE}, {PLACE}, slice, shown FROM slices"""
    if workload != "roll-up":
        asked += " AND place_id IN (SELECT place_id FROM members)"
    starts = f"generate_series(DATE '2006-01-01', DATE '2025-12-01', INTERVAL '{months} months')"
    truncated = f"CAST(date_trunc('{unit}', period_start) AS DATE)"
    moved = f"DATE '{MOVED}'"
    slice_of, last_slice, more = truncated, "slice", ""
    if unit == "year":
        slice_of = f"""CASE WHEN period_start >= {moved} AND period_start < DATE '2017-01-01'
            THEN {moved} ELSE {truncated} END"""
        last_slice = f"CASE WHEN slice = DATE '2016-01-01' THEN {moved} ELSE slice END"
        more = f"UNION ALL SELECT DATE '2016-01-01', {moved}"
    last = (
        "arg_max(value, period_start)"
        if engine == "duckdb"
        else "(array_agg(value ORDER BY period_start DESC) FILTER (WHERE value IS NOT NULL))[1]"
    )
    # A place that moves within a year is met twice in its region.
    placed = "SELECT * FROM cells JOIN members USING (place_id, slice)"
    if unit == "year":
        placed = f"""SELECT whole_id, indicator_id, definition_id, shown, place_id, sum(total) AS total,
            sum(denominator) AS denominator, sum(figures) AS figures FROM ({placed}) AS twice
            GROUP BY whole_id, indicator_id, definition_id, shown, place_id"""
    return f"""
        WITH slices AS (
            SELECT CAST(s AS DATE) AS shown, CAST(s AS DATE) AS slice FROM {starts} AS g(s) {more}),
        met AS ({met}),
        members AS ({members}),
        chosen AS {"NOT MATERIALIZED" if workload == "roll-up" else ""} (
            SELECT *, {slice_of} AS slice FROM facts WHERE {asked}),
        cells AS (
            SELECT place_id, indicator_id, definition_id, slice,
                sum(CASE WHEN addition = 'weighted' THEN numerator
                         WHEN addition = 'sum' THEN value END) AS total,
                sum(denominator) AS denominator,
                count(CASE WHEN addition = 'weighted' THEN numerator ELSE value END) AS figures
            FROM chosen WHERE addition <> 'latest' GROUP BY place_id, indicator_id, definition_id, slice
            UNION ALL
            SELECT place_id, indicator_id, definition_id, slice, sum(total), NULL, sum(figures) FROM (
                SELECT place_id, party_id, indicator_id, definition_id, {last_slice} AS slice,
                    {last} AS total, count(value) AS figures
                FROM chosen WHERE addition = 'latest'
                GROUP BY place_id, party_id, indicator_id, definition_id, {last_slice}) AS states
            GROUP BY place_id, indicator_id, definition_id, slice),
        placed AS ({placed}),
        totals AS (
            SELECT whole_id, indicator_id, definition_id, shown, sum(total) AS total,
                sum(denominator) AS denominator, count(*) FILTER (WHERE figures > 0) AS places_with_figure
            FROM placed GROUP BY whole_id, indicator_id, definition_id, shown),
        sizes AS (
            SELECT whole_id, shown, count(DISTINCT place_id) AS places FROM members GROUP BY whole_id, shown)
        SELECT whole_id, indicator_id, definition_id, shown, total, denominator,
            CASE WHEN denominator IS NULL THEN CAST(total AS DOUBLE PRECISION)
                WHEN denominator <> 0
                THEN CAST(total AS DOUBLE PRECISION) / CAST(denominator AS DOUBLE PRECISION) END AS value,
            places_with_figure, places
        FROM totals JOIN sizes USING (whole_id, shown)"""


def pandas_answer(workload: str, facts: Any, parts: Any) -> Any:
    """The same with pandas, on frames already in memory; numbers are floats there."""
    import pandas as pd

    step = "QS" if workload == "roll-up" else "YS"
    shown = pd.date_range("2006-01-01", "2025-12-01", freq=step)
    moved = pd.Timestamp(MOVED)
    cuts = shown if step == "QS" else shown.append(pd.DatetimeIndex([moved])).sort_values()
    slices = pd.DataFrame({"slice": cuts})
    slices["shown"] = slices["slice"].where(slices["slice"].isin(shown), pd.Timestamp("2016-01-01"))
    schemes = ["zone", "police", "region"] if workload == "roll-up" else ["zone", "region"]
    met = parts[parts["scheme"].isin(schemes)].merge(slices, how="cross")
    since = met["valid_from"].isna() | (met["valid_from"] <= met["slice"])
    until = met["valid_to"].isna() | (met["valid_to"] >= met["slice"])
    met = met[since & until].rename(columns={"part_id": "place_id"})
    met = met[["whole_id", "place_id", "slice", "shown"]].drop_duplicates()
    if workload == "dashboard":
        inside = met.loc[met["whole_id"] == REGION, ["place_id", "slice"]]
        met = met.merge(inside, on=["place_id", "slice"])
        facts = facts[facts["indicator_id"].isin(FORTY) & facts["place_id"].isin(met["place_id"].unique())]
    if workload == "profile":
        around = met.loc[met["place_id"] == PLACE, ["whole_id", "slice"]]
        itself = slices.assign(whole_id=PLACE, place_id=PLACE)
        met = pd.concat([met.merge(around, on=["whole_id", "slice"]), itself[met.columns]])
        facts = facts[
            facts["indicator_id"].isin(TWO_HUNDRED) & facts["place_id"].isin(met["place_id"].unique())
        ]
    day = facts["period_start"]
    at = cuts.searchsorted(day, side="right") - 1
    weighted, latest = facts["addition"] == "weighted", facts["addition"] == "latest"
    # One figure per place and month: the last known one of a period is its last row.
    work = pd.DataFrame(
        {
            "place_id": facts["place_id"],
            "indicator_id": facts["indicator_id"],
            "definition_id": facts["definition_id"],
            "slice": cuts[at],
            "total": facts["numerator"].where(weighted, facts["value"].where(facts["addition"] != "none")),
            "denominator": facts["denominator"],
            "figures": facts["numerator"].where(weighted, facts["value"]).notna(),
        }
    )
    keys = ["place_id", "indicator_id", "definition_id", "slice"]
    flows = work[~latest].groupby(keys, sort=False).sum(min_count=1).reset_index()
    states = work[latest].copy()
    if step == "YS":
        states["slice"] = states["slice"].where(states["slice"] != pd.Timestamp("2016-01-01"), moved)
    states = states.assign(day=day[latest]).sort_values("day")
    states = states.groupby(keys, sort=False).agg(
        total=("total", "last"), denominator=("denominator", "last"), figures=("figures", "sum")
    )
    cells = pd.concat([flows, states.reset_index()]).merge(met, on=["place_id", "slice"])
    group = ["whole_id", "indicator_id", "definition_id", "shown"]
    if step == "YS":
        cells = (
            cells.drop(columns="slice")
            .groupby([*group, "place_id"], sort=False)
            .sum(min_count=1)
            .reset_index()
        )
    cells["places_with_figure"] = cells["figures"] > 0
    numbers = cells[[*group, "total", "denominator", "places_with_figure"]]
    totals = numbers.groupby(group, sort=False).sum(min_count=1).reset_index()
    sizes = met.groupby(["whole_id", "shown"])["place_id"].nunique().rename("places").reset_index()
    answer = totals.merge(sizes, on=["whole_id", "shown"])
    under = answer["denominator"]
    answer["value"] = (answer["total"] / under.where(under != 0)).where(under.notna(), answer["total"])
    return answer[[*group, "total", "denominator", "value", "places_with_figure", "places"]]
