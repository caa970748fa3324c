"""One pass over a document of action sheets: which level, sheet, chapter and field every row belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from rapidfuzz import fuzz

from streekwerk.reading.dialects.fiche.marks import FieldMark, LevelMark
from streekwerk.reading.dialects.fiche.part import FieldPart, Part, ancestors, parents_first
from streekwerk.reading.dialects.fiche.template import Template
from streekwerk.reading.dialects.fiche.vocabulary import label_key
from streekwerk.reading.dialects.headings import Heading, goes_on
from streekwerk.reading.models import LEVELS, LevelName
from streekwerk.reading.rows import Row, usual_gap

_LONGEST_TITLE = 300
_ALIKE = 75
"""Share of common words (0-100) from which two titles with one code are taken for the same heading."""
_SAME = 92
_CHOICES = {"ja", "nee", "neen", "hoog", "middel", "gemiddeld", "laag", "x"}
"""Whole values of a field for priority: what stands below is no more of it."""


class Walk:
    """One pass over the rows that gives every row to one part, or to none."""

    def __init__(self, rows: Sequence[Row], template: Template, headings: Sequence[Heading]) -> None:
        self._rows = rows
        self._template = template
        self._headings = {heading.index: heading for heading in headings}
        self._stack: list[Part] = []
        self._chapters: list[Part] = []
        self._field: FieldPart | None = None
        self._ranks = _ranks(template)
        self._usual_gap = usual_gap(rows)
        self._over_sheets = self._depths_over_sheets()
        self.parts: list[Part] = []

    def run(self) -> list[Part]:
        """The parts in the order of the document, each after the part it hangs below."""
        index = 0
        while index < len(self._rows):
            index = self._step(index)
        return parents_first(self.parts)

    # -------------------------------------------------------------- one step

    def _step(self, index: int) -> int:
        heading = self._headings.get(index)
        level = self._template.levels.get(index)
        mark = self._template.fields.get(index)
        current = self._current
        if level and self._opens_level(level, mark):
            return self._open_level(level)
        if heading and not level and self._opens_chapter(heading):
            return self._open_chapter(heading)
        if mark and current and self._opens_field(mark, current):
            return self._open_field(mark, current)
        if current:
            row = self._rows[index]
            current.claimed.append(row)
            if self._field and self._field.meaning == "priority" and self._field.text.casefold() in _CHOICES:
                self._field = None
            (self._field.rows if self._field else current.prose).append(row)
        return index + 1

    @property
    def _current(self) -> Part | None:
        if self._stack:
            return self._stack[-1]
        return self._chapters[-1] if self._chapters else None

    # -------------------------------------------------------------- levels

    def _opens_level(self, mark: LevelMark, as_field: FieldMark | None) -> bool:
        sheet = self._stack[-1] if self._stack and self._stack[-1].sheet else None
        if sheet is None:
            return not (mark.alone and as_field and self._stack)
        if mark.sheet:
            return self._restarts(mark, sheet, as_field)
        if self._template.declared_inside:
            return as_field is None or mark.code is not None
        if any(above.label == mark.label and not above.code for above in ancestors(sheet)):
            return True
        # "Doel:" in a sheet is a field; "Strategische doelstelling:" and "Thema 2" are headings.
        return mark.code is not None or (as_field is None and not self._in_sentence(mark))

    def _restarts(self, mark: LevelMark, sheet: Part, as_field: FieldMark | None) -> bool:
        """Whether a new sheet begins here: its labels begin again, or nothing speaks against it."""
        if as_field and not mark.code and self._template.numbered:
            return False
        if mark.title.startswith("("):
            return False
        following = self._next_label(mark)
        if isinstance(following, FieldMark):
            return following.key in sheet.seen or not sheet.seen or (mark.sure and not self._in_links)
        return mark.sure or self._rows[mark.index].starts_page or not sheet.seen

    @property
    def _in_links(self) -> bool:
        return self._field is not None and self._field.meaning == "links"

    def _next_label(self, mark: LevelMark) -> FieldMark | LevelMark | None:
        for index in range(mark.index + mark.count, len(self._rows)):
            found = self._template.fields.get(index) or self._template.levels.get(index)
            if found:
                return found
        return None

    def _in_sentence(self, mark: LevelMark) -> bool:
        """Whether the level word continues a sentence of the row above."""
        before = self._rows[mark.index - 1].text if mark.index else ""
        return mark.alone and goes_on(before, self._rows[mark.index])

    def _open_level(self, mark: LevelMark) -> int:
        title, count = self._title(mark)
        used = self._rows[mark.index : mark.index + count]
        sheet = self._stack[-1] if self._stack and self._stack[-1].sheet else None
        inside = self._template.declared_inside and not mark.sheet and sheet is not None
        if inside and sheet:
            self._declare(mark, title, used, sheet)
        else:
            self._stack = self._above(mark)
            self._push(self._part(mark, title, self._stack[-1] if self._stack else None, used))
        self._field = None
        return mark.index + count

    def _declare(self, mark: LevelMark, title: str, used: Sequence[Row], sheet: Part) -> None:
        """A sheet names a goal it belongs to: the goal is found or made and the sheet hung below it."""
        above = sheet.parent
        while above and self._rank(above) >= self._ranks.get(mark.level, 0):
            above = above.parent
        goal = self._part(mark, title, above, used)
        if not sheet.parent or self._rank(sheet.parent) <= self._rank(goal):
            sheet.parent = goal
        sheet.seen.add(label_key(mark.label))

    def _part(self, mark: LevelMark, title: str, parent: Part | None, used: Sequence[Row]) -> Part:
        """The part of a heading: the earlier one when the same heading is printed again, else a new one."""
        part = None if mark.sheet else self._printed_before(mark, title, parent)
        if part is None:
            part = Part(level=mark.level, title=title, label=mark.label, code=mark.code, parent=parent)
            self.parts.append(part)
        part.claimed += used
        part.seen = set()
        return part

    def _printed_before(self, mark: LevelMark, title: str, parent: Part | None) -> Part | None:
        for part in self.parts:
            if part.level != mark.level or part.parent is not parent or part.depth:
                continue
            if part.code and mark.code:
                if part.code != mark.code:
                    continue
                alike = fuzz.token_set_ratio(part.title.casefold(), title.casefold()) >= _ALIKE
                if alike or not title or not part.title:
                    return part
            elif title and fuzz.ratio(part.title.casefold(), title.casefold()) >= _SAME:
                return part
        return None

    def _above(self, mark: LevelMark) -> list[Part]:
        """The open parts that rank above the mark."""
        rank = self._ranks[mark.level]
        stack = [part for part in self._stack if self._rank(part) < rank]
        same = self._stack[len(stack)] if len(stack) < len(self._stack) else None
        # "Actie 2.1" below "Project 2", "Doelstelling 1.2" below "Doelstelling 1": the number tells.
        if same and same.code and mark.code and mark.code.startswith(f"{same.code}."):
            stack.append(same)
        return stack

    def _rank(self, part: Part) -> int:
        return self._ranks.get(part.level, 0)

    def _push(self, part: Part) -> None:
        self._stack.append(part)

    def _title(self, mark: LevelMark) -> tuple[str, int]:
        """The whole title, and how many rows it uses together with the words before it."""
        title, count = mark.title, mark.count
        while mark.index + count < len(self._rows) and len(title) < _LONGEST_TITLE:
            index = mark.index + count
            following = self._rows[index]
            if index in self._template.fields or index in self._template.levels or index in self._headings:
                break
            if following.bullet and title:
                break
            if title and not self._continues(title, self._rows[index - 1], following):
                break
            title, count = f"{title} {following.text}".strip(), count + 1
        return title, count

    def _continues(self, title: str, last: Row, following: Row) -> bool:
        if not following.plain:
            return not following.starts_block
        return not following.starts_page and title[-1] not in ".!?:" and goes_on(title, following)

    # -------------------------------------------------------------- chapters and fields

    def _opens_chapter(self, heading: Heading) -> bool:
        """In a sheet a single number may be a step of its plan: white space tells the chapter."""
        if self._names_sheet(heading):
            return True
        row = self._rows[heading.index]
        apart = row.starts_page or row.gap > self._usual_gap or row.heading is not None
        return (
            not self._stack
            or apart
            or heading.depth > 1
            or heading.depth in self._over_sheets
            or self._follows(heading)
        )

    def _names_sheet(self, heading: Heading) -> bool:
        """Whether a heading without level word opens a sheet: its labels follow at once."""
        return not self._template.sheets and heading.index + heading.count in self._template.fields

    def _open_chapter(self, heading: Heading) -> int:
        levels = self._levels_over(heading)
        if levels and self._names_sheet(heading):
            part = Part("action", heading.title, code=heading.code, parent=levels[-1])
            self._stack = [*levels, part]
        elif levels:
            part = Part("domain", heading.title, code=heading.code, parent=levels[-1])
            part.depth, part.nested = heading.depth, True
            self._stack = [*levels, part]
        else:
            part = self._chapter(heading)
            self._stack = []
        part.claimed += self._rows[heading.index : heading.index + heading.count]
        self.parts.append(part)
        self._field = None
        return heading.index + heading.count

    def _levels_over(self, heading: Heading) -> list[Part]:
        """The open levels that a heading stands in; none when it begins a chapter of the document itself."""
        levels = [
            part for part in self._stack if not part.sheet and (not part.nested or part.depth < heading.depth)
        ]
        numbers = (f"{part.code}." for part in levels if part.code)
        inside = heading.code is not None and heading.code.startswith(tuple(numbers))
        over_sheets = heading.depth in self._over_sheets and not self._follows(heading)
        return levels if inside or over_sheets or self._names_sheet(heading) else []

    def _follows(self, heading: Heading) -> bool:
        """Whether a heading has the next number after an open chapter of the document."""
        before, _, last = (heading.code or "").rpartition(".")
        if not last.isdigit():
            return False
        wanted = f"{before}.{int(last) - 1}".lstrip(".")
        return any(part.code == wanted for part in self._chapters)

    def _depths_over_sheets(self) -> set[int]:
        """Depths of headings of which most are followed by a sheet before anything else."""
        follows: dict[int, list[bool]] = {}
        marks = sorted({*self._headings, *self._template.levels})
        for index, after in zip_longest(marks, marks[1:], fillvalue=-1):
            if index in self._headings:
                level = self._template.levels.get(after)
                follows.setdefault(self._headings[index].depth, []).append(bool(level and level.sheet))
        return {depth for depth, found in follows.items() if 2 * sum(found) > len(found)}

    def _chapter(self, heading: Heading) -> Part:
        while self._chapters and self._chapters[-1].depth >= heading.depth:
            self._chapters.pop()
        parent = self._chapters[-1] if self._chapters else None
        part = Part("statement", heading.title, code=heading.code, parent=parent, depth=heading.depth)
        self._chapters.append(part)
        return part

    def _opens_field(self, mark: FieldMark, current: Part) -> bool:
        if current.depth and self._template.sheets:
            return False
        if mark.key in current.seen:
            return False
        # "Start: …" and "Einde: …" below "Timing" are its value.
        if mark.meaning in ("start", "end") and self._field and self._field.meaning == "timing":
            return False
        # "Resultaatsindicatoren" below "Indicatoren" is a kind inside that field.
        if mark.meaning == "indicators" and "indicators" in current.seen:
            return False
        # A second label of one meaning is a field of its own only when it is plainly a label.
        return mark.strong or mark.meaning not in current.seen or mark.meaning == "other"

    def _open_field(self, mark: FieldMark, current: Part) -> int:
        used = self._rows[mark.index : mark.index + mark.count]
        current.claimed += used
        again = mark.meaning in current.seen
        printed = mark.printed if again else self._template.spelling.get(mark.key, mark.printed)
        current.seen |= {mark.key, mark.meaning}
        part = current.fields.get(printed)
        if part is None:
            part = current.fields[printed] = FieldPart(printed, mark.meaning)
        if mark.rest:
            part.rows.append(replace(used[-1], text=mark.rest))
        self._field = part
        return mark.index + mark.count


def _ranks(template: Template) -> dict[LevelName, int]:
    """The nesting of the levels: the declared order, but pillar, domain and goal as the document has them."""
    appearance: list[LevelName] = []
    for index in sorted(template.levels):
        level = template.levels[index].level
        if level not in appearance:
            appearance.append(level)
    free: Sequence[LevelName] = ("pillar", "domain", "goal")
    high = [level for level in appearance if level in free] if not template.declared_inside else list(free)
    ranks: dict[LevelName, int] = {level: high.index(level) for level in high}
    for level in LEVELS:
        ranks.setdefault(level, 10 + LEVELS.index(level))
    ranks["project"] = ranks["action"]
    return ranks
