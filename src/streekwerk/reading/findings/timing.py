"""Dates against the period of the action and of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from streekwerk.kernel.periods import FoundDate
from streekwerk.reading.findings.outline import (
    ACTING,
    DATED_FIELD,
    Interval,
    Outline,
    Passage,
    dates_in,
    interval,
)
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import day, listed, quoted
from streekwerk.reading.models import Node, Span, merged


@dataclass(frozen=True, slots=True)
class _Moment:
    """Something a node plans on a date: a milestone, or a deadline in its own text."""

    words: str
    when: Interval
    spans: tuple[Span, ...]
    milestone: bool


_PROMISE_FIELD = re.compile(
    r"\bwat\b|smart|doel(?!groep)|resultaat|aanpak|mijlpa|stap|indicator|omschrijving", re.IGNORECASE
)
_RUNS_UNTIL = re.compile(r"\bloopt\s+(?:\w+\s+)?(?:tot|af)(?:\s+(?:en met|in|op))?\s*$", re.IGNORECASE)
# A budget year, another plan's period or a look back is no date on which the action does something.
_NOT_PLANNED = re.compile(
    r"(?:begroting\w*|budget\w*|jaarrekening|jaarplan|jaarverslag|meerjarenplan\w*|beleidsplan\w*|actieplan\w*"
    r"|cfr\.?|cf\.|sinds|voorzien in|zoals in|decreet van|versie|middelen|bestuursperiode|legislatuur"
    r"|voor de periode|cijfers?|telling|bevraging)\W*(?:van|uit|in|voor)?\W*$",
    re.IGNORECASE,
)


def _start(node: Node) -> Interval | None:
    return interval(node.start) if node.start else None


def _end(node: Node) -> Interval | None:
    return interval(node.end) if node.end else None


def _moments(outline: Outline, node: Node) -> Iterator[_Moment]:
    seen = set()
    for milestone in outline.milestones(node):
        when = interval(milestone.when)
        words = milestone.when.words
        lead = milestone.text.partition(words)[0] if words else ""
        if when and not _NOT_PLANNED.search(lead):
            seen.add(when)
            yield _Moment(milestone.text or words, when, tuple(milestone.spans), milestone=True)
    for passage in outline.passages(node):
        own = _promises_in(passage)
        for found in dates_in(passage.text):
            lead = passage.text[: found.span[0]]
            if found.role != "by" or (found.start, found.end) in seen or _NOT_PLANNED.search(lead):
                continue
            if own or (passage.kind == "field" and _RUNS_UNTIL.search(lead)):
                yield _Moment(
                    _around(passage, found), (found.start, found.end), passage.spans, milestone=False
                )


def _promises_in(passage: Passage) -> bool:
    """Where a deadline is the sheet's own: not in its background, its means or its period."""
    if passage.kind in ("indicator", "title"):
        return True
    label = passage.label or ""
    return bool(_PROMISE_FIELD.search(label)) and not DATED_FIELD.search(label)


def _around(passage: Passage, found: FoundDate) -> str:
    """The date with the few words before and after it, enough to recognise the sentence."""
    first, last = found.span
    before = passage.text[:first].split()[-6:]
    after = passage.text[last:].split()[:6]
    return " ".join([*before, found.words, *after])


def _after_action(outline: Outline) -> Iterator[Found]:
    for node in outline.focus:
        end = _end(node)
        if not end:
            continue
        late = [m for m in _moments(outline, node) if m.when[0] > end[1]]
        yield from _outside(node, late, f"na het einde van de actie op {day(end[1])}", after=True)


def _before_action(outline: Outline) -> Iterator[Found]:
    for node in outline.focus:
        start = _start(node)
        if not start:
            continue
        early = [m for m in _moments(outline, node) if m.milestone and m.when[1] < start[0]]
        yield from _outside(node, early, f"vóór het begin van de actie op {day(start[0])}", after=False)


def _outside(node: Node, moments: list[_Moment], against: str, *, after: bool) -> Iterator[Found]:
    if not moments:
        return
    parts = [
        f"{quoted(m.words)} valt ten {'vroegste' if after else 'laatste'} op {day(m.when[0 if after else 1])}"
        for m in moments
    ]
    yield Found(
        f"{listed(parts, most=6)}, {against}.",
        node,
        tuple(m.words for m in moments),
        tuple(merged([span for m in moments if m.milestone or m.spans for span in m.spans])),
        {"dates": [[m.when[0].isoformat(), m.when[1].isoformat()] for m in moments]},
    )


def _outside_plan(outline: Outline) -> Iterator[Found]:
    if not outline.period:
        return
    first, last = outline.period
    plan = f"de planperiode {day(first)} – {day(last)}"
    for node in outline.focus:
        if node.level not in ACTING:
            continue
        start, end = _start(node), _end(node)
        words: list[str] = []
        parts: list[str] = []
        if start and start[1] < first:
            words.append(node.start.words if node.start else "")
            parts.append(f"het begin ({quoted(words[-1] or day(start[0]))}) ligt vóór {plan}")
        if start and start[0] > last:
            words.append(node.start.words if node.start else "")
            parts.append(f"het begin ({quoted(words[-1] or day(start[0]))}) ligt na {plan}")
        if end and end[0] > last:
            words.append(node.end.words if node.end else "")
            parts.append(f"het einde ({quoted(words[-1] or day(end[1]))}) ligt na {plan}")
        if end and end[1] < first:
            words.append(node.end.words if node.end else "")
            parts.append(f"het einde ({quoted(words[-1] or day(end[1]))}) ligt vóór {plan}")
        if parts:
            what = listed(parts)
            yield Found(
                what[0].upper() + what[1:] + ".",
                node,
                tuple(words),
                data={"period": [first.isoformat(), last.isoformat()]},
            )


def _start_after_end(outline: Outline) -> Iterator[Found]:
    for node in outline.focus:
        start, end = _start(node), _end(node)
        if start and end and start[0] > end[1] and node.start and node.end:
            a, b = node.start.words or day(start[0]), node.end.words or day(end[1])
            yield Found(
                f"{quoted(a)} begint op {day(start[0])}, maar {quoted(b)} eindigt op {day(end[1])}.",
                node,
                (a, b),
                data={"start": start[0].isoformat(), "end": end[1].isoformat()},
            )


def _target_after_plan(outline: Outline) -> Iterator[Found]:
    """A horizon later than the plan, in a node that has no end of its own to hold it against."""
    if not outline.period:
        return
    last = outline.period[1]
    for node in outline.focus:
        if node.level == "statement" or _end(node):
            continue
        for moment in _moments(outline, node):
            if moment.when[0] > last:
                yield Found(
                    f"{quoted(moment.words)} ligt na het einde van het plan op {day(last)}.",
                    node,
                    (moment.words,),
                    moment.spans,
                    {"date": moment.when[0].isoformat(), "period_end": last.isoformat()},
                )


def _budget_year(outline: Outline) -> Iterator[Found]:
    for node in outline.focus:
        start, end = _start(node), _end(node)
        if not start and not end:
            continue
        for label, text in node.fields.items():
            for match in _PROVIDED.finditer(text):
                years = [int(y) for y in re.findall(r"(?:19|20)\d\d", match[0])]
                if (start and max(years) < start[0].year) or (end and min(years) > end[1].year):
                    runs = " – ".join(
                        str(y) for y in (start[0].year if start else "…", end[1].year if end else "…")
                    )
                    yield Found(
                        f"Veld {quoted(label)} zegt {quoted(match[0])}, maar de actie loopt {runs}.",
                        node,
                        (match[0],),
                        data={"label": label, "years": years},
                    )


_PROVIDED = re.compile(
    r"te voorzien in (?:19|20)\d\d(?:\s*(?:[-–/,]|en|t/m|tot)\s*(?:19|20)\d\d)*", re.IGNORECASE
)


def _yearly_in_one_year(outline: Outline) -> Iterator[Found]:
    for node in outline.focus:
        start, end = _start(node), _end(node)
        if not start or not end or (end[1] - start[0]).days > 366 or start[0] > end[1]:
            continue
        for passage in outline.passages(node):
            match = _YEARLY.search(passage.text)
            if match:
                yield Found(
                    f"{quoted(_words_around(passage.text, match))} herhaalt zich elk jaar, maar de actie "
                    f"loopt van {day(start[0])} tot {day(end[1])}, niet langer dan één jaar.",
                    node,
                    (match[0],),
                    passage.spans,
                    {"start": start[0].isoformat(), "end": end[1].isoformat()},
                )
                break


_YEARLY = re.compile(
    r"\b(?:jaarlijks\w*\s+(?:\w+\s+)?(?:herhalen|herhaald|terugkerend|organiseren)|elk jaar|ieder jaar"
    r"|tweejaarlijks\w*|om de (?:twee|2|drie|3) jaar)\b",
    re.IGNORECASE,
)


def _words_around(text: str, match: re.Match[str]) -> str:
    before, after = text[: match.start()].split()[-3:], text[match.end() :].split()[:4]
    return " ".join([*before, match[0], *after])


RULES = (
    Rule(
        "dates.milestone_after_action", "Planning", "Mijlpaal na het einde van de actie",
        "Een stap die na de einddatum van haar actie valt, is bij de eindrapportering nog niet gezet.",
        "Vervroeg de mijlpaal of verleng de actie.",
        "error", _after_action,
    ),
    Rule(
        "dates.milestone_before_action", "Planning", "Mijlpaal vóór het begin van de actie",
        "Wat vóór de startdatum gebeurt, valt buiten de actie: de opvolging begint dan te laat.",
        "Vervroeg het begin van de actie, of noem de stap een voorbereiding.",
        "note", _before_action,
    ),
    Rule(
        "dates.action_outside_plan", "Planning", "Actie buiten de planperiode",
        "Wie over de planperiode rapporteert, mist wat erbuiten valt; ook de middelen ontbreken er.",
        "Pas de datum aan, of zeg dat de actie vroeger begon of later doorloopt.",
        "warning", _outside_plan,
    ),
    Rule(
        "dates.start_after_end", "Planning", "Begin na het einde",
        "Een actie kan niet eindigen voor ze begint. Een van beide data is fout.",
        "Verbeter de begin- of de einddatum.",
        "error", _start_after_end,
    ),
    Rule(
        "dates.target_after_plan", "Planning", "Streefdatum na het plan",
        "Een doel dat pas na het plan gehaald moet zijn, kan binnen het plan niet beoordeeld worden.",
        "Zet een tussendoel binnen de planperiode of pas de datum aan.",
        "warning", _target_after_plan,
    ),
    Rule(
        "dates.budget_year", "Tegenspraak", "Middelen voorzien buiten de looptijd",
        "Middelen in een jaar waarin de actie niet loopt, komen te vroeg of te laat.",
        "Leg het jaar van de middelen en de timing van de actie naast elkaar en pas er een aan.",
        "warning", _budget_year,
    ),
    Rule(
        "dates.yearly_in_one_year", "Tegenspraak", "Jaarlijks, in een actie van één jaar",
        "Wat elk jaar terugkomt, kan niet in een actie die hoogstens een jaar duurt.",
        "Verleng de actie of schrap de herhaling.",
        "warning", _yearly_in_one_year,
    ),
)  # fmt: skip
