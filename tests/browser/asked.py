"""Indicators with figures of the members of a plan, and rounds in which they are asked for more."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from measured import make_indicator
from streekwerk.access.models import Actor
from streekwerk.indicators.commands.figures import enter_figures
from streekwerk.indicators.commands.rounds import Asking, open_round
from streekwerk.indicators.models import CollectionRound
from streekwerk.indicators.queries.entry import grid_of
from streekwerk.indicators.rules.entry.judging import Typed
from streekwerk.indicators.rules.figures.periods import period_of
from streekwerk.network.models import Party
from streekwerk.plans.models import Plan

TEXTS = ("12", "", "± 14", "n.v.t.", "0", "1550", "×")


def ask_for_figures(plan: Plan, *, by: Actor) -> dict[str, int]:
    """Grids with and without figures, and rounds that run, wait and are closed; keys of what pages ask for."""
    today = date.today()
    counts = make_indicator(
        plan,
        "Aantal gezinnen in de noodwoning",
        plausibility={"minimum": "0", "whole": True, "maximum": "2000"},
    )
    shares = make_indicator(
        plan,
        "Aandeel gezinnen dat doorstroomt",
        measure="share",
        addition="weighted",
        rhythm="year",
        unit="%",
    )
    parts = make_indicator(plan, "Aantal volgers per kanaal", dimension="channel", channels=[])
    grid = grid_of(counts, by, today=today)
    typed = [
        Typed(row.key, period.key, TEXTS[(at + month) % len(TEXTS)], comment="nageteld" if not at else None)
        for at, row in enumerate(grid.rows)
        for month, period in enumerate(grid.periods)
        if TEXTS[(at + month) % len(TEXTS)]
    ]
    enter_figures(indicator=counts, typed=typed, by=by)
    year = period_of(date(today.year - 1, 1, 1), "year")
    asking = Asking(
        "Cijfers van vorig jaar", year, today + timedelta(days=10), [shares.pk], "Zoals elk jaar."
    )
    running = open_round(plan=plan, asking=asking, by=by, on=today)
    first, second, *_ = running.requests.exclude(party__code="gemeente-merksplas")
    running.requests.filter(pk=first.pk).update(answered_at=timezone.now())
    running.requests.filter(pk=second.pk).update(declined_reason="Er is geen register.")
    closed = open_round(plan=plan, asking=asking, by=by, on=today)
    CollectionRound.objects.filter(pk=closed.pk).update(closed_at=timezone.now(), title="Van twee jaar terug")
    party = Party.objects.get(code="gemeente-merksplas")
    return {
        "counts": counts.pk,
        "shares": shares.pk,
        "parts": parts.pk,
        "round": running.pk,
        "closed_round": closed.pk,
        "request": running.requests.get(party=party).pk,
        "closed_request": closed.requests.get(party=party).pk,
        "row": party.pk,
    }
