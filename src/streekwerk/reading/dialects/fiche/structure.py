"""Levels that a document does not name in words: told by numbers, by labels below a heading, by a list.

Action sheets without the word "Actie" are chapters with labelled fields; chapters numbered inside a goal are
its objectives and actions; "Acties:" below a goal lists its actions.
"""

from __future__ import annotations

from collections.abc import Sequence

from streekwerk.reading.dialects.fiche.part import Part, ancestors
from streekwerk.reading.dialects.fiche.template import Template
from streekwerk.reading.dialects.fiche.vocabulary import label_key
from streekwerk.reading.dialects.headings import Heading, find_headings, shouted
from streekwerk.reading.models import LevelName
from streekwerk.reading.rows import Row, text_of
from streekwerk.reading.timing import split_items

_LEAST_FIELDS = 3
"""From so many labelled fields a chapter without level word is a sheet."""
_GOALS: frozenset[LevelName] = frozenset(("goal", "strategic_objective", "operational_objective"))
_ACTION_LISTS = frozenset(("acties", "concreteacties", "actiepunten", "deelacties", "onzeacties"))
_LEAST_INSIDE = 3
_LONGEST_TITLE = 100


def chapters_of(rows: Sequence[Row], template: Template) -> list[Heading]:
    """The chapters: numbered or styled ones anywhere, bare titles only before the first sheet.

    Where neither words nor numbers name the sheets, titles in capitals or right above their labels do.
    """
    headings = find_headings(rows, bare=False)
    _keep_goals_as_fields(template, headings)
    if not headings and not template.levels:
        headings = shouted(rows) or _titles_above_labels(rows, template)
    first = min([*template.levels, *(template.fields if not template.sheets else ())], default=len(rows))
    if not any(heading.index < first for heading in headings):
        headings = [*find_headings(rows[:first], bare=True), *(h for h in headings if h.index >= first)]
    return headings


def _keep_goals_as_fields(template: Template, headings: Sequence[Heading]) -> None:
    """Where sheets have a numbered title, "Doel:" right below it is their first field, not a level."""
    if template.sheets:
        return
    below = {heading.index + heading.count for heading in headings}
    words = {mark.label for index, mark in template.levels.items() if index in below and not mark.code}
    for index, mark in list(template.levels.items()):
        if mark.label in words and not mark.code and index in template.fields:
            del template.levels[index]


def numbered_inside(rows: Sequence[Row], template: Template) -> bool:
    """Whether numbered levels hold a numbering of their own: 1.1 and 1.2 below "Doelstelling 1"."""
    codes = tuple(f"{mark.code}." for mark in template.levels.values() if mark.code)
    inside = [h for h in find_headings(rows, bare=False) if h.code and h.code.startswith(codes)]
    return len(inside) >= _LEAST_INSIDE


def _titles_above_labels(rows: Sequence[Row], template: Template) -> list[Heading]:
    """A short line of its own right above the label with which the labels begin again."""
    found: list[Heading] = []
    seen: set[str] = set()
    for index in sorted(template.fields):
        key = template.fields[index].key
        above = rows[index - 1] if index else None
        if above and (not found or key in seen) and _title_like(above) and index - 1 not in template.fields:
            found.append(Heading(index - 1, 1, 1, None, above.text))
            seen = set()
        seen.add(key)
    return found if len(found) > 1 else []


def _title_like(row: Row) -> bool:
    apart = row.gap > 0 or row.starts_page or row.number == 1
    return (
        apart
        and not row.lower
        and not row.bullet
        and len(row.text) <= _LONGEST_TITLE
        and (row.text[-1] not in ".;:,")
    )


def name_levels(parts: list[Part], template: Template) -> list[Part]:
    """The parts, with the level of each that no word names; actions of a list become parts as well."""
    _name_numbered(parts)
    _promote(parts, template)
    if any(part.sheet for part in parts):
        return parts
    return [each for part in parts for each in (part, *_listed(part))]


def _name_numbered(parts: Sequence[Part]) -> None:
    """Chapters inside a level: those that hold others are objectives or domains, the deepest are actions."""
    holders = {id(part.parent) for part in parts if part.parent}
    depths = {part.depth for part in parts if part.nested and id(part) in holders}
    for part in parts:
        if part.nested and part.depth not in depths:
            part.level = "action"
        elif part.nested and any(above.level in _GOALS for above in ancestors(part)):
            part.level = "operational_objective"


def _promote(parts: Sequence[Part], template: Template) -> None:
    """Make sheets of chapters that carry fields, and domains of the chapters above several of them."""
    least = _LEAST_FIELDS if template.sheets else min(_LEAST_FIELDS, max(template.repeated(), 2))
    sheets = [part for part in parts if part.level == "statement" and len(part.fields) >= least]
    for part in sheets:
        part.level = "action"
    above = {id(a): a for part in sheets for a in ancestors(part) if a.level == "statement"}
    depths = [part.depth for part in above.values()]
    for part in above.values():
        if depths.count(part.depth) > 1:
            part.level = "domain"
    _group(parts)


def _group(parts: Sequence[Part]) -> None:
    """Of headings without numbers, one without fields right before sheets is the title above them."""
    heads = [
        (part, place)
        for place, part in enumerate(parts[:-1])
        if part.level == "statement" and part.code is None and _beside(part, parts[place + 1])
    ]
    for part, place in heads if len(heads) > 1 else ():
        part.level = "domain"
        for sheet in parts[place + 1 :]:
            if not _beside(part, sheet):
                break
            sheet.parent = part


def _beside(head: Part, sheet: Part) -> bool:
    return (
        sheet.sheet and sheet.depth == head.depth > 0 and sheet.code is None and sheet.parent is head.parent
    )


def _listed(part: Part) -> list[Part]:
    """The actions that a field "Acties" of a goal lists, one per item; their rows go with them."""
    if part.level == "statement":
        return []
    found: list[Part] = []
    for printed, each in list(part.fields.items()):
        own = {row.number for row in part.claimed if row not in each.rows}
        # Beside its label an item would share the line of the goal.
        if label_key(printed) not in _ACTION_LISTS or any(row.number in own for row in each.rows):
            continue
        items = split_items(each.rows)
        found += [
            Part("action", text_of(item).lstrip("•▪●◦‣➢✓-–* "), parent=part, claimed=list(item))
            for item in items
        ]
        gone = {row.number for row in each.rows}
        part.claimed = [row for row in part.claimed if row.number not in gone]
        del part.fields[printed]
    return found
