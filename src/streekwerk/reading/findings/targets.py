"""Targets nobody can check: a change without a starting point, a direction without an amount."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from streekwerk.kernel.numbers import find_numbers
from streekwerk.reading.findings.outline import Outline, Passage, dates_in
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import quoted
from streekwerk.reading.models import Node, Span, merged

_CHANGE = re.compile(
    r"\b(?:stijging|daling|toename|afname|groei|vermindering|verhoging|reductie|verlaging)\s+(?:met|van)\s+"
    r"(?:minstens\s+|minimaal\s+|ongeveer\s+)?\d[\d.,]*\s?(?:%|procent)"
    r"|\b\d[\d.,]*\s?(?:%|procent)\s+(?:stijging|daling|toename|groei|vermindering|verhoging|meer|minder)\b"
    r"|\bmet\s+(?:minstens\s+|minimaal\s+)?\d[\d.,]*\s?(?:%|procent)\s+(?:laten\s+)?"
    r"(?:stijgen|dalen|toenemen|groeien|verminderen|verhogen|verlagen)\b"
    r"|\b(?:stijgt|daalt|groeit|vermindert)\b[^.;:\d]{0,120}\smet\s+(?:minstens\s+|minimaal\s+)?\d[\d.,]*\s?(?:%|procent)",
    re.IGNORECASE,
)
_BASELINE = re.compile(
    r"ten opzichte van|t\.?o\.?v\.?|tegenover|in vergelijking|vergeleken met|nulmeting|basisjaar|uitgangs"
    r"|vertrek|\bvan\s+\d.{0,40}\bnaar\s+\d|sinds 20|dan in 20|startwaarde|referentie",
    re.IGNORECASE,
)
_TARGET_FIELD = re.compile(r"smart|\bwat\b|doel(?!groep)|resultaat|indicator|streef", re.IGNORECASE)
_NOUN = r"(?!(?:dan|vaak|snel|goed|gericht|nood|aandacht|informatie\s+over)\b)[a-zé-]{4,}"
_MORE = re.compile(
    rf"(?<!niet )(?<!steeds )(?<!des te )(?<!voor )(?<!nog )\b(?:meer|minder)\s+(?P<noun>{_NOUN})",
    re.IGNORECASE,
)
_TREND = re.compile(
    r"\b(?:stijging|daling|toename|verminderde|vermindering|verhoging|verlaging|afname)\b(?!\s+van\s+\d)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1_000)
def _aims(label: str) -> bool:
    return bool(_TARGET_FIELD.search(label))


def _promises(outline: Outline, passages: Iterable[Passage]) -> Iterator[Passage]:
    """Where targets are written: indicators, and the fields that say what the action wants."""
    for passage in passages:
        node = passage.node
        if passage.kind == "indicator" or (
            passage.kind == "field" and passage.label and _aims(passage.label)
        ):
            indicators = outline.indicators(node) if node and passage.kind == "field" else ()
            if "indicator" in (passage.label or "").lower() and indicators:
                continue  # its sentences come by themselves
            yield passage


def _no_baseline(outline: Outline) -> Iterator[Found]:
    for passage in _promises(outline, outline.focused_passages()):
        match = _CHANGE.search(passage.text) if re.search("%|procent", passage.text) else None
        if match and not _BASELINE.search(passage.text):
            by = [d for d in dates_in(passage.text) if d.role == "by"]
            horizon = "" if by or (passage.node and passage.node.end) else " en zonder streefdatum"
            yield Found(
                f"{quoted(passage.text)}: {quoted(match[0])} van wat? Er is geen nulmeting{horizon}.",
                passage.node,
                (passage.text,),
                passage.spans,
                {"change": match[0], "horizon": by[0].words if by else None},
            )


def _direction_only(outline: Outline) -> Iterator[Found]:
    """All promises of more or less without an amount, in one finding."""
    hits = [hit for _, found in outline.own.each(_directions) for hit in found]
    if not hits:
        return
    spans: list[Span] = []
    for passage, words in hits:
        spans += passage.spans or outline.place(passage.node, (words,))
    shown = [f"{outline.short(p.node)}: {quoted(words, 80)}" for p, words in hits if p.node]
    times = "Eén" if len(hits) == 1 else str(len(hits))
    yield Found(
        f"{times} keer meer of minder zonder streefcijfer: {'; '.join(shown[:12])}"
        + (f"; en nog {len(shown) - 12}." if len(shown) > 12 else "."),
        None,
        tuple(words for _, words in hits),
        tuple(merged(spans)),
        {"nodes": [p.node.id for p, _ in hits if p.node], "words": [words for _, words in hits]},
    )


def _directions(outline: Outline, node: Node) -> list[tuple[Passage, str]]:
    """The promises of a node of more or less without an amount, with their words."""
    return [
        (passage, _clause(passage.text, match))
        for passage in _promises(outline, outline.passages(node))
        if (match := _direction(passage.text, passage.kind == "field"))
    ]


_TWO_UNITS = re.compile(
    r"(?:%|percentage|aandeel)\s+(?:of|en/of|/)\s+(?:het\s+)?aantal\b|\baantal\s+(?:of|en/of|/)\s+(?:het\s+)?"
    r"(?:%|percentage\b|aandeel\b)",
    re.IGNORECASE,
)


def _two_units(outline: Outline) -> Iterator[Found]:
    for passage in outline.focused_passages():
        match = _TWO_UNITS.search(passage.text) if passage.kind == "indicator" else None
        if match:
            yield Found(
                f"{quoted(passage.text)} meet een percentage of een aantal: twee verschillende reeksen.",
                passage.node,
                (passage.text,),
                passage.spans,
            )


_AIMS = re.compile(r"\btegen\s|\bzorgen (?:ervoor )?dat\b|\bstreven\b|\bals doel\b|\bwillen\b", re.IGNORECASE)


def _direction(text: str, in_field: bool) -> re.Match[str] | None:
    """The promise of more or less in a text without any amount; a field must also say it is an aim."""
    match = _MORE.search(text) or (None if in_field else _TREND.search(text))
    if not match or (in_field and not _AIMS.search(text)) or find_numbers(text):
        return None
    return match


def _clause(text: str, match: re.Match[str]) -> str:
    before, after = text[: match.start()].split()[-4:], text[match.end() :].split()[:5]
    return " ".join([*before, match[0], *after])


RULES = (
    Rule(
        "targets.baseline", "Streefdoelen", "Streefdoel zonder nulmeting",
        "“20 % meer” zegt niets zolang niemand weet van hoeveel. Zonder nulmeting kan het doel niet gehaald "
        "en niet gemist worden.",
        "Meet nu de beginwaarde en schrijf ze erbij: van … in (jaar) naar … in (jaar).",
        "warning", _no_baseline,
    ),
    Rule(
        "targets.direction_only", "Streefdoelen", "Meer of minder, zonder cijfer",
        "Eén meer is ook meer. Zonder streefcijfer is het doel al gehaald of nooit.",
        "Zet erbij hoeveel er nu zijn en hoeveel u er wilt.",
        "warning", _direction_only, "plan",
    ),
    Rule(
        "targets.two_units", "Streefdoelen", "Indicator met twee eenheden",
        "Een percentage en een aantal kunnen elk een andere kant op gaan; wie wisselt, breekt de reeks.",
        "Kies één eenheid, of maak er twee indicatoren van.",
        "note", _two_units,
    ),
)  # fmt: skip
