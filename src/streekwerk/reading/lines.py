"""Lines as dialects use them: without what the extractor set aside, headers, footers and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from streekwerk.reading.models import Document, Ignored, Line

RUNNING = "Kop- of voettekst van de bladzijde"
PAGE_NUMBER = "Bladzijdenummer"
CONTENTS = "Inhoudstafel"
LINK_TARGET = "Webadres van een link, onderaan nog eens afgedrukt"

_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:pagina|blz|bladzijde|p)\b[\s.:]*)?\d{1,3}(?:\s*(?:/|van|\|)\s*\d{1,3})?[\W_]*",
    re.IGNORECASE,
)
# A running line is short, and holds what such lines hold: a date, a version, a page number, a web address.
_RUNNING_MARK = re.compile(
    r"\b(?:19|20)\d\d\b|\bversie\b|\bv\d|\bpagina\b|\bp\.\s*\d|www\.|©|\|", re.IGNORECASE
)
_OUTER_NUMBER = re.compile(
    r"^\d{1,3}\b|\b(?:(?:pagina|blz\.?|bladzijde|p\.)\s*)?\d{1,3}(?:\s*(?:/|van|\|)\s*\d{1,3})?$"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_LONGEST_RUNNING = 90
_FULL_LINE = 60
_CONTENTS_TITLE = re.compile(r"inhoud(?:sopgave|stafel|stabel)?", re.IGNORECASE)
_CONTENTS_LEADERS = re.compile(r".*\S\s*(?:\.{4,}|…{2,}|(?:\.\s){3,}\.?)\s*\d{1,3}")
_CONTENTS_LINE = re.compile(r".*\S\s+\d{1,3}")


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
    """Running headers and footers, page numbers and printed link targets of a text without page structure.

    A running line comes back with the same words (page numbers aside), has the mark of such a line (a year,
    a version) and stands at the edge of a page. Such an edge shows by a form feed, by a page number, or by
    more white space around it than elsewhere. A line without such a mark is running when it always stands
    between the edge and a running line, or beside the page number. A page number stands alone at an edge. A
    link target is a line of only a web address, apart from the text above, which already has that address.
    The table of contents goes with them: it says again what the headings say.
    """
    lines = body_lines(document)
    edges = _Edges(document, lines)
    numbers = {i for i, line in enumerate(lines) if _PAGE_NUMBER.fullmatch(line.text) and edges.at(i)}
    alike: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        text = squash(line.text)
        if len(text) <= _LONGEST_RUNNING and not _PAGE_NUMBER.fullmatch(text):
            alike[_OUTER_NUMBER.sub("#", text.casefold())].append(index)
    again = [group for group in alike.values() if len(group) > 1]
    marked = [group for group in again if _RUNNING_MARK.search(lines[group[0]].text)]
    running = {
        index
        for group in marked
        if all(edges.near(i) or {i - 1, i + 1} & numbers for i in group)
        for index in group
    }
    running |= {
        index
        for group in again
        if lines[group[0]].text.rstrip()[-1] not in ".;:,"
        and all(edges.near(i) and {i - 1, i + 1} & (running if edges.at(i) else numbers) for i in group)
        for index in group
    }
    numbers |= {
        i for i, line in enumerate(lines) if {i - 1, i + 1} & running and _PAGE_NUMBER.fullmatch(line.text)
    }
    links = {
        index
        for index, line in enumerate(lines)
        if _ADDRESS.fullmatch(squash(line.text))
        and edges.stands_apart(index)
        and _printed_before(lines, index)
    }
    contents = _contents(lines) - numbers - running
    found = ((CONTENTS, contents), (RUNNING, running), (PAGE_NUMBER, numbers - running), (LINK_TARGET, links))
    return [
        Ignored(why, tuple((lines[i].number, lines[i].number) for i in sorted(group)))
        for why, group in found
        if group
    ]


def _contents(lines: Sequence[Line]) -> set[int]:
    """Lines with dot leaders and a page number, and what stands below the title of a table of contents."""
    found: set[int] = set()
    listing = False
    entries: set[str] = set()
    for index, line in enumerate(lines):
        text = squash(line.text)
        # What is printed for the second time is the heading itself.
        listing = listing and not any(entry.startswith(text) for entry in entries)
        if _CONTENTS_LEADERS.fullmatch(text):
            found.add(index)
        elif _CONTENTS_TITLE.fullmatch(text):
            following = [squash(each.text) for each in lines[index + 1 : index + 3]]
            listing = len(following) == 2 and all(map(_CONTENTS_LINE.fullmatch, following))
            if listing or (following and _CONTENTS_LEADERS.fullmatch(following[0])):
                found.add(index)
        elif listing and (_CONTENTS_LINE.fullmatch(text) or _wraps_to_number(lines, index)):
            found.add(index)
            entries.add(text)
        else:
            listing = False
    return found


def _wraps_to_number(lines: Sequence[Line], index: int, most: int = 2) -> bool:
    """Whether a full line, or a code alone, goes on below up to its page number, within a few lines."""
    text = lines[index].text.strip()
    if not most or index + 1 >= len(lines) or not (len(text) >= _FULL_LINE or text[-1].isdigit()):
        return False
    below = squash(lines[index + 1].text)
    return _CONTENTS_LINE.fullmatch(below) is not None or _wraps_to_number(lines, index + 1, most - 1)


class _Edges:
    """Where pages begin and end, as far as plain text shows it."""

    def __init__(self, document: Document, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._last = len(document.lines) + 1
        self._paged = any(line.starts_page for line in document.lines)
        gaps = Counter(b.number - a.number - 1 for a, b in pairwise(lines))
        self._wide = max(gaps.most_common(1)[0][0], 1) + 1 if gaps else 1

    def at(self, index: int) -> bool:
        """First or last of a page, or with wide white space on both sides."""
        line = self._lines[index]
        before = self._lines[index - 1].number if index else 0
        after = self._lines[index + 1].number if index + 1 < len(self._lines) else self._last
        lonely = line.number - before > self._wide and after - line.number > self._wide
        return lonely or line.starts_page or (self._paged and index == 0) or self.closes_page(index)

    def near(self, index: int) -> bool:
        """At an edge, or with one line between it and the beginning or the end of the page."""
        if self.at(index) or not self._paged:
            return self.at(index)
        top, bottom = index < 2 or self._lines[index - 1].starts_page, index + 2 >= len(self._lines)
        return top or bottom or self.closes_page(index + 1)

    def stands_apart(self, index: int) -> bool:
        """With a blank line above it, or last of a page."""
        above = self._lines[index - 1].number if index else 0
        return self._lines[index].number - above > 1 or self.closes_page(index)

    def closes_page(self, index: int) -> bool:
        return index + 1 == len(self._lines) or self._lines[index + 1].starts_page


def _printed_before(lines: Sequence[Line], index: int) -> bool:
    address = squash(lines[index].text).rstrip("/")
    return any(address in line.text for line in lines[max(0, index - 80) : index])
