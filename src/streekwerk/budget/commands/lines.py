"""Keeping the lines of an action."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.budget.choices import Direction, Kind, Source
from streekwerk.budget.models import BudgetLine
from streekwerk.budget.queries.offers import offers_of
from streekwerk.budget.rules.money import printed
from streekwerk.budget.rules.policy_fields import labelled
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.ports import refresh_findings

FIRST_YEAR, LAST_YEAR = 1990, 2100


class NoSuchYear(DomainError):
    def __init__(self, year: int) -> None:
        super().__init__(f"{year} kan niet als boekjaar. Kies een jaar van {FIRST_YEAR} tot {LAST_YEAR}.")


class LineChanged(DomainError):
    """Somebody else changed the line since; nothing was overwritten."""

    def __init__(self, line: BudgetLine) -> None:
        self.line = line
        if line.archived_at:
            super().__init__("Iemand anders haalde deze lijn intussen weg. Zet ze eerst terug.")
        else:
            super().__init__(
                f"Iemand anders wijzigde deze lijn intussen. Er staat nu: gepland {_said(line.planned)}, "
                f"gerealiseerd {_said(line.realised)}. Bewaar opnieuw als wat u invulde dat mag vervangen."
            )


class NothingChosen(DomainError):
    def __init__(self) -> None:
        super().__init__("Er is niets overgenomen. Vink minstens één voorstel aan.")


@dataclass(frozen=True)
class LineText:
    """What a person gave for a line; an amount that is None is not known."""

    year: int
    direction: str = Direction.EXPENSE
    kind: str = Kind.OPERATING
    source: str = Source.UNDECIDED
    planned: Decimal | None = None
    realised: Decimal | None = None
    policy_field: str = ""
    project: str = ""
    project_until: date | None = None
    note: str = ""


@transaction.atomic
def add_line(*, node: Node, given: LineText, by: Actor) -> BudgetLine:
    """Return the new line of this node.

    Raises:
        NotAllowed: the actor keeps no budgets in this network.
        NoSuchYear: the year cannot be one.
    """
    require(by, Permission.BUDGET_EDIT, at=node.plan.network_id)
    line = _make(node, given, by)
    _refresh(node.plan)
    return line


@transaction.atomic
def add_lines(*, plan: Plan, given: Iterable[tuple[Node, LineText]], by: Actor) -> list[BudgetLine]:
    """Return the new lines of several nodes of one plan; all or none.

    Raises:
        NotAllowed: the actor keeps no budgets in this network.
        NoSuchYear: a year cannot be one.
    """
    require(by, Permission.BUDGET_EDIT, at=plan.network_id)
    made = [_make(node, text, by) for node, text in given if node.plan_id == plan.pk]
    _refresh(plan)
    return made


@transaction.atomic
def change_line(*, line: BudgetLine, given: LineText, version: int, by: Actor) -> BudgetLine:
    """Return the line as it is now. An amount that a person changes does not come from a file any more.

    Raises:
        NotAllowed: the actor keeps no budgets in this network.
        LineChanged: `version` is not its version any more, or the line was taken away.
        NoSuchYear: the year cannot be one.
    """
    line = _for_change(line, version, by)
    given = _tidy(given)
    changes: dict[str, list[str]] = {}
    for name, label in LABELS.items():
        before, after = getattr(line, name), getattr(given, name)
        if before != after:
            changes[label] = [shown(name, before), shown(name, after)]
            setattr(line, name, after)
            if name in ("planned", "realised"):
                setattr(line, f"{name}_from", None)
                setattr(line, f"{name}_rows", [])
    if not changes:
        return line
    line.version += 1
    line.save()
    record("budget.line_changed", line, by=by, network_id=line.node.plan.network_id, changes=changes)
    _refresh(line.node.plan)
    return line


@transaction.atomic
def archive_line(*, line: BudgetLine, version: int, by: Actor) -> BudgetLine:
    """Return the line, taken away; it is kept and can be put back.

    Raises:
        NotAllowed: the actor keeps no budgets in this network.
        LineChanged: `version` is not its version any more, or it was taken away before.
    """
    line = _for_change(line, version, by)
    line.archived_at = timezone.now()
    line.version += 1
    line.save(update_fields=["archived_at", "version"])
    changes = {LABELS[name]: [shown(name, getattr(line, name)), ""] for name in ("planned", "realised")}
    record("budget.line_archived", line, by=by, network_id=line.node.plan.network_id, changes=changes)
    _refresh(line.node.plan)
    return line


@transaction.atomic
def restore_line(*, line: BudgetLine, by: Actor) -> BudgetLine:
    """Return the line, standing again; one that stands stays as it is.

    Raises:
        NotAllowed: the actor keeps no budgets in this network.
    """
    require(by, Permission.BUDGET_EDIT, at=line.node.plan.network_id)
    line = _locked(line)
    if line.archived_at:
        line.archived_at = None
        line.version += 1
        line.save(update_fields=["archived_at", "version"])
        changes = {LABELS[name]: ["", shown(name, getattr(line, name))] for name in ("planned", "realised")}
        record("budget.line_restored", line, by=by, network_id=line.node.plan.network_id, changes=changes)
        _refresh(line.node.plan)
    return line


@transaction.atomic
def take_over(*, node: Node, keys: Collection[str], by: Actor) -> list[BudgetLine]:
    """Return the lines made of what the sheet of this node tells, those that were chosen.

    Raises:
        NotAllowed: the actor keeps no budgets in this network.
        NothingChosen: none of the keys is (still) offered.
    """
    require(by, Permission.BUDGET_EDIT, at=node.plan.network_id)
    chosen = [offer for offer in offers_of(by, node) if offer.key in keys]
    if not chosen:
        raise NothingChosen
    made = []
    for offer in chosen:
        known = f", herkend aan “{offer.known_by}”" if offer.known_by else ""
        said = f" Bedrag: “{offer.amount_words}”." if offer.amount_words else ""
        note = f"Uit de fiche, veld “{offer.label}”{known}.{said} {offer.doubt}".strip()
        given = LineText(
            offer.year,
            source=offer.source,
            planned=offer.planned,
            project=offer.known_by if offer.source == Source.PROJECT and named(offer.known_by) else "",
            note=note,
        )
        made.append(_make(node, given, by))
    _refresh(node.plan)
    return made


def named(words: str) -> bool:
    """Whether words that tell of project money also name the project.

    >>> named("Projectsubsidie"), named("incentive BOV")
    (False, True)
    """
    return len(words.split()) > 1 and not words.lower().startswith("extra")


LABELS = {
    "year": "boekjaar",
    "direction": "richting",
    "kind": "soort",
    "source": "herkomst",
    "project": "project",
    "project_until": "einde van het project",
    "planned": "gepland",
    "realised": "gerealiseerd",
    "policy_field": "beleidsveld",
    "note": "toelichting",
}
"""What each part of a line is called in the log."""


def shown(name: str, value: Any) -> str:
    """A part of a line in words, for the log.

    >>> shown("planned", Decimal("12.5")), shown("source", "undecided"), shown("planned", None)
    ('12,50', 'nog te bepalen', '')
    """
    if isinstance(value, Decimal):
        return printed(value)
    words: dict[str, Any] = {"direction": Direction, "kind": Kind, "source": Source}
    if name in words and value:
        return str(words[name](value).label)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return labelled(value) if name == "policy_field" and value else str(value or "")


def _make(node: Node, given: LineText, by: Actor) -> BudgetLine:
    given = _tidy(given)
    line = BudgetLine.objects.create(
        node=node, **{each.name: getattr(given, each.name) for each in fields(given)}
    )
    changes = {
        LABELS[name]: ["", shown(name, getattr(line, name))]
        for name in LABELS
        if getattr(line, name) is not None
    }
    said = {label: pair for label, pair in changes.items() if pair[1]}
    record("budget.line_added", line, by=by, network_id=node.plan.network_id, changes=said)
    return line


def _tidy(given: LineText) -> LineText:
    if not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise NoSuchYear(given.year)
    of_project = given.source == Source.PROJECT
    said = {each.name: getattr(given, each.name) for each in fields(given)}
    said["project"] = given.project.strip() if of_project else ""
    said["project_until"] = given.project_until if of_project else None
    said["note"] = given.note.strip()
    return LineText(**said)


def _for_change(line: BudgetLine, version: int, by: Actor) -> BudgetLine:
    require(by, Permission.BUDGET_EDIT, at=line.node.plan.network_id)
    line = _locked(line)
    if line.version != version or line.archived_at:
        raise LineChanged(line)
    return line


def _locked(line: BudgetLine) -> BudgetLine:
    rows = BudgetLine.objects.select_for_update(of=("self",)).select_related("node__plan")
    return rows.get(pk=line.pk)


def _refresh(plan: Plan) -> None:
    plan.raise_revision()
    refresh_findings(plan, changed=[])


def _said(amount: Decimal | None) -> str:
    return printed(amount) or "niet gekend"
