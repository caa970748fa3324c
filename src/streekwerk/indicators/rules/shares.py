"""Of which whole a share is, and which part: “40 % van de ouders | kent het aanbod”.

The whole is the first noun phrase after the percentage or “aandeel”; the part is what is said of it: from
the verb or “dat” on, or, where neither stands, from the first preposition on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from streekwerk.indicators.rules.evidence import Clues
from streekwerk.indicators.rules.horizon import BY_THEN
from streekwerk.indicators.rules.tokens import Token
from streekwerk.indicators.rules.words import measures, verbs

_RATIO = re.compile(
    r"\s(?:ten opzichte van|in verhouding tot|t\.?o\.?v\.?|op|per)\s+"
    r"(?:het\s+)?(?:totaal(?:\s+aantal)?|totale\s+aantal|aantal)\s+(?=[^\W\d])",
    re.I,
)
_OPENER = re.compile(r"^.*?\b(?:aandeel|percentage|proportie|verhouding|ratio)\s+(?:van\s+)?", re.I)
_EDGE = " .,;:–-"
_BEFORE = frozenset(["van", "al", "aan", "aantal", "totaal", "totale", "voor", "over", "die", "v", "d"])
_JOINS = frozenset(["en", "of", "/", "-"])
_STANDS = frozenset(["bedraagt", "bedragen", "ligt", "liggen", "zakt", "zakken"])
"""How high the figure is, nothing of the part."""
_AIMING = frozenset(
    ["minstens", "minimaal", "min", "ten", "minste", "maximaal", "max", "hoogstens", "onder", "boven", "tot",
     "met", "naar", "van", "op", ".", ":", "≥", ">", "≤", "<", "="]
)  # fmt: skip
_NO_VERB = re.compile(
    r"(?:iteit|ingen|ment|ant|ist|aat|kunst|dienst|markt|budget|product|contract|project|recht|kracht|rapport"
    r"|tekst|plicht|klacht|opdracht|concept|traject|effect|^(?:samen|alleen|jaren|maanden|dagen|uren|weken|niet|minst))$"
)
_DONE = re.compile(r"(?:ge|be|ver|ont)\w{3,}d$")
_DONE_BEFORE = re.compile(r"(?:\w{0,6}ge|ver|be|ont|her)\w{2,}(?:de|te)$")
_PLAIN_SHARE = re.compile(
    r"%|(?:\w*(?:aandeel|percentage)|aandelen|percentages|procent|percent|pct|proportie|deel)$"
)
"""Any other word for a share, “werkloosheidsgraad”, is a figure of its own: its source knows of what."""


def whole_and_part(clues: Clues) -> tuple[str | None, str | None]:
    """The whole and the part in the sentence's own words, each None where it says none."""
    if ratio := _RATIO.search(clues.sentence.text):
        before = _OPENER.sub("", clues.sentence.text[: ratio.start()])
        return _trimmed(clues.sentence.text[ratio.end() :]), _trimmed(before)
    tokens = clues.sentence.tokens
    head = clues.sentence.head[:1]
    if head and head[0].has(measures.SHARE) and not _PLAIN_SHARE.match(head[0].low):
        return None, None
    begin = _begin(clues, tokens)
    if not begin and not clues.every:
        # “no-show onder de 10 %”: nothing leads to a whole.
        return None, None
    tokens = _before_the_target(clues, tokens, begin)
    stop, cut, end = _cut(tokens, begin)
    if cut < end and tokens[cut].has(verbs.NARROWS) and tokens[begin - 1] in _right_before(clues):
        # “minstens 40 % vrouwen in de raad”: the part, of a whole that is not said.
        return None, _printed(clues, tokens[begin:end])
    whole, said = _printed(clues, tokens[begin:stop]), _printed(clues, tokens[cut:end])
    if said is None and stop - begin > 1 and _DONE_BEFORE.match(tokens[begin].low):
        # “opgeloste klachten”: of the klachten, those that are.
        return _printed(clues, tokens[begin + 1 : stop]), whole
    # “percentage vrouwen” says the part and no whole.
    return (whole, said) if said else (None, whole)


def _begin(clues: Clues, tokens: Sequence[Token]) -> int:
    """Where the whole begins: after the word for a share, the number, or “elke”."""
    if clues.every and clues.every in tokens:
        begin = tokens.index(clues.every)
    elif number := clues.percent or clues.out_of:
        begin = next((i for i, token in enumerate(tokens) if token.start >= number.end), 0)
        opener = next((i for i, t in enumerate(tokens) if t.has(measures.SHARE) and t.is_word), None)
        if opener is not None and tokens[opener].end <= number.start:
            begin = opener
    else:
        begin = clues.sentence.head_at
    while begin < len(tokens) - 1 and (
        tokens[begin].low in _BEFORE
        or tokens[begin].has(measures.SHARE, verbs.EVERY, verbs.ARTICLE)
        or not tokens[begin].is_word
    ):
        begin += 1
    return begin


def _before_the_target(clues: Clues, tokens: tuple[Token, ...], begin: int) -> tuple[Token, ...]:
    """The words up to the percentage that is aimed at: “in de opvang | minstens 40 %”."""
    aims = [q.start for q in clues.quantities if q.unit == "percent" and q.start > tokens[begin].start]
    end = next((i for i, token in enumerate(tokens) if aims and token.start >= aims[0]), len(tokens))
    while end < len(tokens) and end - 1 > begin and tokens[end - 1].low in _AIMING:
        end -= 1
    return tokens[:end]


def _right_before(clues: Clues) -> tuple[Token, ...]:
    """The sign of a percentage with its number: what follows it without “van” is what is counted."""
    number = clues.percent
    return tuple(t for t in clues.sentence.tokens if number and number.start <= t.start < number.end)


def _cut(tokens: Sequence[Token], begin: int) -> tuple[int, int, int]:
    """Where the whole ends, where the part begins and where it ends."""
    preposition: int | None = None
    noun, end = False, len(tokens)
    for at in range(begin, len(tokens)):
        token = tokens[at]
        follows = tokens[at + 1] if at + 1 < end else None
        if token.has(verbs.NARROWS) or token.low in _JOINS:
            if noun and _says_when(tokens[at : at + 3]):
                return at, at, end
            if noun and token.low not in ("van", *_JOINS):
                preposition = preposition or at
            noun = False
        elif not noun:
            noun = not (token.has(verbs.ARTICLE, verbs.EVERY) or _is_adjective(token, follows))
        elif token.has(measures.RISE, measures.FALL) or token.low in _STANDS or _is_mark(token):
            end = at
            break
        elif token.has(verbs.RELATIVE):
            return at, at + 1, end
        elif token.has(verbs.ARTICLE) or _is_verb(token, follows):
            return at, at, end
    cut = preposition or end
    return cut, cut, end


def _says_when(tokens: Sequence[Token]) -> bool:
    """“binnen 30 dagen”, “na de 6 maanden”: said of the part."""
    return tokens[0].low in ("binnen", "na") and any(token.low[0].isdigit() for token in tokens[1:])


def _is_mark(token: Token) -> bool:
    return not token.is_word and token.low not in _JOINS and not token.low[0].isdigit()


def _is_adjective(token: Token, follows: Token | None) -> bool:
    bends = token.low.endswith(("e", "ig", "lijk", "isch")) or token.has(verbs.QUALITY)
    return bends and follows is not None and _names(follows)


def _names(token: Token) -> bool:
    """Whether a noun phrase can go on with this word."""
    ends = (verbs.NARROWS, verbs.RELATIVE, verbs.AUXILIARY, verbs.FINITE, verbs.ARTICLE)
    return token.is_word and token.low not in _JOINS and not token.has(*ends)


def _is_verb(token: Token, follows: Token | None) -> bool:
    """Known, or by its end after a noun: “kent”, “kennen”, “kende het”."""
    known = (verbs.FINITE, verbs.AUXILIARY, verbs.STATE, verbs.FINISHES, verbs.DONE, verbs.ONGOING)
    if token.has(*known) or _DONE.match(token.low):
        return True
    if token.low.endswith(("de", "te")):
        return follows is None or not _names(follows)
    return len(token.low) > 3 and token.low.endswith(("t", "en")) and not _NO_VERB.search(token.low)


def _printed(clues: Clues, tokens: Sequence[Token]) -> str | None:
    if not tokens:
        return None
    return _trimmed(clues.sentence.text[tokens[0].start : tokens[-1].end])


def _trimmed(text: str) -> str | None:
    return BY_THEN.sub("", " ".join(text.split()).strip(_EDGE)).strip(_EDGE) or None
