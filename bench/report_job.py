"""The real way of a report: a plan with figures in a database, asked by a coordinator, made by the job."""

from __future__ import annotations

import resource
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.management import call_command
from pypdf import PdfReader

from people import TODAY, make_cast
from plan_texts import large_reading, stored_plan
from streekwerk.indicators.models import Definition, Indicator, Measurement
from streekwerk.indicators.rules.figures.periods import periods_between
from streekwerk.network.models import Membership, Party, Place
from streekwerk.plans.models import IndicatorSentence, Plan, Progress
from streekwerk.reports.commands import making
from streekwerk.reports.commands.definitions import kept_definition
from streekwerk.reports.commands.reports import ask_report
from streekwerk.reports.models import Report
from streekwerk.reports.rules.periods import read_period

METERS = 60
QUARTERS = periods_between(date(2024, 1, 1), date(2026, 9, 30), "quarter")


def made_by_the_job(nodes: int, timed: Callable[[Callable[[], bytes]], dict[str, Any]]) -> dict[str, Any]:
    """Seconds of the whole job and of its steps: of a worker that made a report before, as a worker has."""
    call_command("migrate", verbosity=0)
    cast = make_cast()
    plan = stored_plan(cast, reading=large_reading(nodes))
    _figures(cast, plan)
    fien = cast["fien"]
    Progress.objects.bulk_create(
        Progress(
            plan=plan,
            node=node,
            status="running",
            valid_from=date(2026, 8, 1),
            narrative="Er kwam een huis bij.",
            by_label="An",
        )
        for node in plan.nodes.filter(level="action")[: nodes // 3]
    )
    definition = kept_definition(plan=plan, code="kwartaal", by=fien.actor)
    steps: dict[str, float] = {}
    for name in ("prepare", "seal_report", "make_file"):
        setattr(making, name, _clocked(getattr(making, name), steps, name))

    def job(code: str = "2026-K3") -> bytes:
        # The settings of the tests run a task on the spot.
        period = read_period(code)
        asked = ask_report(
            definition=definition, period=period, by=fien.actor, user=fien.user, today=TODAY, look_first=False
        )
        made = Report.objects.get(pk=asked.pk)
        assert made.status == "frozen", made.message
        return bytes(made.files.get(kind="pdf").file.read())

    first = timed(lambda: job("2026-K2"))
    found = timed(job) | {"first": first["core"]}
    made = Report.objects.latest("pk")
    pages = len(PdfReader(made.files.get(kind="pdf").file).pages)
    return found | {"steps": steps, "pages": pages, "actions": plan.nodes.filter(level="action").count()}


def _clocked(do: Callable[..., Any], steps: dict[str, float], name: str) -> Callable[..., Any]:
    def clocked(*given: Any, **named: Any) -> Any:
        label = f"{name} {given[1]}" if name == "make_file" else name
        before = core_seconds()
        try:
            return do(*given, **named)
        finally:
            steps[label] = core_seconds() - before

    return clocked


def core_seconds() -> float:
    """What this process and the helpers it has ended used of the processor."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def _figures(cast: Any, plan: Plan) -> None:
    """Some indicators with a figure of every quarter."""
    place = Place.objects.create(code="g-bench", name="Beek", kind="municipality")
    party = Party.objects.create(code="p-bench", name="Beek", kind="municipality", place=place)
    Membership.objects.create(network=cast.zonnedorp, party=party, role="member", valid_from=date(2020, 1, 1))
    for at, sentence in enumerate(IndicatorSentence.objects.filter(plan=plan)[:METERS]):
        indicator = Indicator.objects.create(
            plan=plan, sentence=sentence, confirmed_text=sentence.text, confirmed_by="Bo"
        )
        definition = Definition.objects.create(
            indicator=indicator,
            measure="count",
            instrument="register_count",
            rhythm="quarter",
            dimension="party",
            unit="deelnemers",
            by_label="Bo",
        )
        Measurement.objects.bulk_create(
            Measurement(
                indicator=indicator,
                definition=definition,
                party=party,
                subject=f"{party.pk}//",
                period_start=each.start,
                period_end=each.end,
                value=Decimal(20 + at + number * 3),
                by_label="An",
            )
            for number, each in enumerate(QUARTERS)
        )
