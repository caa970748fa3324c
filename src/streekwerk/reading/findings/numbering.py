"""Numbers and letters that skip, repeat or fall out of order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from streekwerk.reading.findings.outline import Outline
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import counted, fold, listed, quoted
from streekwerk.reading.models import Node, Span, merged


@dataclass(frozen=True, slots=True)
class _Mark:
    """A printed number or letter: its style ("Actie #", "#)", "A.") and its place in the count."""

    style: str
    number: int
    printed: str
    spans: tuple[Span, ...]
    title: str


_NUMBERED = re.compile(r"(?P<before>.*?)(?P<number>\d{1,3})(?P<after>\s*[).:°]?)")
_LETTERED = re.compile(r"(?P<letter>[A-Za-z])\s*[).:]")


def _mark(printed: str | None, spans: Sequence[Span], title: str) -> _Mark | None:
    printed = (printed or "").strip()
    count = _count(printed)
    return _Mark(*count, printed, tuple(spans), title) if count else None


@lru_cache(maxsize=5_000)
def _count(printed: str) -> tuple[str, int] | None:
    """Style and number; only counts within one branch agree: "3.1" and "3.2" share the style "3.#"."""
    letter = _LETTERED.fullmatch(printed)
    if letter:
        return "A" if letter["letter"].isupper() else "a", ord(letter["letter"].upper()) - 64
    match = _NUMBERED.fullmatch(printed)
    return (f"{match['before']}#", int(match["number"])) if match else None


def _runs(marks: Sequence[_Mark | None]) -> Iterator[list[_Mark]]:
    """Counts that belong together: a style goes on until it starts again at one.

    A mark of another style opens a sub-list, so the styles inside it start afresh when it returns.
    """
    open_runs: dict[str, list[_Mark]] = {}
    order: list[str] = []
    for mark in marks:
        if mark is None:
            continue
        if mark.style in open_runs:
            for inner in order[order.index(mark.style) + 1 :]:
                yield open_runs.pop(inner)
            order = order[: order.index(mark.style) + 1]
            if mark.number == 1 and open_runs[mark.style]:
                yield open_runs[mark.style]
                open_runs[mark.style] = []
        else:
            open_runs[mark.style] = []
            order.append(mark.style)
        open_runs[mark.style].append(mark)
    yield from open_runs.values()


def _faults(run: list[_Mark]) -> Iterator[tuple[str, str, _Mark, _Mark]]:
    """Kind, sentence and the two marks of each break in a count."""
    for a, b in pairwise(run):
        step = b.number - a.number
        if step == 0:
            yield "repeat", f"{quoted(b.printed)} staat er twee keer na elkaar", a, b
        elif 1 < step <= 3:
            missing = listed([_neighbour(b, n) for n in range(a.number + 1, b.number)])
            verb = "ontbreekt" if step == 2 else "ontbreken"
            yield "gap", f"na {quoted(a.printed)} komt {quoted(b.printed)}: {missing} {verb}", a, b
        elif step < 0:
            yield "back", f"{quoted(b.printed)} komt na {quoted(a.printed)}", a, b


def _neighbour(mark: _Mark, number: int) -> str:
    if mark.style in ("A", "a"):
        letter = chr(number + (64 if mark.style == "A" else 96))
        return quoted(re.sub(r"[A-Za-z]", letter, mark.printed, count=1))
    return quoted(re.sub(r"\d+(?=\D*$)", str(number), mark.printed))


def _lists(outline: Outline) -> Iterator[tuple[Node | None, list[_Mark]]]:
    """Every list of numbered things with the node it stands under."""
    for node in outline.focus:
        yield node, [m for i in outline.indicators(node) if (m := _mark(i.label, i.spans, i.text))]
        yield node, _child_marks(outline, node)
    yield None, _child_marks(outline, None)


def _child_marks(outline: Outline, node: Node | None) -> list[_Mark]:
    """The marks of the numbered children; a paragraph that opens with a number (a footnote) is none."""
    return [
        mark
        for child in outline.children(node)
        if (child.level != "statement" or len(child.title) <= 120)
        and not _named(child)
        and (mark := _mark(child.code, child.spans, child.title))
    ]


def _named(node: Node) -> bool:
    """Whether the code carries its kind ("Actie 4"): those count through the whole plan."""
    return _carries_kind(node.code) if node.code else False


@lru_cache(maxsize=5_000)
def _carries_kind(code: str) -> bool:
    return code[-1].isdigit() and bool(re.search(r"[^\W\d]{3}", code))


def _order(outline: Outline) -> Iterator[Found]:
    for node, marks in _lists(outline):
        for run in _runs(marks):
            faults = list(_faults(run))
            if not faults or len(faults) * 2 > len(run):
                continue  # numbers that jump everywhere are no count
            yield from _found(node, faults)


def _through_plan(outline: Outline) -> Iterator[Found]:
    """ "Actie 4", "Actie 6": counted through the whole plan, or starting again under each parent."""
    by_style: dict[str, list[tuple[Node, _Mark]]] = defaultdict(list)
    for node, mark in outline.own.each(_named_mark):
        by_style[f"{node.level} {mark.style}"].append((node, mark))
    for pairs in by_style.values():
        numbers = Counter(mark.number for _, mark in pairs)
        if len(pairs) > 2 and numbers[1] > 1:  # starts again under each parent
            groups: dict[str | None, list[_Mark]] = defaultdict(list)
            for node, mark in pairs:
                groups[node.parent].append(mark)
            runs = list(groups.values())
        else:
            runs = [[mark for _, mark in pairs]]
        for run in runs:
            faults = [f for f in _faults(run) if f[0] != "repeat" or fold(f[2].title) == fold(f[3].title)]
            if faults and len(faults) * 2 <= len(run):
                yield from _found(None, faults)


def _named_mark(_: Outline, node: Node) -> _Mark | None:
    return _mark(node.code, node.spans[:1], node.title) if _named(node) else None


def _found(node: Node | None, faults: list[tuple[str, str, _Mark, _Mark]]) -> Iterator[Found]:
    what = listed([sentence for _, sentence, _, _ in faults], most=6)
    names = dict.fromkeys(f"{m.printed} {quoted(m.title, 40)}" for _, _, a, b in faults for m in (a, b))
    shown = listed(list(names), most=4)
    yield Found(
        f"{what[0].upper()}{what[1:]} ({shown}).",
        node,
        tuple(f"{kind} {a.printed} {b.printed} {b.title}" for kind, _, a, b in faults),
        tuple(merged([s for _, _, a, b in faults for s in (*a.spans, *b.spans)])),
        {"faults": [[kind, a.printed, b.printed] for kind, _, a, b in faults]},
    )


def _same_number(outline: Outline) -> Iterator[Found]:
    """The same named number twice with another title: “Domein 1: wonen” and “Domein 1: huisvesting”."""
    by_code: dict[tuple[str, str, str | None], list[Node]] = defaultdict(list)
    codes = outline.own.total(_named_code)
    first = {level for (level, _), count in codes.items() if count > 2}
    twice = {code for code, count in codes.items() if count > 1}
    for node, found in outline.own.each(_named_code) if twice else ():
        if found[0] in twice:
            by_code[*found[0], node.parent if node.level in first else None].append(node)
    for nodes in by_code.values():
        if len(nodes) < 2:
            continue
        titles = {fold(node.title): node for node in nodes if node.title}
        if len(titles) > 1:
            shown = listed([quoted(node.title, 80) for node in titles.values()])
            yield Found(
                f"{quoted(nodes[0].code or '')} heeft {len(titles)} verschillende titels: {shown}.",
                None,
                (nodes[0].code or "", *(node.title for node in titles.values())),
                tuple(merged([node.spans[0] for node in titles.values() if node.spans])),
                {"nodes": [node.id for node in titles.values()]},
            )


def _named_code(_: Outline, node: Node) -> list[tuple[str, str]]:
    """Level and folded code of a node whose code carries its kind."""
    return [(node.level, fold(node.code or ""))] if _named(node) else []


def _unnumbered(outline: Outline) -> Iterator[Found]:
    """Levels where some headings carry their kind and number and others carry none."""
    by_label: dict[str, list[Node]] = defaultdict(list)
    for node in outline.nodes:
        if node.level_label and node.level != "funding":
            by_label[node.level_label].append(node)
    parts, nodes = [], list[Node]()
    for label, group in by_label.items():
        named = [n for n in group if _named(n)]
        without = [n for n in group if not n.code]
        # A lone number says little; from two on the plan counts this level.
        if len(named) >= 2 and without:
            parts.append(
                f"{counted(len(without), 'keer', 'keer')} {quoted(label)} zonder nummer, terwijl "
                f"{len(named)} andere er een hebben: {listed([quoted(n.title, 50) for n in without], most=5)}"
            )
            nodes += without
    if parts:
        yield Found(
            "; ".join(parts) + ".",
            None,
            tuple(n.title for n in nodes),
            tuple(merged([n.spans[0] for n in nodes if n.spans])),
            {"nodes": [n.id for n in nodes]},
        )


RULES = (
    Rule(
        "numbering.order", "Nummering", "Nummering springt of herhaalt",
        "Wie naar een nummer verwijst, moet er precies één vinden. Een sprong wijst vaak op een geschrapte "
        "of vergeten regel.",
        "Hernummer de lijst, of zet de ontbrekende regel terug.",
        "warning", _order,
    ),
    Rule(
        "numbering.through_plan", "Nummering", "Nummer ontbreekt in het plan",
        "Acties en doelstellingen die door het hele plan genummerd zijn, horen op elkaar te volgen.",
        "Hernummer, of zeg waar het ontbrekende nummer gebleven is.",
        "warning", _through_plan, "plan",
    ),
    Rule(
        "numbering.same_number", "Nummering", "Zelfde nummer, andere titel",
        "Eén nummer met twee titels: de lezer weet niet of het om één of twee dingen gaat.",
        "Kies één titel, of geef het tweede een eigen nummer.",
        "warning", _same_number, "plan",
    ),
    Rule(
        "numbering.unnumbered", "Nummering", "Zonder nummer tussen genummerde",
        "Naar een doelstelling zonder nummer kan een verslag of een actie niet kort verwijzen.",
        "Geef elke doelstelling een nummer.",
        "note", _unnumbered, "plan",
    ),
)  # fmt: skip
