"""Which words of a sentence say what is measured: its subject, its head and its growth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from streekwerk.indicators.rules.tokens import Token, tokens_of
from streekwerk.indicators.rules.words import measures, verbs

_LABEL = re.compile(
    r"^(?:o\s+)?[\s•·*▪–-]*(?:\(?(?:\d{1,2}|[a-z])[).]\s+)?"
    r"(?:(?:\w*indicator(?:en)?|kpi|maatstaf|meetpunt|streefdoel|streefwaarde|norm"
    r"|doel)\s*(?:\d{1,2}\s*)?[:=]\s*)?",
    re.I,
)
_FOCUS = re.compile(
    r"\(?\s*\b(?:(?:\w*indicator(?:en)?|kpi|maatstaf)\b\s*[=:]|gemeten (?:aan|via|door)\b|te meten (?:aan"
    r"|via|door)\b)\s*(?P<focus>[^()]+)\)?",
    re.I,
)
_MAYBE_FOCUS = re.compile(r"indicator|kpi|maatstaf|meten", re.I)
# “Als doel willen we …”, “Tegen eind 2027 …”: how a sentence begins before it says anything.
_OPENING = re.compile(
    r"^(?:als doel\s+)?(?:(?:we|wij)\s+)?(?:willen|streven|beogen|mikken|wensen|halen)\s+(?:(?:we"
    r"|wij)\s+)?(?:naar\s+|op\s+)?"
    r"|^(?:tegen|in|vanaf|vóór|uiterlijk(?: in| tegen)?|eind|op)\s+(?:het\s+|de\s+)?(?:eind(?:e)?\s+|begin\s+"
    r"|\d{1,2}\s+)?(?:van\s+)?(?:[^\W\d]+\s+){0,2}(?:van\s+)?(?:19|20)\d\d\s*,?\s*"
    r"|^(?:binnen|tijdens|gedurende)\s+de\s+(?:loop|duur)\w*\s+van\s+(?:het|dit|de|deze)\s+[^\W\d]+\s*,?\s*",
    re.I,
)
_PIECE = re.compile(r"\s+[-–—]\s+|:\s+")
_TAKE = re.compile(r"\bne(?:emt|men)\b[^.;]*?\b(toe|af)\b", re.I)

_OPENERS = (measures.COUNT, measures.SHARE, measures.DEGREE, measures.SCORE, measures.DURATION, measures.MEAN)
_BEFORE_HEAD = (
    measures.TRANSPARENT, measures.RISE, measures.FALL, measures.MORE, measures.LESS, verbs.ARTICLE,
    verbs.AUXILIARY,
)  # fmt: skip
_GROWS = (measures.RISE, measures.FALL)
_LITTLE_WORDS = frozenset(
    [
        "hoe",
        "er",
        "bij",
        "in",
        "op",
        "voor",
        "per",
        "ligt",
        "liggen",
        "beschikt",
        "zeker",
        "ten",
        "minste",
        "min",
        "max",
        "ook",
        "telkens",
        "hoogstens",
        "niet",
        "dan",
        "eerste",
        "tweede",
        "keer",
        "maal",
        "x",
        "na",
        "afloop",
        "vindt",
        "vinden",
        "binnen",
        "tegen",
        "eind",
        "procent",
        "percent",
        "procentpunt",
    ]
)
_MARKS = frozenset("%≥≤<>=+(,./")


@dataclass(frozen=True, slots=True)
class Growth:
    """A rise or a fall the sentence asks for."""

    comparator: Literal["increase", "decrease"]
    words: str
    in_front: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, taken apart."""

    text: str
    start: int
    """Where the part begins that says what is measured; what stands before it is a label or a reason."""
    told: bool
    """The sentence says it itself: “(indicator = verslag)”."""
    tokens: tuple[Token, ...]
    """The words of that part, without its asides in brackets."""
    head: tuple[Token, ...]
    """The words up to the first preposition or verb, without articles, numbers and the like before them."""
    head_at: int
    """The place of the first of them in `tokens`."""
    growth: Growth | None
    clause: tuple[Token, ...]
    """The words up to “dat” or “die”."""

    @property
    def lead(self) -> tuple[Token, ...]:
        """What stands before the head."""
        return self.tokens[: self.head_at]


def sentence_of(text: str) -> Sentence:
    """The sentence taken apart.

    >>> [t.low for t in sentence_of("Stijging van het aantal actieve leden in 2026").head]
    ['aantal', 'actieve', 'leden']
    >>> sentence_of("Overleg met de scholen (indicator = verslag)").head[0].low
    'verslag'
    """
    start, end, told = _subject(text)
    tokens = _without_asides(tokens_of(text, start, end))
    at = _head_at(tokens)
    stop = at
    while stop < len(tokens) and stop - at < 12 and not _stops(tokens[stop], first=stop == at):
        stop += 1
    growth = _growth(text[start:end], tokens, at)
    relative = next((i for i, t in enumerate(tokens) if t.has(verbs.RELATIVE) and i), len(tokens))
    return Sentence(text, start, told, tokens, tokens[at:stop], at, growth, tokens[:relative])


def _subject(text: str) -> tuple[int, int, bool]:
    label = _LABEL.match(text)
    start = label.end() if label else 0
    focus = _FOCUS.search(text, start) if _MAYBE_FOCUS.search(text) else None
    if focus and focus["focus"].strip(" .;") and focus.start() > start:
        return focus.start("focus"), focus.end("focus"), True
    if opening := _OPENING.match(text[start:]):
        start += opening.end()
    if not _opens(text, start):
        for piece in _PIECE.finditer(text, start):
            if _opens(text, piece.end()):
                return piece.end(), len(text), True
    return start, len(text), False


def _opens(text: str, start: int) -> bool:
    """Whether a text begins there with a word for a measure, past articles and words of growth."""
    words = [t for t in tokens_of(text, start, min(start + 60, len(text))) if t.is_word or t.low in "%#"][:5]
    for word in words:
        if word.has(*_OPENERS):
            return True
        if not word.has(*_BEFORE_HEAD):
            return False
    return False


def _without_asides(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        if token.low == "(":
            depth += 1
        elif token.low == ")":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(token)
    return tuple(kept)


def _head_at(tokens: tuple[Token, ...]) -> int:
    at = 0
    while at < min(len(tokens), 14):
        token = tokens[at]
        before = (
            token.has(*_BEFORE_HEAD) or token.low in _LITTLE_WORDS or not token.is_word or _is_number(token)
        )
        # “duidelijke daling”: an adjective before a rise or fall says nothing of what is measured.
        follows = tokens[at + 1] if at + 1 < len(tokens) else None
        grows = follows is not None and (follows.has(*_GROWS) or _improves(tokens, at + 1))
        before = before or (token.low.endswith("e") and grows)
        before = before or _improves(tokens, at)
        before = before or _joins(tokens[at - 1] if at else None, token, follows)
        if not before or (token.low in "%#" and not (at and _is_number(tokens[at - 1]))):
            break
        at += 1
    return at if at < len(tokens) else 0


def _joins(last: Token | None, token: Token, follows: Token | None) -> bool:
    """“twee tot drie”, “tussen 15 en 20”, “stijging met 5 %”: a little word at a number."""
    if follows is None or not _is_number(follows):
        return False
    if last is not None and token.low in ("tot", "à", "a", "of", "en"):
        return _is_number(last)
    return token.low == "tussen" or (token.low == "met" and last is not None and last.has(*_GROWS))


def _improves(tokens: tuple[Token, ...], place: int) -> bool:
    """“verbetering van de luchtkwaliteit”: of a degree or score it is a rise, of a text it is work."""
    follows = [t for t in tokens[place + 1 : place + 4] if not t.has(verbs.ARTICLE, verbs.STOP)]
    return tokens[place].low in ("verbetering", "versterking") and any(
        t.has(measures.RUBRIC, measures.SCORE) for t in follows[:2]
    )


def _stops(token: Token, *, first: bool) -> bool:
    return token.has(verbs.STOP) or (token.low in _MARKS and not (first and token.low in "%#"))


def _is_number(token: Token) -> bool:
    return token.low[0].isdigit() or token.low in (
        "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "twaalf", "helft",
    )  # fmt: skip


def _growth(text: str, tokens: tuple[Token, ...], head_at: int) -> Growth | None:
    for place, token in enumerate(tokens):
        if token.has(verbs.RELATIVE) and place:
            break
        follows = tokens[place + 1].low if place + 1 < len(tokens) else ""
        if follows == "dan" or (follows == "en" and token.low == "meer"):
            continue
        front = place < max(head_at, 1)
        # “inwoners met verhoogde tegemoetkoming”: it describes, nothing must rise.
        if not front and token.low.endswith("de"):
            continue
        if token.has(measures.RISE) or _improves(tokens, place) or (front and token.has(measures.MORE)):
            return Growth("increase", token.low, front)
        if token.has(measures.FALL) or (front and token.has(measures.LESS)):
            return Growth("decrease", token.low, front)
    if match := _TAKE.search(text):
        return Growth("increase" if match[1].lower() == "toe" else "decrease", f"neemt {match[1]}", False)
    return None
