"""Taking in a file of the accounting package: looked at first, then all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.budget.choices import Reported, Source
from streekwerk.budget.commands.lines import LABELS, shown
from streekwerk.budget.models import BudgetImport, BudgetLine
from streekwerk.budget.queries.imports import LEFT_OUT, Preview, preview_of
from streekwerk.budget.rules.accounting import FileRefused, read_table
from streekwerk.budget.rules.accounting.comparing import Change
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.ports import refresh_findings
from streekwerk.ui.dutch import counted

LARGEST = 5_000_000
"""Bytes; some 10,000 rows with their blocks of text."""


class NotSettled(DomainError):
    def __init__(self, count: int) -> None:
        super().__init__(
            f"Van {counted(count, 'bedrag', 'bedragen')} is niet gezegd waarbij het hoort. Kies telkens een "
            "onderdeel van het plan, of kies “niet inlezen”."
        )


class ImportChanged(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Intussen wijzigde iemand een budgetlijn van dit plan. Er is niets ingelezen: kijk opnieuw."
        )


@dataclass(frozen=True)
class Stored:
    """What taking in a file did."""

    added: int
    changed: int
    gone: int

    @property
    def total(self) -> int:
        return self.added + self.changed + self.gone


@transaction.atomic
def upload_file(
    *, plan: Plan, name: str, content: bytes, reported: Reported, source: Source, by: Actor
) -> BudgetImport:
    """Return the file, kept to be looked at; nothing of the plan changes. What people settled for an earlier
    file of this plan holds for this one too, and is shown.

    Raises:
        NotAllowed: the actor keeps no budgets in this network.
        FileRefused: it cannot be read; it names every place that is wrong.
    """
    require(by, Permission.BUDGET_EDIT, at=plan.network_id)
    if len(content) > LARGEST:
        raise FileRefused(["Het bestand is groter dan 5 MB. Neem enkel de boekjaren van dit plan."])
    read_table(content)
    # Only looked at before, and not taken in: it makes room.
    BudgetImport.objects.filter(plan=plan, stored_at=None, by_label=by.label[:160]).delete()
    earlier = BudgetImport.objects.filter(plan=plan, stored_at__isnull=False).first()
    return BudgetImport.objects.create(
        plan=plan,
        name=name[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        reported=reported,
        source=source,
        settled=earlier.settled if earlier else {},
        by_label=by.label[:160],
    )


@transaction.atomic
def settle(*, upload: BudgetImport, said: Mapping[str, int], by: Actor) -> BudgetImport:
    """Return the file with what a person said of what was not clear in it.

    `said`: by “doel|…” the number of a node, or 0 to leave it out; by “lijn|…” the number of a line.

    Raises:
        NotAllowed: the actor keeps no budgets in this network.
    """
    require(by, Permission.BUDGET_EDIT, at=upload.plan.network_id)
    nodes = set(Node.objects.filter(plan=upload.plan).values_list("pk", flat=True)) | {LEFT_OUT}
    lines = set(BudgetLine.objects.filter(node__plan=upload.plan).values_list("pk", flat=True))
    fit = {
        key: pk
        for key, pk in said.items()
        if (key.startswith("doel|") and pk in nodes) or (key.startswith("lijn|") and pk in lines)
    }
    upload.settled = {**upload.settled, **fit}
    upload.save(update_fields=["settled"])
    return upload


@transaction.atomic
def store(*, upload: BudgetImport, base: str, by: Actor) -> Stored:
    """Take the file in: every amount it brings, in one transaction. The same file again changes nothing.

    Raises:
        NotAllowed: the actor keeps no budgets in this network.
        ImportChanged: `base` is not how the lines stand any more.
        NotSettled: it is not said of every row where it belongs.
    """
    require(by, Permission.BUDGET_EDIT, at=upload.plan.network_id)
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=upload.plan_id)
    upload.plan = plan
    preview = preview_of(upload)
    if preview.base != base:
        raise ImportChanged
    if not preview.settled:
        raise NotSettled(len(preview.compared.of("unplaced", "unclear")))
    stored = _Storing(upload, preview, by).all()
    if stored.total:
        upload.stored_at = timezone.now()
        upload.save(update_fields=["stored_at"])
        counts = {"nieuw": stored.added, "gewijzigd": stored.changed, "vervallen": stored.gone}
        changes: dict[str, Any] = {word: ["", str(count)] for word, count in counts.items() if count}
        record("budget.imported", upload, by=by, network_id=plan.network_id, changes=changes)
        plan.raise_revision()
        refresh_findings(plan, changed=[])
    return stored


class _Storing:
    """One file on its way into the lines; inside the transaction of `store`."""

    def __init__(self, upload: BudgetImport, preview: Preview, by: Actor) -> None:
        self.upload, self.preview, self.by = upload, preview, by
        self.column = Reported(upload.reported).column
        wanted = {line.pk for change in preview.compared.changes for line in change.lines}
        wanted |= {line.pk for line in preview.compared.gone}
        rows = BudgetLine.objects.filter(node__plan=upload.plan, pk__gt=0).select_related("node")
        self.lines = {line.pk: line for line in rows if line.pk in wanted}

    def all(self) -> Stored:
        compared = self.preview.compared
        if not compared.changes_anything:
            return Stored(0, 0, 0)
        for change in compared.of("same"):
            self._point(change)
        for change in compared.of("changed"):
            self._change(change)
        for change in compared.of("new"):
            self._add(change)
        for line in compared.gone:
            self._drop(self.lines[line.pk])
        return Stored(len(compared.of("new")), len(compared.of("changed")), len(compared.gone))

    def _point(self, change: Change) -> None:
        """The amount stays; it now comes from this file."""
        if len(change.lines) == 1:
            line = self.lines[change.lines[0].pk]
            self._from(line, change)
            line.save(update_fields=[f"{self.column}_from", f"{self.column}_rows"])

    def _change(self, change: Change) -> None:
        line = self.lines[change.lines[0].pk]
        before = getattr(line, self.column)
        setattr(line, self.column, change.group.amount)
        said = {LABELS[self.column]: [shown(self.column, before), shown(self.column, change.group.amount)]}
        if not line.policy_field and change.group.policy_field:
            line.policy_field = change.group.policy_field
            said[LABELS["policy_field"]] = ["", shown("policy_field", line.policy_field)]
        self._from(line, change)
        line.version += 1
        line.save()
        self._tell("budget.line_changed", line, said)

    def _add(self, change: Change) -> None:
        group = change.group
        assert change.node
        line = BudgetLine(
            node_id=change.node,
            year=group.year,
            direction=group.direction,
            kind=group.kind,
            source=self.upload.source,
            policy_field=group.policy_field,
        )
        setattr(line, self.column, group.amount)
        self._from(line, change)
        line.save()
        self._tell("budget.line_added", line, {LABELS[self.column]: ["", shown(self.column, group.amount)]})

    def _drop(self, line: BudgetLine) -> None:
        """An amount of an earlier file that this one does not hold; a line with nothing else goes too."""
        before = getattr(line, self.column)
        setattr(line, self.column, None)
        setattr(line, f"{self.column}_from", None)
        setattr(line, f"{self.column}_rows", [])
        verb = "budget.line_changed"
        if line.planned is None and line.realised is None and not line.note:
            line.archived_at, verb = timezone.now(), "budget.line_archived"
        line.version += 1
        line.save()
        self._tell(verb, line, {LABELS[self.column]: [shown(self.column, before), ""]})

    def _from(self, line: BudgetLine, change: Change) -> None:
        setattr(line, f"{self.column}_from", self.upload)
        setattr(line, f"{self.column}_rows", change.group.rows)

    def _tell(self, verb: str, line: BudgetLine, changes: dict[str, Any]) -> None:
        told = {**changes, "bestand": ["", self.upload.name]}
        record(verb, line, by=self.by, network_id=self.upload.plan.network_id, changes=told)
