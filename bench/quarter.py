"""Server time and queries of “Mijn kwartaal”: 60 sheets of one person in a plan of 500 actions.

Every sheet has three years of reports by quarter, a milestone, an indicator by quarter and a deliverable.
The physical limit is the bare round trip: a view behind the same middleware that shows nothing of a network.
Run it with: python bench/quarter.py
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
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
from django.utils import timezone

from people import Cast, make_cast
from plan_texts import large_reading, stored_plan
from streekwerk.indicators.models import Definition, Deliverable, Indicator
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan, Progress
from streekwerk.stewardship.queries.quarter import expected_of
from streekwerk.stewardship.rules.quarter import quarter_of

SHEETS, ACTIONS, VIEWS = 60, 500, 20
TODAY = timezone.localdate()


def fill(plan: Plan, people: Cast) -> list[Node]:
    """The sheets of An, with everything a quarter looks at."""
    nodes = list(Node.objects.filter(plan=plan, level="action")[:SHEETS])
    Node.objects.filter(pk__in=[node.pk for node in nodes]).update(steward=people.an.user)
    days = [TODAY - timedelta(days=91 * back + 40) for back in range(12, -1, -1)]
    for day in days:
        rows = Progress.objects.bulk_create(
            Progress(
                plan=plan, node=node, status="running", valid_from=day, by_label="An",
                narrative="Wij kwamen samen en spraken af wie wat doet.", next_step="Verder doen.",
            )
            for node in nodes
        )  # fmt: skip
        moment = timezone.make_aware(datetime(day.year, day.month, day.day, 10))
        Progress.objects.filter(pk__in=[row.pk for row in rows]).update(recorded_at=moment)
    for at, node in enumerate(nodes):
        Milestone.objects.create(
            plan=plan, node=node, text=f"Stap {at}", date=TODAY + timedelta(days=at - 40), precision="day",
            words="dan", position=9_000 + at,
        )  # fmt: skip
        for measure, rhythm in (("count", "quarter"), ("deliverable", "once")):
            sentence = IndicatorSentence.objects.create(
                plan=plan, node=node, text=f"{measure} {at}", position=10_000 + at
            )
            indicator = Indicator.objects.create(
                plan=plan, sentence=sentence, confirmed_text=sentence.text, confirmed_by="Bo"
            )
            Definition.objects.create(
                indicator=indicator,
                measure=measure,
                instrument="register_count",
                rhythm=rhythm,
                by_label="Bo",
            )
            if measure == "deliverable":
                due = TODAY + timedelta(days=at - 30)
                Deliverable.objects.create(indicator=indicator, title=f"Nota {at}", due=due, by_label="Bo")
    return nodes


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
    people = make_cast()
    plan = stored_plan(people, reading=large_reading(ACTIONS + ACTIONS // 8))
    Plan.objects.filter(pk=plan.pk).update(period_start=date(TODAY.year - 3, 1, 1))
    nodes = fill(plan, people)
    an = Client()
    an.force_login(people.an.user)
    page, draft = reverse("stewardship:quarter"), reverse("stewardship:quarter-draft", args=[nodes[0].pk])
    sheet = reverse("stewardship:quarter-sheet", args=[nodes[0].pk])
    typed = iter(range(10**6))
    calls: dict[str, Callable[[], object]] = {
        "bare round trip": lambda: an.get(reverse("portal:privacy")),
        "60 sheets": lambda: an.get(page, {"toon": "alles"}),
        "what is to do": lambda: an.get(page),
        "one sheet opens": lambda: an.get(sheet, headers={"HX-Request": "true"}),
        "a draft is kept": lambda: an.post(draft, {"narrative": f"{next(typed)}", "base": last_mark()}),
        "file": lambda: an.get(reverse("stewardship:quarter-export"), {"toon": "alles"}),
        "expected_of, for the digest": lambda: expected_of(people.an.user, quarter_of(TODAY), TODAY),
    }
    print(f"{'call':30}{'p50 ms':>8}{'p95 ms':>8}{'processor':>11}{'queries':>9}{'kB':>7}")
    for name, do in calls.items():
        queries: list[str] = []

        def count(execute, sql, *rest, queries=queries):
            queries.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            answer = do()
        size = len(getattr(answer, "content", b"")) / 1000
        median, high, processor = measured(do)
        print(f"{name:30}{median:8.1f}{high:8.1f}{processor:11.1f}{len(queries):9}{size:7.0f}")


def last_mark() -> str:
    """The mark of the draft as it stands, as a window that keeps typing knows it."""
    from streekwerk.stewardship.commands.quarter import mark_of
    from streekwerk.stewardship.models import QuarterDraft

    return mark_of(QuarterDraft.objects.first())


if __name__ == "__main__":
    main()
