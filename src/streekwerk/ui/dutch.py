"""Dates, periods, numbers and plurals as a Dutch sentence writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
SEASONS = ("winter", "voorjaar", "zomer", "najaar")
THIN_SPACE = "\N{NO-BREAK SPACE}"
"""Between a number and its sign or unit, so that a line never breaks there."""


def day(value: date) -> str:
    """A day in words.

    >>> day(date(2023, 10, 26))
    '26 oktober 2023'
    """
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def vague_day(value: date, precision: str) -> str:
    """A date as exactly as it is known; precision is day, month, season or year.

    >>> vague_day(date(2025, 3, 1), "season"), vague_day(date(2025, 3, 1), "month")
    ('voorjaar 2025', 'maart 2025')
    >>> vague_day(date(2025, 1, 1), "year")
    '2025'
    """
    if precision == "year":
        return str(value.year)
    if precision == "season":
        return f"{SEASONS[value.month % 12 // 3]} {value.year}"
    if precision == "month":
        return f"{MONTHS[value.month - 1]} {value.year}"
    return day(value)


def period(start: date | None, end: date | None) -> str:
    """A period in words; whole years are written as years, an open end as "vanaf" or "tot en met".

    >>> period(date(2026, 1, 1), date(2031, 12, 31)), period(date(2026, 1, 1), date(2026, 12, 31))
    ('2026–2031', '2026')
    >>> period(date(2024, 9, 1), None)
    'vanaf 1 september 2024'
    >>> period(date(2024, 9, 1), date(2025, 6, 30))
    '1 september 2024 – 30 juni 2025'
    """
    if start and end:
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
        return day(start) if start == end else f"{day(start)} – {day(end)}"
    if start:
        return f"vanaf {day(start)}"
    return f"tot en met {day(end)}" if end else ""


def number(value: Decimal | float, decimals: int | None = None) -> str:
    """A number with a point per thousand and a decimal comma.

    Without `decimals` as many as the number has, at most six.

    >>> number(1550), number(47.9), number(Decimal("-12000.50"), 2)
    ('1.550', '47,9', '−12.000,50')
    """
    text = f"{value:,.6f}".rstrip("0").rstrip(".") if decimals is None else f"{value:,.{decimals}f}"
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    return text.translate(str.maketrans(",.-", ".,−"))


def percent(value: Decimal | float, decimals: int | None = None) -> str:
    """A percentage; the value is already per hundred.

    >>> percent(47.9).replace(THIN_SPACE, " ")
    '47,9 %'
    """
    return f"{number(value, decimals)}{THIN_SPACE}%"


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun.

    >>> counted(1, "actie", "acties"), counted(0, "actie", "acties"), counted(1200, "actie", "acties")
    ('1 actie', '0 acties', '1.200 acties')
    """
    return f"{number(count)} {one if count == 1 else many}"


def short(text: str, length: int = 70) -> str:
    """The first words of a text.

    >>> short("Een huis voor starters", 12)
    'Een huis…'
    """
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
