"""What is not there: headings and fields without text, sheets without owner, end or indicator."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from streekwerk.reading.findings.outline import ACTING, DATED_FIELD, Outline, dates_in
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import counted, listed, quoted
from streekwerk.reading.models import Node, Span, merged

_OWNER_LABEL = re.compile(
    r"trekker|verantwoordelijke|eigenaar|projectleider|projectmanager|co[oö]rdinat|penhouder|personeel"
    r"|uitvoerder|door wie|wie doet|^wie\??$|aanspreekpunt|dossierhouder|contactpersoon|steward",
    re.IGNORECASE,
)
_OWNER_TEXT = re.compile(
    r"\b(?:trekker|verantwoordelijke|projectleider|penhouder)s?\s*[:=]\s*\w", re.IGNORECASE
)
_OPTIONAL = re.compile(
    r"opmerking|bemerking|suggestie|commentaar|toelichting|aanvulling|notitie|bijlage|\bnota\b|varia|kleur",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"actie|fiche|plan|doel|priorit|project|thema|domein|werf|werven|pijler|tabel|overzicht|ambitie"
    r"|speerpunt|uitwerking|programma|aanpak|keuze|focus|lijst|schema|vooruit|traject|engagement|strateg",
    re.IGNORECASE,
)
"""Words in the heading of a part that goes on with goals and actions."""
_PERMANENT = re.compile(r"\b(?:doorlopend|permanent|continu|onbepaalde duur|blijvend)\b", re.IGNORECASE)
_UNDECIDED = re.compile(
    r"\bnog\s+(?:verder\s+|nader\s+)?(?:te\s+(?:bepalen|bekijken|bespreken|beslissen|concretiseren|verduidelijken)"
    r"|op te maken|uit te werken|in te vullen|aan te vullen|af te spreken|vast te leggen)\b"
    r"|\b(?:nader|verder)\s+te\s+bepalen\b|\bt\.?b\.?d\.?\b|\bn\.t\.b\.|\bxxx+\b|\?\?+|\blorem ipsum\b",
    re.IGNORECASE,
)
_NEARLY_ALL = 0.9
_YEARS = re.compile(r"te voorzien in\s+((?:19|20)\d\d(?:\s*(?:[-–/,]|en)\s*(?:19|20)\d\d)*)", re.IGNORECASE)


def is_empty_heading(outline: Outline, node: Node) -> bool:
    """A heading with nothing of its own and nothing under it that belongs to it."""
    if node.level in ACTING or node.level == "funding":
        return False
    return not (
        outline.body(node)
        or outline.children(node)
        or outline.indicators(node)
        or outline.milestones(node)
        or any(text.strip() for text in node.fields.values())
    )


def empty_headings(outline: Outline) -> list[Node]:
    """Empty headings in order; one that merely opens the part that follows it does not count."""
    found = []
    reading = outline.reading
    between = [d.spans for d in reading.decisions] + [u.spans for u in reading.unplaced]
    taken = [span[0] for spans in between + [f.spans for f in reading.figures] for span in spans]
    for node, after in zip(outline.nodes, [*outline.nodes[1:], None], strict=False):
        if not is_empty_heading(outline, node) or node is outline.nodes[0]:
            continue  # the first heading of all is the name of the document
        if node.level == "statement" and after and after.level != "statement" and not _closes(outline, node):
            continue
        if node.spans and after and after.spans:
            first, last = node.spans[-1][1], after.spans[0][0]
            if any(first < line < last for line in taken):
                continue
        found.append(node)
    return found


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
            _spans(nodes),
            {"nodes": [n.id for n in nodes]},
        )


def _fields(outline: Outline) -> Iterator[Found]:
    by_label: dict[str, list[Node]] = defaultdict(list)
    for node in outline.nodes:
        for label, text in node.fields.items():
            if not text.strip() and not _optional(label):
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
            _label_spans(outline, by_label) or _spans(nodes),
            {"fields": {label: [n.id for n in group] for label, group in by_label.items()}, "count": total},
        )


@lru_cache(maxsize=1_000)
def _optional(label: str) -> bool:
    """Whether a field is there for who has something to add: empty is then an answer."""
    return bool(_OPTIONAL.search(label))


def _drop_column_heads(outline: Outline, by_label: dict[str, list[Node]]) -> None:
    """Leave out the head of a table read as fields: three or more labels, empty wherever they occur."""
    carriers = Counter(label for node in outline.nodes for label in node.fields)
    always = [label for label, nodes in by_label.items() if len(nodes) == carriers[label] >= 2]
    together: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for label in always:
        together[tuple(node.id for node in by_label[label])].append(label)
    for labels in together.values():
        if len(labels) >= 3:
            for label in labels:
                del by_label[label]


def _label_spans(outline: Outline, by_label: dict[str, list[Node]]) -> tuple[Span, ...]:
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
            _spans({n.id: n for n in nodes}.values()),
            {"fields": absent},
        )


# ------------------------------------------------------------------ owner, end, indicator


def _missing(
    outline: Outline, thing: str, sheets: list[Node], has: Callable[[Node], bool]
) -> Iterator[Found]:
    """One finding that counts the sheets without something; all names only when they are some."""
    without = [sheet for sheet in sheets if not has(sheet)]
    if not without:
        return
    one, many = ("actieplan", "actieplannen") if _all_plans(outline.sheets) else ("actie", "acties")
    total = len(sheets)
    without_ids = {sheet.id for sheet in without}
    others = [sheet for sheet in sheets if sheet.id not in without_ids]
    verb = "heeft" if len(without) == 1 else "hebben"
    if not others:
        what = (
            f"Geen enkele van de {total} {many} heeft een {thing}."
            if total > 1
            else f"De {one} heeft geen {thing}."
        )
    elif len(others) <= 4 < len(without):
        names = listed([outline.short(n) for n in others])
        what = f"{len(without)} van de {total} {many} {verb} geen {thing}; alleen {names} wel."
    else:
        names = listed([outline.short(n) for n in without])
        what = f"{len(without)} van de {total} {many} {verb} geen {thing}: {names}."
    yield Found(
        what,
        None,
        tuple(outline.short(n) for n in without) if len(without) < total else (),
        _spans(without),
        {"nodes": [n.id for n in without], "count": len(without), "of": total},
    )


def _all_plans(sheets: list[Node]) -> bool:
    return all(sheet.level == "action_plan" for sheet in sheets)


def _no_end(outline: Outline) -> Iterator[Found]:
    yield from _missing(outline, "einddatum", outline.sheets, lambda sheet: _has_end(outline, sheet))


def _has_end(outline: Outline, sheet: Node) -> bool:
    if sheet.end or any(a.end for a in outline.ancestors(sheet)):
        return True
    timing = [text for label, text in sheet.fields.items() if DATED_FIELD.search(label)]
    if _PERMANENT.search(" ".join([sheet.title, *timing])):
        return True  # on purpose
    return any(
        node.end
        or any(found.role == "by" for passage in outline.passages(node) for found in dates_in(passage.text))
        for node in outline.branch(sheet)
    )


@lru_cache(maxsize=1_000)
def _names_owner(label: str) -> bool:
    return bool(_OWNER_LABEL.search(label))


@lru_cache(maxsize=20_000)
def _says_owner(text: str) -> bool:
    return bool(_OWNER_TEXT.search(text))


def _no_owner(outline: Outline) -> Iterator[Found]:
    def has(sheet: Node) -> bool:
        for node in (*outline.branch(sheet), *outline.ancestors(sheet)):
            if any(text.strip() and _names_owner(label) for label, text in node.fields.items()):
                return True
            if _says_owner(node.title) or _says_owner(node.text):
                return True
        return False

    yield from _missing(outline, "trekker", outline.sheets, has)


def _no_indicator(outline: Outline) -> Iterator[Found]:
    # Indicators may still lie in the tray: a sheet that something there may belong to is not judged.
    homes = {item.proposal for item in outline.reading.unplaced}

    # Where sheets list indicators without actions, a list read as actions may as well be indicators.
    either = any(
        outline.indicators(s) and not any(c.level in ACTING for c in outline.children(s))
        for s in outline.sheets
    )

    def has(sheet: Node) -> bool:
        if either and any(child.level in ACTING for child in outline.children(sheet)):
            return True
        branch = list(outline.branch(sheet))
        return bool(homes & {node.id for node in (*branch, *outline.ancestors(sheet))}) or any(
            outline.indicators(node)
            or any(text.strip() and "indicator" in label.lower() for label, text in node.fields.items())
            for node in branch
        )

    yield from _missing(outline, "indicator", outline.sheets, has)
    if not homes:
        yield from _alone_without_indicator(outline)


def _alone_without_indicator(outline: Outline) -> Iterator[Found]:
    """Actions below a sheet without indicator of their own, in a plan where nearly all others have one."""
    sheets = {sheet.id for sheet in outline.sheets}
    below = [
        node
        for node in outline.nodes
        if node.level in ACTING
        and node.id not in sheets
        and not any(child.level in ACTING for child in outline.children(node))
    ]
    measured = [node for node in below if outline.indicators(node)]
    if len(measured) >= 5 and len(measured) >= len(below) * _NEARLY_ALL:
        yield from _missing(outline, "indicator", below, lambda node: bool(outline.indicators(node)))


# ------------------------------------------------------------------ not decided yet


@lru_cache(maxsize=20_000)
def _undecided_in(text: str) -> re.Match[str] | None:
    return _UNDECIDED.search(text)


def _undecided(outline: Outline) -> Iterator[Found]:
    """Everything the plan itself leaves open, in one finding; means also per year they are for."""
    parts, spans, nodes, words = [], list[Span](), [], []
    per_year: Counter[str] = Counter()
    for node in outline.nodes:
        labels = []
        for passage in outline.passages(node):
            match = _undecided_in(passage.text)
            if not match or (passage.kind == "indicator" and "Indicatoren" in node.fields):
                continue
            labels.append(passage.label or ("titel" if passage.kind == "title" else passage.kind))
            words.append(match[0])
            spans += passage.spans or outline.place(node, (_around(passage.text, match), match[0]))
            years = _YEARS.search(passage.text)
            if passage.label and years:
                per_year.update(re.findall(r"(?:19|20)\d\d", years[1]))
        if labels:
            nodes.append(node)
            shown = [label.replace("text", "tekst") for label in labels]
            parts.append(f"{outline.short(node)} ({', '.join(shown)})")
    if not parts:
        return
    money = "; ".join(f"{year}: {count}" for year, count in sorted(per_year.items()))
    sample = listed([quoted(w) for w in dict.fromkeys(w.lower() for w in words)], most=3)
    yield Found(
        f"{len(words)} keer staat er nog niets beslist ({sample}): {listed(parts, most=15)}."
        + (f" Daarvan middelen die in een jaar te voorzien zijn: {money}." if money else ""),
        None,
        tuple(parts),
        tuple(merged(spans)),
        {"nodes": [n.id for n in nodes], "count": len(words), "years": dict(per_year)},
    )


def _around(text: str, match: re.Match[str]) -> str:
    return " ".join([*text[: match.start()].split()[-2:], match[0], *text[match.end() :].split()[:2]])


def _spans(nodes: Iterable[Node]) -> tuple[Span, ...]:
    return tuple(merged([node.spans[0] for node in nodes if node.spans]))


RULES = (
    Rule(
        "missing.heading_text", "Ontbrekend", "Titel zonder inhoud",
        "Een titel belooft tekst. Staat er niets onder, dan weet de lezer niet of er iets weggevallen is.",
        "Schrijf de tekst onder de titel of schrap de titel.",
        "warning", _headings,
    ),
    Rule(
        "missing.field_text", "Ontbrekend", "Lege velden",
        "Een leeg veld laat open of er niets te zeggen viel of dat het vergeten is.",
        "Vul de velden in, of schrijf “niet van toepassing”.",
        "note", _fields,
    ),
    Rule(
        "missing.field", "Ontbrekend", "Veld dat andere fiches wel hebben",
        "Wie de fiches naast elkaar legt, kan ze op dit punt niet vergelijken.",
        "Voeg het veld toe en vul het in.",
        "note", _absent_fields,
    ),
    Rule(
        "missing.end", "Ontbrekend", "Acties zonder einde",
        "Zonder einddatum kan een actie nooit te laat zijn, en dus ook niet opgevolgd worden.",
        "Geef elke actie een einddatum, of schrijf dat ze doorlopend is.",
        "warning", _no_end,
    ),
    Rule(
        "missing.owner", "Ontbrekend", "Acties zonder trekker",
        "Een actie van iedereen is een actie van niemand: er moet iemand zijn om naar te vragen.",
        "Duid per actie een trekker aan.",
        "warning", _no_owner,
    ),
    Rule(
        "missing.indicator", "Ontbrekend", "Acties zonder indicator",
        "Zonder indicator kan niemand achteraf zeggen of de actie gelukt is.",
        "Schrijf per actie minstens één bewijs of cijfer waaraan u het resultaat zult zien.",
        "warning", _no_indicator,
    ),
    Rule(
        "missing.undecided", "Ontbrekend", "Nog te bepalen",
        "Wat bij de goedkeuring nog open staat, raakt zonder datum en naam vaak nooit beslist.",
        "Beslis het nu, of zet erbij wie het wanneer beslist.",
        "note", _undecided,
    ),
)  # fmt: skip
