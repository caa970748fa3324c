"""Server time and queries of every page, for a plan of 2,000 nodes: p50 and p95 of 30 views each.

The physical limit it is held against is the bare round trip: a view behind the same middleware that shows
nothing of a network. Run it with: python bench/pages.py
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests")]
os.environ["STREEKWERK_DATA"] = tempfile.mkdtemp(prefix="streekwerk-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "streekwerk.config.settings_test"

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from people import make_cast
from plan_texts import large_reading, stored_plan
from streekwerk.plans.commands import NodeChange, change_node
from streekwerk.plans.findings import refresh_findings

VIEWS = 30


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
        "sheet": node.get_absolute_url(),
        "edit form": reverse("plans:edit", args=[plan.pk, node.pk]),
        "indicators, 100 rows": reverse("plans:indicators", args=[plan.pk]),
        "bijsluiter": reverse("plans:leaflet", args=[plan.pk]),
        "tray": reverse("plans:tray", args=[plan.pk]),
        "source": reverse("plans:source", args=[plan.pk]),
        "search": reverse("portal:search") + "?zoek=ontmoeting+buurt",
        "network": reverse("network:detail", args=["zonnedorp"]),
        "export xlsx": reverse("plans:export", args=[plan.pk, "tabel", "xlsx"]),
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

    actor = cast.bo.actor
    counter = iter(range(10_000))

    def edit() -> None:
        node.refresh_from_db()
        change = NodeChange(
            title=f"Wij organiseren ontmoeting {next(counter)}",
            start_words=node.start_words,
            end_words=node.end_words,
        )
        change_node(node=node, change=change, version=node.version, by=actor)

    print(f"\n{'after an edit':28}{'p50 ms':>8}{'p95 ms':>8}")
    for name, do in (
        ("edit and all its findings", edit),
        ("all findings again", lambda: refresh_findings(plan)),
    ):
        median, high = measured(do, times=10)
        print(f"{name:28}{median:8.1f}{high:8.1f}")


if __name__ == "__main__":
    main()
