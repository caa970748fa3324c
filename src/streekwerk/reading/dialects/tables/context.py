"""The paragraphs around tables: chapters, and levels written as headings, under which the tables hang."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from streekwerk.kernel.numbers import uses_dot_decimals
from streekwerk.reading.dialects.fiche.vocabulary import field_labels, label_key
from streekwerk.reading.dialects.tables.cells import Claims, Mark, read_mark
from streekwerk.reading.dialects.tables.loose import figures_of, is_figures, rows_as_text
from streekwerk.reading.lines import squash
from streekwerk.reading.models import Document, Figure, LevelName, Node, Paragraph, Reading, Table

SHEET_NAME = "(naam van het werkblad)"
_UNSTYLED = 10
"""Depth of a level that is written as an ordinary paragraph: below every heading."""
_LONGEST_TITLE = 250
_LABELLED = re.compile(r"(?P<label>[A-ZÀ-Ý][^:]{1,40}?)\s*:\s*(?P<text>.*)")


class Context:
    """The nodes of the paragraphs read so far, and where the next table belongs.

    `nodes` are written to the reading in the order of the text.
    """

    def __init__(self, reading: Reading, document: Document) -> None:
        self.reading = reading
        self.claims = Claims.of(document)
        self._document = document
        self._dot_decimals = uses_dot_decimals("\n".join(line.text for line in document.lines))
        self.figures: list[Figure] = []
        """The numbers in tables of figures."""
        self._stack: list[tuple[int, Node]] = []
        self._ranks: dict[LevelName, int] = {}
        self.last_heading: Node | None = None
        """The heading right above, as long as only body text came after it."""

    def add_node(self, level: LevelName, title: str, parent: Node | None) -> Node:
        """A new node of the reading, numbered in the order of the text."""
        node = Node(f"n{len(self.reading.nodes) + 1}", parent.id if parent else None, level, title)
        self.reading.nodes.append(node)
        return node

    def read_paragraph(self, block: Paragraph) -> None:
        """Give a paragraph its place: a level, a chapter, a field, or text of the node above it."""
        mark = self._mark(block)
        if (self._document.lines[block.lines[0] - 1].where or "").endswith(SHEET_NAME):
            self._stack.clear()
            # The name of a worksheet with one action in it is no level above that action.
            if mark is None or mark.level in ("action", "project"):
                return
        if mark:
            depth = block.heading or _UNSTYLED + self._rank(mark.level)
            claim = partial(self._claim, block)
            self.last_heading = self.open_level(mark, depth, claim)
        elif block.heading:
            self._open_chapter(block, block.heading)
        elif self._stack:
            self._add_text(block)

    def read_loose_table(self, table: Table) -> None:
        """Make a table of something else, such as figures, text of its chapter; elsewhere leave it."""
        chapter = self._stack[-1][1] if self._stack else None
        if chapter is None or chapter.level != "statement":
            return
        if is_figures(table) and all(self.claims.free(cell.lines) for cell in table.cells if cell.lines):
            self.figures += figures_of(table, dot_decimals=self._dot_decimals)
            chapter.text = f"{chapter.text}\n{rows_as_text(table)}".strip()
            for cell in table.cells:
                self.claims.take(chapter.spans, cell.lines)
            return
        for cell in table.cells:
            if self.claims.free(cell.lines):
                self.claims.take(chapter.spans, cell.lines)
                chapter.text = squash(f"{chapter.text} {cell.text}")

    def open_level(self, mark: Mark, depth: int | None, claim: Callable[[Node], None]) -> Node:
        """A level with its words; `depth` None for one that a table itself writes across its columns."""
        depth = _UNSTYLED + self._rank(mark.level) if depth is None else depth
        self._pop(depth)
        node = self.add_node(mark.level, mark.title or mark.code or mark.label, self.parent())
        node.level_label, node.code, node.confidence = mark.label or None, mark.code, 0.95
        claim(node)
        self._stack.append((depth, node))
        return node

    def parent(self) -> Node | None:
        """The deepest level that is open; chapters are not levels."""
        return next((node for _, node in reversed(self._stack) if node.level != "statement"), None)

    def chapter(self) -> Node | None:
        """The deepest chapter that is open."""
        return next((node for _, node in reversed(self._stack) if node.level == "statement"), None)

    def parent_above(self, level: LevelName) -> Node | None:
        """What an unstyled level would be put under."""
        depth = _UNSTYLED + self._rank(level)
        return next((n for d, n in reversed(self._stack) if n.level != "statement" and d < depth), None)

    def reopen(self, node: Node) -> None:
        """Make a level that was opened before the current one again."""
        depth = _UNSTYLED + self._rank(node.level)
        self._pop(depth)
        self._stack.append((depth, node))

    def close(self, node: Node) -> None:
        """Take a node off the open levels, with all below it."""
        index = next((i for i, (_, each) in enumerate(self._stack) if each is node), None)
        if index is not None:
            del self._stack[index:]

    def _claim(self, block: Paragraph, node: Node) -> None:
        self.claims.take(node.spans, block.lines)

    def _mark(self, block: Paragraph) -> Mark | None:
        if len(block.text) > _LONGEST_TITLE:
            return None
        mark = read_mark(block.text)
        if mark is None or not (mark.code or block.heading):
            return None
        return mark if mark.title or block.heading else None

    def _open_chapter(self, block: Paragraph, depth: int) -> None:
        self._pop(depth)
        above = self._stack[-1][1] if self._stack else None
        parent = above if above and above.level == "statement" else None
        node = self.add_node("statement", block.text, parent)
        match = re.match(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=\S)", block.text)
        if match:
            node.code, node.title = match[1], block.text[match.end() :]
        node.confidence = 0.9 if match else 0.7
        self.claims.take(node.spans, block.lines)
        self._stack.append((depth, node))
        self.last_heading = node

    def _add_text(self, block: Paragraph) -> None:
        node = self._stack[-1][1]
        self.claims.take(node.spans, block.lines)
        match = _LABELLED.fullmatch(block.text)
        if match and node.level != "statement" and label_key(match["label"]) in field_labels():
            node.fields[match["label"]] = match["text"]
        else:
            below_table = " | " in node.text.rpartition("\n")[2]
            node.text = (node.text + ("\n" if below_table else " ") + block.text).strip()

    def _pop(self, depth: int) -> None:
        while self._stack and self._stack[-1][0] >= depth:
            self._stack.pop()

    def _rank(self, level: LevelName) -> int:
        """The order in which the document itself first writes its levels."""
        return self._ranks.setdefault(level, len(self._ranks))
