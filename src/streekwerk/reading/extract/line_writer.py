"""The numbered lines of a Word, Excel or CSV file while it is being read."""

from __future__ import annotations

import re

from streekwerk.reading.extract.guards import MAX_CHARACTERS, MAX_LINES, FileTooLarge
from streekwerk.reading.extract.text import mend
from streekwerk.reading.models import Ignored, Line, Repair, Span

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
"""Soft hyphen, zero-width signs, byte order mark: never printed."""
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text without invisible signs and with single spaces.

    >>> clean(" wonen\u00a0en  leef\u00adomgeving ")
    'wonen en leefomgeving'
    """
    return " ".join(_INVISIBLE.sub("", text).split())


class LineWriter:
    """Numbers the lines of one document and keeps count of the limits.

    Lines set aside (running headers, hidden rows) come last, so that they do not stand between others.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lines: list[Line] = []
        self._aside: list[tuple[str, str, str]] = []
        self._characters = 0
        self.repairs: list[Repair] = []

    def add(self, text: str, where: str, page: int | None = None) -> Span | None:
        """Write a text, one line per line break; None when there is nothing but white space.

        Raises:
            FileTooLarge: the document has more than `MAX_LINES` lines or `MAX_CHARACTERS` characters.
        """
        first = len(self._lines) + 1
        for part in _BREAK.split(text):
            printed, mended = mend(clean(part))
            if printed:
                self._count(printed)
                number = len(self._lines) + 1
                self._lines.append(Line(number, printed, part.strip(), page, where))
                self.repairs += [Repair(number, was, now) for was, now in mended]
        return (first, len(self._lines)) if len(self._lines) >= first else None

    def set_aside(self, text: str, where: str, why: str) -> None:
        """Keep a text that is not part of the running text, with the reason."""
        if text.strip():
            self._count(text)
            self._aside.append((text, where, why))

    def text(self, span: Span | None) -> str:
        """The lines of a span below each other; empty for None."""
        return "\n".join(line.text for line in self._lines[span[0] - 1 : span[1]]) if span else ""

    def close(self) -> tuple[tuple[Line, ...], tuple[Ignored, ...]]:
        """All lines, and what was set aside with its reason."""
        reasons: dict[str, list[Span]] = {}
        for text, where, why in self._aside:
            span = self.add(text, where)
            if span:
                reasons.setdefault(why, []).append(span)
        return tuple(self._lines), tuple(Ignored(why, tuple(spans)) for why, spans in reasons.items())

    def _count(self, text: str) -> None:
        self._characters += len(text)
        if len(self._lines) + len(self._aside) >= MAX_LINES:
            raise FileTooLarge(self._name, f"het heeft meer dan {MAX_LINES} regels")
        if self._characters > MAX_CHARACTERS:
            raise FileTooLarge(self._name, f"het heeft meer dan {MAX_CHARACTERS // 1_000_000} miljoen tekens")
