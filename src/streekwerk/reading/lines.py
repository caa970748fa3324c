"""Lines as dialects use them: without what the extractor set aside, headers, footers and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from streekwerk.reading.models import Document, Ignored, Line

RUNNING = "Kop- of voettekst van de bladzijde"
PAGE_NUMBER = "Bladzijdenummer"

_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:pagina|blz|bladzijde|p)\b[\s.:]*)?\d{1,3}(?:\s*(?:/|van|\|)\s*\d{1,3})?[\W_]*",
    re.IGNORECASE,
)
# A running line is short, and holds what such lines hold: a date, a version, a page number, a web address.
_RUNNING_MARK = re.compile(
    r"\b(?:19|20)\d\d\b|\bversie\b|\bv\d|\bpagina\b|\bp\.\s*\d|www\.|©|\|", re.IGNORECASE
)
_LONGEST_RUNNING = 90


def squash(text: str) -> str:
    """The text with every run of white space as one space, none at the ends.

    >>> squash("  twee \\n  woorden ")
    'twee woorden'
    """
    return " ".join(text.split())


def joined(lines: Iterable[Line]) -> str:
    """The words of the lines on one line."""
    return squash(" ".join(line.text for line in lines))


def body_lines(document: Document, ignored: Sequence[Ignored] = ()) -> list[Line]:
    """The lines with words on them that are the document's own: not what was ignored."""
    aside = {
        number
        for item in (*document.ignored, *ignored)
        for first, last in item.spans
        for number in range(first, last + 1)
    }
    return [line for line in document.lines if not line.blank and line.number not in aside]


def page_furniture(document: Document) -> list[Ignored]:
    """Running headers and footers and page numbers of a text without page structure.

    A line is a running line when the same words, page numbers aside, come back on its own between blank
    lines, with the mark of such lines (a date, a version); a bare number is a page number when it is next
    to a running line or stands alone between blank lines at a page's edge.
    """
    lines = body_lines(document)
    alike: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        text = squash(line.text)
        if len(text) <= _LONGEST_RUNNING and _RUNNING_MARK.search(text):
            alike[re.sub(r"\b\d{1,3}\b", "#", text.casefold())].append(line)
    blank = {line.number for line in document.lines if line.blank} | {0, len(document.lines) + 1}
    running = {
        line.number
        for group in alike.values()
        if len(group) > 1
        for line in group
        if line.number - 1 in blank and line.number + 1 in blank
    }
    starts = {line.number for line in document.lines if line.starts_page} | {1, len(document.lines) + 1}
    numbers = set()
    for index, line in enumerate(lines):
        if not _PAGE_NUMBER.fullmatch(line.text):
            continue
        before = lines[index - 1].number if index else 0
        after = lines[index + 1].number if index + 1 < len(lines) else len(document.lines) + 1
        at_edge = after in starts or (line.starts_page and line.number + 1 in blank) or before == 0
        if before in running or after in running or (at_edge and line.number - 1 in blank | starts):
            numbers.add(line.number)
    result = []
    for why, found in ((RUNNING, running), (PAGE_NUMBER, numbers)):
        if found:
            result.append(Ignored(why, tuple((number, number) for number in sorted(found))))
    return result
