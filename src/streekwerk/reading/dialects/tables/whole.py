"""What every reading of tables begins and ends with: decisions, figures, links, worksheet names, title."""

from __future__ import annotations

import re
from collections.abc import Iterable

from streekwerk.kernel.periods import find_dates
from streekwerk.reading.decisions import table_decisions
from streekwerk.reading.dialects.tables.context import SHEET_NAME, Context
from streekwerk.reading.figures import ambiguous_numbers, find_figures
from streekwerk.reading.identity import identify
from streekwerk.reading.links import link_actions
from streekwerk.reading.models import Document, Ignored, Paragraph, Reading, Span
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
    headings = [block for block in document.blocks if isinstance(block, Paragraph) and block.heading]
    prose -= lines_in([each.lines for each in headings], *(each.spans for each in context.figures))
    rows = rows_of(document)
    in_prose = find_figures([row for row in rows if row.number in prose], document)
    reading.figures = sorted([*in_prose, *context.figures], key=lambda figure: figure.spans[0])
    reading.questions += ambiguous_numbers(rows, document)
    link_actions(reading)
    identify(reading, document)
    sheets = [document.lines[number - 1].text for number in sorted(lines_in(names))]
    reading.period = reading.period or _years_of([reading.title or ""]) or _years_of(sheets)
    reading.organisation = _whole_name(reading.organisation, reading.title)
    aside = {item.why: lines_in(item.spans) for item in reading.ignored}
    heads = aside.get("kolomkoppen", set()) | (
        aside.get("naam van het werkblad", set()) if len(names) > 1 else set()
    )
    if any(document.lines[number - 1].text == reading.title for number in heads):
        # The first line of a bare table is no title.
        reading.title = None
    return reading


def _years_of(titles: Iterable[str]) -> tuple[str, str] | None:
    """First and last day of the one range of whole years that titles name.

    >>> _years_of(["Streek Noord - Actietabel 2026-2030"]), _years_of(["2020-2025", "2026-2031"])
    (('2026-01-01', '2030-12-31'), None)
    """
    ranges = {
        (found.start.isoformat(), found.end.isoformat())
        for title in titles
        for found in find_dates(title)
        if found.precision == "year" and found.start.year < found.end.year
    }
    return ranges.pop() if len(ranges) == 1 else None


def _whole_name(name: str | None, title: str | None) -> str | None:
    """The name as far as a dash in the title sets it apart.

    >>> _whole_name("Streekplatform Berg", "Streekplatform Berg & Dal - Acties 2026-2030")
    'Streekplatform Berg & Dal'
    """
    parts = re.split(r"\s+[-–—|]\s+", title or "")
    longer = [part for part in parts[:-1] if name and part.startswith(f"{name} ") and not find_dates(part)]
    return longer[0] if longer else name
