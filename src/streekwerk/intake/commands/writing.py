"""Cells of a workbook into the plan, through the commands that change a plan anywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from streekwerk.access.models import Actor
from streekwerk.intake.models import WorkbookChange
from streekwerk.intake.queries.workbooks import CONFIDENCES, FIELD, PRIORITIES, REPORT, STANDS, People
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.choices import Confidence, ProgressStatus
from streekwerk.plans.commands import change_texts
from streekwerk.plans.commands.codes import Codes, set_codes
from streekwerk.plans.commands.indicators import add_part, change_part, remove_part, restore_part
from streekwerk.plans.commands.people import Who, name_people
from streekwerk.plans.commands.progress import Report, report_progress, withdraw_report
from streekwerk.plans.commands.structure import (
    add_node,
    archive_branch,
    last_place_under,
    restore_branch,
)
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan
from streekwerk.plans.queries.fields import template_of, texts_of
from streekwerk.plans.queries.parts import part_texts
from streekwerk.plans.queries.standing import last_report
from streekwerk.plans.queries.structure import branch_at

TEXTS = ("title", "text", "start", "end")
CODES = ("external_code", "priority")
PEOPLE = ("steward", "lead")
PARTS: dict[str, Any] = {"i": IndicatorSentence, "m": Milestone}


class CannotTakeOver(DomainError):
    """One of what was chosen cannot be written, so none of it was."""

    def __init__(self, label: str, refusal: DomainError) -> None:
        super().__init__(f"{label}: {refusal} Er is niets overgenomen.")


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

    def write(self, settings: Iterable[Setting]) -> None:
        """Give these cells their text.

        Raises:
            CannotTakeOver: a command of the plan refuses; the message names the row.
        """
        rows: dict[str, list[Setting]] = {}
        for each in settings:
            rows.setdefault(each.row, []).append(each)
        nodes = self._nodes(each[0].node for each in rows.values())
        for row, cells in rows.items():
            texts = {each.column: each.text for each in cells}
            node = nodes.get(cells[0].node)
            try:
                if node is None:
                    raise DomainError("Dit staat niet meer in het plan.")
                if row[0] == "n":
                    self._write_node(node, texts)
                else:
                    self._write_part(row, node, texts)
            except DomainError as refusal:
                raise CannotTakeOver(cells[0].label, refusal) from refusal

    def _nodes(self, numbers: Iterable[int]) -> dict[int, Node]:
        wanted = set(numbers)
        rows = Node.objects.filter(plan=self.plan, pk__in=wanted).select_related("steward", "lead")
        found = {node.pk: node for node in rows.prefetch_related("partners")}
        for node in found.values():
            node.plan = self.plan
        return found

    def _write_node(self, node: Node, texts: Mapping[str, str]) -> None:
        words = {
            column.removeprefix(FIELD): text
            for column, text in texts.items()
            if column in TEXTS or column.startswith(FIELD)
        }
        version = node.version
        if words:
            stored = texts_of(node, self._template)
            base = {name: stored[name].mark for name in words if name in stored}
            if len(base) < len(words):
                raise DomainError("Een veld staat niet meer op de fiche.")
            why = texts.get("reason", "")
            version = change_texts(node=node, texts=words, base=base, by=self.by, reason=why).version
        if any(column in texts for column in CODES):
            priority = _value(PRIORITIES, texts["priority"]) if "priority" in texts else node.priority
            codes = Codes(node.code, texts.get("external_code", node.external_code), priority)
            version = set_codes(node=node, codes=codes, version=version, by=self.by).version
        if any(column in texts for column in PEOPLE):
            self._write_people(node, texts, version)
        if any(column in texts for column in REPORT):
            self._report(node, texts)

    def _write_people(self, node: Node, texts: Mapping[str, str], version: int) -> None:
        steward, lead = node.steward, node.lead
        if "steward" in texts:
            steward = self.people.stewards[texts["steward"]] if texts["steward"] else None
        if "lead" in texts:
            lead = self.people.leads[texts["lead"]] if texts["lead"] else None
        who = Who(steward, lead, list(node.partners.all()))
        name_people(node=node, who=who, version=version, today=self.today, by=self.by)

    def _report(self, node: Node, texts: Mapping[str, str]) -> None:
        """A new report that says what the last one said, but for these cells."""
        last = last_report(self.plan, node)
        status = _value(STANDS, texts["status"]) if "status" in texts else node.status
        if not status:
            raise DomainError("Hier is nog geen stand gemeld: vink ook een stand aan.")
        sure = texts.get("confidence", CONFIDENCES.get(last.confidence, "") if last else "")
        same_stand = last is not None and last.status == status
        report = Report(
            ProgressStatus(status),
            last.valid_from if last and same_stand else self.today,
            last.valid_to if last and same_stand else None,
            texts.get("reason", last.reason if last else ""),
            texts.get("narrative", last.narrative if last else ""),
            texts.get("next_step", last.next_step if last else ""),
            Confidence(_value(CONFIDENCES, sure)) if sure else None,
        )
        seen = last.pk if last else 0
        report_progress(plan=self.plan, node=node, report=report, seen=seen, today=self.today, by=self.by)

    def take_report_back(self, node: Node) -> bool:
        """Whether the last report could be taken back: it was made today, by the same person."""
        last = last_report(self.plan, node)
        if last is None:
            return False
        try:
            withdraw_report(plan=self.plan, node=node, report=last.pk, today=self.today, by=self.by)
        except DomainError:
            return False
        return True

    def _write_part(self, row: str, node: Node, texts: Mapping[str, str]) -> None:
        kind = PARTS[row[0]]
        part = kind.objects.filter(plan=self.plan, pk=int(row[1:])).first()
        if part is None:
            raise DomainError("Dit staat niet meer in het plan.")
        base = {name: text.mark for name, text in part_texts(kind, part).items()}
        change_part(part=part, node=node, texts=texts, base=base, by=self.by)

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


def _value(words: Mapping[str, str], word: str) -> str:
    """The code of a word of a list; "" for none."""
    return next((value for value, each in words.items() if each == word), "")
