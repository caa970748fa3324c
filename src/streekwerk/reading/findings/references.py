"""References inside the plan that lead nowhere, to an empty part, or only one way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from streekwerk.reading.findings.gaps import empty_headings
from streekwerk.reading.findings.outline import ACTING, Outline
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import fold, listed, quoted
from streekwerk.reading.models import Node, Span, merged

_POINTER = re.compile(
    r"\b(?P<kind>actie|fiche|actiefiche|doelstelling|werf|domein|project|pijler)\s+(?P<number>\d{1,3})\b"
    r"(?![.,]?\d|\s*(?:%|jaar|maand|keer|x\b))(?P<after>(?:\s+\w+){0,2})",
    re.IGNORECASE,
)
_DOTTED = re.compile(
    r"\b(?:(?P<lead>zie|vervolg op|link met)\s+(?:ook\s+)?)?"
    r"(?:(?P<kind>acties?|actiefiches?|fiches?|projecte?n?|maatregele?n?)\s+)?(?:nr\.?\s*)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})+)"
    r"(?![\w,/%-]|\.\d|\s*(?:%|€|euro\b|mln\b|miljoen\b|VTE\b|jaar\b|uur\b|keer\b))(?P<after>(?:\s+\w+){0,2})",
    re.IGNORECASE,
)
_DOTTED_CODE = re.compile(r"(?:^|[^\d.])(\d{1,2}(?:\.\d{1,2})+)\.?$")
_LEAD = re.compile(
    r"\b(?:zie|cfr?\.?|link met|voorbereiding (?:voor|van)|vervolg op|samen met|volgt uit)\s+(?:ook\s+)?$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"^\s+(?:van|uit|in|bij)\s+(?:het|de|ons|het vorige|vorig)\b", re.IGNORECASE)
_SEE = re.compile(r"\bzie\s+(?:ook\s+)?(?P<what>[^\W\d][^.,;:()/\n]{3,60})", re.IGNORECASE)
_SMALL = frozenset("de het een en of van voor in op met bij onze ons deel hoofdstuk punt titel".split())  # noqa: SIM905


def _dangling(outline: Outline) -> Iterator[Found]:
    """ "Zie actie 14" in a plan whose actions are numbered and stop at 13."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for node in outline.nodes:
        match = re.fullmatch(r"\W*([^\W\d]+)\s+(\d{1,3})\W*", node.code or "")
        if match:
            numbers[match[1].lower()].add(int(match[2]))
    known = {kind: found for kind, found in numbers.items() if len(found) >= 3}
    if not known:
        return
    for passage in outline.focused_passages():
        if passage.kind == "indicator" and passage.node and passage.node.fields:
            continue  # printed in the field of the same node
        for match in _POINTER.finditer(passage.text):
            lead = _LEAD.search(passage.text, max(0, match.start() - 30), match.start())
            kind, wanted = match["kind"].lower(), int(match["number"])
            kind = "actie" if kind in ("fiche", "actiefiche") and kind not in known else kind
            if kind in known and wanted not in known[kind] and not _ELSEWHERE.match(match["after"]):
                words = f"{lead[0] if lead else ''}{match['kind']} {match['number']}"
                yield Found(
                    f"{quoted(words)}: het plan kent {kind} {min(known[kind])} tot {max(known[kind])}, "
                    f"geen {wanted}.",
                    passage.node,
                    (words,),
                    passage.spans,
                    {"kind": kind, "number": wanted},
                )


def _dangling_dotted(outline: Outline) -> Iterator[Found]:
    """ "Zie actie 9.4" in a plan whose actions are numbered 1.1, 1.2, … and that has no 9.4."""
    coded = [(node, match[1]) for node in outline.nodes if (match := _DOTTED_CODE.search(node.code or ""))]
    everything = {code for _, code in coded}
    acting = [code for node, code in coded if node.level in ACTING]
    if len(set(acting)) < 3:
        return
    for passage in outline.focused_passages():
        for match in _DOTTED.finditer(passage.text):
            wanted = match["number"]
            as_deep = sorted((c for c in acting if c.count(".") == wanted.count(".")), key=_steps)
            if not (match["lead"] or match["kind"]) or wanted in everything or 0 in _steps(wanted):
                continue
            if len(as_deep) < 3:
                continue
            if not _ELSEWHERE.match(match["after"]):
                words = passage.text[match.start() : match.end("number")]
                yield Found(
                    f"{quoted(words)}: het plan kent nummers van {as_deep[0]} tot {as_deep[-1]}, "
                    f"maar geen {wanted}.",
                    passage.node,
                    (words,),
                    passage.spans,
                    {"kind": "actie", "number": wanted},
                )


def _steps(code: str) -> list[int]:
    return [int(step) for step in code.split(".")]


def _leads_nowhere(outline: Outline) -> Iterator[Found]:
    yield from _dangling(outline)
    yield from _dangling_dotted(outline)


def _to_empty(outline: Outline) -> Iterator[Found]:
    """ "Zie visie" while the chapter of that name is empty."""
    empty = {node.id for node in empty_headings(outline)}
    if not empty:
        return
    hollow = [
        node for node in outline.nodes
        if node.id in empty
        or (not outline.body(node) and (kids := outline.children(node)) and all(k.id in empty for k in kids))
    ]  # fmt: skip
    titles = [(node, _words(node.title)) for node in hollow]
    by_target: dict[str, list[tuple[Node, str]]] = defaultdict(list)
    for node in outline.nodes:
        for passage in outline.passages(node):
            for match in _SEE.finditer(passage.text):
                wanted = _words(match["what"])
                for hollow_node, words in titles:
                    if wanted and wanted <= words and len(wanted) * 2 >= len(words):
                        by_target[hollow_node.id].append((node, match[0].strip()))
                        break
    for target in hollow:
        sources = by_target.get(target.id)
        if not sources:
            continue
        names = listed(list(dict.fromkeys(outline.short(node) for node, _ in sources)))
        spans: list[Span] = []
        for node, phrase in sources:
            spans += outline.place(node, (phrase,))
        yield Found(
            f"{quoted(sources[0][1])} in {names} leidt naar {outline.name(target)}, "
            "maar daar staat geen tekst.",
            None,
            (target.title, *(outline.short(node) for node, _ in sources)),
            tuple(merged(spans)),
            {"target": target.id, "nodes": [node.id for node, _ in sources]},
        )


def _words(text: str) -> set[str]:
    return set(fold(text).split()) - _SMALL


def _one_sided(outline: Outline) -> Iterator[Found]:
    pairs = []
    for node in outline.nodes:
        for target_id in dict.fromkeys(node.links):
            target = outline.node(target_id)
            if target and target is not node and node.id not in target.links:
                pairs.append((node, target))
    if pairs:
        yield Found(
            "Verwijzingen in één richting: "
            + listed([f"{outline.short(a)} noemt {outline.short(b)}" for a, b in pairs])
            + "; omgekeerd staat er niets.",
            None,
            tuple(f"{outline.short(a)} → {outline.short(b)}" for a, b in pairs),
            tuple(merged([span for a, b in pairs for span in outline.place(a, (b.code or b.title,))])),
            {"pairs": [[a.id, b.id] for a, b in pairs]},
        )


RULES = (
    Rule(
        "references.dangling", "Verwijzingen", "Verwijzing naar iets dat er niet is",
        "De lezer zoekt en vindt niets. Vaak is er hernummerd nadat de verwijzing geschreven werd.",
        "Verbeter het nummer of schrap de verwijzing.",
        "error", _leads_nowhere,
    ),
    Rule(
        "references.to_empty", "Verwijzingen", "Verwijzing naar een leeg deel",
        "De verantwoording staat in een deel dat niet geschreven is.",
        "Schrijf dat deel, of zet de reden hier voluit.",
        "warning", _to_empty,
    ),
    Rule(
        "references.one_sided", "Verwijzingen", "Verwijzing in één richting",
        "Wie alleen de tweede fiche leest, weet niet dat de eerste ervan afhangt.",
        "Zet de verwijzing ook in de andere fiche.",
        "note", _one_sided,
    ),
)  # fmt: skip
