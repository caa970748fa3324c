"""Indicators and milestones of a sheet: added, changed, removed and brought back, moved.

The log tells it about the node, where people look for it. The lines of the document stay with a changed one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.commands.nodes import LONGEST_WORDS, TooLong, settled, why_moved
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import IndicatorSentence, Milestone, Node
from streekwerk.plans.queries.parts import Part, part_texts, parts_of, word_of
from streekwerk.plans.rules.three_way import tidy
from streekwerk.plans.rules.timing import date_in, day_of


class NoText(DomainError):
    def __init__(self, word: str) -> None:
        super().__init__(f"{word} zonder tekst. Schrijf minstens enkele woorden, of annuleer.")


class NoDayForMilestone(DomainError):
    def __init__(self, words: str) -> None:
        said = (
            f"In “{words}” staat geen datum die wij kunnen lezen."
            if words
            else "Een mijlpaal heeft een datum."
        )
        super().__init__(
            f"{said} Weet u ze niet precies? Schrijf hoe laat ten laatste: uiterlijk 2028, voorjaar 2027."
        )


@transaction.atomic
def add_part(*, node: Node, kind: type[Part], texts: Mapping[str, str], by: Actor) -> Part:
    """Return the new indicator or milestone, the last one of this node.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NoText, NoDayForMilestone, TooLong: what was entered cannot be kept as it is.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    part = kind(plan=node.plan, node=node, position=0)
    _set(part, {name: tidy(text) for name, text in texts.items()})
    part.position = _room_after_last(node, kind)
    part.save()
    _changed(node, verb_of(kind, "added"), {word_of(kind): [None, _said(part)]}, by)
    return part


@transaction.atomic
def change_part(
    *, part: Part, node: Node, texts: Mapping[str, str], base: Mapping[str, str], by: Actor, reason: str = ""
) -> Part:
    """Return the indicator or milestone of this node with the new texts; `base` as for `change_texts`.

    `reason`: why a milestone moves; the log tells it when it does.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        ChangedMeanwhile: somebody else changed the same text.
        NoText, NoDayForMilestone, TooLong: what was entered cannot be kept as it is.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    kind = type(part)
    part = kind.objects.select_for_update().get(pk=part.pk)
    said = reword(part, texts, base, reason)
    if not said:
        return part
    part.save()
    _changed(node, verb_of(kind, "changed"), said, by)
    return part


def reword(
    part: Part, texts: Mapping[str, str], base: Mapping[str, str], reason: str = ""
) -> dict[str, list[str]]:
    """Give a locked part the new texts, unsaved; what the log tells of it, nothing when it said so already.

    Raises: as `change_part`.
    """
    changes = settled(part_texts(type(part), part), texts, base)
    if not changes:
        return {}
    before = _said(part)
    _set(part, {name: after for name, (_, after) in changes.items()})
    if isinstance(part, IndicatorSentence):
        part.version += 1
    return {word_of(type(part)): [before, _said(part)]} | why_moved(changes, "words", reason)


@transaction.atomic
def remove_part(*, part: Part, node: Node, by: Actor) -> Part:
    """Return the part, out of the plan; it is kept and can be brought back.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    if part.archived_at is None:
        part.archived_at = timezone.now()
        part.save(update_fields=["archived_at"])
        kind = type(part)
        _changed(node, verb_of(kind, "removed"), {word_of(kind): [_said(part), None]}, by)
    return part


@transaction.atomic
def restore_part(*, part: Part, node: Node, by: Actor) -> Part:
    """Return the part, in the plan again where it stood.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    if part.archived_at is not None:
        part.archived_at = None
        part.save(update_fields=["archived_at"])
        kind = type(part)
        _changed(node, verb_of(kind, "restored"), {word_of(kind): [None, _said(part)]}, by)
    return part


@transaction.atomic
def move_indicator(*, indicator: IndicatorSentence, node: Node, up: bool, by: Actor) -> IndicatorSentence:
    """Return the indicator, one place higher or lower among those of its node; the first stays first.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    rows = parts_of(node, IndicatorSentence)
    at = next((place for place, row in enumerate(rows) if row.pk == indicator.pk), 0)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(rows):
        return indicator
    rows[at], rows[other] = rows[other], rows[at]
    # Among themselves they keep the places they had, so the other indicators of the plan stay where they are.
    places = sorted(row.position for row in rows)
    for place, row in zip(places, rows, strict=True):
        row.position = place
    IndicatorSentence.objects.bulk_update(rows, ["position"])
    text = _said(indicator)
    changes = {word_of(IndicatorSentence): [f"{at + 1}. {text}", f"{other + 1}. {text}"]}
    _changed(node, "indicator.moved", changes, by)
    return indicator


def _room_after_last(node: Node, kind: type[Part]) -> int:
    """The position after the last part of this node, with the later ones of the plan moved up."""
    rows: Any = kind.every.filter(plan=node.plan_id, node__position__lte=node.position)
    last = rows.aggregate(last=Max("position"))["last"]
    place = 0 if last is None else last + 1
    kind.every.filter(plan=node.plan_id, position__gte=place).update(position=F("position") + 1)
    return place


def _set(part: Part, texts: Mapping[str, str]) -> None:
    if "text" in texts:
        if not texts["text"]:
            raise NoText(word_of(type(part)))
        part.text = texts["text"]
    if isinstance(part, Milestone) and "words" in texts:
        words = texts["words"]
        found = date_in(words, "milestone")
        if not found:
            raise NoDayForMilestone(words)
        if len(words) > LONGEST_WORDS:
            raise TooLong
        part.words, part.precision = words, found.precision
        part.date = day_of(found, "milestone")


def verb_of(kind: type[Part], what: str) -> str:
    """The verb in the log, such as "milestone.changed"."""
    return f"{'indicator' if kind is IndicatorSentence else 'milestone'}.{what}"


def _said(part: Part) -> str:
    return f"{part.words}: {part.text}" if isinstance(part, Milestone) else part.text


def _changed(node: Node, verb: str, changes: dict[str, Any], by: Actor) -> None:
    node.plan.raise_revision()
    record(verb, node, by=by, network_id=node.plan.network_id, changes=changes)
    refresh_findings(node.plan, changed=[node])
