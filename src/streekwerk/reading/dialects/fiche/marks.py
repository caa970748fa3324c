"""Marks in the text of action sheets: where a level or a labelled field begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from streekwerk.reading.dialects.fiche.vocabulary import (
    FIELD_LABELS,
    LEVEL_WORDS,
    SHEET_LEVELS,
    Meaning,
    field_labels,
    label_key,
    levels,
    phrase_pattern,
)
from streekwerk.reading.lines import squash
from streekwerk.reading.models import Document, LevelName
from streekwerk.reading.rows import Row

_CODE = re.compile(
    r"(?:\s*(?:nr\.?|nummer|n°))?\s*(?P<code>(?:[A-Z]{1,4}[.-]?)?\d{1,3}(?:[.-]\d{1,3})*[a-z]?|[IVX]{1,5}|[A-Z])(?=[\s:.)–—-]|$)\.?"
)
_CHAPTER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[A-Za-z])")
_SEPARATOR = re.compile(r"\s*[:–—|]\s*|\s+-\s+|\s*-\s+|\s*\)\s*")
_MARK = re.compile(r"\s*(?:\?\s*:?|:)\s*")
_ENUMERATOR = re.compile(r"(?:\d{1,2}[.)]|[a-z]\))\s+")
_SMALL_WORD = re.compile(r"(?:van|voor|en|in|op|om|der|de|het|met|uit|binnen)\b", re.IGNORECASE)
_YEAR = re.compile(r" +(?:19|20)\d\d(?= *:)")
_JOINT = re.compile(r" *[/&+] *| +en +")
_LOOK_AHEAD = 3


@dataclass(frozen=True, slots=True)
class LevelMark:
    """A heading such as "Actie 3: Titel"; `count` rows are used up by the words and the code."""

    index: int
    count: int
    level: LevelName
    label: str
    code: str | None
    title: str
    sure: bool
    """False when a sentence could start the same way: no colon after it, or no code."""
    alone: bool
    """Nothing but the level word, without code: could be a field label too."""

    @property
    def sheet(self) -> bool:
        return self.level in SHEET_LEVELS


@dataclass(frozen=True, slots=True)
class FieldMark:
    """A field label; `rest` is what follows it on its last row."""

    index: int
    count: int
    printed: str
    meaning: Meaning
    rest: str
    strong: bool
    """With a colon, in capitals before ordinary text, or alone on its line."""
    enumerator: str = ""
    """What numbers the fields of a sheet: "2." in "2. Doelgroep: …"."""

    @property
    def key(self) -> str:
        return label_key(self.printed)


@cache
def _levels_pattern() -> re.Pattern[str]:
    return phrase_pattern(word for words in LEVEL_WORDS.values() for word in words)


@cache
def _fields_pattern() -> re.Pattern[str]:
    return phrase_pattern(word for words in FIELD_LABELS.values() for word in words)


@cache
def _openings() -> frozenset[str]:
    """First two letters of every phrase: most rows are told apart by these."""
    phrases = (
        *(w for words in LEVEL_WORDS.values() for w in words),
        *(f.words for f in field_labels().values()),
    )
    return frozenset(phrase[:2].casefold() for phrase in phrases)


def level_mark(rows: Sequence[Row], index: int) -> LevelMark | None:
    """The level heading that begins at this row, if one does."""
    row = rows[index]
    if row.value_cell:
        return None
    chapter = _CHAPTER.match(row.text)
    begin = chapter.end() if chapter else 0
    if row.text[begin : begin + 2].casefold() not in _openings():
        return None
    text, ends = _ahead(rows, index)
    match = _levels_pattern().match(text, begin)
    if not match:
        return None
    known = levels().get(label_key(match["words"]))
    if known is None:
        return None
    count = _rows_used(match.end(), ends)
    rest = text[match.end() : ends[count - 1]]
    code = _CODE.match(rest)
    after = rest[code.end() :] if code else rest
    separator = _SEPARATOR.match(after)
    title = (after[separator.end() :] if separator else after).strip()
    capital = match["words"][0].isupper()
    if code:
        fine = bool(separator) or not title or (capital and _starts_title(title))
    else:
        fine = (
            bool(separator and ":" in separator[0]) or not title or _shouts(known[0], match["words"], title)
        )
    if not fine or (not capital and not (code and separator)):
        return None
    level, word = known
    label = _printed(match["words"], word)
    return LevelMark(
        index=index,
        count=count,
        level=level,
        label=label[0].upper() + label[1:],
        code=code["code"] if code else chapter["number"] if chapter else None,
        title=title,
        sure=bool((code or chapter) and (separator or not title)),
        alone=not code and not title,
    )


def _shouts(level: LevelName, words: str, title: str) -> bool:
    """Whether a word for a large part and its title are printed in capitals: "WERF WONEN"."""
    return level in ("pillar", "domain") and f"{words}{title}".isupper() and not _SMALL_WORD.match(title)


def _starts_title(title: str) -> bool:
    return title[0].isupper() or title[0] in "“\"‘'" or title[0].isdigit()


def field_mark(rows: Sequence[Row], index: int) -> FieldMark | None:
    """The labelled field that begins at this row, if its label is in the vocabulary."""
    row = rows[index]
    enumerated = _ENUMERATOR.match(row.text)
    begin = enumerated.end() if enumerated else 0
    opening = row.text[begin : begin + 2]
    if opening.casefold() not in _openings() or not opening[0].isupper():
        return None
    text, ends = _ahead(rows, index)
    match = _fields_pattern().match(text, begin)
    if not match:
        return None
    label = field_labels().get(label_key(match["words"]))
    if label is None:
        return None
    end = _end_of_label(text, match.end())
    count = _rows_used(end, ends)
    rest = text[end : ends[count - 1]]
    mark = _MARK.match(rest)
    if not mark and rest[:1] not in ("", " "):
        return None
    shouted = match["words"].isupper() and not rest.isupper()
    strong = bool(mark) or not rest.strip() or shouted
    if (label.marked and not strong) or (enumerated and not mark and rest.strip()):
        return None
    # In a cell of values only "Trekker: …" at its start can be a label.
    if row.value_cell and not (mark and row.starts_block):
        return None
    printed = _printed(match["words"], label.words.rstrip("?")) + text[match.end() : end].replace("\n", " ")
    printed += "?" if mark and "?" in mark[0] else ""
    return FieldMark(
        index=index,
        count=count,
        printed=printed,
        meaning=label.meaning,
        rest=(rest[mark.end() :] if mark else rest).strip(),
        strong=strong,
        enumerator=enumerated[0].strip() if enumerated else "",
    )


def _end_of_label(text: str, end: int) -> int:
    """Where a label ends that has a second one behind it, or a year: "Indicatoren / meetbare resultaten"."""
    if year := _YEAR.match(text, end):
        return year.end()
    joint = _JOINT.match(text, end)
    second = _fields_pattern().match(text, joint.end()) if joint else None
    return second.end() if second and re.match(r"\s*(?:[:?\n]|$)", text[second.end() :]) else end


_OWN_LABEL = re.compile(r"(?P<words>[A-ZÀ-Ý][^:.;!\d•]{2,45}?)\s*(?P<mark>\?\s*:|\?|:)(?:\s+(?P<rest>.*))?$")


def own_label(row: Row) -> FieldMark | None:
    """A label of the document's own: a few words and a colon at the start of a line, or a label cell."""
    match = None if row.value_cell else _OWN_LABEL.match(row.text)
    if match and len(match["words"].split()) <= 6:
        printed = match["words"] + ("?" if "?" in match["mark"] else "")
        return FieldMark(-1, 1, printed, "other", (match["rest"] or "").strip(), True)
    if row.label_cell and len(row.text.split()) <= 8:
        return FieldMark(-1, 1, row.text, "other", "", True)
    return None


def _printed(words: str, known: str) -> str:
    """The words as printed; as the table has them where a space broke one of them.

    >>> _printed("Tim ing", "Timing"), _printed("MET WIE", "Met wie")
    ('Timing', 'MET WIE')
    """
    printed = squash(words)
    return printed if len(printed.split()) == len(known.split()) else known


def split_columns(rows: Sequence[Row], document: Document) -> list[Row]:
    """The rows; one is cut where columns stand side by side: "Trekker: …   Partners: …", "Trekker   …"."""
    result: list[Row] = []
    for row in rows:
        columns = re.split(r"\s{2,}|\t", document.lines[row.number - 1].text.strip()) if row.plain else []
        parts = [replace(row, text=squash(column), gap=0) for column in columns]
        if len(parts) > 1 and (all(map(_labelled, parts)) or label_key(parts[0].text) in field_labels()):
            result += [replace(parts[0], gap=row.gap), *parts[1:]]
        else:
            result.append(row)
    return result


def _labelled(row: Row) -> bool:
    mark = field_mark([row], 0)
    return mark is not None and ":" in row.text and mark.strong and bool(mark.rest)


def _ahead(rows: Sequence[Row], index: int) -> tuple[str, list[int]]:
    """The text of a row and the next few, joined by line feeds, and where each row ends in it."""
    texts: list[str] = []
    ends: list[int] = []
    for row in rows[index : index + _LOOK_AHEAD]:
        texts.append(row.text)
        ends.append((ends[-1] + 1 if ends else 0) + len(row.text))
    return "\n".join(texts), ends


def _rows_used(position: int, ends: Sequence[int]) -> int:
    return next(count for count, end in enumerate(ends, 1) if position <= end)
