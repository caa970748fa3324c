"""Roll-ups over places and periods: frames in, a frame out, in the DataFrame API of PySpark.

The same functions run on DuckDB (through SQLFrame) and on Spark. `F` is the module of functions of the
engine; a parameter is named after the table it takes (`engines.Table`). Only what both engines do alike is
used: no percentile, no rollup(), no date arithmetic (the `slots` hold that). SQLFrame changes the column
objects it resolves right after a join: do not use one twice there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from streekwerk.analytics.facts import KNOWN

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

TOTAL = "decimal(38, 4)"
SERIES = ("indicator_id", "definition_id")


def by_whole(
    F: Any, facts: DataFrame, parts: DataFrame, slots: DataFrame, heirs: DataFrame | None = None,
    *, schemes: Sequence[str], regroup: bool,
) -> DataFrame:  # fmt: skip
    """One row per zone or region of these schemes, indicator, definition and period (`questions.Total`)."""
    return rolled_up(F, moved(F, facts, heirs), memberships(F, parts, slots, schemes), slots, regroup)


def of_region(
    F: Any, facts: DataFrame, parts: DataFrame, slots: DataFrame, asked: DataFrame, focus: DataFrame,
    heirs: DataFrame | None = None, *, schemes: Sequence[str], regroup: bool,
) -> DataFrame:  # fmt: skip
    """The same for one region and the zones in it, of the indicators asked. A zone that lies partly outside
    counts with the places inside."""
    members = memberships(F, parts, slots, schemes)
    region = members.join(focus, "whole_id")
    inside = members.join(region.select("place_id", "slice_start").distinct(), ["place_id", "slice_start"])
    return rolled_up(F, narrowed(moved(F, facts, heirs), asked, inside), inside, slots, regroup)


def of_place(
    F: Any, facts: DataFrame, parts: DataFrame, slots: DataFrame, asked: DataFrame, focus: DataFrame,
    heirs: DataFrame | None = None, *, schemes: Sequence[str], regroup: bool,
) -> DataFrame:  # fmt: skip
    """The same for one place (as a whole of its own) and for the zones and regions it lies in."""
    members = memberships(F, parts, slots, schemes)
    place = focus.withColumnRenamed("whole_id", "place_id")
    around = members.join(place, "place_id").select("whole_id", "slice_start").distinct()
    itself = (
        place.withColumn("whole_id", F.col("place_id"))
        .crossJoin(slices(slots))
        .select("whole_id", "place_id", "slice_start", "shown")
    )
    near = members.join(around, ["whole_id", "slice_start"]).unionByName(itself)
    return rolled_up(F, narrowed(moved(F, facts, heirs), asked, near), near, slots, regroup)


def moved(F: Any, facts: DataFrame, heirs: DataFrame | None) -> DataFrame:
    """The facts, those of places that are gone in the place they live on in."""
    if heirs is None:
        return facts
    place = F.coalesce(F.col("heir_id"), F.col("place_id"))
    return facts.join(heirs, "place_id", "left").withColumn("place_id", place).drop("heir_id")


def narrowed(facts: DataFrame, asked: DataFrame, members: DataFrame) -> DataFrame:
    """Facts of these indicators and of places that are met."""
    of_asked = facts.join(asked, "indicator_id", "left_semi")
    met = of_asked.join(members.select("place_id"), "place_id", "left_semi")
    # Named anew, they are read once: for what adds up and for the latest alike.
    return met.select(*facts.columns)


def slices(slots: DataFrame) -> DataFrame:
    """Each stretch of time with the period it lies in."""
    return slots.select("slice_start", "composed_on", "shown").distinct()


def memberships(F: Any, parts: DataFrame, slots: DataFrame, schemes: Sequence[str]) -> DataFrame:
    """Which place lies in which whole in which stretch: once, by however many schemes."""
    day = F.col("composed_on")
    holds = (F.col("valid_from").isNull() | (F.col("valid_from") <= day)) & (
        F.col("valid_to").isNull() | (F.col("valid_to") >= day)
    )
    met = parts.filter(F.col("scheme").isin(*schemes)).join(slices(slots), holds)
    return met.select("whole_id", F.col("part_id").alias("place_id"), "slice_start", "shown").distinct()


def rolled_up(F: Any, facts: DataFrame, members: DataFrame, slots: DataFrame, regroup: bool) -> DataFrame:
    """Facts summed in the wholes their places are in, with how many of those places have a figure."""
    met = (
        per_place(F, facts, slots)
        .join(members, ["place_id", "slice_start"])
        .select("whole_id", *SERIES, "shown", "place_id", "total", "denominator", "figures")
    )
    if regroup:
        # A place that changes zone within a period is met twice in its region: it counts there once.
        met = summed(F, met.groupBy("whole_id", *SERIES, "shown", "place_id"))
    with_figure = F.sum(F.when(F.col("figures") > 0, 1).otherwise(0))
    totals = met.groupBy("whole_id", *SERIES, "shown").agg(
        F.sum("total").alias("total"),
        F.sum("denominator").alias("denominator"),
        with_figure.alias("places_with_figure"),
    )
    sizes = members.groupBy("whole_id", "shown").agg(F.countDistinct("place_id").alias("places"))
    return (
        totals.withColumn("value", _figure(F))
        .join(sizes, ["whole_id", "shown"])
        .select(
            "whole_id",
            *SERIES,
            "shown",
            F.col("total").cast(TOTAL).alias("total"),
            F.col("denominator").cast(TOTAL).alias("denominator"),
            "value",
            F.col("places_with_figure").cast("int").alias("places_with_figure"),
            F.col("places").cast("int").alias("places"),
        )
    )


def per_place(F: Any, facts: DataFrame, slots: DataFrame) -> DataFrame:
    """One row per place, indicator, definition and stretch: total, denominator, and how many figures."""
    slotted = facts.join(slots, "period_start").filter(F.col("months") <= F.col("room"))
    latest = F.col("addition") == "latest"
    added = amounts(F, slotted.filter(~latest)).groupBy("place_id", *SERIES, "slice_start")
    return summed(F, added).unionByName(last_of_party(F, slotted.filter(latest)))


def last_of_party(F: Any, slotted: DataFrame) -> DataFrame:
    """States: of each party the last one known in the period, where its place lies at the end of it."""
    party = ("place_id", "party_id", *SERIES, "end_slice")
    by_month = summed(F, amounts(F, slotted).groupBy(*party, "period_start"))
    known = F.when(F.col("figures") > 0, F.col("period_start"))
    last = by_month.groupBy(*party).agg(
        F.max_by("total", known).alias("total"),
        F.max_by("denominator", known).alias("denominator"),
        F.max("figures").alias("figures"),
    )
    placed = last.withColumnRenamed("end_slice", "slice_start")
    return summed(F, placed.groupBy("place_id", *SERIES, "slice_start"))


def amounts(F: Any, facts: DataFrame) -> DataFrame:
    """What of each fact adds up. A share counts only with its numerator and denominator; what never adds up
    is a figure all the same."""
    paired = F.col("numerator").isNotNull() & F.col("denominator").isNotNull()
    given = F.when(F.col("addition") == "weighted", paired).otherwise(F.col("value").isNotNull())
    counted = facts.withColumn("figures", F.when(F.col("state").isin(*sorted(KNOWN)) & given, 1).otherwise(0))
    added = (
        F.when(F.col("figures") == 0, None)
        .when(F.col("addition") == "weighted", F.col("numerator"))
        .when(F.col("addition") != "none", F.col("value"))
    )
    under = F.when((F.col("figures") == 1) & (F.col("addition") == "weighted"), F.col("denominator"))
    return counted.withColumn("total", added).withColumn("denominator", under)


def summed(F: Any, groups: Any) -> DataFrame:
    """The groups with their totals and how many figures went into them."""
    frame: DataFrame = groups.agg(
        F.sum("total").alias("total"),
        F.sum("denominator").alias("denominator"),
        F.sum("figures").alias("figures"),
    )
    return frame


def _figure(F: Any) -> Column:
    """The figure to show: a sum, or numerators over denominators; None over zero."""
    total, under = F.col("total").cast("double"), F.col("denominator").cast("double")
    figure: Column = F.when(under.isNull(), total).when(under != 0, total / under)
    return figure
