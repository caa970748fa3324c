"""Aiming at something: a new target takes the place of the old one, which stays in view with the reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.indicators.commands.cards import NoReason, locked, raised, target_fields
from streekwerk.indicators.models import Definition, Indicator, Target
from streekwerk.indicators.queries.cards import target_words
from streekwerk.indicators.readings import forget
from streekwerk.indicators.rules.cards.drafts import TargetDraft
from streekwerk.kernel.errors import DomainError


class BadTarget(DomainError):
    """What was entered is no target."""


class NoTarget(DomainError):
    def __init__(self) -> None:
        super().__init__("Dit heeft geen streefwaarde. Voeg er eerst een toe.")


@transaction.atomic
def set_target(
    *, indicator: Indicator, version: int, target: TargetDraft, reason: str, by: Actor, on: date
) -> Target:
    """The target that holds from now on; the one before ended on this day and stays in view.

    Raises:
        NotAllowed: the actor does not keep the targets of this network.
        CardChanged: somebody else changed the card since.
        NoReason: it takes the place of another one, and nobody says why.
        BadTarget: a number is missing, or it ends before it starts.
    """
    require(by, Permission.INDICATOR_MANAGE, at=indicator.plan.network_id)
    _check(target)
    row = locked(indicator, version)
    before = live_target(row)
    new = target_fields(target)
    if before and all(getattr(before, name) == value for name, value in new.items()):
        return before
    why = " ".join(reason.split())
    if before:
        if not why:
            raise NoReason
        before.ended_on = on
        before.save(update_fields=["ended_on"])
    made = Target.objects.create(indicator=row, reason=why, by_label=by.label[:160], **new)
    raised(row)
    forget(row)
    changes = {"target": [_said(before, row), _said(made, row)], "reason": [None, why]}
    record("target.set", row, by=by, network_id=row.plan.network_id, changes=changes)
    return made


@transaction.atomic
def set_baseline(
    *, indicator: Indicator, version: int, number: Decimal, on: date, source: str, by: Actor
) -> Target:
    """The target that holds, with where it began; to change a known baseline is another target: `set_target`.

    Raises:
        NotAllowed: the actor does not keep the targets of this network.
        CardChanged: somebody else changed the card since.
        NoTarget: there is no target that holds.
        BadTarget: it has a baseline already.
    """
    require(by, Permission.INDICATOR_MANAGE, at=indicator.plan.network_id)
    row = locked(indicator, version)
    target = live_target(row)
    if target is None:
        raise NoTarget
    if target.baseline is not None:
        raise BadTarget("Er is al een nulmeting. Wijzig de streefwaarde, met de reden waarom.")
    target.baseline, target.baseline_on, target.baseline_source = number, on, " ".join(source.split())[:300]
    target.save(update_fields=["baseline", "baseline_on", "baseline_source"])
    raised(row)
    forget(row)
    changes = {"baseline": [None, f"{number} op {on.isoformat()}"], "source": [None, target.baseline_source]}
    record("target.baseline", row, by=by, network_id=row.plan.network_id, changes=changes)
    return target


@transaction.atomic
def end_target(*, indicator: Indicator, version: int, reason: str, by: Actor, on: date) -> Indicator:
    """The indicator without a target that holds; the one that held stays in view, with why it ended.

    Raises:
        NotAllowed: the actor does not keep the targets of this network.
        CardChanged: somebody else changed the card since.
        NoTarget: there is none. NoReason: nobody says why.
    """
    require(by, Permission.INDICATOR_MANAGE, at=indicator.plan.network_id)
    why = " ".join(reason.split())
    if not why:
        raise NoReason
    row = locked(indicator, version)
    target = live_target(row)
    if target is None:
        raise NoTarget
    target.ended_on = on
    target.reason = f"{target.reason} Losgelaten: {why}".strip()
    target.save(update_fields=["ended_on", "reason"])
    raised(row)
    forget(row)
    changes = {"target": [_said(target, row), None], "reason": [None, why]}
    record("target.ended", row, by=by, network_id=row.plan.network_id, changes=changes)
    return row


def live_target(indicator: Indicator) -> Target | None:
    """The target that holds, or None."""
    return Target.objects.filter(indicator=indicator, ended_on__isnull=True).first()


def _check(target: TargetDraft) -> None:
    directed = target.comparator in ("increase", "decrease", "done")
    if target.number is None and not directed:
        raise BadTarget("Geef het getal van de streefwaarde, of kies “stijgt”, “daalt” of “opgeleverd”.")
    if target.starts and target.by and target.by < target.starts:
        raise BadTarget("De streefwaarde eindigt voor ze begint. Verbeter een van beide datums.")
    if target.baseline is None and (target.baseline_on or target.baseline_source):
        raise BadTarget("Geef ook het getal van de nulmeting, of laat datum en bron leeg.")


def _said(target: Target | None, indicator: Indicator) -> str | None:
    if target is None:
        return None
    definition = Definition.objects.filter(indicator=indicator).order_by("-number").first()
    return target_words(target, definition, indicator.confirmed_text) if definition else str(target)
