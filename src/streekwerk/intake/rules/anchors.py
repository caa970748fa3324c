"""Where the words of a node's lines stand in the node: in its title, its text or a field of its sheet.

A reading says which lines are a node's, not which line became which field. That is found back here, line by
line, each stretch of letters used once, so that a line can leave without taking the words of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from streekwerk.intake.rules.printed import behind_label, find, numbers_in, packed, parts, variants
from streekwerk.reading.models import Node, Span

TEXT = ""
"""The name of the text of a node, among the labels of its fields."""
_SHORTEST_TAIL = 8


@dataclass(slots=True)
class Anchors:
    """Per line of a node the letters of the title, and of the text or a field, that come from it."""

    title: dict[int, Span] = field(default_factory=dict)
    sheet: dict[int, list[tuple[str, Span]]] = field(default_factory=dict)
    """Per line the label (`TEXT` for the text) and the letters; no letters for a line with only the label."""

    def label(self, line: int) -> str | None:
        """The field this line is in, `TEXT` for the text, None when it is not found in either."""
        found = self.sheet.get(line)
        return found[0][0] if found else None


def anchors_of(node: Node, lines: Sequence[str]) -> Anchors:
    """Where the lines of the node are in its title, text and fields, as far as they can be found."""
    own = numbers_in(node.spans, lines)
    found = Anchors(title=_title(node, own, lines))
    texts = {TEXT: node.text} | node.fields
    walk = _Walk(texts, {label: [] for label in texts}, found)
    for number in own:
        walk.line(number, lines[number - 1], node.code)
    return found


def _title(node: Node, own: Sequence[int], lines: Sequence[str]) -> dict[int, Span]:
    whole = packed(node.title)
    if not whole.text:
        return {}
    for number in own:
        if find(node.title, lines[number - 1]):
            return {number: (0, len(node.title))}
    found: dict[int, Span] = {}
    for number in own:
        taken = list(found.values())
        if sum(last - first for first, last in taken) >= len(node.title.strip()):
            break
        at = _first(variants(lines[number - 1], node.code), node.title, taken) or (
            _tail(lines[number - 1], node.title) if not taken else None
        )
        if at:
            found[number] = at
    return found


def _first(pieces: Sequence[str], text: str, taken: Sequence[Span], after: int = 0) -> Span | None:
    return next((at for piece in pieces if (at := find(piece, text, taken, after))), None)


def _tail(line: str, title: str) -> Span | None:
    """The head of the title when the line ends with it, as “2) twee woorden” does for “twee woorden meer”."""
    ends, whole = packed(line), packed(title)
    for size in range(min(len(ends.text), len(whole.text)), _SHORTEST_TAIL - 1, -1):
        if ends.text.endswith(whole.text[:size]):
            return 0, whole.at[size - 1] + 1
    return None


@dataclass(slots=True)
class _Walk:
    """Going down the lines of a node: what follows a line mostly stands in the same field."""

    texts: dict[str, str]
    taken: dict[str, list[Span]]
    found: Anchors
    at: str = TEXT

    def line(self, number: int, text: str, code: str | None) -> None:
        if self._piece(number, text, code):
            return
        pieces = parts(text)
        if len(pieces) > 1:
            for piece in pieces:
                self._piece(number, piece, code)
        else:
            self._whole_field(number, text)

    def _piece(self, number: int, text: str, code: str | None) -> bool:
        label, rest = self._labelled(text)
        if label is not None:
            at = _first([rest], self.texts[label], self.taken[label]) if rest else (0, 0)
            if at:
                self._keep(number, label, at)
                return True
        for label in self._order():
            after = self.taken[label][-1][1] if self.taken[label] else 0
            at = _first(variants(text, code), self.texts[label], self.taken[label], after)
            if at:
                self._keep(number, label, at)
                return True
        return False

    def _labelled(self, text: str) -> tuple[str | None, str]:
        known = sorted((label for label in self.texts if label != TEXT), key=len, reverse=True)
        for label in known:
            rest = behind_label(text, label)
            if rest is not None:
                return label, rest
        return None, ""

    def _order(self) -> Iterator[str]:
        yield self.at
        yield from (label for label in self.texts if label != self.at)

    def _whole_field(self, number: int, text: str) -> None:
        """A line around a whole field: the words before it are a label the reader left out."""
        for label, value in self.texts.items():
            if len(packed(value).text) > 2 and not self.taken[label] and find(value, text):
                self._keep(number, label, (0, len(value)))

    def _keep(self, number: int, label: str, at: Span) -> None:
        self.at = label
        if at[1] > at[0]:
            self.taken[label].append(at)
        self.found.sheet.setdefault(number, []).append((label, at))
