"""How an indicator can be measured: registered, asked, ticked off, timed, fetched or judged."""

from __future__ import annotations

import re
from typing import Literal

from streekwerk.indicators.rules.evidence import Clues, Measure
from streekwerk.indicators.rules.tokens import Token
from streekwerk.indicators.rules.words import measures, things, verbs

_ASKS = re.compile(
    r"\b(?:via|door|met) (?:een |de )?\w*(?:bevraging|enquête|survey|vragenlijst)|\((?:bevraging|enquête"
    r"|zelfevaluatie)\)|\bge(?:eft|ven) aan\b",
    re.I,
)

_SOURCE = re.compile(
    r"\b(?:bron(?:nen)?\s*[:=]|(?:volgens|op basis van) (?:de )?cijfers van)\s*(?P<who>[^;)]*)", re.I
)
"""A source that is named is somebody else's, unless it is called one's own."""
_OWN = re.compile(r"\b(?:eigen|interne?|onze?|\w*registratie|\w*register|aanwezigheidslijst(?:en)?)\b", re.I)
_RATE = re.compile(r"\bper 10{2,5}\b|\bper 1?00?[. ]000\b")
"""“per 1.000”, “per 100”: a rate on a population."""

Instrument = Literal[
    "register_count", "survey", "milestone", "lead_time", "external_data", "manual_assessment"
]


def instrument_for(clues: Clues, measure: Measure) -> Instrument:
    """The instrument that fits the measure and the words of the sentence."""
    if measure == "score":
        return "survey"
    if measure == "deliverable":
        return "milestone"
    if measure == "frequency":
        return "register_count"
    if measure == "rubric":
        return "survey" if _asked(clues) else "manual_assessment"
    if measure == "duration":
        return (
            "lead_time" if _between_facts(clues) else "external_data" if _outside(clues) else "register_count"
        )
    if measure in ("count", "share") and _asked(clues):
        return "survey"
    return "external_data" if _outside(clues) else "register_count"


def _asked(clues: Clues) -> bool:
    """Whether only the people themselves can tell; a survey that is named counts as well."""
    tokens = clues.sentence.tokens
    for place, token in enumerate(tokens):
        if not token.has(things.SURVEY):
            continue
        if token.low in ("vindt", "vinden") and _finds(tokens, place):
            continue
        return True
    return bool(_ASKS.search(clues.sentence.text))


def _finds(tokens: tuple[Token, ...], place: int) -> bool:
    """“de weg vindt”, “vindt plaats”: no opinion."""
    return any(
        t.low in ("weg", "plaats", "werk", "toegang", "doorgang", "elkaar")
        for t in tokens[max(0, place - 4) : place + 4]
    )


def _between_facts(clues: Clues) -> bool:
    tokens = clues.sentence.tokens
    if any(t.has(measures.SPENT) for t in tokens):
        return False
    if clues.time and clues.time.bound and not clues.sentence.head[:1]:
        return True
    if any(t.has(measures.LEAD_TIME) for t in clues.sentence.clause):
        return True
    between = {"tussen", "tot", "vooraleer", "binnen", "wachten"}
    return any(t.low in between for t in tokens)


def _outside(clues: Clues) -> bool:
    sentence = clues.sentence
    if source := _SOURCE.search(sentence.text):
        return not _OWN.search(source["who"])
    # The reach of a post is told by others; people who were reached stand in one's own register.
    reached = any(t.has(things.PEOPLE) for t in sentence.tokens)
    if any(t.has(things.OUTSIDE) and not (t.low == "bereik" and reached) for t in sentence.tokens):
        return True
    if any(t.has(things.ONLINE) for t in sentence.tokens) and any(
        t.has(things.AUDIENCE) for t in sentence.tokens
    ):
        return True
    if _RATE.search(sentence.text):
        return True
    if any(t.has(things.OUTSIDE_PEOPLE) for t in _after_per(sentence.tokens)):
        return True
    # What is said of them (“die …”, “gecreëerd”, “betrokken bij”) only who did it can register.
    said = len(sentence.clause) < len(sentence.tokens) or any(
        t.has(verbs.DONE, verbs.ONGOING) and not t.low.endswith("e") for t in sentence.clause
    )
    return not said and any(t.has(things.OUTSIDE_PEOPLE) for t in sentence.head[:4])


def _after_per(tokens: tuple[Token, ...]) -> list[Token]:
    """“per 1.000 inwoners”: a rate on the population."""
    return [
        token
        for place, token in enumerate(tokens)
        if any(each.low == "per" for each in tokens[max(0, place - 5) : place])
        and not any(
            each.has(verbs.STOP) and each.low not in ("per", ",", ":")
            for each in tokens[max(0, place - 3) : place]
        )
    ]
