"""A hundred different recipes over a plan of 2,000 nodes: time and queries, p50 and p95 of 30 rounds.

The physical limit it is held against is reading the same columns of the same rows, bare. Run it with:
python bench/recipes.py
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests")]
os.environ["STREEKWERK_DATA"] = tempfile.mkdtemp(prefix="streekwerk-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "streekwerk.config.settings_test"

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import make_cast
from plan_texts import large_reading, stored_plan
from streekwerk.indicators.measuring import Ask, measure_many
from streekwerk.indicators.rules.recipes import (
    Between,
    Here,
    Moment,
    Order,
    Recipe,
    Related,
    Second,
    Test,
)  # fmt: skip
from streekwerk.plans.models import Milestone, Node, NodeLink, Plan, Progress

TODAY = date(2026, 11, 22)
ROUNDS = 30


def lived_in(plan: Plan) -> list[int]:
    """A third of the actions started, a ninth done, with links and milestones; the numbers of the goals."""
    nodes = list(Node.objects.filter(plan=plan, level="action"))
    started = [("running", node, date(2026, 1 + at % 11, 1)) for at, node in enumerate(nodes[:600])]
    done = [("done", node, date(2026, 11, 1 + at % 20)) for at, node in enumerate(nodes[:200])]
    Progress.objects.bulk_create(
        Progress(plan=plan, node=node, status=status, valid_from=day, by_label="An")
        for status, node, day in started + done
    )
    NodeLink.objects.bulk_create(
        NodeLink(source=one, target=other, kind="smart_combination")
        for one, other in zip(nodes[:200], nodes[200:400], strict=True)
    )
    days = [date(2026 + at % 5, 3, 1) for at in range(300)]
    Milestone.objects.bulk_create(
        Milestone(plan=plan, node=node, position=at, date=day, precision="day", words="1 maart")
        for at, (node, day) in enumerate(zip(nodes[:300], days, strict=True))
    )
    return list(Node.objects.filter(plan=plan, level="goal").values_list("pk", flat=True))


def recipes(goals: list[int]) -> list[Recipe]:
    """A hundred recipes, none like another: ten kinds, each under ten goals."""
    plan, action = Test("plan", "is", Here.PLAN), Test("level", "is", "action")
    made: list[Recipe] = []
    for goal in islice(cycle(goals), 10):
        where = (plan, action, Test("under", "is", goal))
        day = date(2026, 1 + len(made) // 10, 1)
        since = (plan, action, Test("started", "since", day))
        made_since = (Test("made_on", "since", day),)
        running = (plan, Test("status", "is", "running"), Test("since", "since", day))
        made += [
            Recipe("count", "nodes", where),
            Recipe("share", "nodes", where, part=(Test("status", "is", "done"),)),
            Recipe("share", "nodes", (plan, action), part=(Test("started", "since", day),)),
            Recipe("duration", "nodes", since, between=Between("started", ("done",))),
            Recipe("count", "milestones", (plan, Test("date", "since", day)), per="year"),
            Recipe("count", "nodes", since, grouped_by="lead"),
            Recipe("mean", "nodes", where, value=Related("links")),
            Recipe("count", "progress", running, per="month"),
            Recipe("share", "nodes", where, part=(Order("started", "done"),)),
            Recipe(
                "count",
                "links",
                (plan, *made_since),
                of=Second("nodes", where, shown="per"),
            ),
        ]
    assert len(set(made)) == 100
    return made


def timed(do: Callable[[], Any]) -> list[float]:
    """Milliseconds of the process itself, sorted: what others do on the machine counts less."""
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        do()
        found.append((time.process_time() - start) * 1000)
    return sorted(found)


def main() -> None:
    call_command("migrate", verbosity=0)
    cast = make_cast()
    plan = stored_plan(cast, reading=large_reading(2000))
    asks = [Ask(each, Moment(TODAY, None, {Here.PLAN: plan.pk})) for each in recipes(lived_in(plan))]

    def ask() -> None:
        measure_many(asks, actor=cast.bo.actor, network=cast.zonnedorp)

    with CaptureQueriesContext(connection) as seen:
        ask()
    statements = [each["sql"] for each in seen.captured_queries]

    def bare() -> None:
        with connection.cursor() as cursor:
            for sql in statements:
                cursor.execute(sql.replace("%", "%%"))
                cursor.fetchall()

    def one() -> None:
        measure_many(asks[:1], actor=cast.bo.actor, network=cast.zonnedorp)

    for name, do in (("100 recipes", ask), ("the bare queries", bare), ("one recipe", one)):
        times = timed(do)
        print(f"{name:20} p50 {statistics.median(times):6.1f} ms   p95 {times[int(ROUNDS * 0.95)]:6.1f} ms")
    adds = timed(lambda: sum(range(1_000_000)))
    print(f"{'(a million adds)':20} p50 {statistics.median(adds):6.1f} ms")
    print(f"queries: {len(statements)}")


if __name__ == "__main__":
    main()
