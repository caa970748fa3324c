"""Server time and queries of the pages about money: 500 actions, six years, 3,000 lines.

Also what an edit of the plan costs with and without a budget (the findings look along), and a file of the
accounting package with 3,000 rows. The physical limit is the bare round trip, as in bench/meters.py.
Run it with: python bench/budget.py
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests")]
os.environ["STREEKWERK_DATA"] = tempfile.mkdtemp(prefix="streekwerk-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "streekwerk.config.settings_test"

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounting_files import file_of, row
from people import make_cast
from plan_texts import large_reading, rewrite, stored_plan
from streekwerk.budget.choices import Reported, Source
from streekwerk.budget.commands import importing
from streekwerk.budget.models import BudgetLine
from streekwerk.budget.queries.imports import preview_of
from streekwerk.plans.models import Node, Plan

NODES, YEARS, VIEWS = 560, range(2026, 2032), 20
SOURCES = ("regular", "regular", "project", "undecided")


def fill(plan: Plan) -> list[Node]:
    """A line for every action and year, of three sources, a third of them realised."""
    nodes = list(Node.objects.filter(plan=plan, level="action")[:500])
    BudgetLine.objects.bulk_create(
        BudgetLine(
            node=node,
            year=year,
            source=SOURCES[(at + year) % 4],
            project="Fonds" if SOURCES[(at + year) % 4] == "project" else "",
            planned=None if at % 17 == 0 else Decimal(at * 100 + year) / 100,
            realised=Decimal(at * 90 + year) / 100 if year < 2028 else None,
            policy_field=("0900", "0909", "0986")[at % 3],
        )
        for at, node in enumerate(nodes)
        for year in YEARS
    )
    return nodes


def measured(do: Callable[[], object], times: int = VIEWS) -> tuple[float, float, float]:
    """Median and worst wall time, and median processor time, in milliseconds."""
    walls, cpus = [], []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        do()
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    return statistics.median(walls), max(walls), statistics.median(cpus)


def main() -> None:
    call_command("migrate", verbosity=0)
    cast = make_cast()
    plan = stored_plan(cast, reading=large_reading(NODES))
    node = Node.objects.filter(plan=plan, level="action")[3]

    def edit() -> None:
        edit.count += 1  # type: ignore[attr-defined]
        rewrite(node, cast.bo.actor, title=f"Ontmoeting {edit.count}")  # type: ignore[attr-defined]

    edit.count = 0  # type: ignore[attr-defined]
    edit()
    without = measured(edit)
    nodes = fill(plan)
    edit()
    client = Client()
    client.force_login(cast.an.user)
    budget, lines = reverse("budget:plan", args=[plan.pk]), reverse("budget:lines", args=[plan.pk])
    pages = {
        "bare round trip": reverse("portal:privacy"),
        "budget of the plan": budget,
        "budget, one goal": f"{budget}?onder={Node.objects.filter(plan=plan, level='goal')[0].pk}",
        "budget, one year, one source": f"{budget}?jaar=2027&herkomst=project",
        "lines": lines,
        "lines, last page": f"{lines}?pagina=50",
        "lines as csv": reverse("budget:export", args=[plan.pk, "csv"]),
        "in the shape of accounting": reverse("budget:accounting", args=[plan.pk, "gepland"]),
        "sheet of an action": reverse("plans:node", args=[plan.pk, nodes[0].pk]),
    }
    print(f"{BudgetLine.objects.count()} lines\n")
    print(f"{'page':32}{'median ms':>10}{'worst':>8}{'cpu':>8}{'queries':>9}")
    for name, address in pages.items():

        def open_it(address: str = address) -> None:
            assert client.get(address).status_code == 200

        open_it()
        wall, worst, cpu = measured(open_it)
        with CaptureQueriesContext(connection) as asked:
            open_it()
        print(f"{name:32}{wall:10.1f}{worst:8.1f}{cpu:8.1f}{len(asked):9}")
    with_lines = measured(edit)
    print(f"\n{'an edit, plan without budget':32}{without[0]:10.1f}{without[1]:8.1f}{without[2]:8.1f}")
    print(
        f"{'an edit, plan with 3,000 lines':32}{with_lines[0]:10.1f}{with_lines[1]:8.1f}{with_lines[2]:8.1f}"
    )

    rows = [row(each.code, each.title, year=year, expense="123,45") for each in nodes for year in YEARS]
    began = time.perf_counter()
    upload = importing.upload_file(
        plan=plan,
        name="groot.csv",
        content=file_of(*rows),
        reported=Reported.REALISED,
        source=Source.REGULAR,
        by=cast.an.actor,
    )
    preview = preview_of(upload)
    looked = time.perf_counter()
    stored = importing.store(upload=upload, base=preview.base, by=cast.an.actor)
    ended = time.perf_counter()
    print(
        f"\n{len(rows)} rows: looked at in {looked - began:.2f} s, "
        f"{stored.total} stored in {ended - looked:.2f} s"
    )


if __name__ == "__main__":
    main()
