"""Words the plan leaves unexplained: terms it says it must still define, abbreviations never written out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from streekwerk.reading.findings import spelling
from streekwerk.reading.findings.damage import words_per_passage
from streekwerk.reading.findings.outline import ACTING, Outline, Passage
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import fold, listed, quoted
from streekwerk.reading.models import Node, Span, merged

_TO_DEFINE = re.compile(
    r"(?P<term>[^.;:•]{3,80}?)\s+(?:(?:moet|moeten|dient|dienen)(?:\s+nog)?(?:\s+\w+){0,2}\s+"
    r"(?:gedefinieerd|omschreven|afgebakend)\s+(?:te\s+)?worden|is\s+nog\s+niet\s+gedefinieerd"
    r"|nog\s+te\s+(?:definiëren|omschrijven|af te bakenen))",
    re.IGNORECASE,
)
KNOWN = frozenset(
    """OCMW CPAS VZW NV BV CV VVSG GGZ CAW VAPH RIZIV RSZ RVA VDAB POD FOD MI EU ESF KBO GDPR AVG DPO DPIA BTW
    WZC LDC GBO ELZ CGG CLB CLG HR ICT IT AI PC TV NMBS PDF CEO CFO AZ UZ ZNA RVB AV DB VTE FTE BBC MJP
    SMART SWOT KPI QR SMS USB WIFI URL FAQ NGO UNESCO UN VN KMO BKO IBO JAC KWB CM IGS NPS ISO PWA LOGO
    OESO KU VUB NIS COVID HIV AIDS LGBT LGBTQ MS ADL CSV API SPOC""".split()  # noqa: SIM905
)  # fmt: skip
"""Abbreviations everyone in the Flemish welfare field reads without help; they are never reported."""
_ABBREVIATION = re.compile(r"(?<![\w./@-])(?P<short>[A-Z]{2,6})(?=['’]?s?\b)(?![\w.@/]*[a-z@])")


def _to_define(outline: Outline) -> Iterator[Found]:
    for _, hits in outline.own.each(_undefined):
        for passage, words, term in hits:
            nouns = [w for w in re.findall(r"[^\W\d]{5,}", term) if w.lower() not in _GENERIC]
            users = [n for n in _users(outline, nouns[-1]) if n is not passage.node] if nouns else []
            used = f" Het woord staat ook in {listed([outline.short(n) for n in users])}." if users else ""
            yield Found(
                f"{quoted(words)}: begrip nog te definiëren.{used}",
                passage.node,
                (words,),
                passage.spans,
                {"term": term, "nodes": [n.id for n in users]},
            )


def _undefined(outline: Outline, node: Node) -> list[tuple[Passage, str, str]]:
    """Where a node says that a term must still be defined: the words and the term."""
    return [
        (passage, match[0], match["term"].strip(' ,-–"“”'))
        for passage in outline.passages(node)
        # The pattern is slow.
        if any(word in passage.text for word in ("defini", "omschr", "afgebakend", "te bakenen"))
        for match in _TO_DEFINE.finditer(passage.text)
    ]


_GENERIC = frozenset("groep groepen begrip begrippen termen doelgroep deze".split())  # noqa: SIM905


def _users(outline: Outline, noun: str) -> list[Node]:
    """Sheets whose text uses the word; plural and inflection endings do not count."""
    stem = re.sub(r"(?:en|e|s)$", "", fold(noun))
    found = []
    for node, (folded, known) in outline.own.each(_folded):
        if stem not in known:
            known[stem] = f" {stem}" in folded
        if known[stem]:
            found.append(node)
    return found


def _folded(outline: Outline, node: Node) -> tuple[str, dict[str, bool]] | None:
    """The folded words of a sheet, a space before each, and which stems were looked for in them."""
    if node.level not in ACTING:
        return None
    return " " + fold(" ".join([node.title, node.text, *node.fields.values()])), {}


def _abbreviations(outline: Outline) -> Iterator[Found]:
    counts = outline.own.total(_shorts)
    tray = [item.text for item in outline.reading.unplaced]
    loose = Counter(short for text in tray for short in _shorts_in(text))
    if not counts and not loose:
        return
    # The plan's own name often holds the words an abbreviation stands for.
    others = [*tray, outline.reading.title or "", outline.reading.organisation or ""]
    settled = set[str]().union(*map(spelling.settled_by, others))
    placed = outline.own.total(_settled)
    open_ = sorted(
        short
        for short in counts.keys() | loose.keys()
        if short not in placed and short not in settled and not _compounded(outline, short, others)
    )
    if open_:
        times = {short: counts[short] + loose[short] for short in open_}
        spans: list[Span] = []
        for short in open_:
            node, own = _first(outline, short)
            spans += own or outline.place(node, (short,))
        shown = listed(
            [f"{quoted(s)} ({times[s]} keer)" if times[s] > 1 else quoted(s) for s in open_], most=40
        )
        yield Found(
            f"{len(open_)} afkortingen of letternamen staan nergens voluit: {shown}."
            if len(open_) > 1
            else f"Een afkorting staat nergens voluit: {shown}.",
            None,
            tuple(open_),
            tuple(merged(spans)),
            {"abbreviations": times},
        )


@lru_cache(maxsize=20_000)
def _shorts_in(text: str) -> tuple[str, ...]:
    """The abbreviations in a text that are not known to all; a heading in capitals has none."""
    if text.isupper():
        return ()
    return tuple(
        match["short"]
        for match in _ABBREVIATION.finditer(text)
        if match["short"] not in KNOWN and not _shouted(text, match)
    )


def _shouted(text: str, match: re.Match[str]) -> bool:
    """Whether the word stands in a row of words in capitals: a heading, not an abbreviation."""
    near = text[max(0, match.start() - 30) : match.end() + 30]
    return any(match["short"] in row for row in re.findall(r"\b[A-Z]{2,}(?:[ -]+[A-Z]{2,}){2,}\b", near))


def _shorts(outline: Outline, node: Node) -> list[str]:
    return [short for passage in outline.passages(node) for short in _shorts_in(passage.text)]


def _first(outline: Outline, short: str) -> tuple[Node | None, tuple[Span, ...]]:
    """Where the abbreviation stands first: its node, and its own lines when they are known."""
    for node, shorts in outline.own.each(_shorts):
        if short in shorts:
            return next((node, p.spans) for p in outline.passages(node) if short in _shorts_in(p.text))
    return None, next(tuple(i.spans) for i in outline.reading.unplaced if short in _shorts_in(i.text))


def _text(outline: Outline, node: Node) -> str:
    return "\n".join(passage.text for passage in outline.passages(node))


def _settled(outline: Outline, node: Node) -> frozenset[str]:
    return spelling.settled_by(_text(outline, node))


def _compounds(outline: Outline, node: Node) -> dict[str, set[str]]:
    return spelling.compounds_in(_text(outline, node))


def _compounded(outline: Outline, short: str, others: list[str]) -> bool:
    """Whether it is spelled out with a letter from the middle of a compound whose tail is a word too."""
    tails = set[str]()
    if short in outline.own.total(_compounds):
        tails.update(*(found[short] for _, found in outline.own.each(_compounds) if short in found))
    tails.update(*(spelling.compounds_in(text).get(short, ()) for text in others))
    if not tails:
        return False
    vocabulary = outline.own.total(words_per_passage)
    elsewhere = spelling.TAILS | {word for text in others for word in re.findall(r"[^\W\d_]+", text.lower())}
    return any(len(tail) >= 4 and (tail in vocabulary or tail in elsewhere) for tail in tails)


RULES = (
    Rule(
        "terms.to_define", "Begrippen", "Begrip dat nog gedefinieerd moet worden",
        "Het plan zegt zelf dat het woord nog niet vastligt. Intussen leest elke partner er iets anders in.",
        "Schrijf de omschrijving op één plaats in het plan.",
        "warning", _to_define, "plan",
    ),
    Rule(
        "terms.abbreviations", "Begrippen", "Afkorting nergens voluit",
        "Een raadslid of burger die de afkorting niet kent, haakt af.",
        "Schrijf elke afkorting de eerste keer voluit.",
        "note", _abbreviations, "plan",
    ),
)  # fmt: skip
