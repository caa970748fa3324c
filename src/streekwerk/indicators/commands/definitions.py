"""Changing a card: what is measured, from when, and how figures of it are looked after.

Once there are figures, another measurement is a new definition from a day on: the series breaks there, and
figures before it keep the definition they were measured by.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record
from streekwerk.indicators.choices import IndicatorLevel
from streekwerk.indicators.commands.cards import locked, raised
from streekwerk.indicators.models import Definition, Indicator, Measurement, MeterReading, Rating
from streekwerk.indicators.readings import forget
from streekwerk.indicators.rules.cards.breaks import (
    DefinitionChange,
    begins_period,
    change_between,
    next_begin,
)
from streekwerk.indicators.rules.figures.plausibility import limits_from
from streekwerk.kernel.errors import DomainError
from streekwerk.ui import dutch

FIELDS = ("measure", "instrument", "rhythm", "dimension", "channels", "addition", "unit", "decimals",
          "counted", "numerator", "denominator", "evidence", "validated_by", "recipe", "plausibility",
          "rubric_levels", "smallest")  # fmt: skip
"""What a definition says; the rest of it is from when, why and who."""


class BreaksSeries(DomainError):
    """Figures exist, and this measures something else: from when, and why?"""

    def __init__(self, change: DefinitionChange) -> None:
        self.change = change
        becomes = "wordt" if len(change.measured) + len(change.worded) == 1 else "worden"
        super().__init__(
            f"Er zijn al cijfers, en {change.said} {becomes} anders. Zeg vanaf wanneer dit geldt en waarom: "
            "de reeks toont daar een breuk, en de oude cijfers blijven staan."
        )


class BadBegin(DomainError):
    """The new definition cannot begin on that day."""


class NoCard(DomainError):
    def __init__(self) -> None:
        super().__init__("Deze zin ligt terzijde en heeft geen kaart. Neem hem eerst weer op.")


@transaction.atomic
def change_definition(
    *,
    indicator: Indicator,
    version: int,
    values: Mapping[str, Any],
    by: Actor,
    same: bool = False,
    begins: date | None = None,
    reason: str = "",
) -> Definition:
    """The definition that says this from now on: the last one changed, or a new one where the series breaks.

    `values` by name as `FIELDS`; what is left out stays. `same`: other words, the same measurement.

    Raises:
        NotAllowed: the actor does not keep the cards of this network.
        CardChanged: somebody else changed the card since.
        BreaksSeries: there are figures, and `begins` or `reason` is missing.
        BadBegin: no period begins on that day, or figures of after it exist.
        BadLimits: the range rules cannot be read.
    """
    require(by, Permission.INDICATOR_MANAGE, at=indicator.plan.network_id)
    row = locked(indicator, version)
    last = current_definition(row)
    new = {name: values[name] for name in FIELDS if name in values}
    change = change_between({name: getattr(last, name) for name in new}, new)
    changed = [*change.measured, *change.worded, *change.other]
    if not changed:
        return last
    limits_from(new.get("plausibility", last.plausibility))
    before = {name: getattr(last, name) for name in changed}
    if change.breaks(same=same) and has_figures(last):
        last = _next(last, new, change, begins, " ".join(reason.split()), by)
    else:
        for name in changed:
            setattr(last, name, new[name])
        last.save(update_fields=changed)
    raised(row)
    forget(row)
    told = {name: [plain(before[name]), plain(new[name])] for name in changed}
    more = {"begins": [None, str(last.valid_from)], "reason": [None, last.reason]} if last.number > 1 else {}
    record("card.defined", row, by=by, network_id=row.plan.network_id, changes=told | more)
    return last


@transaction.atomic
def change_keeping(
    *, indicator: Indicator, version: int, level: str, steward: User | None, by: Actor
) -> Indicator:
    """The indicator with another level and steward; None: the steward of its action.

    Raises:
        NotAllowed: the actor does not keep the cards of this network.
        CardChanged: somebody else changed the card since.
    """
    require(by, Permission.INDICATOR_MANAGE, at=indicator.plan.network_id)
    row = locked(indicator, version)
    words = dict(IndicatorLevel.choices)
    changes = {}
    if row.level != level:
        changes["level"] = [words.get(row.level), words.get(level)]
    if row.steward_id != (steward.pk if steward else None):
        changes["steward"] = [str(row.steward or ""), str(steward or "")]
    if not changes:
        return row
    row.level, row.steward = level, steward
    raised(row, "level", "steward")
    record("card.kept", row, by=by, network_id=row.plan.network_id, changes=changes)
    return row


def current_definition(indicator: Indicator) -> Definition:
    """The last definition of this indicator.

    Raises:
        NoCard: it was set aside before it had a card.
    """
    last = Definition.objects.filter(indicator=indicator).order_by("-number").first()
    if last is None:
        raise NoCard
    return last


def has_figures(definition: Definition) -> bool:
    """Whether something was measured by this definition, or worked out by its recipe."""
    return (
        Measurement.objects.filter(definition=definition).exists()
        or Rating.objects.filter(definition=definition).exists()
        or (
            bool(definition.recipe)
            and MeterReading.objects.filter(indicator=definition.indicator_id).exclude(series=[]).exists()
        )
    )


def first_begin(definition: Definition, today: date) -> date:
    """The first day on which another definition can begin: after the last figure measured by this one."""
    last = (
        Measurement.objects.filter(indicator=definition.indicator_id, succeeded_at__isnull=True)
        .order_by("-period_end")
        .values_list("period_end", flat=True)
        .first()
    )
    after = date.fromordinal(last.toordinal() + 1) if last else today
    return next_begin(after, definition.rhythm)  # type: ignore[arg-type]


def _next(
    last: Definition,
    new: Mapping[str, Any],
    change: DefinitionChange,
    begins: date | None,
    reason: str,
    by: Actor,
) -> Definition:
    if begins is None or not reason:
        raise BreaksSeries(change)
    rhythm = new.get("rhythm", last.rhythm)
    if not begins_period(begins, rhythm):
        raise BadBegin(
            f"Op {dutch.day(begins)} begint geen periode. "
            f"Kies bijvoorbeeld {dutch.day(next_begin(begins, rhythm))}."
        )
    if last.valid_from and begins <= last.valid_from:
        raise BadBegin(
            f"De vorige definitie geldt pas vanaf {dutch.day(last.valid_from)}. Kies een latere dag."
        )
    later = Measurement.objects.filter(
        indicator=last.indicator_id, succeeded_at__isnull=True, period_end__gte=begins
    ).count()
    if later:
        raise BadBegin(
            f"Er {'is' if later == 1 else 'zijn'} al {dutch.counted(later, 'cijfer', 'cijfers')} van na "
            f"{dutch.day(begins)}, gemeten zoals vroeger. "
            f"Kies een dag vanaf {dutch.day(first_begin(last, begins))}."
        )
    kept = {name: getattr(last, name) for name in FIELDS}
    return Definition.objects.create(
        indicator_id=last.indicator_id,
        number=last.number + 1,
        valid_from=begins,
        reason=reason,
        by_label=by.label[:160],
        **(kept | dict(new)),
    )


def plain(value: Any) -> Any:
    """A value as the log tells it: lists and rules as text."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{name}: {each}" for name, each in value.items()) if value else ""
    return value
