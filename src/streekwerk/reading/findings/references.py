"""References inside the plan that lead nowhere, to an empty part, or only one way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from streekwerk.reading.findings.gaps import empty_headings
from streekwerk.reading.findings.outline import ACTING, Outline, Passage
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
    for kind, number in outline.own.total(_numbered_as):
        numbers[kind].add(number)
    known = {kind: found for kind, found in numbers.items() if len(found) >= 3}
    if not known:
        return
    for _, pointers in outline.own.each(_pointers):
        for passage, match in pointers:
            lead = _LEAD.search(passage.text, max(0, match.start() - 30), match.start())
            kind, wanted = match["kind"].lower(), int(match["number"])
            kind = "actie" if kind in ("fiche", "actiefiche") and kind not in known else kind
            if kind in known and wanted not in known[kind]:
                words = f"{lead[0] if lead else ''}{match['kind']} {match['number']}"
                yield Found(
                    f"{quoted(words)}: het plan kent {kind} {min(known[kind])} tot {max(known[kind])}, "
                    f"geen {wanted}.",
                    passage.node,
                    (words,),
                    passage.spans,
                    {"kind": kind, "number": wanted},
                )


def _numbered_as(_: Outline, node: Node) -> list[tuple[str, int]]:
    """Kind and number of a node that has them: "Actie 4"."""
    match = re.fullmatch(r"\W*([^\W\d]+)\s+(\d{1,3})\W*", node.code or "")
    return [(match[1].lower(), int(match[2]))] if match else []


def _pointers(outline: Outline, node: Node) -> list[tuple[Passage, re.Match[str]]]:
    """Where a node speaks of another by kind and number."""
    return [
        (passage, match)
        for passage in outline.passages(node)
        if not (passage.kind == "indicator" and node.fields)  # printed in the field of the same node
        for match in _POINTER.finditer(passage.text)
        if not _ELSEWHERE.match(match["after"])
    ]


def _dangling_dotted(outline: Outline) -> Iterator[Found]:
    """ "Zie actie 9.4" in a plan whose actions are numbered 1.1, 1.2, … and that has no 9.4."""
    coded = outline.own.each(_dotted_code)
    everything = {code for _, code in coded}
    acting = [code for node, code in coded if node.level in ACTING]
    if len(set(acting)) < 3:
        return
    for _, pointers in outline.own.each(_dotted_pointers):
        for passage, match in pointers:
            wanted = match["number"]
            if wanted in everything:
                continue
            as_deep = sorted((c for c in acting if c.count(".") == wanted.count(".")), key=_steps)
            if len(as_deep) < 3:
                continue
            words = passage.text[match.start() : match.end("number")]
            yield Found(
                f"{quoted(words)}: het plan kent nummers van {as_deep[0]} tot {as_deep[-1]}, "
                f"maar geen {wanted}.",
                passage.node,
                (words,),
                passage.spans,
                {"kind": "actie", "number": wanted},
            )


def _dotted_code(_: Outline, node: Node) -> str:
    match = _DOTTED_CODE.search(node.code or "")
    return match[1] if match else ""


def _dotted_pointers(outline: Outline, node: Node) -> list[tuple[Passage, re.Match[str]]]:
    """Where a node speaks of another by a dotted number."""
    return [
        (passage, match)
        for passage in outline.passages(node)
        for match in _DOTTED.finditer(passage.text)
        if (match["lead"] or match["kind"])
        and 0 not in _steps(match["number"])
        and not _ELSEWHERE.match(match["after"])
    ]


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
    for node, sees in outline.own.each(_sees):
        for phrase, wanted in sees:
            for hollow_node, words in titles:
                if wanted <= words and len(wanted) * 2 >= len(words):
                    by_target[hollow_node.id].append((node, phrase))
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


def _sees(outline: Outline, node: Node) -> list[tuple[str, set[str]]]:
    """Each “zie …” of a node: the phrase and the words it looks for."""
    matches = [match for passage in outline.passages(node) for match in _SEE.finditer(passage.text)]
    return [(match[0].strip(), wanted) for match in matches if (wanted := _words(match["what"]))]


def _words(text: str) -> set[str]:
    return set(fold(text).split()) - _SMALL


def _one_sided(outline: Outline) -> Iterator[Found]:
    pairs = []
    for node in (node for node in outline.nodes if node.links):
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
        "error", _leads_nowhere, "plan",
    ),
    Rule(
        "references.to_empty", "Verwijzingen", "Verwijzing naar een leeg deel",
        "De verantwoording staat in een deel dat niet geschreven is.",
        "Schrijf dat deel, of zet de reden hier voluit.",
        "warning", _to_empty, "plan",
    ),
    Rule(
        "references.one_sided", "Verwijzingen", "Verwijzing in één richting",
        "Wie alleen de tweede fiche leest, weet niet dat de eerste ervan afhangt.",
        "Zet de verwijzing ook in de andere fiche.",
        "note", _one_sided, "plan",
    ),
)  # fmt: skip
