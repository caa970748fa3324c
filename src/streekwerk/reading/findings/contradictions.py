"""Fields that say no and yes at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from streekwerk.reading.findings.outline import ACTING, Outline
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import fold, quoted
from streekwerk.reading.models import Node, merged

_MEANS = re.compile(r"middelen|budget|financi|kost", re.IGNORECASE)
_STAFF = re.compile(r"personeel|inzet|bemensing|vte", re.IGNORECASE)
# “Geen” by itself: what follows starts a new statement, not “geen extra middelen”.
_NONE = re.compile(r"^\W*(?:[Gg]een|GEEN|[Nn]een?|[Nn]ihil)(?=\s*(?:$|[.,;:(–-]|[A-Z€\d]|te voorzien))")
_YES = re.compile(r"^\W*(?:[Jj]a|JA)(?=\s*(?:[.,;:(–-]|[A-Z]))")
_NO_MONEY = re.compile(
    r"\b[Gg]een\s+(?:(?:extra|bijkomende?|aanvullende?)\s+)?(?:budget(?:ten)?|middelen|kosten?)\b"
    r"(?:\s+(?:voorzien|nodig|vereist|beschikbaar))?(?=\s*(?:$|[.;]|[A-Z]))"
)
# “Ja, geen extra budget: uit de reguliere werking” says where the means come from.
_COVERED = re.compile(
    r"regulier|bestaand|\beigen\b|binnen\s+(?:de|het)|€|\beuro\b|subsidie|fonds|te voorzien", re.IGNORECASE
)
_MONEY = re.compile(
    r"\bte voorzien\b|\bbudget\b(?!\s*(?:nodig|vereist))|€\s?\d|\d\s?(?:€|euro\b)|\bsubsidie\b"
    r"|\bprojectmiddelen\b|\breguliere middelen\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\d[\d.,]*\s?(?:VTE|FTE)\b|\b(?:beperkt|ruim|halftijds|voltijds)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:geen|zonder|niet)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def _no_means_but(outline: Outline) -> Iterator[Found]:
    for node in outline.focus:
        for label, text in node.fields.items():
            wanted = _MONEY if _MEANS.search(label) else _PEOPLE if _STAFF.search(label) else None
            none = _NONE.match(text)
            if not wanted or not none:
                continue
            rest = text[none.end() :]
            hit = wanted.search(rest)
            if hit and not _DENIED.search(rest[: hit.start()]):
                but = rest.strip(" .,;:-–")
                yield Found(
                    f"Veld {quoted(label)} zegt {quoted(none[0].strip())} en daarna {quoted(but)}.",
                    node,
                    (text,),
                    data={"label": label, "says": none[0].strip(), "but": but},
                )


def _means_but_none(outline: Outline) -> Iterator[Found]:
    for node in outline.focus:
        for label, text in node.fields.items():
            yes = _YES.match(text) if _MEANS.search(label) else None
            hit = _NO_MONEY.search(text, yes.end()) if yes else None
            if yes and hit and not _COVERED.search(text):
                yield Found(
                    f"Veld {quoted(label)} zegt {quoted(yes[0].strip())} en daarna {quoted(hit[0])}.",
                    node,
                    (text,),
                    data={"label": label, "says": yes[0].strip(), "but": hit[0]},
                )


def _means(outline: Outline) -> Iterator[Found]:
    yield from _no_means_but(outline)
    yield from _means_but_none(outline)


_POSTPONED = re.compile(
    r"\b(?:te (?:voorbarig|vroeg) om\b[^.]{0,60}\b(?:doelstellingen|doelen|acties?)\b"
    r"|nog geen (?:\w+ )?(?:doelstellingen|doelen|acties?)\b"
    r"|niet op te nemen in dit\b[^.]{0,30}plan|nemen we niet op in dit\b[^.]{0,30}plan)",
    re.IGNORECASE,
)
_SMALL = frozenset(("de", "het", "een", "en", "of", "van", "voor", "in", "op", "actiefiche"))


def _postponed_but_there(outline: Outline) -> Iterator[Found]:
    """A chapter that says it is too early for actions, beside an action about that very subject."""
    for node, match in outline.own.each(_postpones):
        subject = set(fold(node.title).split()) - _SMALL
        for other, title in outline.own.each(_acting_title) if subject else ():
            if subject <= title:
                yield Found(
                    f"{outline.name(node)} zegt {quoted(match[0])}, maar {outline.name(other)} staat "
                    "in het plan.",
                    None,
                    (match[0], outline.short(other)),
                    tuple(merged([*outline.place(node, (match[0],)), *other.spans[:1]])),
                    {"nodes": [node.id, other.id]},
                )


def _postpones(_: Outline, node: Node) -> re.Match[str] | None:
    return _POSTPONED.search(node.text) if node.level == "statement" else None


def _acting_title(_: Outline, node: Node) -> frozenset[str]:
    return frozenset(fold(node.title).split()) if node.level in ACTING else frozenset()


RULES = (
    Rule(
        "contradiction.means", "Tegenspraak", "Geen middelen, en toch middelen",
        "Wie de begroting maakt, leest “geen” en voorziet niets; wie de actie trekt, rekent erop.",
        "Kies: schrap “geen”, of schrap het budget.",
        "error", _means,
    ),
    Rule(
        "contradiction.postponed", "Tegenspraak", "Uitgesteld, en toch in het plan",
        "Het ene hoofdstuk zegt dat er nog geen actie komt, een ander heeft er een fiche voor.",
        "Pas de tekst aan of haal de fiche uit het plan.",
        "warning", _postponed_but_there, "plan",
    ),
)  # fmt: skip
