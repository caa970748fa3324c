"""What stands first weighs most: the head of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from streekwerk.indicators.rules.evidence import Clues, Measure, Vote
from streekwerk.indicators.rules.tokens import Token
from streekwerk.indicators.rules.words import Family, measures, things, verbs

FIRST = 10
"""The weight of a measure word that stands first."""


_SAID_UNITS: tuple[tuple[tuple[str, ...], Measure], ...] = (
    (("%", "procent", "percentage", "aandeel"), "share"),
    (("aantal", "aantallen"), "count"),
    (("euro", "€", "bedrag", "ton", "kg"), "amount"),
    (("dagen", "weken", "maanden", "uren", "minuten"), "duration"),
)  # fmt: skip
_UNIT_SAID = re.compile(
    r"(?:\(|\bin |\buitgedrukt in )(?:in\s+|uitgedrukt in\s+)?("
    + "|".join(w for words, _ in _SAID_UNITS for w in words)
    + r")(?!\w)(?:[^()]{0,25}\))?",
    re.I,
)


_JOINS_IN = re.compile(r"\bne(?:emt|men)\b[^.;]*?\bdeel\b|\bdoe(?:t|n)\b[^.;]*?\bmee\b", re.I)


def first_word(clues: Clues) -> Iterator[Vote]:
    """“Aantal …”, “Aandeel …”, “Mate van …”: the measure is said."""
    head = clues.sentence.head
    if not head:
        return
    first, follows = head[0], clues.sentence.tokens[clues.sentence.head_at + 1 :][:4]
    where = f"“{first.low}” aan het begin"
    if first.has(measures.COUNT):
        yield _counted(first, head[1:4], where)
    elif first.has(measures.SHARE):
        both = len(follows) > 1 and follows[0].low in ("of", "en", "/") and follows[1].has(measures.COUNT)
        yield Vote("share", FIRST, first.low, where)
        if both:
            yield Vote(
                "count", FIRST + 1, follows[1].low, f"“{follows[1].low}” als ander voorstel in de zin zelf"
            )
    elif first.has(measures.DEGREE):
        # “kwaliteit van leven” is what people say of their life.
        score = next((t for t in follows if t.has(measures.SCORE) or t.low == "leven"), None)
        yield Vote("rubric", FIRST, first.low, where)
        if score:
            yield Vote("score", FIRST + 3, score.low, f"“{first.low}” van “{score.low}”")


def unit_said(clues: Clues) -> Iterator[Vote]:
    """“(in %)”, “(aantal)”: the sentence says its unit in brackets."""
    match = _UNIT_SAID.search(clues.sentence.text)
    if match:
        said = match[1].lower()
        measure = next(measure for words, measure in _SAID_UNITS if said in words)
        yield Vote(measure, 9, said, f"“{said}” als eenheid")


def _counted(first: Token, follows: tuple[Token, ...], where: str) -> Vote:
    for token in follows:
        if token.has(measures.UNIT_TIME, measures.DURATION):
            return Vote("duration", FIRST + 2, token.low, f"{where}, van “{token.low}”")
        if token.has(measures.UNIT_AMOUNT):
            return Vote("amount", FIRST + 2, token.low, f"{where}, van “{token.low}”")
    return Vote("count", FIRST, first.low, where)


# What a noun in the head speaks for, the strongest first; a later noun in the head speaks with less weight.
_NOUNS: tuple[tuple[Family, Measure, int], ...] = (
    (measures.SCORE, "score", 9),
    (measures.DURATION, "duration", 9),
    (measures.SHARE, "share", 9),
    (measures.FREQUENCY, "frequency", 9),
    (measures.COUNT, "count", 9),
    (measures.AMOUNT, "amount", 8),
    (things.DOCUMENT, "deliverable", 7),
    (things.DOING, "deliverable", 7),
    (measures.RUBRIC, "rubric", 7),
    (things.THING, "deliverable", 6),
)


_NAMED = (measures.SCORE, measures.DURATION, measures.SHARE, measures.AMOUNT)


def nouns(clues: Clues) -> Iterator[Vote]:
    """The first noun of the head that names a measure, a document, a thing or an act."""
    head, sentence = clues.sentence.head, clues.sentence
    if not head or head[0].has(measures.COUNT, measures.SHARE, measures.DEGREE):
        return
    clause = any(t.has(verbs.AUXILIARY, verbs.STATE, verbs.WE) for t in sentence.clause[:12]) or any(
        t.has(verbs.DONE) for t in sentence.clause[-1:]
    )
    for token in head:
        if token.has(verbs.STATE) and token is not head[0]:
            return
        for noun, measure, weight in _NOUNS:
            if token.has(noun):
                thing = measure == "deliverable"
                # In a clause the verb says what is promised of the thing.
                weak = (
                    thing
                    or measure == "rubric"
                    or (measure == "amount" and not sentence.growth and not clues.quantities)
                )
                less = 0 if not (clause and weak) else 5 if measure == "amount" else 4
                yield Vote(measure, max(weight - less, 2), token.low, f"“{token.low}”, {noun.said}")
                return


def events(clues: Clues) -> Iterator[Vote]:
    """An event without a rhythm: it is held, or several are."""
    if clues.rhythm or not clues.sentence.head:
        return
    for token in clues.sentence.head:
        if token.has(things.MEETS):
            yield Vote("frequency", 5, token.low, f"“{token.low}”, {things.MEETS.said}")
            return
        if token.has(things.EVENT):
            if token.low.endswith(("en", "s")):
                yield Vote("count", 4, token.low, f"“{token.low}”, {things.EVENT.said} in het meervoud")
            yield Vote("deliverable", 3, token.low, f"“{token.low}”, {things.EVENT.said}")
            return


def who_or_what(clues: Clues) -> Iterator[Vote]:
    """People or cases stand in the head: they are counted, all the more when there must be more of them."""
    sentence = clues.sentence
    if sentence.head and sentence.head[0].has(measures.COUNT, measures.SHARE, measures.DEGREE):
        return
    if any(t.has(verbs.NONE) for t in sentence.tokens[:1]):
        yield Vote("count", 9, "geen", "“geen” vooraan: er mogen er nul zijn")
    for token in sentence.head:
        if token.has(things.PEOPLE, things.CASES):
            if joins := _JOINS_IN.search(sentence.text):
                yield Vote("count", 8, joins[0], f"“{joins[0].lower()}” bij “{token.low}”")
            elif sentence.growth:
                yield Vote("count", 7, token.low, f"“{sentence.growth.words}” bij “{token.low}”")
            else:
                yield Vote("count", 3, token.low, f"“{token.low}”, {things.CASES.said}")
            return


def shape(clues: Clues) -> Iterator[Vote]:
    """What the form of an unknown word says: a plural, “-heid”, “vlotte …”."""
    sentence, head = clues.sentence, clues.sentence.head
    if not head or head[0].has(measures.COUNT, measures.SHARE, measures.DEGREE):
        return
    following = sentence.tokens[sentence.head_at + len(head) :][:1]
    quality = next((t for t in sentence.clause if t.has(verbs.QUALITY)), None)
    if quality:
        yield Vote("rubric", 4, quality.low, f"“{quality.low}”, {verbs.QUALITY.said}")
    last = head[-1].low
    if any(t.has(*_NAMED) for t in head):
        return
    # “gepresteerde uren”: an adjective before a unit of time.
    time = head[1] if head[1:] and head[0].low.endswith("e") else head[0]
    if time.has(measures.UNIT_TIME):
        yield Vote("duration", 7, time.low, f"“{time.low}”, {measures.UNIT_TIME.said}")
    elif any(t.has(measures.UNIT_AMOUNT) for t in head):
        yield Vote("amount", 7, last, f"“{last}”, {measures.UNIT_AMOUNT.said}")
    elif last.endswith(("heid", "iteit", "schap", "gedrag")):
        yield Vote("rubric", 4, last, f"“{last}”, een eigenschap")
    elif last.endswith("ingen") and not any(t.has(things.DOCUMENT, things.DOING) for t in head):
        yield Vote("count", 3, last, f"“{last}”, een meervoud")
    elif last.endswith(("en", "'s", "ers", "els")) and (following and following[0].low == "per"):
        yield Vote("count", 5, last, f"“{last}” per …, een meervoud")


def growth(clues: Clues) -> Iterator[Vote]:
    """A rise or fall of something no word of which names a measure."""
    found = clues.sentence.growth
    if not found or any(t.has(*_NAMED) for t in clues.sentence.head):
        return
    last = clues.sentence.head[-1:]
    several = any(t.low.endswith(("en", "s")) and not t.has(measures.RUBRIC) for t in last)
    if clues.percent or clues.plain or several:
        yield Vote("count", 4, found.words, f"“{found.words}” van wat geteld wordt")
    else:
        yield Vote("rubric", 3, found.words, f"“{found.words}” zonder getal")
