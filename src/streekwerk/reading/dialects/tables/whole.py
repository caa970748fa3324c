"""What every reading of tables begins and ends with: decisions, figures, links, worksheet names, title."""

from __future__ import annotations

from streekwerk.reading.decisions import table_decisions
from streekwerk.reading.dialects.tables.context import SHEET_NAME, Context
from streekwerk.reading.figures import ambiguous_numbers, find_figures
from streekwerk.reading.identity import identify
from streekwerk.reading.links import link_actions
from streekwerk.reading.models import Document, Ignored, Reading, Span
from streekwerk.reading.rows import lines_in, rows_of


def begin(document: Document) -> Context:
    """A reading with the decision tables of the document in it, their lines claimed."""
    decided = table_decisions(document)
    context = Context(Reading(source={}, decisions=decided.decisions, ignored=decided.ignored), document)
    context.claims.taken |= decided.lines
    return context


def finish(context: Context, document: Document) -> Reading:
    """The reading with all that needs the whole document: figures in its prose, links, title and years."""
    reading = context.reading
    names: list[Span] = []
    for line in document.lines:
        if (line.where or "").endswith(SHEET_NAME) and line.number not in context.claims.taken:
            context.claims.take(names, (line.number, line.number))
    if names:
        reading.ignored.append(Ignored("naam van het werkblad", tuple(names)))
    prose = lines_in(*(node.spans for node in reading.nodes if node.level == "statement"))
    rows = rows_of(document)
    reading.figures = find_figures([row for row in rows if row.number in prose], document)
    reading.questions += ambiguous_numbers(rows, document)
    link_actions(reading)
    identify(reading, document)
    aside = {item.why: lines_in(item.spans) for item in reading.ignored}
    heads = aside.get("kolomkoppen", set()) | (
        aside.get("naam van het werkblad", set()) if len(names) > 1 else set()
    )
    if any(document.lines[number - 1].text == reading.title for number in heads):
        # The first line of a bare table is no title.
        reading.title = None
    return reading
