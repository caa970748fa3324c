"""What is not there: headings and fields without text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from streekwerk.reading.findings.outline import ACTING, Outline, first_lines
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import counted, listed, quoted
from streekwerk.reading.models import LevelName, Node, Span, merged

_OPTIONAL = re.compile(
    r"opmerking|bemerking|suggestie|commentaar|toelichting|aanvulling|notitie|bijlage|\bnota\b|varia|kleur",
    re.IGNORECASE,
)
_SENTENCE_WORDS = 7
_OPENS = re.compile(
    r"actie|fiche|plan|doel|priorit|project|thema|domein|werf|werven|pijler|tabel|overzicht|ambitie"
    r"|speerpunt|uitwerking|programma|aanpak|keuze|focus|lijst|schema|vooruit|traject|engagement|strateg",
    re.IGNORECASE,
)
"""Words in the heading of a part that goes on with goals and actions."""


def is_empty_heading(outline: Outline, node: Node) -> bool:
    """A heading with nothing of its own and nothing under it that belongs to it."""
    return outline.own.of(_says_nothing, node) and not outline.children(node)


def _says_nothing(outline: Outline, node: Node) -> bool:
    if node.level in ACTING or node.level == "funding":
        return False
    return not (
        outline.body(node)
        or outline.indicators(node)
        or outline.milestones(node)
        or any(text.strip() for text in node.fields.values())
    )


def empty_headings(outline: Outline) -> list[Node]:
    """Empty headings in order; one that merely opens the part that follows it does not count."""
    return outline.once(_empty_headings)


def _empty_headings(outline: Outline) -> list[Node]:
    found = []
    reading = outline.reading
    between = [d.spans for d in reading.decisions] + [u.spans for u in reading.unplaced]
    told = _told_in_sentences(outline)
    taken = [span[0] for spans in between + [f.spans for f in reading.figures] for span in spans]
    for node, after in zip(outline.nodes, [*outline.nodes[1:], None], strict=False):
        if not is_empty_heading(outline, node) or node is outline.nodes[0]:
            continue  # the first heading of all is the name of the document
        if node.level in told:
            continue
        if node.level == "statement" and after and after.level != "statement" and not _closes(outline, node):
            continue
        if node.spans and after and after.spans:
            first, last = node.spans[-1][1], after.spans[0][0]
            if any(first < line < last for line in taken):
                continue
        found.append(node)
    return found


def _told_in_sentences(outline: Outline) -> set[LevelName]:
    """Levels whose titles are whole sentences, none with anything below it: those sentences are the goals."""
    sentences: Counter[LevelName] = Counter(
        node.level for node, _ in outline.own.each(_is_sentence) if not outline.children(node)
    )
    levels = Counter(node.level for node in outline.nodes) if sentences else Counter[LevelName]()
    return {level for level, count in sentences.items() if count == levels[level]}


def _is_sentence(outline: Outline, node: Node) -> bool:
    """Whether a goal is no more than its title, and that a whole sentence."""
    return (
        node.level != "statement"
        and len(node.title.split()) >= _SENTENCE_WORDS
        and outline.own.of(_says_nothing, node)
    )


def _closes(outline: Outline, node: Node) -> bool:
    """Whether a numbered section is the last of a chapter of prose, and no name for what follows it."""
    chapter = outline.node(node.parent)
    if not chapter or chapter.level != "statement" or not node.code or _OPENS.search(node.title):
        return False
    beside = [sibling for sibling in outline.children(chapter) if sibling is not node]
    return len(beside) >= 2 and all(sibling.code and outline.body(sibling) for sibling in beside)


def _headings(outline: Outline) -> Iterator[Found]:
    by_parent: dict[str | None, list[Node]] = defaultdict(list)
    for node in empty_headings(outline):
        by_parent[node.parent].append(node)
    for parent_id, nodes in by_parent.items():
        parent = outline.node(parent_id)
        where = f" onder {outline.name(parent)}" if parent else ""
        names = listed([f"{n.code or ''} {quoted(n.title, 60)}".strip() for n in nodes])
        yield Found(
            f"{counted(len(nodes), 'titel', 'titels')}{where} zonder tekst en zonder iets eronder: {names}.",
            None,
            tuple(n.title for n in nodes),
            first_lines(nodes),
            {"nodes": [n.id for n in nodes]},
        )


def _fields(outline: Outline) -> Iterator[Found]:
    by_label: dict[str, list[Node]] = defaultdict(list)
    for node, labels in outline.own.each(_empty_labels):
        for label in labels:
            by_label[label].append(node)
    _drop_column_heads(outline, by_label)
    if by_label:
        total = sum(map(len, by_label.values()))
        parts = [
            f"{quoted(label)} in {listed([outline.short(n) for n in nodes])}"
            for label, nodes in by_label.items()
        ]
        nodes = list({n.id: n for group in by_label.values() for n in group}.values())
        yield Found(
            f"{counted(total, 'veld is', 'velden zijn')} leeg, nog in te vullen: {'; '.join(parts)}.",
            None,
            tuple(parts),
            _labelfirst_lines(outline, by_label) or first_lines(nodes),
            {"fields": {label: [n.id for n in group] for label, group in by_label.items()}, "count": total},
        )


def _empty_labels(_: Outline, node: Node) -> tuple[str, ...]:
    return tuple(label for label, text in node.fields.items() if not text.strip() and not _optional(label))


def _labels(_: Outline, node: Node) -> tuple[str, ...]:
    return tuple(node.fields)


@lru_cache(maxsize=1_000)
def _optional(label: str) -> bool:
    """Whether a field is there for who has something to add: empty is then an answer."""
    return bool(_OPTIONAL.search(label))


def _drop_column_heads(outline: Outline, by_label: dict[str, list[Node]]) -> None:
    """Leave out the head of a table read as fields: three or more labels, empty wherever they occur."""
    carriers = outline.own.total(_labels)
    always = [label for label, nodes in by_label.items() if len(nodes) == carriers[label] >= 2]
    together: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for label in always:
        together[tuple(node.id for node in by_label[label])].append(label)
    for labels in together.values():
        if len(labels) >= 3:
            for label in labels:
                del by_label[label]


def _labelfirst_lines(outline: Outline, by_label: dict[str, list[Node]]) -> tuple[Span, ...]:
    """The lines that print the empty labels; nothing when the lines are not at hand."""
    spans: list[Span] = []
    for label, nodes in by_label.items():
        for node in nodes:
            found = outline.place(node, (label,))
            if found == tuple(merged(node.spans)):
                return ()
            spans += found
    return tuple(merged(spans))


def _absent_fields(outline: Outline) -> Iterator[Found]:
    """A field that at least two thirds of the sheets have and the others have not."""
    sheets = [s for s in outline.sheets if len(s.fields) >= 3]
    if len(sheets) < 4:
        return
    counts = Counter(label for sheet in sheets for label in sheet.fields)
    parts, nodes, absent = [], [], {}
    for label, count in counts.items():
        if len(sheets) > count >= len(sheets) * 2 / 3:
            without = [s for s in sheets if label not in s.fields]
            parts.append(f"{quoted(label)} in {listed([outline.short(s) for s in without])}")
            absent[label] = [s.id for s in without]
            nodes += without
    if parts:
        yield Found(
            f"Velden die de andere fiches wel hebben, ontbreken: {'; '.join(parts)}.",
            None,
            tuple(parts),
            first_lines({n.id: n for n in nodes}.values()),
            {"fields": absent},
        )


RULES = (
    Rule(
        "missing.heading_text", "Ontbrekend", "Titel zonder inhoud",
        "Een titel belooft tekst. Staat er niets onder, dan weet de lezer niet of er iets weggevallen is.",
        "Schrijf de tekst onder de titel of schrap de titel.",
        "warning", _headings, "plan",
    ),
    Rule(
        "missing.field_text", "Ontbrekend", "Lege velden",
        "Een leeg veld laat open of er niets te zeggen viel of dat het vergeten is.",
        "Vul de velden in, of schrijf “niet van toepassing”.",
        "note", _fields, "plan",
    ),
    Rule(
        "missing.field", "Ontbrekend", "Veld dat andere fiches wel hebben",
        "Wie de fiches naast elkaar legt, kan ze op dit punt niet vergelijken.",
        "Voeg het veld toe en vul het in.",
        "note", _absent_fields, "plan",
    ),
)  # fmt: skip
