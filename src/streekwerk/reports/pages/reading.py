"""What a report says, on a page: its parts with their headings as a table of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import mark_safe

from streekwerk.reports.rules.content import Column, Content, Heading, Part, Picture, Table


@dataclass(frozen=True, slots=True)
class Shown:
    """A part as the template takes it."""

    kind: str
    part: Part
    level: int = 0
    """Of a heading: the level on the page, where the title of the report is 1."""
    anchor: str = ""

    @property
    def drawing(self) -> str:
        """Of a picture: what is drawn, to stand in the page, with the letters of the page."""
        picture = self.part
        assert isinstance(picture, Picture)
        return mark_safe(picture.svg)  # noqa: S308 - ours, with every word escaped (ui.charts)

    @property
    def rows(self) -> list[list[tuple[Column, Any]]]:
        """Of a table: its rows as pairs of column and cell."""
        table = self.part
        assert isinstance(table, Table)
        return [list(zip(table.columns, row, strict=True)) for row in table.rows]

    @property
    def total(self) -> list[tuple[Column, Any]]:
        table = self.part
        assert isinstance(table, Table)
        return list(zip(table.columns, table.total, strict=True)) if table.total else []


@dataclass(frozen=True)
class Reading:
    """A report on its page."""

    content: Content
    parts: list[Shown]

    @property
    def chapters(self) -> list[Shown]:
        """The headings of the highest level, for the table of contents."""
        return [shown for shown in self.parts if shown.kind == "heading" and shown.level == 2]


def reading_of(content: Content) -> Reading:
    """The report with an anchor per heading."""
    made = []
    headings = 0
    for part in content.parts:
        kind = type(part).__name__.lower()
        if isinstance(part, Heading):
            headings += 1
            made.append(Shown(kind, part, part.level + 1, part.anchor or f"deel-{headings}"))
        else:
            made.append(Shown(kind, part))
    return Reading(content, made)
