"""The fiche dialect: plans of action sheets, with labelled fields below each action.

Chapters of text come first as statements; then domains, objectives and sheets nest by their level words.
The words are declared in `vocabulary`; `template` learns which of them this document really uses; `parts`
gives every row its place; this module makes the reading of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from streekwerk.kernel.periods import find_dates
from streekwerk.reading.decisions import decisions_of
from streekwerk.reading.dialects.fiche.marks import split_columns
from streekwerk.reading.dialects.fiche.parts import Part, Walk, ancestors
from streekwerk.reading.dialects.fiche.template import Template, learn
from streekwerk.reading.dialects.fiche.vocabulary import Meaning
from streekwerk.reading.dialects.headings import Heading, find_headings
from streekwerk.reading.dialects.outline import cover
from streekwerk.reading.figures import ambiguous_numbers, find_figures
from streekwerk.reading.identity import identify
from streekwerk.reading.indicators import find_indicators
from streekwerk.reading.lines import page_furniture
from streekwerk.reading.links import link_actions
from streekwerk.reading.models import Document, Node, Reading
from streekwerk.reading.rows import Row, rows_of, spans_of, text_of
from streekwerk.reading.timing import Timing, find_milestones, read_timing, when

_LEAST_FIELDS = 3
"""From so many labelled fields a chapter without level word is a sheet."""
_PREFIXES = {"pillar": "p", "domain": "d", "goal": "g", "strategic_objective": "so", "statement": "s",
             "operational_objective": "oo", "action_plan": "ap", "action": "a", "project": "a"}  # fmt: skip
# Fields whose dates say when a step happens; those of money and of timing itself do not.
_STEPS: frozenset[Meaning] = frozenset(
    (
        "what", "approach", "goal", "indicators", "evaluation", "conditions", "communication", "remarks",
        "status", "other",
    )
)  # fmt: skip


class FicheDialect:
    """Action sheets."""

    name = "fiche"

    def fit(self, document: Document) -> float:
        """Sure from two sheets that share three labels; likely for one full sheet, or chapters with labels;
        possible for a list of numbered actions below numbered goals."""
        template = learn(rows_of(document))
        if template.sheets >= 2 and template.repeated() >= 3:
            return 0.9
        if template.sheets == 0 and template.repeated() >= 3:
            return 0.8
        if template.sheets <= 1 and template.repeated(1) >= 5:
            return 0.7
        coded = {mark.level for mark in template.levels.values() if mark.code}
        return 0.75 if template.sheets >= 3 and len(coded) >= 2 else 0.0

    def read(self, document: Document) -> Reading:
        ignored = page_furniture(document)
        rows = rows_of(document, ignored)
        stops = {rows[heading.index].number for heading in find_headings(rows, bare=False)}
        table = decisions_of(document, rows, stops)
        rows = split_columns([row for row in rows if row.number not in table.lines], document)
        template = learn(rows)
        chapters = _chapters(rows, template)
        parts = Walk(rows, template, chapters).run()
        _promote(parts)
        reading = Reading(source={}, decisions=table.decisions, ignored=ignored + table.ignored)
        first = min([*template.levels, *(heading.index for heading in chapters)], default=0)
        reading.nodes += cover(rows[:first])
        _write(reading, parts)
        prose = sorted(
            (row for part in parts if not part.fields for row in part.prose), key=lambda r: r.number
        )
        reading.figures = find_figures(prose, document)
        reading.questions = ambiguous_numbers(rows, document)
        identify(reading, document)
        return reading


def _chapters(rows: Sequence[Row], template: Template) -> list[Heading]:
    """The chapters: numbered or styled ones anywhere, bare titles only before the first sheet."""
    headings = find_headings(rows, bare=False)
    first = min([*template.levels, *(template.fields if not template.sheets else ())], default=len(rows))
    if not any(heading.index < first for heading in headings):
        headings = [*find_headings(rows[:first], bare=True), *(h for h in headings if h.index >= first)]
    return headings


def _promote(parts: Sequence[Part]) -> None:
    """Make sheets of chapters that carry fields, and domains of the chapters above several of them."""
    sheets = [part for part in parts if part.level == "statement" and len(part.fields) >= _LEAST_FIELDS]
    for part in sheets:
        part.level = "action"
    above = {id(a): a for part in sheets for a in ancestors(part) if a.level == "statement"}
    depths = [part.depth for part in above.values()]
    for part in above.values():
        if depths.count(part.depth) > 1:
            part.level = "domain"


# ------------------------------------------------------------------ writing the reading


def _write(reading: Reading, parts: Sequence[Part]) -> None:
    ids: dict[int, str] = {}
    counts: dict[str, int] = {}
    for part in parts:
        prefix = _PREFIXES[part.level]
        counts[prefix] = counts.get(prefix, 0) + 1
        ids[id(part)] = f"{prefix}{counts[prefix]}"
    for part in parts:
        node = _node(part, ids)
        reading.nodes.append(node)
        if part.level != "statement":
            _write_fields(reading, part, node)
    link_actions(reading)


def _node(part: Part, ids: dict[int, str]) -> Node:
    fields = {name: each.text for name, each in part.fields.items()}
    title = part.title
    for each in part.fields.values():
        if each.meaning == "title" and not title:
            title = each.text
    timing = _timing(part)
    return Node(
        id=ids[id(part)],
        parent=ids[id(part.parent)] if part.parent else None,
        level=part.level,
        level_label=part.label,
        code=_code(part),
        title=title,
        text=text_of(part.prose),
        fields=fields,
        start=timing.start,
        end=timing.end,
        spans=spans_of(part.claimed),
        confidence=_confidence(part),
    )


def _code(part: Part) -> str | None:
    """ "Actie 4" where a word stands before the number, "3.1" where none does."""
    if part.code and part.label:
        return f"{part.label} {part.code}"
    return part.code


def _confidence(part: Part) -> float:
    if part.level == "statement":
        return 0.9 if part.code else 0.5
    if part.label is None:
        return 0.6
    if part.sheet:
        return 0.97 if len(part.fields) >= _LEAST_FIELDS else 0.8
    return 0.95 if part.code else 0.85


def _timing(part: Part) -> Timing:
    """Start and end of a sheet: from its timing field, or from fields for each."""
    found = Timing()
    for each in part.fields.values():
        if each.meaning == "timing":
            read = read_timing(each.text)
            found = Timing(found.start or read.start, found.end or read.end)
        elif each.meaning in ("start", "end"):
            dates = find_dates(each.text)
            if dates and each.meaning == "start":
                found = Timing(when(dates[0], dates[0].start), found.end)
            elif dates:
                found = Timing(found.start, when(dates[-1], dates[-1].end))
    return found


def _write_fields(reading: Reading, part: Part, node: Node) -> None:
    """Indicators and milestones of a part; they point at lines inside the node."""
    for each in part.fields.values():
        if each.meaning == "indicators":
            for indicator in find_indicators(each.rows):
                indicator.id, indicator.node = f"i{len(reading.indicators) + 1}", node.id
                reading.indicators.append(indicator)
        if each.meaning in _STEPS:
            reading.milestones += find_milestones(node.id, each.rows)
    if part.sheet:
        reading.milestones += find_milestones(node.id, part.prose)


DIALECT = FicheDialect()
