"""Dates that cannot be: days that do not exist, wrong weekdays, years and decisions out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from streekwerk.kernel.periods import find_dates
from streekwerk.reading.findings.outline import ACTING, Outline
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import day, quoted
from streekwerk.reading.models import merged

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
           "oktober", "november", "december")  # fmt: skip
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DMY = re.compile(r"(?<![\w./-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?![\w/-])")
_NAMED = re.compile(
    rf"(?<![\w.,/])(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)})"
    r"(?:\s+(?P<year>(?:19|20)\d\d))?(?!\d)",
    re.IGNORECASE,
)
_TWO_YEARS = re.compile(r"(?:19|20)\d\d\s*(?:[-–]|tot|t/m|naar|en)")
_YEARS = re.compile(
    r"(?<![\w./-])(?:(?P<from>van|tussen|periode|vanaf)\s+)?(?P<a>(?:19|20)\d\d)\s*"
    r"(?P<join>[-–]|tot(?: en met)?|t/m|naar|en)\s*(?P<b>(?:19|20)\d\d)(?![\w/.-]*\d)",
    re.IGNORECASE,
)


def _impossible(outline: Outline) -> Iterator[Found]:
    for passage in outline.focused_passages():
        for match in _DMY.finditer(passage.text):
            number, month, year = int(match[1]), int(match[3]), int(match[4])
            if not _exists(number, month, year):
                why = (
                    f"er is geen {month}e maand"
                    if not 1 <= month <= 12
                    else f"{_MONTHS[month - 1]} {year} heeft geen dag {number}"
                )
                yield Found(f"{quoted(match[0])}: {why}.", passage.node, (match[0],), passage.spans)
        for match in _NAMED.finditer(passage.text):
            month = _MONTHS.index(match["month"].lower()) + 1
            number, year = int(match["day"]), int(match["year"] or 2000)
            if _LONGEST[month - 1] < number <= 31 or (match["year"] and not _exists(number, month, year)):
                yield Found(
                    f"{quoted(match[0])}: {match['month'].lower()} {match['year'] or ''}".rstrip()
                    + f" heeft geen dag {number}.",
                    passage.node,
                    (match[0],),
                    passage.spans,
                )


def _exists(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _weekday(outline: Outline) -> Iterator[Found]:
    for passage in outline.focused_passages():
        for match in _NAMED.finditer(passage.text):
            before = passage.text[max(0, match.start() - 12) : match.start()].split()
            if not before or before[-1].lower() not in _DAYS or not match["year"]:
                continue
            month = _MONTHS.index(match["month"].lower()) + 1
            if not _exists(int(match["day"]), month, int(match["year"])):
                continue
            actual = _DAYS[date(int(match["year"]), month, int(match["day"])).weekday()]
            if actual != before[-1].lower():
                words = f"{before[-1]} {match[0]}"
                yield Found(
                    f"{quoted(words)}: die dag is een {actual}.",
                    passage.node, (words,), passage.spans,
                    {"weekday": actual},
                )  # fmt: skip


def _inverted(outline: Outline) -> Iterator[Found]:
    for passage in outline.focused_passages():
        if not _TWO_YEARS.search(passage.text):
            continue
        for match in _YEARS.finditer(passage.text):
            a, b, join = int(match["a"]), int(match["b"]), match["join"].lower()
            led = (match["from"] or "").lower()
            if a <= b or (join == "en" and led != "tussen") or (join == "naar" and led != "van"):
                continue
            yield Found(
                f"{quoted(match[0])}: {a} ligt na {b}.",
                passage.node, (match[0],), passage.spans,
                {"years": [a, b]},
            )  # fmt: skip


def _decision_order(outline: Outline) -> Iterator[Found]:
    """Decisions printed in order of time, except some; a table in another order is left alone."""
    rows = []
    for decision in outline.reading.decisions:
        try:
            first = date.fromisoformat(decision.date)
        except ValueError:
            continue
        if decision.precision == "day":
            rows.append((decision, first, first))
        else:
            read = find_dates(decision.words)
            start, end = (read[0].start, read[0].end) if read else (first.replace(day=1), first)
            rows.append((decision, start, max(start, end)))
    swaps = [(a, b) for a, b in pairwise(rows) if a[1] > b[2]]
    if not swaps or len(swaps) * 4 > len(rows) - 1:
        return
    for (a, a_start, _), (b, _, b_end) in swaps:
        a_words, b_words = a.words or day(a_start), b.words or day(b_end)
        yield Found(
            f"{quoted(a_words)} ({', '.join(a.bodies) or a.text}) staat vóór {quoted(b_words)} "
            f"({', '.join(b.bodies) or b.text}), maar {day(a_start)} is later dan {day(b_end)}.",
            None,
            (a_words, b_words),
            tuple(merged([*a.spans, *b.spans])),
            {"first": a.date, "second": b.date, "texts": [a.text, b.text]},
        )


_TITLE_PERIOD = re.compile(
    r"\b(?P<plan>(?:meerjaren|beleids|actie|jaar|werkings|zorg|ontwikkelings)?-?\s?(?:en\s+)?(?:\w*plan|roadmap))\s+"
    r"(?P<from>20\d\d)(?:\s*(?:[-–/]|tot|t/m)\s*(?P<to>20\d\d))?(?![\d-])",
    re.IGNORECASE,
)


def _title_period(outline: Outline) -> Iterator[Found]:
    if not outline.period:
        return
    own = outline.period[0].year, outline.period[1].year
    printed = f"{own[0]}-{own[1]}" if own[0] != own[1] else str(own[0])
    for node in outline.focus:
        if node.level in ACTING:
            continue
        for match in _TITLE_PERIOD.finditer(node.title):
            first, last = int(match["from"]), int(match["to"] or match["from"])
            # Another plan's period is that plan's own business; overlap means this plan is meant.
            if (first, last) != own and first <= own[1] and last >= own[0] and not re.search(
                r"\b(?:vlaams|federaal|provinciaal|vorig|voorgaand)", node.title, re.IGNORECASE
            ):  # fmt: skip
                yield Found(
                    f"De titel zegt {quoted(match[0].strip())}, het plan loopt {printed}.",
                    node,
                    (match[0].strip(),),
                    data={"title": [first, last], "period": list(own)},
                )


RULES = (
    Rule(
        "dates.impossible", "Planning", "Datum die niet bestaat",
        "Een datum die niet op de kalender staat, kan niemand halen.",
        "Verbeter de dag of de maand.",
        "error", _impossible,
    ),
    Rule(
        "dates.weekday", "Planning", "Weekdag klopt niet",
        "Dag en datum spreken elkaar tegen: een deel van de mensen komt op de verkeerde dag.",
        "Verbeter de weekdag of de datum.",
        "error", _weekday,
    ),
    Rule(
        "dates.inverted_years", "Planning", "Jaren in omgekeerde volgorde",
        "Een periode begint bij het vroegste jaar. Staan de jaren omgekeerd, dan is er een fout getypt.",
        "Wissel de jaren om of verbeter het foute jaar.",
        "error", _inverted,
    ),
    Rule(
        "dates.decision_order", "Planning", "Beslissingen niet in volgorde",
        "In een lijst op datum valt één regel uit de rij: vaak een tikfout in dag, maand of jaar.",
        "Kijk de datum na in het verslag en verbeter ze, of zet de regel op zijn plaats.",
        "warning", _decision_order, "plan",
    ),
    Rule(
        "dates.title_period", "Planning", "Titel noemt een andere planperiode",
        "Een titel met een ander jaartal laat twijfelen over welke jaren het plan gaat.",
        "Zet dezelfde periode in elke titel.",
        "warning", _title_period,
    ),
)  # fmt: skip
