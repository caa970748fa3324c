"""Server time and queries of the pages about indicators, at the ordinary size.

27 members, 250 indicators, six years by month (486,000 figures), and 140 promised things that all validate.

The physical limit is the bare round trip: a view behind the same middleware that shows nothing of a network.
Wall time and processor time are both printed: on a busy machine only the second says something.
Run it with: python bench/meters.py
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests")]
os.environ["STREEKWERK_DATA"] = tempfile.mkdtemp(prefix="streekwerk-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "streekwerk.config.settings_test"

import django

django.setup()

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people import Cast, make_cast
from plan_texts import large_reading, stored_plan
from streekwerk.indicators.commands.deliverables import begin_all
from streekwerk.indicators.models import Definition, Indicator, Measurement, MeterReading, Target
from streekwerk.indicators.models.figures import subject_key
from streekwerk.indicators.rules.figures.periods import periods_between
from streekwerk.network.models import Composition, Membership, Party, Place
from streekwerk.plans.models import IndicatorSentence, Plan

MEMBERS, METERS, PROMISED, VIEWS = 27, 250, 140, 20
MONTHS = periods_between(date(2021, 1, 1), date(2026, 10, 31), "month")
MONTHS = [*periods_between(date(2020, 11, 1), date(2020, 12, 31), "month"), *MONTHS]


def members_of(cast: Cast) -> list[Party]:
    """27 boards, each in its municipality, in five zones of two schemes that overlap."""
    zones = [
        Place.objects.create(kind="zone", code=f"z{scheme}{at}", name=f"Zone {at}", scheme=scheme)
        for scheme in ("zorgzone", "politiezone")
        for at in range(5)
    ]
    found = []
    for at in range(MEMBERS):
        place = Place.objects.create(
            kind="municipality", code=f"m{at}", name=f"Gemeente {at:02}", tile_column=at % 6, tile_row=at // 6
        )
        party = Party.objects.create(code=f"p{at}", name=place.name, kind="municipality", place=place)
        Membership.objects.create(network=cast.zonnedorp, party=party, role="member")
        Composition.objects.create(whole=zones[at % 5], part=place)
        Composition.objects.create(whole=zones[5 + at // 6], part=place)
        found.append(party)
    return found


def meters_of(plan: Plan, parties: list[Party]) -> None:
    """250 indicators with a target each, and a figure of every member for every month."""
    chance = random.Random(7)
    nodes = list(plan.nodes.filter(level="action")[:METERS])
    sentences = IndicatorSentence.objects.bulk_create(
        IndicatorSentence(plan=plan, node=node, text=f"Aantal deelnemers {at}", position=5_000 + at)
        for at, node in enumerate(nodes)
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(plan=plan, sentence=each, confirmed_text=each.text, confirmed_by="Bo") for each in sentences
    )
    definitions = Definition.objects.bulk_create(
        Definition(
            indicator=each,
            measure="count",
            instrument="register_count",
            rhythm="month",
            dimension="party",
            unit="deelnemers",
            smallest=5 if at % 10 == 0 else 0,
            by_label="Bo",
        )
        for at, each in enumerate(indicators)
    )
    Target.objects.bulk_create(
        Target(indicator=each, comparator=">=", number=Decimal(9_000), per="year", by_label="Bo")
        for each in indicators
    )
    Measurement.objects.bulk_create(
        [
            Measurement(
                indicator=indicators[0],
                definition=definitions[0],
                party=party,
                subject=subject_key(party.pk, None, ""),
                period_start=month.start,
                period_end=month.end,
                value=Decimal(chance.randint(0, 60)),
                by_label="An",
                # What protects small numbers is published the day after it came.
                entered_at=timezone.now() - timedelta(days=3),
            )
            for party in parties
            for month in MONTHS
        ],
        batch_size=1_000,
    )
    # The other half a million by the database itself: other figures of the same members and months.
    columns = [field.column for field in Measurement._meta.concrete_fields if not field.primary_key]
    others = {
        "indicator_id": "d.indicator_id",
        "definition_id": "d.id",
        "value": "(CAST(m.value AS INTEGER) * 7 + d.indicator_id * 13) % 61",
    }
    chosen = ", ".join(others.get(column, f"m.{column}") for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO indicators_measurement ({', '.join(columns)}) SELECT {chosen} "
            "FROM indicators_measurement m JOIN indicators_definition d ON d.indicator_id <> m.indicator_id "
            "WHERE m.indicator_id = %s",
            [indicators[0].pk],
        )


def promises_of(plan: Plan, parties: list[Party], cast: Cast) -> None:
    """140 things to deliver, each to be validated by all members."""
    nodes = list(plan.nodes.filter(level="action")[METERS : METERS + PROMISED])
    for at, node in enumerate(nodes):
        sentence = IndicatorSentence.objects.create(
            plan=plan, node=node, text=f"Nota {at} gevalideerd door alle vennoten", position=6_000 + at
        )
        indicator = Indicator.objects.create(
            plan=plan, sentence=sentence, confirmed_text=sentence.text, confirmed_by="Bo"
        )
        Definition.objects.create(
            indicator=indicator, measure="deliverable", instrument="milestone", rhythm="once", by_label="Bo"
        )
    indicators = Indicator.objects.filter(plan=plan, definitions__measure="deliverable")
    begin_all(indicators=list(indicators.select_related("plan__network", "sentence__node")), by=cast.bo.actor)


def measured(do: Callable[[], object]) -> tuple[float, float, float]:
    """Milliseconds of one call: median on the clock, its 95th percentile, median of the processor."""
    do()
    wall, processor = [], []
    for _ in range(VIEWS):
        clock, cpu = time.perf_counter(), time.process_time()
        do()
        wall.append((time.perf_counter() - clock) * 1000)
        processor.append((time.process_time() - cpu) * 1000)
    return statistics.median(wall), statistics.quantiles(wall, n=20)[-1], statistics.median(processor)


def main() -> None:
    call_command("migrate", verbosity=0)
    cast = make_cast()
    plan = stored_plan(cast, reading=large_reading(1_000))
    before = time.perf_counter()
    parties = members_of(cast)
    meters_of(plan, parties)
    promises_of(plan, parties, cast)
    print(f"{Measurement.objects.count():,} figures stored in {time.perf_counter() - before:.0f} s")
    client = Client()
    client.force_login(cast["gus"].user)
    steward = Client()
    steward.force_login(cast.bo.user)
    some = Indicator.objects.filter(definitions__measure="count")[5]
    small = Indicator.objects.filter(definitions__smallest__gt=0)[1]
    meters = reverse("indicators:meters", args=[plan.pk])
    meter, hidden = (reverse("indicators:meter", args=[each.pk]) for each in (some, small))

    clock = time.perf_counter()
    client.get(meters)
    print(
        f"first list after every figure changed, all readings worked out: {time.perf_counter() - clock:.1f} s"
    )
    clock = time.perf_counter()
    MeterReading.objects.filter(indicator=some).delete()
    client.get(meters)
    print(f"list after one figure changed: {(time.perf_counter() - clock) * 1000:.0f} ms")

    pages = {
        "bare round trip": (client, reverse("portal:privacy")),
        "list of meters": (client, meters),
        "list, what asks attention": (client, meters + "?volgorde=aandacht"),
        "meter, line": (client, meter),
        "meter, bars per member": (client, meter + "?beeld=leden"),
        "meter, tile map": (client, meter + "?beeld=kaart"),
        "meter, small multiples": (client, meter + "?beeld=klein"),
        "meter, per zone": (client, meter + "?indeling=zorgzone"),
        "meter, small cells hidden": (client, hidden),
        "behind one month": (
            client,
            reverse("indicators:records", args=[some.pk]) + "?periode=2026-09",
        ),
        "entry grid": (steward, reverse("indicators:entry", args=[some.pk])),
        "entry grid, 24 months": (steward, reverse("indicators:entry", args=[some.pk]) + "?kolommen=24"),
        "cards": (steward, reverse("indicators:cards", args=[plan.pk])),
        "deliverables": (steward, reverse("indicators:deliverables", args=[plan.pk])),
        "sheet with its meters": (client, some.sentence.node.get_absolute_url()),
    }
    print(f"\n{'page':28}{'p50 ms':>8}{'p95 ms':>8}{'processor':>11}{'queries':>9}{'kB':>7}{'× bare':>8}")
    bare = 0.0
    for name, (who, address) in pages.items():
        queries: list[str] = []

        def count(execute, sql, *rest, queries=queries):
            queries.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            response = who.get(address)
        assert response.status_code == 200, (name, response.status_code)
        median, high, processor = measured(lambda who=who, address=address: who.get(address))
        bare = bare or median
        size = len(response.content) / 1000
        times = f"{median:8.1f}{high:8.1f}{processor:11.1f}"
        print(f"{name:28}{times}{len(queries):9}{size:7.0f}{median / bare:8.1f}")
    cache.clear()


if __name__ == "__main__":
    main()
