"""A small region with all that makes adding up hard: zones that overlap, a place that moves inside a year, a
merger, new definitions, hidden figures, shares without a denominator."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

from streekwerk.analytics.facts import Addition, Fact, State
from streekwerk.analytics.places import Part

FIRST, LAST = date(2024, 1, 1), date(2025, 12, 1)
SCHEMES = {"zone", "police", "region"}
MERGED = date(2025, 1, 1)

PARTS = [
    *(Part(51, place, "zone") for place in (1, 2, 3)),
    Part(51, 4, "zone", None, date(2024, 5, 14)),
    Part(52, 4, "zone", date(2024, 5, 15)),
    *(Part(52, place, "zone") for place in (5, 6)),
    # 7 and 8 become 9 on the first of January.
    *(Part(53, place, "zone", None, date(2024, 12, 31)) for place in (7, 8)),
    Part(53, 9, "zone", MERGED),
    # Another scheme cuts across the zones, and says one thing twice.
    *(Part(61, place, "police") for place in (2, 3, 4, 5)),
    Part(61, 4, "police", date(2024, 3, 1)),
    # The region is made of both.
    *(Part(90, zone, "region") for zone in (51, 52, 53, 61)),
]
SUCCESSIONS = [(7, 9, MERGED), (8, 9, MERGED)]

ADDITIONS: dict[int, Addition] = {1: "sum", 2: "weighted", 3: "latest", 4: "none", 5: "sum"}
RHYTHMS = {1: 1, 2: 1, 3: 1, 4: 3, 5: 12}


def figures(seed: int, share: float = 0.7) -> list[Fact]:
    """Facts of five indicators in nine places over two years; at most one per party, place and period."""
    dice = random.Random(seed)
    found = []
    for indicator, addition in ADDITIONS.items():
        for month in range(0, 24, RHYTHMS[indicator]):
            start = date(2024 + month // 12, month % 12 + 1, 1)
            for place in range(1, 10):
                if (
                    dice.random() > share
                    or (place in (7, 8) and start >= MERGED)
                    or (place == 9 and start < MERGED)
                ):
                    continue
                for party in (100 + place, None) if dice.random() < 0.2 else (100 + place,):
                    found.append(_fact(dice, indicator, addition, start, place, party))
    found.append(Fact(1, 1, 10, "sum", 200, None, FIRST, 1, Decimal(5), None, None, "final"))
    return found


def _fact(
    dice: random.Random, indicator: int, addition: Addition, start: date, place: int, party: int | None
) -> Fact:
    definition = indicator * 10 + (indicator == 1 and start >= date(2024, 8, 1))
    state: State = dice.choice(["final"] * 7 + ["estimate", "suppressed", "not_applicable"])
    value = numerator = denominator = None
    if state in ("final", "estimate"):
        amount = Decimal(dice.randrange(0, 400_000)) / 100
        if addition == "weighted":
            numerator = amount
            denominator = Decimal(dice.randrange(0, 3)) if dice.random() < 0.8 else None
        else:
            value = amount
    months = RHYTHMS[indicator]
    return Fact(
        1, indicator, definition, addition, party, place, start, months, value, numerator, denominator, state
    )
