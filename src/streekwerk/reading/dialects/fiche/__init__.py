"""The fiche dialect: plans of action sheets, with labelled fields below each action.

Chapters of text come first as statements; then domains, objectives and sheets nest by their level words.
The words are declared in `vocabulary`; `template` learns which of them this document really uses; `walk`
gives every row its place; `structure` names the levels that no word names; this module makes the reading.
"""

from __future__ import annotations

from collections.abc import Sequence

from streekwerk.kernel.periods import find_dates
from streekwerk.reading.decisions import decisions_of
from streekwerk.reading.dialects.fiche.marks import split_columns
from streekwerk.reading.dialects.fiche.part import Part
from streekwerk.reading.dialects.fiche.structure import chapters_of, name_levels, numbered_inside
from streekwerk.reading.dialects.fiche.template import learn
from streekwerk.reading.dialects.fiche.vocabulary import Meaning
from streekwerk.reading.dialects.fiche.walk import Walk
from streekwerk.reading.dialects.headings import find_headings
from streekwerk.reading.dialects.outline import cover
from streekwerk.reading.figures import ambiguous_numbers, find_figures
from streekwerk.reading.identity import identify
from streekwerk.reading.indicators import column_name, find_indicators
from streekwerk.reading.lines import page_furniture
from streekwerk.reading.links import link_actions
from streekwerk.reading.models import Document, Node, Reading
from streekwerk.reading.rows import rows_of, spans_of, text_of
from streekwerk.reading.timing import Timing, find_milestones, read_timing, when

_LEAST_FIELDS = 3
"""From so many labelled fields a sheet is surely one."""
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
        """Surer with every label that comes back and every level that is numbered.

        Two sheets with three labels in common are enough to be sure; a small clear sheet, chapters with
        labels, or numbered actions without any label still win from running text.
        """
        rows = rows_of(document)
        template = learn(rows)
        labels, levels = template.repeated(), template.coded_levels()
        if template.sheets >= 2:
            by_labels = (0.0, 0.6, 0.75, 0.9)[min(labels, 3)]
            by_levels = 0.75 if template.sheets >= 3 and len(levels) >= 2 else 0.4 if levels else 0.0
            return max(by_labels, by_levels)
        if template.repeated(1) >= 5:
            return 0.8 if labels >= 3 else 0.7
        if labels >= 3:
            return 0.8
        if not levels:
            return 0.0
        return 0.4 if labels or numbered_inside(rows, template) else 0.0

    def read(self, document: Document) -> Reading:
        ignored = page_furniture(document)
        rows = rows_of(document, ignored)
        stops = {rows[heading.index].number for heading in find_headings(rows, bare=False)}
        table = decisions_of(document, rows, stops)
        rows = split_columns([row for row in rows if row.number not in table.lines], document)
        template = learn(rows)
        chapters = chapters_of(rows, template)
        parts = name_levels(Walk(rows, template, chapters).run(), template)
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
            steps = [row for row in each.rows if not column_name(row.text)]
            reading.milestones += find_milestones(node.id, steps)
    if part.sheet:
        reading.milestones += find_milestones(node.id, part.prose)


DIALECT = FicheDialect()
