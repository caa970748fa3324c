"""What is counted, of which whole, per what: the parts of a recipe that stand in the sentence itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from streekwerk.indicators.rules.evidence import Clues, Measure
from streekwerk.indicators.rules.horizon import BY_THEN
from streekwerk.indicators.rules.shares import whole_and_part
from streekwerk.indicators.rules.tokens import Token
from streekwerk.indicators.rules.words import measures, things, verbs

_EDGE = " .,;:–-"
_VALIDATED = re.compile(
    r"\b(?:goedgekeurd|gevalideerd|bekrachtigd|ondertekend|vastgesteld"
    r"|aanvaard)\s+(?:\w+\s+)?door\s+(?P<who>[^.;()]+)",
    re.I,
)
_SPLIT = re.compile(
    r"\b(?:opgesplitst|uitgesplitst|opgedeeld|verdeeld|onderverdeeld)\s+(?:per|naar|volgens)\s+(?P<by>[^.;:()]+)",
    re.I,
)
_BEFORE_COUNTED = frozenset(["van", "de", "het", "aan", "of", "aantal", "voor", "over"])
_AFTER_COUNTED = frozenset(
    ["per", "bij", "is", "in", "wordt", "tegen", "met", "vanaf", "sinds", "eind", "niet", "minstens",
     "minimaal", "maximaal", "hoogstens", "tijdens"]
)  # fmt: skip
_TIME_WORDS = frozenset(
    ["dag", "week", "weken", "maand", "kwartaal", "trimester", "semester", "jaar", "werkjaar", "schooljaar",
     "kalenderjaar", "halfjaar"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecipeParts:
    """Parts of a recipe, each in the sentence's own words; None where the sentence says none."""

    counted: str | None
    numerator: str | None
    denominator: str | None
    per_what: str | None
    evidence: str | None
    validated_by: str | None


def recipe_of(clues: Clues, measure: Measure) -> RecipeParts:
    """What is counted and of what, as the sentence says it."""
    counted = _counted(clues)
    numerator = denominator = None
    if measure == "share":
        denominator, numerator = whole_and_part(clues)
        counted = denominator or counted
    validated = _VALIDATED.search(clues.sentence.text)
    return RecipeParts(
        counted=counted,
        numerator=numerator,
        denominator=denominator,
        per_what=_per(clues),
        evidence=_evidence(clues, measure),
        validated_by=BY_THEN.sub("", validated["who"].rstrip()).strip(_EDGE) if validated else None,
    )


def _printed(clues: Clues, tokens: tuple[Token, ...]) -> str | None:
    if not tokens:
        return None
    return " ".join(clues.sentence.text[tokens[0].start : tokens[-1].end].split()).strip(_EDGE) or None


def _counted(clues: Clues) -> str | None:
    """The words after “aantal” up to “dat”, “per” or a bracket; without “aantal” the head itself."""
    sentence = clues.sentence
    tokens, at = sentence.tokens, sentence.head_at
    if sentence.head and sentence.head[0].has(
        measures.COUNT, measures.SHARE, measures.DEGREE, measures.SCORE, measures.DURATION
    ):
        begin = at + 1
        while begin < len(tokens) and tokens[begin].low in _BEFORE_COUNTED:
            begin += 1
        numbered = begin < len(tokens) and tokens[begin].low[0].isdigit()
        if numbered and sentence.head[0].has(measures.COUNT):
            begin += 1
        elif numbered:
            # “wachttijd van 12 naar 8 weken”: the number is what it must become.
            begin = len(tokens)
        stop = begin
        while stop < len(tokens) and not _ends_counted(tokens[stop]):
            stop += 1
        return _printed(clues, _things(tokens[begin:stop])) or _printed(clues, _things(sentence.head))
    return _printed(clues, _things(sentence.head))


def _things(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """“gezinnen bereikt”: what is done to them is no part of their name."""
    while len(tokens) > 1 and tokens[-1].has(verbs.DONE, verbs.ONGOING):
        tokens = tokens[:-1]
    return tokens


def _ends_counted(token: Token) -> bool:
    return token.has(verbs.RELATIVE) or token.low in _AFTER_COUNTED or token.low[0] in ",;:≥≤<>="


def _per(clues: Clues) -> str | None:
    """“per buurthuis”, “per gemeente”: not a stretch of time."""
    tokens = clues.sentence.tokens
    for place, token in enumerate(tokens[:-1]):
        if token.low == "per" and tokens[place + 1].low not in _TIME_WORDS and tokens[place + 1].is_word:
            stop = place + 1
            while stop < len(tokens) and not _ends_per(tokens[stop]) and stop - place < 4:
                stop += 1
            return _printed(clues, _things(tokens[place + 1 : stop]))
    split = _SPLIT.search(clues.sentence.text)
    return split["by"].strip(_EDGE) if split else None


def _ends_per(token: Token) -> bool:
    return not token.is_word or token.has(verbs.STOP) or token.low in _AFTER_COUNTED


def _evidence(clues: Clues, measure: Measure) -> str | None:
    """The document that shows it, when the sentence names one."""
    if measure not in ("deliverable", "frequency"):
        return None
    document = next((t for t in clues.sentence.tokens if t.has(things.DOCUMENT, things.REPORT)), None)
    return clues.sentence.text[document.start : document.end] if document else None
