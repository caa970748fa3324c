"""Names of periods as people and spreadsheets write them above a column."""

from __future__ import annotations

import re
from datetime import date

from streekwerk.indicators.rules.figures.entries import Refused, read_day
from streekwerk.indicators.rules.figures.periods import NoSuchPeriod, Period, Rhythm, period_of, read_period
from streekwerk.kernel.words import plain
from streekwerk.ui import dutch

_MONTH = {name[:3]: number for number, name in enumerate(dutch.MONTHS, 1)} | {"mrt": 3}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT = r"(?P<year>(?:19|20)?\d\d)"
_FORMS: tuple[tuple[str, str], ...] = (
    (rf"(?P<month>[a-z]{{3,9}})\.?[ \-/']*{_SHORT}", "month"),
    (rf"{_YEAR}[ \-/]*(?P<month>[a-z]{{3,9}})\.?", "month"),
    (rf"(?P<number>0?[1-9]|1[0-2])[/\-.]{_YEAR}", "month"),
    (rf"{_YEAR}[/\-.](?P<number>0?[1-9]|1[0-2])", "month"),
    (rf"[kq](?P<number>[1-4])[ \-/']*{_YEAR}", "quarter"),
    (rf"{_YEAR}[ \-/]*[kq](?P<number>[1-4])", "quarter"),
    (rf"(?P<number>[1-4])(?:ste|de|e)? kwartaal (?:van )?{_YEAR}", "quarter"),
    (rf"{_YEAR} (?P<number>[1-4])(?:ste|de|e)? kwartaal", "quarter"),
    (rf"(?P<number>[12])(?:ste|de|e)? (?:helft|halfjaar|semester) (?:van )?{_YEAR}", "half_year"),
    (rf"{_YEAR}[ \-/]*[hs](?P<number>[12])", "half_year"),
    (rf"(?:jaar )?{_YEAR}", "year"),
)
_READERS: tuple[tuple[re.Pattern[str], str], ...] = tuple((re.compile(form), kind) for form, kind in _FORMS)


def read_label(text: str, rhythm: Rhythm) -> Period | None:
    """The period that a column head names; None when it names none of this rhythm.

    A day, as a spreadsheet makes of “jan 2026”, stands for the period that begins on it.

    >>> [read_label(words, "month").key for words in ("Juli 2026", "jul/26", "01/07/2026", "2026 juli")]
    ['2026-07', '2026-07', '2026-07', '2026-07']
    >>> read_label("Q3 2026", "quarter").key, read_label("2026", "year").key, read_label("2026", "month")
    ('2026-K3', '2026', None)
    """
    said = " ".join(plain(text).split()).strip(" .:'")
    try:
        period = read_period(said.upper())
        if period.rhythm in (rhythm, "once"):
            return period if period.rhythm == rhythm else None
    except NoSuchPeriod:
        pass
    for reader, kind in _READERS:
        if kind == rhythm and (found := reader.fullmatch(said)) and (period_ := _period(found, rhythm)):
            return period_
    day = read_day(said)
    if isinstance(day, Refused):
        return None
    period = period_of(day, rhythm)
    return period if day == period.start or rhythm in ("day", "week") else None


def _period(found: re.Match[str], rhythm: Rhythm) -> Period | None:
    parts = found.groupdict()
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    number = int(parts["number"]) if parts.get("number") else 1
    if word := parts.get("month"):
        month = _MONTH.get(word[:3])
        if month is None or not (dutch.MONTHS[month - 1].startswith(word) or word == "mrt"):
            return None
        number = month
    size = {"quarter": 3, "half_year": 6}.get(rhythm, 1)
    return period_of(date(year, (number - 1) * size + 1, 1), rhythm)
