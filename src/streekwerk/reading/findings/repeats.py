"""Things printed twice: the same title or sentence in two places, one heading in two versions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from streekwerk.reading.findings.outline import ACTING, Outline
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import fold, listed, quoted
from streekwerk.reading.models import LevelName, Node, Span, merged

_GOALS: frozenset[LevelName] = frozenset(
    {"domain", "goal", "strategic_objective", "operational_objective", "pillar"}
)

_SMALL = frozenset(("de", "het", "een", "aan", "in", "op", "bij", "van"))


def _same_title(outline: Outline) -> Iterator[Found]:
    by_title: dict[str, list[Node]] = defaultdict(list)
    counts = outline.own.total(_telling_title)
    twice = {title for title, count in counts.items() if count > 1}
    for node, found in outline.own.each(_telling_title) if twice else ():
        if found[0] in twice:
            by_title[found[0]].append(node)
    for nodes in by_title.values():
        if len(nodes) < 2 or (len({n.parent for n in nodes}) == 1 and len({n.code for n in nodes}) == 1):
            continue
        places = [
            f"onder {outline.name(parent, 45)}" if (parent := outline.node(n.parent)) else "bovenaan het plan"
            for n in nodes
        ]
        label = (nodes[0].level_label or "titel").lower()
        titles = listed([quoted(t) for t in dict.fromkeys(" ".join(n.title.split()) for n in nodes)])
        yield Found(
            f"{label.capitalize()} {titles} staat er {len(nodes)} keer: {listed(places)}.",
            None,
            tuple(f"{n.code or ''} {n.title}" for n in nodes),
            tuple(merged([n.spans[0] for n in nodes if n.spans])),
            {"nodes": [n.id for n in nodes]},
        )


def _telling_title(_: Outline, node: Node) -> list[str]:
    """The level and the words by which a title is known, when it is long enough to tell."""
    folded = fold(node.title)
    # Short titles ("Communicatie", "Algemene financiering") may well recur.
    if (node.level in ACTING or node.level in _GOALS) and len(folded.split()) >= 4 and len(folded) >= 25:
        return [" ".join([node.level, *(word for word in folded.split() if word not in _SMALL)])]
    return []


def _same_indicator(outline: Outline) -> Iterator[Found]:
    """The same indicator twice under one node: two measurements of one thing."""
    for node in outline.focus:
        seen: dict[str, tuple[str | None, tuple[Span, ...]]] = {}
        for indicator in outline.indicators(node):
            folded = fold(indicator.text)
            if len(folded) < 15:
                continue
            if folded in seen:
                yield Found(
                    f"Indicator {quoted(indicator.text)} staat er twee keer.",
                    node,
                    (indicator.text,),
                    tuple(merged([*seen[folded][1], *indicator.spans])),
                )
            else:
                seen[folded] = (indicator.label, tuple(indicator.spans))


def _two_versions(outline: Outline) -> Iterator[Found]:
    """A heading printed again further on, with other words; needs the lines."""
    for node in outline.focus:
        if node.level not in _GOALS or len(node.spans) < 2:
            continue
        spans = merged(node.spans)
        first = outline.printed(spans[:1])
        for span in spans[1:]:
            again = outline.printed([span])
            if not first or not again or fold(first) == fold(again):
                continue
            # Another printing starts with the same number or the same words; other text is just more text.
            opening = _opening(node.code or node.title)
            if not opening or opening not in fold(first)[:60] or opening not in fold(again)[:60]:
                continue
            a, b = _first_difference(first, again)
            yield Found(
                f"Eerst {quoted(a, 90)}, verderop {quoted(b, 90)}.",
                node,
                (a, b),
                tuple(merged([spans[0], span])),
            )


def _opening(text: str) -> str:
    return " ".join(fold(text).split()[:4])


def _first_difference(first: str, second: str) -> tuple[str, str]:
    """The clauses in which two printings differ first, a few words before it included."""
    a, b = first.split(), second.split()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            begin = max(0, i1 - 3), max(0, j1 - 3)
            return (
                " ".join(a[begin[0] : max(i2, begin[0] + 1) + 3]),
                " ".join(b[begin[1] : max(j2, begin[1] + 1) + 3]),
            )
    return first, second


@lru_cache(maxsize=1_000)
def _its_own(label: str) -> bool:
    """Whether a sheet says its own thing in this field; messages and target groups may well be shared."""
    return bool(_OWN_FIELD.search(label))


def _same_sentence(outline: Outline) -> Iterator[Found]:
    """A long text copied whole into two sheets, where a sheet ought to say its own."""
    by_text: dict[str, list[tuple[Node, str]]] = defaultdict(list)
    for node, texts in outline.own.each(_own_texts):
        for key, text in texts:
            by_text[key].append((node, text))
    for group in by_text.values():
        if len(group) < 2:
            continue
        nodes = list({node.id: node for node, _ in group}.values())
        if len(nodes) > 1:
            text = group[0][1]
            yield Found(
                f"{quoted(text)} staat woordelijk in {listed([outline.short(n) for n in nodes])}.",
                None,
                (text, *(outline.short(n) for n in nodes)),
                tuple(merged([n.spans[0] for n in nodes if n.spans])),
                {"nodes": [n.id for n in nodes]},
            )


def _own_texts(outline: Outline, node: Node) -> list[tuple[str, str]]:
    """The long texts of a sheet that ought to be its own: folded for comparing, and as they are."""
    if node.level not in ACTING:
        return []
    return [
        (" ".join(text.lower().split()), text)
        for label, text in [("", outline.body(node)), *node.fields.items()]
        if len(text) >= 120 and _its_own(label)
    ]


_OWN_FIELD = re.compile(r"^$|wat|smart|aanpak|omschrijving|resultaat|doel(?!groep)", re.IGNORECASE)


RULES = (
    Rule(
        "repeats.title", "Dubbels", "Zelfde titel op twee plaatsen",
        "Twee keer dezelfde titel onder een ander doel: is het één stuk werk, dan telt het dubbel; zijn het "
        "er twee, dan kan niemand ze uit elkaar houden.",
        "Voeg samen, of zeg in de titel wat het verschil is.",
        "note", _same_title, "plan",
    ),
    Rule(
        "repeats.indicator", "Dubbels", "Zelfde indicator twee keer",
        "Wie twee keer hetzelfde meet, rapporteert dubbel.",
        "Schrap er een, of zeg wat het verschil is.",
        "note", _same_indicator,
    ),
    Rule(
        "repeats.versions", "Dubbels", "Zelfde kop in twee versies",
        "Dezelfde kop staat op twee plaatsen met andere woorden: welke versie is goedgekeurd?",
        "Kies één versie en gebruik ze overal.",
        "warning", _two_versions,
    ),
    Rule(
        "repeats.text", "Dubbels", "Zelfde tekst in twee fiches",
        "Een gekopieerde tekst zegt van minstens één van de fiches niet wat ze zelf doet.",
        "Schrijf per fiche wat ze eigen heeft, of verwijs naar de andere.",
        "note", _same_sentence, "plan",
    ),
)  # fmt: skip
