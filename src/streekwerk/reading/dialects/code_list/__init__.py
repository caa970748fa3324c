"""Dialect: lists of codes and descriptions, as accounting packages and the Flemish government export them.

In plain text (`text`) or in columns (`table`); `shapes` knows what codes look like, `entries` makes the tree.
"""

from __future__ import annotations

from collections import Counter

from streekwerk.reading.dialects.bbc_text.front import read_front
from streekwerk.reading.dialects.bbc_text.header import find_header
from streekwerk.reading.dialects.bbc_text.vocabulary import LEVEL_OF_CODE
from streekwerk.reading.dialects.code_list.entries import Entry, reading_of
from streekwerk.reading.dialects.code_list.shapes import leading_code
from streekwerk.reading.dialects.code_list.table import header_of, read_rows, tables_of
from streekwerk.reading.dialects.code_list.text import label_of, line_code, read_lines
from streekwerk.reading.lines import body_lines, page_furniture
from streekwerk.reading.models import Document, Ignored, Reading, Span, Table

_HEADER = "Kop van de tabel"
_ENOUGH = 3
"""Codes from which a text can be a list of codes."""


class CodeList:
    """Reads lists in which every goal, plan and action has a code and a description."""

    name = "code_list"

    def fit(self, document: Document) -> float:
        """High with a header of code and description, else by the share of lines that begin with a code."""
        lines = body_lines(document)
        for rows in tables_of(document, lines):
            at = header_of(rows)
            if at is not None and len(rows) > at + 1:
                return 0.92
        if any(isinstance(block, Table) for block in document.blocks) or not lines:
            return 0.0
        labels = [pair for line in lines if (pair := label_of(line.text))]
        labelled = len(labels)
        if (
            sum(label.casefold() == "code" and bool(leading_code(value)) for label, value in labels)
            >= _ENOUGH
        ):
            # "Code: …" in front of every entry is printed in such an export only.
            return 0.92
        codes = [found[0] for line in lines if (found := line_code(line.text))]
        shapes = Counter(code.shape for code in codes)
        known = sum(count for shape, count in shapes.items() if shape in LEVEL_OF_CODE)
        share = (len(codes) + labelled) / len(lines)
        if len(codes) < _ENOUGH or share < 0.25:
            return 0.0
        if find_header(lines).lines:
            # Codes in the cells of a flattened table, which has a dialect of its own.
            return 0.3
        # Numbers alone are the headings of any report; letters that stand for levels are a list of codes.
        return min(0.3 + 0.6 * share, 0.9) if known >= _ENOUGH else 0.5 * share

    def read(self, document: Document) -> Reading:
        """The tree of the codes; what stands before the first code is left to the tray."""
        furniture = page_furniture(document)
        lines = body_lines(document, furniture)
        entries: list[Entry] = []
        header: list[Span] = []
        for rows in tables_of(document, lines):
            found, head = read_rows(rows)
            entries += found
            header += head
        if not entries:
            header = []
            entries = read_lines(lines)
        reading = reading_of(entries)
        reading.ignored += furniture
        if header:
            run = (min(first for first, _ in header), max(last for _, last in header))
            reading.ignored.append(Ignored(_HEADER, (run,)))
        first = min((span[0] for entry in entries for span in entry.spans), default=len(document.lines) + 1)
        before = {number for begin, end in header for number in range(begin, end + 1)}
        read_front([line for line in lines if line.number < first and line.number not in before], reading)
        return reading


DIALECT = CodeList()
