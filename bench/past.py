"""What the past costs: writing with and without the triggers, and pages of then beside pages of now.

A plan of 2,000 nodes, of which 5,000 changes came after the day looked at; 20,000 figures that come in.
The physical limit of a page of then is that page of now: the ratio says what looking back costs.
Pages of now and then are asked in turn, and the least of twelve times counts.
Run it with: python bench/past.py; on PostgreSQL with STREEKWERK_DATABASE_URL set to a server where a database
may be made.
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
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests")]
os.environ["STREEKWERK_DATA"] = tempfile.mkdtemp(prefix="streekwerk-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "streekwerk.config.settings_test"

import django

django.setup()

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import get_runner, setup_test_environment
from django.urls import reverse
from django.utils import timezone

from people import Cast, make_cast
from plan_texts import large_reading, stored_plan
from streekwerk.audit.models import Past
from streekwerk.audit.past import end_of
from streekwerk.audit.triggers import drop_all, make_all
from streekwerk.indicators.models import Definition, Indicator, Measurement
from streekwerk.indicators.models.figures import subject_key
from streekwerk.plans.models import IndicatorSentence, Node, Plan

NODES, CHANGES, FIGURES, VIEWS = 2_000, 5_000, 20_000, 12
THEN = timezone.localdate() - timedelta(days=20)


def clock() -> float:
    """Seconds of the processor, with those of a PostgreSQL server here; with one elsewhere of the wall."""
    if connection.vendor == "sqlite":
        return time.process_time()
    connection.ensure_connection()
    try:
        ran = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    except OSError:
        return time.perf_counter()
    return time.process_time() + int(ran.split()[0]) / 1e9


def seconds(work: Callable[[], object]) -> float:
    """The middle of three times."""
    took = []
    for _ in range(3):
        begun = clock()
        with transaction.atomic():
            work()
            transaction.set_rollback(True)
        took.append(clock() - begun)
    return statistics.median(took)


def writing(cast: Cast, plan: Plan) -> None:
    """The same changes with the triggers and without."""
    nodes = list(Node.objects.filter(plan=plan).values_list("pk", flat=True))
    sentence = IndicatorSentence.objects.create(plan=plan, text="Aantal", position=9_000)
    indicator = Indicator.objects.create(plan=plan, sentence=sentence, confirmed_text="x", confirmed_by="Bo")
    definition = Definition.objects.create(indicator=indicator, measure="count", by_label="Bo")

    def many_nodes() -> None:
        Node.objects.bulk_create(
            [
                Node(plan=plan, level="action", title=f"Actie {at}", position=10_000 + at)
                for at in range(2_000)
            ]
        )

    def one_by_one() -> None:
        for pk in nodes[:200]:
            Node.objects.filter(pk=pk).update(title="anders")

    def all_at_once() -> None:
        Node.objects.filter(plan=plan).update(text="anders")

    def figures() -> None:
        Measurement.objects.bulk_create(
            [
                Measurement(indicator=indicator, definition=definition, channel=str(at),
                            subject=subject_key(None, None, str(at)),
                            period_start=date(2026, 1, 1), period_end=date(2026, 1, 31), value=at)
                for at in range(FIGURES)
            ],
            batch_size=1_000,
        )  # fmt: skip

    cases = {
        "2,000 nodes in bulk": many_nodes,
        "200 nodes edited one by one": one_by_one,
        "2,000 nodes edited at once": all_at_once,
        f"{FIGURES:,} figures in bulk": figures,
    }
    kept = {name: seconds(work) for name, work in cases.items()}
    drop_all()
    bare = {name: seconds(work) for name, work in cases.items()}
    make_all()
    print(f"{'writing':36}{'without':>10}{'with':>10}{'ratio':>8}")
    for name in cases:
        print(f"{name:36}{bare[name]:>9.2f}s{kept[name]:>9.2f}s{kept[name] / bare[name]:>8.2f}")


def change_a_lot(plan: Plan) -> None:
    """5,000 changes after the day that is looked at: texts, and positions of whole stretches."""
    Past.objects.update(at=end_of(THEN - timedelta(days=10)))
    chance, nodes = random.Random(7), list(Node.objects.filter(plan=plan))
    while Past.objects.filter(at__gte=end_of(THEN)).count() < CHANGES:
        with transaction.atomic():
            for node in chance.sample(nodes, 200):
                Node.objects.filter(pk=node.pk).update(
                    title=f"{node.title} ({chance.random():.4f})", text="anders"
                )
    plan.raise_revision()


def pages(cast: Cast, plan: Plan) -> None:
    client = Client()
    client.force_login(cast.bo.user)
    action = Node.objects.filter(plan=plan, level="action")[0]
    shown = {
        "tree": plan.get_absolute_url(),
        "table": reverse("plans:table", args=[plan.pk]),
        "timeline": reverse("plans:timeline", args=[plan.pk]),
        "one action": action.get_absolute_url(),
        "home": reverse("portal:home"),
    }
    print(f"\n{'page':36}{'now':>10}{'then':>10}{'ratio':>8}")
    for name, address in shown.items():
        took: dict[str, list[float]] = {"": [], THEN.isoformat(): []}
        for _ in range(VIEWS):
            for asked, times in took.items():  # in turn: what else the machine does weighs on both
                begun = clock()
                answer = client.get(address, {"gekend": asked} if asked else {})
                times.append(clock() - begun)
                assert answer.status_code == 200, (name, answer.status_code)
        now, then = (min(times) for times in took.values())
        print(f"{name:36}{now * 1e3:>8.0f}ms{then * 1e3:>8.0f}ms{then / now:>8.2f}")


def main() -> None:
    setup_test_environment()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    made = runner.setup_databases()
    try:
        cast = make_cast()
        plan = stored_plan(cast, reading=large_reading(NODES))
        print(f"on {connection.vendor}, a plan of {Node.objects.filter(plan=plan).count():,} nodes")
        writing(cast, plan)
        change_a_lot(plan)
        kept = Past.objects.filter(at__gte=end_of(THEN)).count()
        size = sum(len(str(old)) for old in Past.objects.values_list("old", flat=True) if old)
        print(f"\n{kept:,} changes kept after the day, {size / 1e6:.1f} MB of old columns")
        pages(cast, plan)
    finally:
        runner.teardown_databases(made)


if __name__ == "__main__":
    main()
