"""What the verbs speak for: what ends is delivered, what has no end is judged, what people say is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from streekwerk.indicators.rules.evidence import Clues, Vote
from streekwerk.indicators.rules.tokens import Token
from streekwerk.indicators.rules.words import measures, things, verbs

_PHRASE = re.compile(r"\b(?:in gebruik|ter beschikking|in kaart|van start|in voege|in werking)\b", re.I)
_PARTICIPLE = re.compile(
    r"(?:weg|los|op|uit|af|aan|in|voor|bij|door|over|samen|terug|vast|mee|na|toe|her|ver|be"
    r"|ont)?ge\w{2,}(?:d|t|en)"
)
_TWO_PIECES = re.compile(
    r"\b(keur(?:t|en)|stel(?:t|len)|werk(?:t|en)|richt(?:en)?|leg(?:t|gen)|ligt|liggen|start(?:en)?"
    r"|schrijf(?:t)|schrijven|maakt|maken"
    r"|rond(?:t|en)|dien(?:t|en)|zet(?:ten)?|bouw(?:t|en)|rol(?:t|len)|koop(?:t)|kopen|teken(?:t"
    r"|en))\b[^.;]*?\s(goed|op|vast|uit|voor|af|in|aan)(?:\s*[.;]?\s*$|(?<=voor)\s+aan\b)",
    re.I,
)
_DECIDES = re.compile(r"\b(?:neemt|nemen)\b[^.;]*?\b(?:beslissing|besluit|standpunt)(?:en)?\b", re.I)
_SHAPES = re.compile(r"\bge(?:eft|ven)\b[^.;]*?\b(?:vorm|uitvoering|invulling|aandacht)\s+aan\b", re.I)
"""“geven vorm aan”: what goes on."""
_MANNER = re.compile(r"\bop (?:een )?(?:\w+ )?\w+e (?:manier|wijze)\b", re.I)
"""“op een uniforme manier”: how well it is done."""
_NAMED = re.compile(r"\b(NPS|net promoter)\b|\bvia (?:een )?\w*(?:bevraging|enquête|vragenlijst)\b", re.I)
_STATES = re.compile(
    r"\b(?:op de hoogte|in lijn met|op volle toeren|als een rode draad|in de praktijk)\b", re.I
)
_OF_WE = frozenset({"werken", "leggen"})
"""“We werken … uit” finishes something; “hulpverleners werken samen” goes on."""
_SAYS = re.compile(
    r"\bge(?:eft|ven) aan\b"
    r"|\bge(?:eft|ven)\b[^.;]*?\baan(?:\s+(?:dat|of|zich|te|meer|minder)\b|\s*[.;]?\s*$)",
    re.I,
)
"""“geven aan dat …”; “geven vorm aan …” says nothing."""


def finished(clues: Clues) -> Iterator[Vote]:
    """“is uitgewerkt”, “goedgekeurde nota”, “nota goedgekeurd door …”."""
    tokens = clues.sentence.clause
    helper = next((t for t in tokens if t.has(verbs.AUXILIARY)), None)
    done = next(
        (
            t
            for place, t in enumerate(tokens)
            if t.has(verbs.DONE) and (_predicate(tokens, place) or (not helper and t in clues.sentence.head))
        ),
        None,
    )
    if phrase := _PHRASE.search(clues.sentence.text):
        yield Vote("deliverable", 6, phrase[0], f"“{phrase[0].lower()}”")
    if (
        done
        and done.has(verbs.THERE)
        and any(t.has(verbs.QUALITY) and after is done for t, after in pairwise(tokens))
    ):
        # “zichtbaar aanwezig”, “vlot beschikbaar”: how well it is there.
        return
    if not done:
        looks = next(
            (
                t
                for place, t in enumerate(tokens)
                if _PARTICIPLE.fullmatch(t.low)
                and (helper or not t.low.endswith("en"))
                and _predicate(tokens, place)
            ),
            None,
        )
        if looks and not looks.has(verbs.ONGOING, verbs.QUALITY, measures.MEAN, things.PEOPLE, things.CASES):
            yield Vote("deliverable", 3, looks.low, f"“{looks.low}”, een voltooid deelwoord")
        return
    if helper:
        yield Vote("deliverable", 7, done.low, f"“{helper.low} … {done.low}”")
    else:
        yield Vote("deliverable", 6, done.low, f"“{done.low}”, {verbs.DONE.said}")


def finishing(clues: Clues) -> Iterator[Vote]:
    """“keurt … goed”, “ligt voor”, “lanceert”: a finite verb that finishes something."""
    tokens = clues.sentence.clause
    if match := _TWO_PIECES.search(clues.sentence.text):
        yield Vote(
            "deliverable", 8, match[0], f"“{match[1].lower()} … {match[2].lower()}”, {verbs.FINISHES.said}"
        )
    elif match := _DECIDES.search(clues.sentence.text):
        yield Vote("deliverable", 8, match[0], f"“{match[0].lower()}”, {verbs.FINISHES.said}")
    elif finite := next((t for t in tokens[1:] if t.has(verbs.FINISHES)), None):
        yield Vote("deliverable", 6, finite.low, f"“{finite.low}”, {verbs.FINISHES.said}")


def going_on(clues: Clues) -> Iterator[Vote]:
    """“wordt ondersteund door”, “sluit aan bij”: a state without an end."""
    tokens = clues.sentence.clause
    helper = next((t for t in tokens if t.has(verbs.AUXILIARY)), None)
    ongoing = next(
        (t for place, t in enumerate(tokens) if t.has(verbs.ONGOING) and _predicate(tokens, place)), None
    )
    done = next(
        (t for place, t in enumerate(tokens) if t.has(verbs.DONE) and _predicate(tokens, place)), None
    )
    state = next(
        (
            t
            for place, (before, t) in enumerate(pairwise(tokens), start=1)
            # “te gebruiken” and “het herkennen van” promise no state.
            if t.has(verbs.STATE) and before.low != "te" and not _is_noun(tokens, place)
        ),
        None,
    )
    if helper and ongoing:
        first = done is None or ongoing.start <= done.start
        yield Vote(
            "rubric", 8 if first else 5, ongoing.low, f"“{helper.low} … {ongoing.low}”, {verbs.ONGOING.said}"
        )
    elif phrase := _STATES.search(clues.sentence.text) or _MANNER.search(clues.sentence.text):
        yield Vote("rubric", 8, phrase[0], f"“{phrase[0].lower()}”, {verbs.ONGOING.said}")
    elif match := _SHAPES.search(clues.sentence.text):
        yield Vote("rubric", 6, match[0], f"“{match[0].lower()}”, {verbs.STATE.said}")
    elif _DECIDES.search(clues.sentence.text):
        return
    elif state and not helper and not (state.low in _OF_WE and _we(clues)):
        yield Vote("rubric", 6, state.low, f"“{state.low}”, {verbs.STATE.said}")


def promised(clues: Clues) -> Iterator[Vote]:
    """“We maken …” promises something that will be there."""
    tokens = clues.sentence.tokens
    if _we(clues):
        state = next((t for t in tokens[:4] if t.has(verbs.STATE)), None)
        if state is None or state.low in _OF_WE:
            # “We houden elk jaar een trefdag” promises the rhythm more than the thing.
            again = clues.rhythm and not any(t.has(things.DOCUMENT) for t in tokens)
            yield Vote("deliverable", 3 if again else 6, "we", "“we” met een werkwoord dat iets afwerkt")


def everybody(clues: Clues) -> Iterator[Vote]:
    """“Elke gemeente heeft …”: all of a whole, so a share of 100 %."""
    token = clues.every
    if token is None:
        return
    tokens = clues.sentence.tokens
    place = tokens.index(token)
    # “aangeduid in elk bestuur” says it of each of them; “in alle besturen” can be one thing for all.
    each = token.low != "alle" and tokens[place - 1].low in ("in", "bij", "voor")
    done = any(t.has(verbs.DONE) for t in tokens[:place])
    said = clues.rhythm or clues.quantities
    if place <= 1 or tokens[place - 1].low == "door" or (each and done and not said):
        yield Vote("share", 10, token.low, f"“{token.low}” …: allemaal, dus 100 %")
    else:
        yield Vote("share", 4, token.low, f"“{token.low}”")


def asked(clues: Clues) -> Iterator[Vote]:
    """What people feel or say is asked of them."""
    sentence = clues.sentence
    tokens = sentence.tokens
    for token in tokens:
        if token.has(measures.SCORE) and token not in sentence.head:
            # “zijn tevreden over”: the sentence itself says what people answer.
            says = token.low in ("tevreden", "ontevreden") and any(t.has(verbs.AUXILIARY) for t in tokens[:4])
            yield Vote("score", 8 if says else 3, token.low, f"“{token.low}”, {measures.SCORE.said}")
            break
    if named := _NAMED.search(sentence.text):
        yield Vote("score", 8 if named[1] else 6, named[0], f"“{named[0]}”: wat mensen antwoorden")
    if said := _SAYS.search(sentence.text):
        yield Vote("score", 8, said[0], f"“{said[0].lower()}”: wat mensen zelf zeggen")
        return
    for token in sentence.clause[:10]:
        if (
            token.has(things.SURVEY)
            and not token.has(measures.SCORE, measures.RUBRIC)
            and _is_verb(token.low)
        ):
            # “ervaren kwaliteit”: not the quality, what people say of it.
            felt = token in sentence.head[:1] and any(t.has(measures.RUBRIC) for t in sentence.head[1:2])
            yield Vote("score", 12 if felt else 8, token.low, f"“{token.low}”: wat mensen zelf zeggen")
            break


def elsewhere(clues: Clues) -> Iterator[Vote]:
    """A word for a measure further on in the sentence speaks with little weight."""
    for token in clues.sentence.clause:
        if token in clues.sentence.head:
            continue
        if token.has(measures.DURATION):
            yield Vote("duration", 3, token.low, f"“{token.low}”, {measures.DURATION.said}")
        elif token.has(measures.COUNT):
            yield Vote("count", 4, token.low, f"“{token.low}”, {measures.COUNT.said}")
        elif token.has(measures.SHARE) and token.is_word:
            yield Vote("share", 3, token.low, f"“{token.low}”, {measures.SHARE.said}")
        elif token.has(measures.AMOUNT):
            yield Vote("amount", 2, token.low, f"“{token.low}”, {measures.AMOUNT.said}")
        elif token.has(measures.RUBRIC) and not _we(clues):
            yield Vote("rubric", 4, token.low, f"“{token.low}”, {measures.RUBRIC.said}")
        else:
            continue
        return


def _we(clues: Clues) -> bool:
    """Whether the sentence begins with “we”, or with something and then “we”."""
    return any(t.has(verbs.WE) for t in clues.sentence.tokens[:5])


def _predicate(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a participle ends its clause; “volgens afgesproken werkwijze” only describes a noun."""
    follows = tokens[place + 1] if place + 1 < len(tokens) else None
    return (
        follows is None
        or not follows.is_word
        or follows.low == "en"
        or follows.has(verbs.STOP, verbs.AUXILIARY)
    )


def _is_noun(tokens: tuple[Token, ...], place: int) -> bool:
    """“herkennen van armoede”: an infinitive that names something."""
    return tokens[place].low.endswith("en") and [t.low for t in tokens[place + 1 : place + 2]] == ["van"]


def _is_verb(word: str) -> bool:
    return word.endswith(("t", "en")) and not word.endswith(("uiteit", "heid"))
