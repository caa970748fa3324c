"""The template of a document: which marks are really its headings and labels.

A word such as "Middelen" also starts ordinary lines. What tells is repetition: a label comes back in other
sheets, once in each, and a new sheet begins where the labels begin again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from streekwerk.reading.dialects.fiche.marks import FieldMark, LevelMark, field_mark, level_mark, own_label
from streekwerk.reading.dialects.fiche.vocabulary import LEVEL_WORDS, Meaning
from streekwerk.reading.models import LevelName
from streekwerk.reading.rows import Row

_YES_NO = {"ja", "nee", "neen", "geen", "nvt", "n.v.t.", "loopt", "nieuw", "lopend"}


@dataclass(slots=True)
class Template:
    """The marks of a document by the row where they begin, and how often its labels come back."""

    levels: dict[int, LevelMark] = field(default_factory=dict)
    fields: dict[int, FieldMark] = field(default_factory=dict)
    sheets: int = 0
    """How many sheets the level words announce."""
    numbered: bool = False
    """Whether those words come with a number; then "Actie: …" without one is a field of a sheet."""
    declared_inside: bool = False
    """Whether sheets name their goals inside, below their own heading ("Strategische doelstelling: …")."""
    spelling: dict[str, str] = field(default_factory=dict)
    """Per label key the document's usual spelling for its meaning."""

    def repeated(self, least: int = 2) -> int:
        """How many different labels come back at least so often."""
        counts = Counter(mark.key for mark in self.fields.values())
        return sum(count >= least for count in counts.values())

    def coded_levels(self) -> set[LevelName]:
        """The levels that are numbered or lettered."""
        return {mark.level for mark in self.levels.values() if mark.code}


def learn(rows: Sequence[Row]) -> Template:
    """The template of these rows."""
    template = Template()
    index = 0
    while index < len(rows):
        level = level_mark(rows, index)
        if level:
            template.levels[index] = level
        mark = field_mark(rows, index)
        if mark:
            template.fields[index] = mark
        index += 1
    _keep_enumerated(template)
    _drop_broken_off(template)
    _open_sheets_by_title(template)
    firm = [mark for mark in template.levels.values() if mark.sheet and (mark.code or not mark.alone)]
    template.sheets = len(firm) or sum(mark.sheet for mark in template.levels.values())
    template.numbered = any(mark.sheet and mark.code for mark in template.levels.values())
    segments = _segments(rows, template)
    _keep_labels(rows, template, segments)
    _add_own_labels(rows, template, segments)
    first_sheet = min((m.index for m in template.levels.values() if m.sheet), default=-1)
    first_goal = min((m.index for m in template.levels.values() if not m.sheet), default=len(rows))
    template.declared_inside = 0 <= first_sheet < first_goal < len(rows)
    template.spelling = _spelling(template, segments)
    return template


def _keep_enumerated(template: Template) -> None:
    """Numbered labels count where a label has the same number each time: "2. Doelgroep:" in every sheet."""
    numbers: dict[str, list[str]] = defaultdict(list)
    for mark in template.fields.values():
        numbers[mark.key].append(mark.enumerator)
    for index, mark in list(template.fields.items()):
        if mark.enumerator and len(numbers[mark.key]) > 1 and len(set(numbers[mark.key])) == 1:
            template.levels.pop(index, None)
        elif mark.enumerator:
            del template.fields[index]


def _drop_broken_off(template: Template) -> None:
    """Leave out labels that begin on a row which an earlier, longer mark already uses."""
    for index in sorted(template.fields):
        mark = template.fields.get(index)
        for used in range(index + 1, index + mark.count if mark else index):
            template.fields.pop(used, None)
            template.levels.pop(used, None)
    for index in sorted(template.levels):
        level = template.levels.get(index)
        for used in range(index + 1, index + level.count if level else index):
            template.fields.pop(used, None)
            template.levels.pop(used, None)


def _open_sheets_by_title(template: Template) -> None:
    """Where no level word names the sheets, the label of their title does: "Titel actie: …" in each."""
    if any(mark.sheet for mark in template.levels.values()):
        return
    titles = Counter(mark.key for mark in template.fields.values() if mark.meaning == "title" and mark.strong)
    key, count = titles.most_common(1)[0] if titles else ("", 0)
    if count < 2 or template.repeated() < 2:
        return
    level: LevelName = "project" if "project" in key else "action"
    for index, mark in list(template.fields.items()):
        if mark.key == key and mark.strong:
            del template.fields[index]
            template.levels[index] = LevelMark(
                index, mark.count, level, LEVEL_WORDS[level][0], None, mark.rest, sure=True, alone=False
            )


def _segments(rows: Sequence[Row], template: Template) -> list[int]:
    """Per row the number of the part it is in; every level mark with a code or a title opens one."""
    segments: list[int] = []
    current = 0
    for index in range(len(rows)):
        mark = template.levels.get(index)
        if mark and not (mark.alone and index in template.fields):
            current += 1
        segments.append(current)
    return segments


def _keep_labels(rows: Sequence[Row], template: Template, segments: Sequence[int]) -> None:
    """Keep a label that comes back in other parts; with few sheets a colon is enough."""
    places: dict[str, set[int]] = defaultdict(set)
    strong: set[str] = set()
    for index, mark in template.fields.items():
        places[mark.key].add(segments[index])
        if mark.strong:
            strong.add(mark.key)
    few = template.sheets < 4
    for index, mark in list(template.fields.items()):
        again = len(places[mark.key]) > 1
        under = template.fields.get(index - 1)
        if under and not under.rest and not mark.rest and rows[index].text[-1] not in ":?":
            # Right below an empty label a word alone is more likely its value: "Trekker", "Coördinator".
            few_enough = False
        else:
            few_enough = few
        fine = (
            (few_enough or again) if mark.strong else (again or (template.sheets <= 1 and mark.key in strong))
        )
        if template.sheets == 1 and not mark.strong:
            fine = True
        if not fine:
            del template.fields[index]


def _add_own_labels(rows: Sequence[Row], template: Template, segments: Sequence[int]) -> None:
    """Labels that are not in the vocabulary but stand in most sheets: with a colon, or alone on a line."""
    if template.sheets < 2:
        return
    with_colon: dict[str, dict[int, FieldMark]] = defaultdict(dict)
    alone: dict[str, dict[int, FieldMark]] = defaultdict(dict)
    used = {n for i, m in template.fields.items() for n in range(i, i + m.count)} | set(template.levels)
    for index, row in enumerate(rows):
        if index in used or segments[index] == 0:
            continue
        mark = own_label(row)
        if mark:
            with_colon[mark.key][index] = FieldMark(index, 1, mark.printed, "other", mark.rest, True)
        elif not row.value_cell and _could_be_label(row.text) and index - 1 not in template.fields:
            alone[row.text][index] = FieldMark(index, 1, row.text, "other", "", True)
    for marks in with_colon.values():
        if len({segments[i] for i in marks}) >= max(2, 0.6 * template.sheets):
            template.fields |= marks
    for marks in alone.values():
        if len({segments[i] for i in marks}) >= max(3, 0.8 * template.sheets):
            template.fields |= marks


def _could_be_label(text: str) -> bool:
    return (
        text[:1].isupper() and 4 <= len(text) <= 40 and text[-1].isalpha() and text.casefold() not in _YES_NO
    )


def _spelling(template: Template, segments: Sequence[int]) -> dict[str, str]:
    """One spelling per meaning where the document uses several that never stand in the same part."""
    counts: Counter[str] = Counter()
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    meanings: dict[Meaning, set[str]] = defaultdict(set)
    places: dict[str, set[int]] = defaultdict(set)
    for index, mark in template.fields.items():
        counts[mark.key] += 1
        printed[mark.key][mark.printed] += 1
        meanings[mark.meaning].add(mark.key)
        places[mark.key].add(segments[index])
    spelling = {key: printed[key].most_common(1)[0][0] for key in counts}
    for meaning, keys in meanings.items():
        if meaning == "other":
            continue
        best, *others = sorted(keys, key=lambda key: -counts[key])
        taken = set(places[best])
        for key in others:
            if not places[key] & taken:
                spelling[key] = spelling[best]
                taken |= places[key]
    return spelling
