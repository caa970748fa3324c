"""Server time and queries of every page, for a plan of 2,000 nodes: p50 and p95 of 30 views; then an edit.

The physical limit it is held against is the bare round trip: a view behind the same middleware that shows
nothing of a network; an edit is held against the bare save of one node. Run it with: python bench/pages.py
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests")]
os.environ["STREEKWERK_DATA"] = tempfile.mkdtemp(prefix="streekwerk-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "streekwerk.config.settings_test"

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people import Cast, make_cast
from plan_texts import large_reading, rewrite, stored_plan
from streekwerk.plans import findings, live
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import Node, Plan, PlanFinding
from streekwerk.reading.findings import LiveFindings

VIEWS = 30
EDITS = 60


def crowded_plan(cast: Cast) -> Plan:
    """A plan with 900 open findings of three rules and 300 solved ones."""
    plan = stored_plan(cast, reading=large_reading(300))
    rules = [("text.cut_off", "error"), ("dates.weekday", "error"), ("text.open_bracket", "note")]
    now = timezone.now()
    PlanFinding.objects.bulk_create(
        PlanFinding(
            plan=plan,
            node=node,
            rule=rule,
            severity=severity,
            message="x",
            data={"what": f"“… samen met de {at}”: de tekst stopt na “de”."},
            spans=[[at, at + 2]],
            fingerprint=f"{rule} {at} {solved}",
            resolved_at=now - timedelta(hours=at) if solved else None,
        )
        for at, node in enumerate(plan.nodes.all(), 1)
        for solved, (rule, severity) in enumerate([*rules, rules[0]])
        for solved in [solved == 3]
    )
    return plan


def measured(do, times: int = VIEWS) -> tuple[float, float]:
    """Milliseconds of one call: median and 95th percentile, after two calls to warm up."""
    for _ in range(2):
        do()
    spent = []
    for _ in range(times):
        before = time.perf_counter()
        do()
        spent.append((time.perf_counter() - before) * 1000)
    return statistics.median(spent), statistics.quantiles(spent, n=20)[-1]


def main() -> None:
    call_command("migrate", verbosity=0)
    cast = make_cast()
    before = time.perf_counter()
    plan = stored_plan(cast, reading=large_reading())
    print(f"storing 2,000 nodes with their findings: {time.perf_counter() - before:.2f} s")
    crowded = crowded_plan(cast)
    client = Client()
    client.force_login(cast.bo.user)
    node = plan.nodes.filter(level="action")[500]
    pages = {
        "bare round trip": reverse("portal:privacy"),
        "home": reverse("portal:home"),
        "plans": reverse("plans:list"),
        "tree": reverse("plans:tree", args=[plan.pk]),
        "table, 100 rows": reverse("plans:table", args=[plan.pk]),
        "table, filtered and sorted": reverse("plans:table", args=[plan.pk])
        + "?zoek=buurt&volgorde=-indicatoren",
        "tree, chosen": reverse("plans:tree", args=[plan.pk]) + "?zoek=buurt&niveau=action",
        "table, by who and year": reverse("plans:table", args=[plan.pk]) + "?wie=sociaal&van=2027",
        "timeline": reverse("plans:timeline", args=[plan.pk]),
        "sheet": node.get_absolute_url(),
        "edit form": reverse("plans:edit", args=[plan.pk, node.pk]),
        "indicators, 100 rows": reverse("plans:indicators", args=[plan.pk]),
        "bijsluiter": reverse("plans:leaflet", args=[plan.pk]),
        "bijsluiter, 900 findings": reverse("plans:leaflet", args=[crowded.pk]),
        "bijsluiter, a rule of 300": reverse("plans:leaflet", args=[crowded.pk]) + "?regel=text.cut_off",
        "solved findings": reverse("plans:leaflet-solved", args=[crowded.pk]),
        "bijsluiter xlsx": reverse("plans:leaflet-export", args=[crowded.pk, "xlsx"]),
        "tray": reverse("plans:tray", args=[plan.pk]),
        "source": reverse("plans:source", args=[plan.pk]),
        "search": reverse("portal:search") + "?zoek=ontmoeting+buurt",
        "network": reverse("network:detail", args=["zonnedorp"]),
        "export xlsx": reverse("plans:export", args=[plan.pk, "tabel", "xlsx"]),
        "export docx": reverse("plans:export", args=[plan.pk, "tabel", "docx"]),
        "export json": reverse("plans:export", args=[plan.pk, "tabel", "json"]),
    }
    print(f"\n{'page':28}{'p50 ms':>8}{'p95 ms':>8}{'queries':>9}{'kB':>7}{'× bare':>8}")
    bare = 0.0
    for name, address in pages.items():
        queries: list[str] = []

        def count(execute, sql, *rest, queries=queries):
            queries.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            response = client.get(address)
        assert response.status_code == 200, (name, response.status_code)
        median, high = measured(lambda address=address: client.get(address))
        bare = bare or median
        size = len(response.content) / 1000
        print(f"{name:28}{median:8.1f}{high:8.1f}{len(queries):9}{size:7.0f}{median / bare:8.1f}")

    measure_edits(cast, plan, node)


PARTS = (
    ("the rules", LiveFindings, ("become", "by_mark")),
    ("reading what changed", findings, ("skeleton_of", "reading_after")),
    ("storing the findings", findings, ("_store",)),
    ("the words of the network", findings, ("find_tags",)),
)
"""Steps of an edit that are timed apart; all else is the change itself, its check and the log."""


def measure_edits(cast: Cast, plan: Plan, node: Node) -> None:
    """Prints what an edit costs, step by step, in wall time and in processor time, beside a bare save.

    Processor time tells the same story on a machine that is busy with other things.
    """
    spent: dict[str, list[float]] = defaultdict(list)
    with ExitStack() as timing:
        for name, place, functions in PARTS:
            for function in functions:
                if hasattr(place, function):
                    timing.enter_context(timed(place, function, spent[name]))
        counter = iter(range(10_000))

        def edit() -> None:
            rewrite(node, cast.bo.actor, title=f"Wij organiseren ontmoeting {next(counter)}")

        live._kept.clear()
        cold = measured_twice(edit, times=1)
        edit()
        for times in spent.values():
            times.clear()
        edits = measured_twice(edit, times=EDITS)
    wall, processor = edits

    def bare_save() -> None:
        with transaction.atomic():
            node.save()

    bare = measured_twice(bare_save, times=EDITS)
    whole = measured_twice(lambda: refresh_findings(plan), times=5)
    print(f"\n{'an edit of one of 2,000 nodes':32}{'p50 ms':>8}{'p95 ms':>8}{'processor p50':>15}{'p95':>8}")
    for name, times in (
        ("request to stored findings", edits),
        ("the first one of a process", cold),
        ("all findings again", whole),
        ("bare save of the node", bare),
    ):
        values = (p50(times[0]), p95(times[0]), p50(times[1]), p95(times[1]))
        print(f"{name:32}{values[0]:8.1f}{values[1]:8.1f}{values[2]:15.1f}{values[3]:8.1f}")
    print("of which, processor ms per edit:")
    parts = {name: sum(times) * 1000 / EDITS for name, times in spent.items()}
    parts["the change itself"] = sum(processor) / EDITS - sum(parts.values())
    for name, value in parts.items():
        print(f"  {name:30}{value:8.1f}")
    print(f"an edit is {p50(wall) / p50(bare[0]):.0f} × a bare save")


@contextmanager
def timed(place: Any, name: str, spent: list[float]) -> Iterator[None]:
    """Adds up the processor seconds of each call of this function."""
    function = getattr(place, name)

    def timing(*args: Any, **kwargs: Any) -> Any:
        before = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent.append(time.process_time() - before)

    setattr(place, name, timing)
    try:
        yield
    finally:
        setattr(place, name, function)


def measured_twice(do: Callable[[], object], times: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each call: on the clock, and of the processor."""
    wall, processor = [], []
    for _ in range(times):
        clock, cpu = time.perf_counter(), time.process_time()
        do()
        wall.append((time.perf_counter() - clock) * 1000)
        processor.append((time.process_time() - cpu) * 1000)
    return wall, processor


def p50(times: list[float]) -> float:
    return statistics.median(times)


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


if __name__ == "__main__":
    main()
