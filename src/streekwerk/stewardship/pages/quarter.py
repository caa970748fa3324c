"""What “Mijn kwartaal” shows: the sheets under their plan, how far one is, the ways to look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.safestring import SafeString

from streekwerk.access.models import Actor, Permission
from streekwerk.stewardship.commands.quarter import drafts_of
from streekwerk.stewardship.models import QuarterDraft
from streekwerk.stewardship.pages.quarter_html import items_html
from streekwerk.stewardship.pages.quarter_rows import ItemRow, Row
from streekwerk.stewardship.queries.quarter import SheetDue, due_in
from streekwerk.stewardship.queries.quarter_selection import QuarterSelection
from streekwerk.stewardship.rules.quarter import OPEN, State, progress_words


@dataclass(frozen=True)
class Group:
    """The rows of one plan."""

    plan: int
    title: str
    url: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Choice:
    """A way to look, as a link."""

    word: str
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class QuarterPage:
    """The sheets of a choice with how far one is."""

    selection: QuarterSelection
    every: Sequence[SheetDue]
    loose: Sequence[ItemRow]
    drafts: Mapping[int, QuarterDraft]
    editable: frozenset[int]
    """Networks in which the actor reports."""

    @classmethod
    def of(
        cls, selection: QuarterSelection, actor: Actor, today: date, *, node: int | None = None
    ) -> QuarterPage:
        """Thirteen queries, whatever there is; with a `node` only the row of that one is whole."""
        seen = selection.as_seen_by(actor)
        every, loose = due_in(seen, selection.quarter, today, of=selection.people(actor), node=node)
        drafts = {draft.node_id: draft for draft in drafts_of(actor)}
        return cls(
            selection, every, [ItemRow(i) for i in loose], drafts, actor.networks_with(Permission.PLAN_EDIT)
        )

    @property
    def loose_html(self) -> SafeString:
        """What has no sheet, as list items."""
        return items_html(self.loose)

    @property
    def total(self) -> int:
        """How many sheets this quarter asks a report of."""
        return sum(due.state in (*OPEN, State.DONE) for due in self.every)

    @property
    def done(self) -> int:
        return sum(due.state == State.DONE for due in self.every)

    @property
    def words(self) -> str:
        return progress_words(self.done, self.total)

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    def row(self, due: SheetDue) -> Row:
        return Row(due, self.selection, due.sheet.network in self.editable, self.drafts.get(due.sheet.pk))

    def row_of(self, node: int) -> Row | None:
        """The row of this node; None when it is not in the choice."""
        return next((self.row(due) for due in self.every if due.sheet.pk == node), None)

    @property
    def shown(self) -> list[SheetDue]:
        """What the choice lets through; among what is to do also what was typed and not reported."""
        drafts = () if self.selection.show else self.drafts
        return [due for due in self.every if self.selection.keeps(due) or due.sheet.pk in drafts]

    def groups(self, dues: Iterable[SheetDue]) -> list[Group]:
        """The rows under their plan."""
        found = []
        for plan, several in groupby(dues, key=lambda due: due.sheet.plan):
            rows = [self.row(due) for due in several]
            title = rows[0].due.sheet.plan_title
            found.append(Group(plan, title, reverse("plans:tree", args=[plan]), rows))
        return found

    @property
    def shows(self) -> list[Choice]:
        """To do, late, to take up again, everything: each with how many."""
        made = []
        for show, word in QuarterSelection.SHOWS.items():
            chosen = replace(self.selection, show=show)
            count = sum(chosen.keeps(due) for due in self.every)
            if count or show in ("", "alles", self.selection.show):
                made.append(Choice(word, chosen.url(), show == self.selection.show, count))
        return made

    @property
    def everything(self) -> str:
        """Where everything is shown."""
        return replace(self.selection, show="alles").url()

    @property
    def quarters(self) -> list[Choice]:
        """This quarter and the three before it, and the one that is looked at."""
        now = self.selection.now
        near = [now, now.previous, now.previous.previous, now.previous.previous.previous]
        near += [] if self.selection.quarter in near else [self.selection.quarter]
        return [
            Choice(each.label, replace(self.selection, quarter=each).url(), each == self.selection.quarter)
            for each in sorted(near, reverse=True)
        ]
