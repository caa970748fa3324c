"""A sheet on the page of the quarter, shut or open, with what it expects."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import Form
from django.utils.safestring import SafeString

from streekwerk.plans.choices import ProgressStatus
from streekwerk.plans.models import Progress
from streekwerk.plans.queries.standing import ReportRow
from streekwerk.stewardship.commands.quarter import mark_of
from streekwerk.stewardship.models import QuarterDraft
from streekwerk.stewardship.pages.quarter_html import row_html
from streekwerk.stewardship.queries.quarter import Expected, SheetDue
from streekwerk.stewardship.queries.quarter_selection import QuarterSelection
from streekwerk.stewardship.rules.quarter import COLOURS, KINDS, OPEN, STATES, Kind, State
from streekwerk.ui.addresses import address

STATE_ICONS = {
    "not_started": "stand-none",
    "running": "stand-running",
    "blocked": "stand-blocked",
    "paused": "stand-paused",
    "done": "success",
    "stopped": "stand-stopped",
}


@dataclass(slots=True)
class ItemRow:
    """One thing that is expected, in words."""

    item: Expected
    url: str = ""
    """Where a milestone is reached or moved."""

    @property
    def kind(self) -> str:
        return KINDS[self.item.kind]

    @property
    def state(self) -> str:
        return STATES[self.item.state]

    @property
    def colour(self) -> str:
        return COLOURS[self.item.state]

    @property
    def step_word(self) -> str:
        """Of a milestone: where it is."""
        return "gehaald" if self.item.state == State.DONE else self.state


@dataclass(slots=True)
class Row:
    """A sheet on the page, shut or open."""

    due: SheetDue
    selection: QuarterSelection
    may_edit: bool
    draft: QuarterDraft | None = None
    form: Form | None = None
    said: str = ""
    """What was just done, said in the row itself."""
    undo: Progress | None = None
    meanwhile: Progress | ReportRow | None = None
    """What somebody else reported since the form was opened."""

    @property
    def html(self) -> SafeString:
        """The row up to its form."""
        return row_html(self)

    @property
    def pk(self) -> int:
        return self.due.sheet.pk

    @property
    def items(self) -> list[ItemRow]:
        """What it expects beside the report."""
        return [
            ItemRow(
                item, self.selection.url("quarter-milestone", item.pk) if item.kind == Kind.MILESTONE else ""
            )
            for item in self.due.items
        ]

    @property
    def listed(self) -> list[ItemRow]:
        """What stands under the row: what is done where everything is shown, milestones below the form."""
        whole = self.selection.show == "alles"
        return [
            line
            for line in self.items
            if (whole or line.item.state != State.DONE)
            and not (self.form and line.item.kind == Kind.MILESTONE)
        ]

    @property
    def steps(self) -> list[ItemRow]:
        """The milestones among it."""
        return [line for line in self.items if line.item.kind == Kind.MILESTONE]

    @property
    def states(self) -> list[tuple[str, str, str]]:
        """How it can stand: value, word and icon."""
        return [(str(value), word, STATE_ICONS[str(value)]) for value, word in ProgressStatus.choices]

    @property
    def to_do(self) -> bool:
        return self.due.state in OPEN

    @property
    def report_word(self) -> str:
        """Whether it was reported, in words."""
        if self.due.state == State.DONE and self.due.report:
            return "niets veranderd" if self.due.report.unchanged else "gemeld"
        if self.due.state in OPEN and self.due.sheet.standing.code:
            # Without any report its stand says so already: “nog niets gemeld”.
            return "nog niet gemeld"
        return ""

    @property
    def seen(self) -> int:
        return self.due.sheet.last.pk if self.due.sheet.last else 0

    @property
    def repeatable(self) -> bool:
        """Whether “niets veranderd” says something: there is a report that still holds."""
        standing = self.due.sheet.standing
        return self.may_edit and bool(self.due.sheet.last) and not standing.of_plan and standing.code != ""

    @property
    def mark(self) -> str:
        """From which draft the form began."""
        return mark_of(self.draft)

    @property
    def url(self) -> str:
        return self.selection.url("quarter-sheet", self.pk)

    @property
    def close_url(self) -> str:
        joint = "&" if "?" in self.url else "?"
        return f"{self.url}{joint}dicht=1"

    @property
    def page_url(self) -> str:
        return f"{self.selection.url()}#fiche-{self.pk}"

    @property
    def end_url(self) -> str:
        """Where its end is moved."""
        return self.selection.url("quarter-end", self.pk)

    @property
    def unchanged_url(self) -> str:
        return self.selection.url("quarter-unchanged", self.pk)

    @property
    def back_url(self) -> str:
        return self.selection.url("quarter-back", self.pk)

    @property
    def draft_url(self) -> str:
        return address("stewardship:quarter-draft", self.pk)

    @property
    def drop_url(self) -> str:
        return self.selection.url("quarter-drop", self.pk)
