"""Cells of a workbook into the plan, through the commands that change a plan anywhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from streekwerk.access.models import Actor
from streekwerk.intake.models import WorkbookChange
from streekwerk.intake.queries.workbook_cells import CONFIDENCES, FIELD, PRIORITIES, REPORT, STANDS, People
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.choices import Confidence, ProgressStatus
from streekwerk.plans.commands import many
from streekwerk.plans.commands.indicators import add_part, remove_part, restore_part
from streekwerk.plans.commands.many import NodeChange, OneRefused, Tell
from streekwerk.plans.commands.progress import Report
from streekwerk.plans.commands.structure import (
    add_node,
    archive_branch,
    last_place_under,
    restore_branch,
)
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan, Progress
from streekwerk.plans.queries.fields import template_of, texts_of
from streekwerk.plans.queries.standing import last_reports
from streekwerk.plans.queries.structure import branch_at

TEXTS = ("title", "text", "start", "end")
CODES = ("external_code", "priority")
PEOPLE = ("steward", "lead")
PARTS: dict[str, Any] = {"i": IndicatorSentence, "m": Milestone}


class CannotTakeOver(DomainError):
    """One of what was chosen cannot be written, so none of it was."""

    def __init__(self, label: str, refusal: DomainError) -> None:
        super().__init__(f"{label}: {refusal} Er is niets overgenomen.")


class NobodyNamed(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” staat niet meer in de lijst. Kies iemand anders op de fiche.")


@dataclass(frozen=True)
class Setting:
    """A cell and the text that it gets."""

    row: str
    node: int
    label: str
    column: str
    text: str


@dataclass(frozen=True)
class Writer:
    """Writes into one plan; use it inside `plans.commands.together`."""

    plan: Plan
    people: People
    today: date
    by: Actor

    @cached_property
    def _template(self) -> Any:
        return template_of(self.plan.network_id)

    def write(self, settings: Iterable[Setting], tell: Tell = lambda done, of: None) -> None:
        """Give these cells their text; `tell` hears how many rows of how many.

        Raises:
            CannotTakeOver: a command of the plan refuses; the message names the row.
        """
        rows: dict[str, list[Setting]] = {}
        for each in settings:
            rows.setdefault(each.row, []).append(each)
        nodes = {cells[0].node: cells for row, cells in rows.items() if row[0] == "n"}
        labels = {number: cells[0].label for number, cells in nodes.items()}
        with _labelled(labels):
            changes = {number: self._change(number, cells) for number, cells in nodes.items()}
            changes = {
                number: each for number, each in changes.items() if each.texts or each.codes or each.people
            }
            many.change_nodes(plan=self.plan, changes=changes, today=self.today, by=self.by, tell=tell)
            self._report({number: _texts(cells, REPORT) for number, cells in nodes.items()})
        for letter, kind in PARTS.items():
            parts = {int(row[1:]): cells for row, cells in rows.items() if row[0] == letter}
            with _labelled({number: cells[0].label for number, cells in parts.items()}):
                texts = {number: _texts(cells) for number, cells in parts.items()}
                many.change_parts(plan=self.plan, kind=kind, texts=texts, by=self.by)

    def _nodes(self, numbers: Iterable[int]) -> dict[int, Node]:
        found = {node.pk: node for node in Node.objects.filter(plan=self.plan, pk__in=set(numbers))}
        for node in found.values():
            node.plan = self.plan
        return found

    def _change(self, number: int, cells: list[Setting]) -> NodeChange:
        texts = _texts(cells)
        change = NodeChange(reason=texts.get("reason", ""))
        for column, text in texts.items():
            if column in TEXTS or column.startswith(FIELD):
                change.texts[column.removeprefix(FIELD)] = text
            elif column in CODES:
                change.codes[column] = _value(PRIORITIES, text) if column == "priority" else text
            elif column in PEOPLE:
                known: Mapping[str, Any] = self.people.stewards if column == "steward" else self.people.leads
                if text and text not in known:
                    raise OneRefused(number, NobodyNamed(text))
                change.people[column] = known[text] if text else None
        return change

    def _report(self, reported: Mapping[int, Mapping[str, str]]) -> None:
        """New reports that say what the last ones said, but for these cells."""
        cells = {number: texts for number, texts in reported.items() if texts}
        if not cells:
            return
        stands = dict(Node.objects.filter(plan=self.plan, pk__in=cells).values_list("pk", "status"))
        last = last_reports(self.plan, cells)
        reports = {
            number: self._report_of(number, texts, last.get(number), stands.get(number, ""))
            for number, texts in cells.items()
        }
        many.report_nodes(plan=self.plan, reports=reports, today=self.today, by=self.by)

    def _report_of(self, number: int, texts: Mapping[str, str], last: Progress | None, stand: str) -> Report:
        status = _value(STANDS, texts["status"]) if "status" in texts else stand
        if not status:
            raise OneRefused(number, DomainError("Hier is nog geen stand gemeld: vink ook een stand aan."))
        sure = texts.get("confidence", CONFIDENCES.get(last.confidence, "") if last else "")
        same_stand = last is not None and last.status == status
        return Report(
            ProgressStatus(status),
            last.valid_from if last and same_stand else self.today,
            last.valid_to if last and same_stand else None,
            texts.get("reason", last.reason if last else ""),
            texts.get("narrative", last.narrative if last else ""),
            texts.get("next_step", last.next_step if last else ""),
            Confidence(_value(CONFIDENCES, sure)) if sure else None,
        )

    def take_reports_back(self, nodes: Iterable[int]) -> set[int]:
        """Of which of these nodes the last report was taken back: made today, by the same person."""
        return many.withdraw_reports(plan=self.plan, nodes=list(nodes), today=self.today, by=self.by)

    # -------------------------------------------------------------- rows that come and go

    def add(self, change: WorkbookChange, under: int | None, level: str) -> int:
        """Put a new row in the plan and return its number.

        Raises:
            CannotTakeOver: a command of the plan refuses.
        """
        try:
            if change.sheet != "plan":
                return self._add_part(change)
            above = self._nodes([under] if under else []).get(under or 0)
            to = last_place_under(plan=self.plan, under=above)
            if change.node and change.node.parent_id == under and change.node.archived_at is None:
                to = replace(to, after=change.node_id)
            made = add_node(
                plan=self.plan,
                to=to,
                level=level,
                title=change.cells["title"],
                code=change.cells.get("code", ""),
                text=change.cells.get("text", ""),
                by=self.by,
            )
        except DomainError as refusal:
            raise CannotTakeOver(change.label, refusal) from refusal
        done = ("title", "code", "text", "level", "indicators")
        fields = {f"{FIELD}{name}" for name in texts_of(made, self._template)}
        self.write(
            Setting(f"n{made.pk}", made.pk, change.label, column, text)
            for column, text in change.cells.items()
            if column not in done and (not column.startswith(FIELD) or column in fields)
        )
        return made.pk

    def _add_part(self, change: WorkbookChange) -> int:
        kind = IndicatorSentence if change.sheet == "indicators" else Milestone
        names = ("text",) if kind is IndicatorSentence else ("text", "words")
        node = self._nodes([change.node_id or 0]).get(change.node_id or 0)
        if node is None:
            raise DomainError("Het onderdeel waarbij dit hoort, staat niet meer in het plan.")
        texts = {name: change.cells.get(name, "") for name in names}
        return add_part(node=node, kind=kind, texts=texts, by=self.by).pk

    def take_out(self, change: WorkbookChange) -> None:
        """Take the row out of the plan, a node with everything under it; it can be put back.

        Raises:
            CannotTakeOver: a command of the plan refuses.
        """
        node = self._nodes([change.node_id or 0]).get(change.node_id or 0)
        try:
            if change.row[0] != "n":
                part = PARTS[change.row[0]].objects.filter(pk=int(change.row[1:])).first()
                if part and node:
                    remove_part(part=part, node=node, by=self.by)
            elif node:
                archive_branch(node=node, seen=branch_at(node, self.by).seen, by=self.by)
        except DomainError as refusal:
            raise CannotTakeOver(change.label, refusal) from refusal

    def put_back(self, change: WorkbookChange) -> None:
        """The opposite of `take_out`; what is back already stays.

        Raises:
            CannotTakeOver: a command of the plan refuses.
        """
        node = Node.every.select_related("plan").filter(pk=change.node_id or 0).first()
        try:
            if change.row[0] != "n" and node:
                part = PARTS[change.row[0]].every.get(pk=int(change.row[1:]))
                restore_part(part=part, node=node, by=self.by)
            elif node and node.archived_at:
                restore_branch(node=node, by=self.by)
        except DomainError as refusal:
            raise CannotTakeOver(change.label, refusal) from refusal

    def remove(self, change: WorkbookChange) -> None:
        """The opposite of `add`: what was added goes out of the plan again."""
        if change.sheet == "plan":
            node = self._nodes([change.made or 0]).get(change.made or 0)
            if node:
                archive_branch(node=node, seen=branch_at(node, self.by).seen, by=self.by)
            return
        kind = PARTS["i" if change.sheet == "indicators" else "m"]
        part = kind.objects.filter(pk=change.made or 0).select_related("node__plan").first()
        if part:
            remove_part(part=part, node=part.node, by=self.by)


@contextmanager
def _labelled(labels: Mapping[int, str]) -> Iterator[None]:
    """Say of which row a refusal is."""
    try:
        yield
    except OneRefused as refusal:
        raise CannotTakeOver(labels[refusal.key], refusal) from refusal


def _texts(cells: Iterable[Setting], columns: Collection[str] = ()) -> dict[str, str]:
    """The text by column, of these columns or of all."""
    return {each.column: each.text for each in cells if not columns or each.column in columns}


def _value(words: Mapping[str, str], word: str) -> str:
    """The code of a word of a list; "" for none."""
    return next((value for value, each in words.items() if each == word), "")
