"""Words the plan leaves unexplained: terms it says it must still define, abbreviations never written out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from streekwerk.reading.findings.outline import ACTING, Outline
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
    for passage in outline.focused_passages():
        if not any(word in passage.text for word in ("defini", "omschr", "afgebakend", "te bakenen")):
            continue  # the pattern below is slow
        for match in _TO_DEFINE.finditer(passage.text):
            term = match["term"].strip(' ,-–"“”')
            nouns = [w for w in re.findall(r"[^\W\d]{5,}", term) if w.lower() not in _GENERIC]
            users = [n for n in _users(outline, nouns[-1]) if n is not passage.node] if nouns else []
            used = f" Het woord staat ook in {listed([outline.short(n) for n in users])}." if users else ""
            yield Found(
                f"{quoted(match[0])}: begrip nog te definiëren.{used}",
                passage.node,
                (match[0],),
                passage.spans,
                {"term": term, "nodes": [n.id for n in users]},
            )


_GENERIC = frozenset("groep groepen begrip begrippen termen doelgroep deze".split())  # noqa: SIM905


def _users(outline: Outline, noun: str) -> list[Node]:
    """Sheets whose text uses the word; plural and inflection endings do not count."""
    stem = re.sub(r"(?:en|e|s)$", "", fold(noun))
    wanted = re.compile(rf"\b{re.escape(stem)}")
    return [
        node
        for node in outline.nodes
        if node.level in ACTING
        and wanted.search(fold(" ".join([node.title, node.text, *node.fields.values()])))
    ]


def _abbreviations(outline: Outline) -> Iterator[Found]:
    counts: Counter[str] = Counter()
    first: dict[str, tuple[Node | None, tuple[Span, ...]]] = {}
    texts = []
    for passage in outline.all_passages:
        texts.append(passage.text)
        for short in _shorts_in(passage.text):
            counts[short] += 1
            first.setdefault(short, (passage.node, passage.spans))
    if not counts:
        return
    # The plan's own name often holds the words an abbreviation stands for.
    whole = "\n".join([*texts, outline.reading.title or "", outline.reading.organisation or ""])
    spelled = _spelled_out(whole) | _in_brackets(whole)
    lower = set(re.findall(r"\b[a-zé]+\b", whole))
    open_ = sorted(
        short
        for short in counts
        # “ACTIE 3” is a word in capitals, not an abbreviation.
        if short not in spelled and short.lower() not in lower and not _explained(short, whole)
    )
    if open_:
        spans: list[Span] = []
        for short in open_:
            node, own = first[short]
            spans += own or outline.place(node, (short,))
        shown = listed(
            [f"{quoted(s)} ({counts[s]} keer)" if counts[s] > 1 else quoted(s) for s in open_], most=40
        )
        yield Found(
            f"{len(open_)} afkortingen of letternamen staan nergens voluit: {shown}."
            if len(open_) > 1
            else f"Een afkorting staat nergens voluit: {shown}.",
            None,
            tuple(open_),
            tuple(merged(spans)),
            {"abbreviations": {short: counts[short] for short in open_}},
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


def _explained(short: str, whole: str) -> bool:
    """ "SHORT = words", "SHORT (several words)", "SHORT staat voor", "words (SHORT)"."""
    s = re.escape(short)
    return bool(
        re.search(rf"\b{s}['’]?s?\s*(?:=|:\s*afkorting|staat voor)", whole)
        or re.search(rf"\b{s}['’]?s?\s*\({short[0]}[\w-]*(?:\s[\w&/-]+)*\)", whole, re.IGNORECASE)
    )


def _in_brackets(whole: str) -> frozenset[str]:
    """Abbreviations that close a short bracket after words: “het huis van de buurt (HVB)”."""
    found = re.findall(r"[a-zé]\s*\([^()]{0,15}?\b([A-Z]{2,6})\b[^()]{0,3}\)", whole)
    return frozenset(found)


def _spelled_out(whole: str) -> frozenset[str]:
    """Initials of every run of capitalised words, small words inside left out or counted.

    "Vereniging voor Zorg in Dorp" gives VZD and VVZID; a compound adds its inner part if a word too.
    """
    found: set[str] = set()
    vocabulary = {*re.findall(r"[^\W\d_]{4,}", whole.lower()), *_TAILS}
    run: list[str] = []
    for word in re.findall(r"[^\W\d_]+(?:['’&-][^\W\d_]+)*|[.;:!?()\n]", whole):
        if (word[0].isupper() and not (word.isupper() and len(word) > 1)) or (word.lower() in _SMALL and run):
            run.append(word)
        else:
            found |= _initials(run, vocabulary)
            run = []
    found |= _initials(run, vocabulary)
    return frozenset(found)


_TAILS = frozenset(
    "zorg werk huis raad dienst zone hulp plan lijns lijnszone netwerk vereniging kring".split()  # noqa: SIM905
)
_SMALL = frozenset("van de het een en in voor der op of aan bij te met".split())  # noqa: SIM905


def _initials(run: list[str], vocabulary: set[str]) -> set[str]:
    found: set[str] = set()
    for begin in range(len(run)):
        if run[begin][0].islower():
            continue
        for end in range(begin + 1, min(len(run), begin + 9) + 1):
            part = run[begin:end]
            big = [w for w in part if w[0].isupper()]
            found.add("".join(w[0] for w in part).upper())
            found.add("".join(w[0] for w in big).upper())
            # A compound gives a letter from its middle: "Thuiszorg Dorp" is TZD when "zorg" is a word too.
            if len(big) <= 3:
                for at, word in enumerate(big):
                    tails = {word[i:].lower() for i in range(2, len(word) - 3)} & vocabulary
                    for inner in {tail[0].upper() for tail in tails}:
                        found.add(
                            "".join(w[0] + (inner if i == at else "") for i, w in enumerate(big)).upper()
                        )
    return found


RULES = (
    Rule(
        "terms.to_define", "Begrippen", "Begrip dat nog gedefinieerd moet worden",
        "Het plan zegt zelf dat het woord nog niet vastligt. Intussen leest elke partner er iets anders in.",
        "Schrijf de omschrijving op één plaats in het plan.",
        "warning", _to_define,
    ),
    Rule(
        "terms.abbreviations", "Begrippen", "Afkorting nergens voluit",
        "Een raadslid of burger die de afkorting niet kent, haakt af.",
        "Schrijf elke afkorting de eerste keer voluit.",
        "note", _abbreviations,
    ),
)  # fmt: skip
