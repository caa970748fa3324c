"""Dialect: a table of the policy and management cycle (BBC) of which only the text layer is left.

The columns (doelstelling, actieplan, acties, commentaar, indicatoren) were printed cell after cell, so what a
line is must come from widths, markers and words. Steps: `header` finds the columns, `geometry` and `cells`
make items of lines, `roles` gives every item its column, `sections` finds what stands away from its place,
`build` makes the tree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from streekwerk.reading.dialects.bbc_text.build import Builder, leave_out
from streekwerk.reading.dialects.bbc_text.cells import items_of
from streekwerk.reading.dialects.bbc_text.codes import coded
from streekwerk.reading.dialects.bbc_text.front import organisation, read_front, title_block
from streekwerk.reading.dialects.bbc_text.geometry import find_columns
from streekwerk.reading.dialects.bbc_text.groups import groups_of
from streekwerk.reading.dialects.bbc_text.header import find_header, split
from streekwerk.reading.dialects.bbc_text.roles import assign
from streekwerk.reading.dialects.bbc_text.sections import sections_of
from streekwerk.reading.dialects.bbc_text.vocabulary import FUNDING
from streekwerk.reading.lines import PAGE_NUMBER, body_lines, page_furniture
from streekwerk.reading.models import Document, Ignored, Line, Reading, Table

_HEADER = "Kop van de tabel"
_PAGE = re.compile(r"\s*(?:pagina|blz\.?|bladzijde)\s*\d+(?:\s*(?:van|/)\s*\d+)?\s*", re.IGNORECASE)
_TITLE_SHARE = 0.1
"""Share of the lines that may stand above the table without doubt."""
_ENOUGH = 4
_SHARE = 0.25
"""Lines with a level word, and their share, that make a text without a header one of this kind."""


class BbcText:
    """Reads flattened tables of goals, plans, actions and indicators."""

    name = "bbc_text"

    def fit(self, document: Document) -> float:
        """High with a header row of level and indicator columns, some with funding rows alone."""
        if any(isinstance(block, Table) for block in document.blocks):
            return 0.0
        lines = body_lines(document)
        header = find_header(lines)
        funding = sum(bool(FUNDING.fullmatch(line.text.strip())) for line in lines)
        if header.lines and (header.upper or len(header.lines) > 1 or _labelled(lines)):
            score = (
                0.6 + (0.15 if len(header.levels) > 1 else 0) + (0.1 if "indicator" in header.columns else 0)
            )
            # A header deep in a text is a table in a report, not a report that is a table.
            score -= min(max(len(split(lines, header)[0]) / len(lines) - _TITLE_SHARE, 0.0), 0.5)
            return min(score + (0.1 if funding > 1 else 0.0), 0.95)
        # Funding rows are printed in this kind of table only.
        return 0.5 if funding > 1 else _labelled(lines)

    def read(self, document: Document) -> Reading:
        """The tree of the table; rows away from their heading go to `unplaced`."""
        furniture = page_furniture(document)
        pages = [line.number for line in body_lines(document, furniture) if _PAGE.fullmatch(line.text)]
        if pages:
            furniture.append(Ignored(PAGE_NUMBER, tuple((number, number) for number in pages)))
        lines = body_lines(document, furniture)
        header = find_header(lines)
        above, table, header = split(lines, header)
        if not header.lines:
            above, table = title_block(table)
        columns = find_columns(table, header.words)
        groups = groups_of(items_of(table, columns, header.words), header)
        by_row = assign(groups, header, columns)
        vertical = [group for group in groups if group.role == "rest"]
        sections = sections_of(
            [group for group in groups if group.role != "rest"],
            plans=len(header.upper) > 1 or not header.levels,
        )
        builder = Builder(header, by_row=by_row)
        for section in sections:
            builder.section(section)
        for section in sections:
            builder.doubt(section)
        for group in vertical:
            builder.vertical(group)
        reading = builder.reading
        own = {line.number for line in table}
        leave_out(reading, frozenset(line.number for line in document.lines if not line.blank) - own)
        reading.ignored += furniture
        if header.lines:
            reading.ignored.append(Ignored(_HEADER, tuple((number, number) for number in header.lines)))
        read_front(above, reading)
        reading.organisation = organisation(reading.nodes, reading.title)
        return reading


def _labelled(lines: Sequence[Line]) -> float:
    """Fit of a text without a header in which level words are printed in the cells ("Actieplan 1.1: …")."""
    found = [code for line in lines if (code := coded(line.text.strip()))]
    levels = {code.level.level for code in found}
    enough = len(found) >= _ENOUGH and len(found) >= _SHARE * len(lines)
    if not enough or not levels & {"action", "project"}:
        return 0.0
    return {1: 0.0, 2: 0.6}.get(len(levels), 0.7)


DIALECT = BbcText()
