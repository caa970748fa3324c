"""What a number in the sentence speaks for, and a rhythm."""

from __future__ import annotations

import re
from collections.abc import Iterator

from streekwerk.indicators.rules.amounts import Quantity
from streekwerk.indicators.rules.evidence import Clues, Vote
from streekwerk.indicators.rules.words import measures, things, verbs

_WITHIN = re.compile(r"\bbinnen (?:het|de|een) (?:half ?)?(?:uur|dag|week|maand)\b", re.I)


_NOUNS = (things.DOCUMENT, things.THING, things.DOING, things.EVENT, things.PEOPLE, things.CASES)
_THERE = re.compile(r"\b(?:is|zijn|wordt|worden|werd|werden|telt|tellen|heeft|hebben)\s+(?:er\s+)?$", re.I)


def _said(clues: Clues, quantity: Quantity) -> str:
    words = clues.sentence.text[quantity.start : quantity.end]
    return f"het getal “{words}” met “{quantity.bound}” ervoor" if quantity.bound else f"het getal “{words}”"


def percentages(clues: Clues) -> Iterator[Vote]:
    """A percentage is a share, unless something must rise or fall by it."""
    percent = clues.percent
    if percent and not clues.sentence.growth:
        amount = any(t.has(measures.AMOUNT) for t in clues.sentence.head)
        yield Vote("share", 7 if amount else 16, "%", f"een percentage: {_said(clues, percent)}")
    part = clues.out_of
    if part:
        follows = [t for t in clues.after(part, 1) if not t.has(verbs.STOP) and t.low not in ("of", "als")]
        people = bool(follows) and not any(t.has(measures.SCORE) for t in clues.sentence.head)
        # “Aantal gesprekken: 18 van de 27 leden” counts all the same.
        counts = bool(clues.sentence.head) and clues.sentence.head[0].has(measures.COUNT)
        weight = 8 if not people else 9 if counts else 16
        yield Vote("share" if people else "score", weight, "op", _said(clues, part))


def amounts(clues: Clues) -> Iterator[Vote]:
    """Money, weight and time have their unit beside the number."""
    if clues.amount:
        yield Vote("amount", 9, clues.amount.unit or "", f"{_said(clues, clues.amount)}, met een maat")
    if clues.time and not clues.percent and clues.time.unit != "years":
        yield Vote(
            "duration",
            7 if clues.time.bound else 3,
            clues.time.unit or "",
            f"een tijd: {_said(clues, clues.time)}",
        )


def within(clues: Clues) -> Iterator[Vote]:
    """“binnen het uur”: a time without a number."""
    if match := _WITHIN.search(clues.sentence.text):
        yield Vote("duration", 7, match[0], f"“{match[0].lower()}”")


def things_counted(clues: Clues) -> Iterator[Vote]:
    """“minstens twee buurtwinkels”: a number of things or people."""
    plain = clues.plain
    if not plain or clues.percent or (plain.bound == "" and clues.time):
        return
    if clues.rhythm and clues.rhythm.times is not None:
        if clues.counts_events:
            yield Vote("frequency", 8, clues.rhythm.words, f"{_said(clues, plain)}, “{clues.rhythm.words}”")
        elif any(t.has(things.PEOPLE, things.CASES) for t in clues.after(plain)):
            yield Vote("count", 14, "", f"{_said(clues, plain)} van wie of wat geteld wordt")
        elif clues.rhythm.per != "year":
            # So many things every week or month happen; so many a year may as well be there at its end.
            yield Vote("frequency", 10, clues.rhythm.words, f"{_said(clues, plain)}, “{clues.rhythm.words}”")
        else:
            yield Vote("count", 9 if plain.number > 1 else 5, "", _said(clues, plain))
        return
    if any(
        t.has(measures.SCORE, measures.DURATION, measures.SHARE, measures.AMOUNT) for t in clues.sentence.head
    ):
        return
    if not clues.after(plain, 1) and any(t.has(things.SURVEY) for t in clues.sentence.clause):
        yield Vote("score", 15, "", f"{_said(clues, plain)} als oordeel")
        return
    single = plain.number == 1 and not plain.bound
    # A bound is a target that only a count can carry; a number right after the head says how many of it.
    of_head = (
        clues.sentence.text[: plain.start].rstrip().endswith((" van", " aan")) and clues.sentence.head_at < 2
    )
    front = bool(clues.sentence.head) and plain.end <= clues.sentence.head[0].start
    there_are = bool(_THERE.search(clues.sentence.text[: plain.start]))
    promised = plain.number > 1 and (_is_object(clues, plain) or _is_where(clues, plain))
    weight = (
        3
        if single
        else 14
        if plain.bound or plain.relation == "to" or promised
        else 10
        if there_are
        else 8
        if front or of_head
        else 5
    )
    yield Vote("count", weight, "", _said(clues, plain))


def _is_object(clues: Clues, plain: Quantity) -> bool:
    """“We realiseren tien woonunits”: a finite verb stands before the number, several things after it."""
    before = [t for t in clues.sentence.tokens if t.end <= plain.start][-1:]
    if not before or not any(t.low.endswith(("en", "s")) for t in clues.after(plain)):
        return False
    verb = before[0]
    finite = verb.low.endswith(("t", "en")) and len(verb.low) > 3 and not verb.has(verbs.STOP, *_NOUNS)
    return finite or verb.has(verbs.WE)


def _is_where(clues: Clues, plain: Quantity) -> bool:
    """“opgericht in 4 gemeenten”: so many times it is done."""
    before = [t for t in clues.sentence.tokens if t.end <= plain.start]
    return (
        bool(before)
        and before[-1].low in ("in", "bij")
        and any(t.has(things.PEOPLE) for t in clues.after(plain, 2))
        and any(t.has(verbs.DONE) for t in before[-2:-1])
    )


def repetition(clues: Clues) -> Iterator[Vote]:
    """A rhythm with an event is a frequency; with a report it is a document that comes back."""
    rhythm, times = clues.rhythm, clues.times
    if times and not rhythm:
        yield Vote("count", 12 if times.bound else 7, "keer", _said(clues, times))
        yield Vote("frequency", 6, "keer", _said(clues, times))
    if not rhythm:
        return
    said = f"het ritme “{rhythm.words}”"
    if times and rhythm.per:
        yield Vote("frequency", 11, rhythm.words, f"{_said(clues, times)}, {said}")
        return
    tokens, head = clues.sentence.tokens, clues.sentence.head
    if rhythm.kind == "per" and not clues.plain and not _one(clues):
        yield Vote("frequency", 2, rhythm.words, said)
        return
    event = next((t for t in tokens if t.has(things.EVENT)), None)
    if clues.sentence.told and any(t.has(things.MINUTES) for t in head):
        yield Vote("frequency", 14, rhythm.words, f"{said}; het verslag is het bewijs")
        return
    document = next((t for t in head if t.has(things.DOCUMENT, things.REPORT)), None)
    if document and not any(t.has(things.EVENT) for t in head):
        yield Vote("deliverable", 4, document.low, f"“{document.low}” met {said}")
        yield Vote("frequency", 4, rhythm.words, said)
        return
    act = next((t for t in tokens if t.has(things.ACT)), None)
    found = event or act
    if found:
        yield Vote("frequency", 8, rhythm.words, f"{said} bij “{found.low}”")
    else:
        yield Vote("frequency", 7, rhythm.words, said)


def _one(clues: Clues) -> bool:
    """“Eén overleg per jaar” and “een overleg per jaar” both ask one."""
    lead = clues.sentence.lead
    return (
        bool(lead)
        and lead[0].low in ("een", "één")
        and not any(t.has(measures.COUNT) for t in clues.sentence.head)
    )
