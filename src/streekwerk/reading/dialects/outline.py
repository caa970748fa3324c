"""The outline dialect: any text, as headings with the prose below them.

It fits every document a little. What stands before the first heading, or all of a text without any, is
not understood and goes to the tray.
"""

from __future__ import annotations

from collections.abc import Sequence

from streekwerk.reading.decisions import decisions_of
from streekwerk.reading.dialects.headings import Heading, find_headings, find_lists
from streekwerk.reading.figures import ambiguous_numbers, find_figures
from streekwerk.reading.identity import cover_rows, identify
from streekwerk.reading.lines import page_furniture
from streekwerk.reading.models import Document, Node, Reading, Unplaced
from streekwerk.reading.rows import Row, lines_in, rows_of, spans_of, text_of

LEAST_FIT = 0.1
LOW_CONFIDENCE = 0.5
"""A bare line taken for a heading is a guess that a person should look at."""


class OutlineDialect:
    """Headings and prose."""

    name = "outline"

    def fit(self, document: Document) -> float:
        """Always a little: whatever sees more in the document reads it."""
        return LEAST_FIT

    def read(self, document: Document) -> Reading:
        ignored = page_furniture(document)
        rows = rows_of(document, ignored)
        headings = find_headings(rows)
        table = decisions_of(document, rows, stops={rows[heading.index].number for heading in headings})
        rows = [row for row in rows if row.number not in table.lines]
        lists = [rows[run.start : run.stop] for run in find_lists(rows)]
        listed = {row.number for run in lists for row in run}
        prose = [row for row in rows if row.number not in listed]
        nodes = statements(prose, find_headings(prose))
        inside = lines_in(*(node.spans for node in nodes))
        reading = Reading(source={}, nodes=nodes, decisions=table.decisions, ignored=ignored + table.ignored)
        reading.unplaced = [_tray(run, nodes) for run in lists]
        reading.figures = find_figures([row for row in rows if row.number in inside], document)
        reading.questions = ambiguous_numbers(rows, document)
        identify(reading, document)
        return reading


def _tray(rows: Sequence[Row], nodes: Sequence[Node]) -> Unplaced:
    before = [node.id for node in nodes if node.spans[0][0] < rows[0].number]
    proposal = before[-1] if before else None
    why = "Korte losse regels onder elkaar: waarschijnlijk een lijst of een tabel."
    return Unplaced(text_of(rows), proposal, why, spans_of(rows))


def cover(rows: Sequence[Row]) -> list[Node]:
    """The title block before the first heading as one node; nothing when there is none."""
    block = rows[: cover_rows(rows)]
    if not block:
        return []
    title, text = block[0].text, text_of(block[1:])
    spans = spans_of(block)
    return [Node("s0", None, "statement", title, text=text, spans=spans, confidence=LOW_CONFIDENCE)]


def statements(rows: list[Row], headings: list[Heading]) -> list[Node]:
    """A node per heading, nested by depth, with the prose up to the next heading as text."""
    first = headings[0].index if headings else len(rows)
    nodes = cover(rows[:first])
    above: list[tuple[int, str]] = []
    for position, heading in enumerate(headings):
        end = headings[position + 1].index if position + 1 < len(headings) else len(rows)
        while above and above[-1][0] >= heading.depth:
            above.pop()
        node = Node(
            id=f"s{position + 1}",
            parent=above[-1][1] if above else None,
            level="statement",
            code=heading.code,
            title=heading.title,
            text=text_of(rows[heading.index + heading.count : end]),
            spans=spans_of(rows[heading.index : end]),
            confidence=0.9 if heading.code or rows[heading.index].heading else LOW_CONFIDENCE,
        )
        nodes.append(node)
        above.append((heading.depth, node.id))
    return nodes


DIALECT = OutlineDialect()
