"""Headings of running text: numbered ("3.1.2 Wonen"), styled (Word) and bare (a short line on its own).

A number makes a heading only where it continues the numbering of the document, so "1.550 personen",
a numbered list and a date are not taken for chapters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from streekwerk.reading.rows import Row, usual_gap

_NUMBERED = re.compile(
    r"(?P<code>(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2}){0,4})(?P<dot>\.?)\s+(?P<title>[^\W\d_(“\"‘'].*|[(“\"‘'][A-Z(].*)"
)
_LONGEST_TITLE = 140
_LONGEST_BARE = 100
_LONGEST_LONE = 80
_LEAST_LIST = 3
_MOST_SHOUTED = 0.3
"""Share of rows in capitals above which capitals are no mark of a title."""
_ITEM_REACH = 8
_ENDS_OPEN = re.compile(
    r"(?:[,&/–-]|\b(?:aan|als|bij|dan|dat|de|die|dit|door|een|en|het|hun|in|met|na|naar|niet|of|om|onder|onze"
    r"|op|over|per|te|tot|tussen|uit|van|voor|waar|zonder))$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;:,]$")
_LEADERS = re.compile(r"\.{4,}|…{2,}|\s\.\s\.\s")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text: `count` rows from `index`, at a depth of 1 or more."""

    index: int
    count: int
    depth: int
    code: str | None
    title: str


def goes_on(text: str, following: Row) -> bool:
    """Whether a title plainly runs on in the next row: it is broken off, or the next starts in lower case."""
    return following.lower or bool(_ENDS_OPEN.search(text))


def find_headings(rows: Sequence[Row], *, bare: bool = True) -> list[Heading]:
    """The headings of the rows, in order; `bare` also takes short lines that stand on their own."""
    if any(row.heading for row in rows):
        return _styled(rows)
    numbered = _numbered(rows)
    if not bare:
        return numbered
    lone = _bare(rows, {heading.index for heading in numbered}, depth=1)
    lone = [heading for run in _runs(lone) if len(run) < _LEAST_LIST for heading in run]
    if numbered and lone and lone[0].index < numbered[0].index:
        # Bare titles that come first are the chapters; the numbers count within them.
        numbered = [replace(heading, depth=heading.depth + 1) for heading in numbered]
    elif numbered:
        below = 1 + max(heading.depth for heading in numbered)
        lone = [replace(heading, depth=below) for heading in lone]
    return sorted([*numbered, *lone], key=lambda heading: heading.index)


# ------------------------------------------------------------------ styled


def _styled(rows: Sequence[Row]) -> list[Heading]:
    found: list[Heading] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        count = 1
        if row.heading:
            while index + count < len(rows) and _same_paragraph(row, rows[index + count]):
                count += 1
            text = " ".join(each.text for each in rows[index : index + count])
            match = _NUMBERED.fullmatch(text)
            code, title = (match["code"], match["title"]) if match else (None, text)
            found.append(Heading(index, count, row.heading, code, title))
        index += count
    return found


def _same_paragraph(first: Row, following: Row) -> bool:
    return following.heading == first.heading and not following.starts_block


# ------------------------------------------------------------------ numbered


def _numbered(rows: Sequence[Row]) -> list[Heading]:
    matches = [
        (index, _parts(match["code"]), match)
        for index, row in enumerate(rows)
        if (match := _NUMBERED.fullmatch(row.text)) and _title_like(match["title"])
    ]
    parents = {code[0] for _, code, _ in matches if len(code) > 1}
    bare = {code[0] for _, code, match in matches if len(code) == 1 and not match["dot"]} & parents
    parents |= {number + 1 for number in bare} | {number - 1 for number in bare}
    found: list[Heading] = []
    current: tuple[int, ...] = ()
    item: tuple[int, int] | None = None
    """Row and number of the last item of a numbered list: the list goes on with the next number."""
    for index, code, match in matches:
        if len(code) == 1 and not match["dot"] and code[0] not in parents and not _on_its_own(rows, index):
            continue
        if len(code) == 1:
            number = code[0]
            opened = index > 0 and rows[index - 1].text.endswith(":")
            if number == 1 and (current or opened):
                item = (index, 1)
                continue
            if item and number == item[1] + 1 and index - item[0] <= _ITEM_REACH:
                item = (index, number)
                continue
        if not _continues(current, code):
            continue
        title, count = match["title"], 1
        while count < 3 and index + count < len(rows) and len(title) < _LONGEST_TITLE:
            following = rows[index + count]
            if following.starts_page or not goes_on(title, following) or len(title) < 30:
                break
            title, count = f"{title} {following.text}", count + 1
        found.append(Heading(index, count, len(code), match["code"], title))
        current = code
    return found


def _parts(code: str) -> tuple[int, ...]:
    """The parts of a code as numbers; a letter counts by its place in the alphabet.

    >>> _parts("3.1"), _parts("B.2")
    ((3, 1), (2, 2))
    """
    return tuple(int(part) if part.isdigit() else ord(part) - ord("A") + 1 for part in code.split("."))


def _on_its_own(rows: Sequence[Row], index: int) -> bool:
    """Whether a line has white space around it, or opens a page.

    A single number without a dot is as often a footnote as a chapter; a footnote is the last of its page.
    """
    row = rows[index]
    after = rows[index + 1] if index + 1 < len(rows) else None
    white = bool((row.gap or not index) and after and after.gap and not after.starts_page)
    return row.starts_page or (white and len(row.text) <= _LONGEST_LONE)


def _title_like(title: str) -> bool:
    if len(title) > _LONGEST_TITLE or _LEADERS.search(title) or title[-1] in ".;,:":
        return False
    return title[0].isupper() or title[0] in "(“\"‘'"


def _continues(current: tuple[int, ...], code: tuple[int, ...]) -> bool:
    """Whether a number follows: the next sibling (one may be missing), the first child, or the next of an
    ancestor.

    >>> _continues((3, 1), (3, 1, 1)), _continues((3, 1, 2), (3, 2)), _continues((3,), (5, 1))
    (True, True, False)
    """
    if not current:
        return code[0] <= 2 and all(part == 1 for part in code[1:])
    if len(code) > len(current) and code[: len(current)] == current:
        return all(part <= 2 for part in code[len(current) :])
    if len(code) > 1 and code[0] == current[0] + 1 and all(part == 1 for part in code[1:]):
        # The number above it may be printed in another way: "Doelstelling 4", then 4.1.
        return True
    if len(code) > len(current):
        return False
    *parents, last = code
    return tuple(parents) == current[: len(parents)] and 0 < last - current[len(parents)] <= 2


# ------------------------------------------------------------------ bare


def shouted(rows: Sequence[Row]) -> list[Heading]:
    """Titles in capitals, where a document uses them now and then; rows below each other are one title."""
    marks = [_is_shouted(row.text) for row in rows]
    if sum(marks) < 2 or sum(marks) > _MOST_SHOUTED * len(rows):
        return []
    found: list[Heading] = []
    index = 0
    while index < len(rows):
        count = 0
        while index + count < len(rows) and marks[index + count]:
            following = rows[index + count]
            if count and (following.gap or following.starts_page):
                break
            count += 1
        if count:
            title = " ".join(row.text for row in rows[index : index + count])
            found.append(Heading(index, count, 1, None, title))
        index += count or 1
    return found


def _is_shouted(text: str) -> bool:
    return (
        text.isupper()
        and len(text) <= _LONGEST_BARE
        and not _SENTENCE.search(text)
        and re.search(r"[^\W\d_]{5}", text) is not None
    )


def _bare(rows: Sequence[Row], numbered: set[int], *, depth: int) -> list[Heading]:
    """Short lines with more white space around them than lines of prose have."""
    usual = usual_gap(rows)
    found: list[Heading] = []
    index = 0
    while index < len(rows):
        after_title = bool(found) and found[-1].index + found[-1].count == index
        count = 0 if index in numbered else _bare_count(rows, index, usual, after_title)
        if count:
            title = " ".join(row.text for row in rows[index : index + count])
            found.append(Heading(index, count, depth, None, title))
        index += count or 1
    return found


def find_lists(rows: Sequence[Row]) -> list[range]:
    """Runs of three or more short lines that each stand on their own: rows of a list or a table, by index."""
    if any(row.heading for row in rows):
        return []
    runs = _runs(_bare(rows, {heading.index for heading in _numbered(rows)}, depth=1))
    return [range(run[0].index, run[-1].index + run[-1].count) for run in runs if len(run) >= _LEAST_LIST]


def _runs(found: Sequence[Heading]) -> list[list[Heading]]:
    """The headings, those that follow each other without prose together."""
    runs: list[list[Heading]] = []
    for heading in found:
        if runs and runs[-1][-1].index + runs[-1][-1].count == heading.index:
            runs[-1].append(heading)
        else:
            runs.append([heading])
    return runs


def _bare_count(rows: Sequence[Row], index: int, usual: int, after_title: bool) -> int:
    """How many rows the bare heading at this place has; 0 when none starts here."""
    row = rows[index]
    # Where every line has a blank line above it, only a title or the end of a sentence above sets it apart.
    closed = after_title or index == 0 or rows[index - 1].text[-1] in ".!?”)"
    apart = row.starts_page or row.gap > usual or (closed and (row.gap > 0 or index == 0))
    if not apart or not row.text[0].isupper() or len(row.text) > _LONGEST_BARE:
        return 0
    count = 1
    if index + 1 < len(rows) and goes_on(row.text, rows[index + 1]) and len(rows[index + 1].text) < 60:
        count = 2
    text = " ".join(each.text for each in rows[index : index + count])
    after = rows[index + count] if index + count < len(rows) else None
    if after is None or after.gap == 0 or after.gap < usual or after.bullet or after.lower:
        return 0
    if _SENTENCE.search(text) or len(text) > _LONGEST_TITLE or not re.search(r"[^\W\d_]{3}", text):
        return 0
    if index and not row.starts_page and rows[index - 1].text.endswith((":", ",")):
        return 0
    return count
