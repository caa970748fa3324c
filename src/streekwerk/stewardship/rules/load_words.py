"""The load of a function in a sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from streekwerk.stewardship.rules.workload import Load, Peak, over
from streekwerk.ui import dutch


def stretch(start: date, end: date) -> str:
    """When, as shortly as it can be said.

    >>> stretch(date(2024, 1, 1), date(2024, 12, 31)), stretch(date(2024, 1, 1), date(2025, 12, 31))
    ('in 2024', 'van 2024 tot en met 2025')
    >>> stretch(date(2024, 7, 1), date(2024, 12, 31)), stretch(date(2024, 1, 1), date(2024, 3, 31))
    ('in de tweede helft van 2024', 'in het eerste kwartaal van 2024')
    >>> stretch(date(2024, 7, 1), date(2025, 6, 30))
    'van juli 2024 tot en met juni 2025'
    """
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.month == 1 and end.month == 12:
        years = start.year == end.year
        return f"in {start.year}" if years else f"van {start.year} tot en met {end.year}"
    if months == 6 and start.month in (1, 7):
        return f"in de {'eerste' if start.month == 1 else 'tweede'} helft van {start.year}"
    if months == 3 and start.month % 3 == 1:
        nth = ("eerste", "tweede", "derde", "vierde")[start.month // 3]
        return f"in het {nth} kwartaal van {start.year}"
    first, last = (f"{dutch.MONTHS[day.month - 1]} {day.year}" for day in (start, end))
    return f"van {first} tot en met {last}"


def fte(value: Decimal, capacity: Decimal | None = None) -> str:
    """Full-time equivalents, against what there is.

    >>> fte(Decimal("1.80"), Decimal("1.5")), fte(Decimal("0.2"))
    ('1,8 van 1,5 VTE', '0,2 VTE')
    """
    said = dutch.number(value)
    return f"{said} VTE" if capacity is None else f"{said} van {dutch.number(capacity)} VTE"


def said_of(load: Load, capacity: Decimal | None) -> str:
    """What it carries: how many actions, the sum, and what nobody said in numbers.

    >>> from streekwerk.stewardship.rules.workload import Share, loads, steps_of
    >>> [half] = steps_of(date(2024, 1, 1), date(2024, 6, 30))
    >>> shares = [Share(1, Decimal("0.5")), Share(2, load="limited"), Share(3)]
    >>> said_of(loads(shares, [half])[0], Decimal("1.5"))
    '3 acties, 0,5 van 1,5 VTE, 1 beperkt, 1 niet gezegd'
    """
    parts = [dutch.counted(len(load.actions), "actie", "acties")]
    parts += [fte(load.fte, capacity)] if load.counted else []
    counts = ((load.limited, "beperkt"), (load.ample, "ruim"), (load.unknown, "niet gezegd"))
    return ", ".join(parts + [f"{count} {word}" for count, word in counts if count])


def peak_words(peak: Peak | None, capacity: Decimal | None) -> str:
    """The peak in a sentence.

    >>> peak_words(None, None)
    'Deze functie staat nog bij geen enkele actie.'
    """
    if peak is None:
        return "Deze functie staat nog bij geen enkele actie."
    said = f"De piek ligt {stretch(peak.start, peak.end)}: {said_of(peak.load, capacity)}."
    if over(peak.load, capacity) and capacity is not None:
        said += f" Dat is {dutch.number(peak.load.fte - capacity)} VTE meer dan er is."
    return said
