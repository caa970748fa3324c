"""The roll-up said again in plain Python, one fact at a time: what the engines must agree with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from streekwerk.analytics.facts import Fact
from streekwerk.analytics.places import Part
from streekwerk.analytics.questions import Total


def lies_in(part: Part, day: date) -> bool:
    return (part.valid_from is None or part.valid_from <= day) and (
        part.valid_to is None or part.valid_to >= day
    )


def month_after(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def totals(
    facts: Iterable[Fact],
    parts: Iterable[Part],
    *,
    first: date,
    last: date,
    months: int,
    schemes: set[str],
    on: date | None = None,
    heirs: Mapping[int, int] | None = None,
    kept: Callable[[int, int, date], bool] = lambda whole, place, day: True,
) -> list[Total]:
    """The rows of `questions.by_whole`, of flattened parts; `on`: restated to that day; `kept`: only these places of these wholes."""
    flat = [part for part in parts if part.scheme in schemes]
    found = []
    shown = first
    while shown <= last:
        until = month_after(shown, months)
        days = [month_after(shown, n) for n in range(months)]

        def wholes(place: int, day: date) -> set[int]:
            met = on or day
            return {
                p.whole_id
                for p in flat
                if p.part_id == place and lies_in(p, met) and kept(p.whole_id, place, day)
            }

        sizes: dict[int, set[int]] = defaultdict(set)
        for part in flat:
            for day in days:
                for whole in wholes(part.part_id, day):
                    sizes[whole].add(part.part_id)
        groups: dict[tuple[int, int, int], list[Any]] = defaultdict(list)
        inside = [
            f for f in facts if shown <= f.period_start and month_after(f.period_start, f.months) <= until
        ]
        for fact in inside:
            if fact.place_id is None:
                continue
            place = (heirs or {}).get(fact.place_id, fact.place_id)
            day = days[-1] if fact.addition == "latest" else fact.period_start
            for whole in wholes(place, day):
                groups[whole, fact.indicator_id, fact.definition_id].append((place, fact))
        for (whole, indicator, definition), members in groups.items():
            found.append(_total(whole, indicator, definition, shown, members, len(sizes[whole])))
        shown = until
    return found


def _total(
    whole: int, indicator: int, definition: int, shown: date, members: list[tuple[int, Fact]], places: int
) -> Total:
    known = [(place, fact) for place, fact in members if _known(fact)]
    latest: dict[tuple[int, int | None], date] = {}
    for place, fact in known:
        key = place, fact.party_id
        latest[key] = max(latest.get(key, fact.period_start), fact.period_start)
    total = denominator = None
    for place, fact in known:
        if fact.addition == "none":
            continue
        if fact.addition == "latest" and latest[place, fact.party_id] != fact.period_start:
            continue
        amount = fact.numerator if fact.addition == "weighted" else fact.value
        total = (total or Decimal(0)) + amount
        if fact.addition == "weighted":
            denominator = (denominator or Decimal(0)) + fact.denominator
    if total is None:
        value = None
    elif denominator is None:
        value = float(total)
    else:
        value = float(total) / float(denominator) if denominator else None
    with_figure = len({place for place, _ in known})
    return Total(whole, indicator, definition, shown, total, denominator, value, with_figure, places)


def _known(fact: Fact) -> bool:
    if fact.state not in ("final", "estimate"):
        return False
    if fact.addition == "weighted":
        return fact.numerator is not None and fact.denominator is not None
    return fact.value is not None
