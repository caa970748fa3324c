"""What the pages of a counting and of a service show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict

from streekwerk.campaigns.commands.answering import Answer, Written, known_of
from streekwerk.campaigns.models import Campaign, ServiceRequest
from streekwerk.campaigns.queries.campaigns import Cell
from streekwerk.indicators.rules.entry.cells import text_of
from streekwerk.ui import dutch

STATES = {"open": ("loopt", "accent"), "closed": ("gesloten", ""), "published": ("gepubliceerd", "success")}


def state_of(campaign: Campaign) -> tuple[str, str]:
    """The state of a counting as a word and the kind of its badge."""
    return STATES[campaign.state]


def standing(request: ServiceRequest, today: date) -> tuple[int, str, str]:
    """Where a service is: a rank (who still has to answer first), a word and the kind of its badge."""
    if request.answered_at:
        return 3, "antwoordde", "success"
    if request.declined_reason:
        return 2, "telt niet mee", "warning"
    return (0, "te laat", "error") if today > request.campaign.due else (1, "nog niet", "")


@dataclass
class Field:
    """One cell with what stands in it."""

    cell: Cell
    text: str
    reason: str = ""
    said: str = ""
    doubted: bool = False

    @property
    def key(self) -> str:
        return self.cell.key

    @property
    def base(self) -> str:
        return str(self.cell.known.version) if self.cell.known else ""

    @property
    def label(self) -> str:
        """What a screen reader says of it."""
        group = self.cell.group
        return f"{self.cell.place.name}, {group.category.label}, {group.part.label}"


@dataclass
class AnswerPage:
    """The grid of a service: one municipality at a time, or all in one table."""

    request: ServiceRequest
    cells: Sequence[Cell]
    chosen: str = ""
    """The code of a municipality; empty: all in one table."""
    problem: str = ""
    fields: dict[str, Field] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for cell in self.cells:
            known = known_of(cell.known)
            self.fields[cell.key] = Field(cell, text_of(known.value if known else None)[0])

    @property
    def places(self) -> list[tuple[str, str, int, bool]]:
        """Code, name, how many cells are empty, and whether it is the one in view."""
        left: dict[tuple[str, str], int] = {}
        for cell in self.cells:
            key = (cell.place.code, cell.place.name)
            left[key] = left.get(key, 0) + (cell.known is None)
        return [(*key, count, key[0] == self.chosen) for key, count in left.items()]

    @property
    def left(self) -> int:
        """How many cells are empty."""
        return sum(cell.known is None for cell in self.cells)

    @property
    def total(self) -> int:
        """Everybody this service counted so far."""
        return sum(cell.known.number or 0 for cell in self.cells if cell.known)

    @property
    def place(self) -> str:
        """The name of the municipality in view."""
        return next((name for code, name, _, current in self.places if current), "")

    @property
    def heads(self) -> list[str]:
        profile = self.request.campaign.profile
        if self.chosen:
            return [each.label for each in profile.parts]
        if not profile.divided:
            return [each.short for each in profile.categories]
        return [f"{group.category.short}, {group.part.short}" for group in profile.groups]

    @property
    def rows(self) -> list[tuple[str, list[Field]]]:
        """A row per category of the municipality in view, or one per municipality."""
        found: dict[str, list[Field]] = {}
        for cell in self.cells:
            if self.chosen and cell.place.code != self.chosen:
                continue
            name = cell.group.category.label if self.chosen else cell.place.name
            found.setdefault(name, []).append(self.fields[cell.key])
        return list(found.items())

    @property
    def unsettled(self) -> list[Field]:
        """Cells of which something is still to be said."""
        return [each for each in self.fields.values() if each.said]

    def written(self, sent: QueryDict) -> list[Written]:
        """What was filled in."""
        found = []
        for key in self.fields:
            if f"v|{key}" in sent:
                base = sent.get(f"b|{key}", "")
                found.append(
                    Written(
                        key,
                        str(sent[f"v|{key}"]).strip(),
                        str(sent.get(f"r|{key}", "")),
                        int(base) if base.isdecimal() and len(base) < 9 else None,
                    )
                )
        return found

    def take(self, answers: Sequence[Answer]) -> None:
        """Keep what was written where it could not be stored, with what is to be said of it."""
        for one in answers:
            if not one.verdict.settled:
                at = self.fields[one.written.key]
                at.text, at.reason, at.said = one.written.text, one.written.reason, one.verdict.sentence
                at.doubted = one.verdict.kind == "doubted"
        if self.unsettled:
            said = dutch.counted(len(self.unsettled), "vak is niet duidelijk", "vakken zijn niet duidelijk")
            self.problem = f"{said}. De andere zijn bewaard."

    def next_place(self) -> str:
        """The code of the next municipality with empty cells, after the one in view; empty when none."""
        codes = [code for code, _, left, _ in self.places if left and code != self.chosen]
        every = [code for code, *_ in self.places]
        after = [code for code in codes if self.chosen and every.index(code) > every.index(self.chosen)]
        return (after or codes or [""])[0]
