"""The action sheet of a network: its fields, in order, with the other names documents use for them.

A change here rewrites no sheet: sheets are arranged when they are shown (`rules.template`).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Network
from streekwerk.plans.models import SheetField
from streekwerk.plans.queries.template import template_view
from streekwerk.plans.rules.template import bare


class NoLabel(DomainError):
    def __init__(self) -> None:
        super().__init__("Het veld heeft geen naam. Geef er één, zoals die op uw fiches staat.")


class LabelTaken(DomainError):
    def __init__(self, label: str, field: SheetField) -> None:
        super().__init__(
            f"“{label}” hoort al bij het veld “{field.label}”. "
            "Neem een andere naam, of haal die daar eerst weg."
        )


@transaction.atomic
def add_sheet_field(
    *, network: Network, label: str, synonyms: Iterable[str] = (), explanation: str = "", by: Actor
) -> SheetField:
    """Return the new field, the last one of the sheet.

    Raises:
        NotAllowed: the actor may not manage the words of this network.
        NoLabel, LabelTaken: the name cannot be used.
    """
    require(by, Permission.WORDS_MANAGE, at=network.pk)
    last = SheetField.objects.filter(network=network).aggregate(last=Max("position"))["last"]
    field = SheetField(network=network, position=0 if last is None else last + 1)
    _name(field, label, synonyms)
    field.explanation = explanation.strip()
    field.save()
    record("sheet_field.added", field, by=by, network_id=network.pk, changes={"Veld": [None, _said(field)]})
    return field


@transaction.atomic
def change_sheet_field(
    *, field: SheetField, label: str, synonyms: Iterable[str], explanation: str, by: Actor
) -> SheetField:
    """Return the field with its new name, synonyms and explanation. A former name stays as a synonym.

    Raises:
        NotAllowed: the actor may not manage the words of this network.
        NoLabel, LabelTaken: the name cannot be used.
    """
    require(by, Permission.WORDS_MANAGE, at=field.network_id)
    before, former, told = _said(field), field.label, field.explanation
    # Sheets that were filled in under the former name keep their text in this field.
    kept = [former] if bare(former) != bare(label) else []
    _name(field, label, [*synonyms, *kept])
    field.explanation = explanation.strip()
    if (_said(field), field.explanation) != (before, told):
        field.save()
        changes = {"Veld": [before, _said(field)], "Uitleg": [told, field.explanation]}
        changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
        record("sheet_field.changed", field, by=by, network_id=field.network_id, changes=changes)
    return field


@transaction.atomic
def join_label(*, field: SheetField, label: str, by: Actor) -> SheetField:
    """Return the field with this label as one more synonym.

    Raises:
        NotAllowed: the actor may not manage the words of this network.
        LabelTaken: it belongs to another field.
    """
    return change_sheet_field(
        field=field,
        label=field.label,
        synonyms=[*field.synonyms, label],
        explanation=field.explanation,
        by=by,
    )


@transaction.atomic
def move_sheet_field(*, field: SheetField, up: bool, by: Actor) -> SheetField:
    """Return the field, one place higher or lower on the sheet; the first stays first.

    Raises:
        NotAllowed: the actor may not manage the words of this network.
    """
    require(by, Permission.WORDS_MANAGE, at=field.network_id)
    rows = list(SheetField.objects.select_for_update().filter(network_id=field.network_id))
    at = next(place for place, row in enumerate(rows) if row.pk == field.pk)
    other = at - 1 if up else at + 1
    if 0 <= other < len(rows):
        rows[at], rows[other] = rows[other], rows[at]
        for place, row in enumerate(rows):
            row.position = place
        SheetField.objects.bulk_update(rows, ["position"])
        changes = {"Volgorde": [str(at + 1), str(other + 1)]}
        record("sheet_field.moved", field, by=by, network_id=field.network_id, changes=changes)
    return field


@transaction.atomic
def remove_sheet_field(*, field: SheetField, by: Actor) -> None:
    """Take the field off the template; what sheets say under its name stays, after the other fields.

    Raises:
        NotAllowed: the actor may not manage the words of this network.
    """
    require(by, Permission.WORDS_MANAGE, at=field.network_id)
    changes = {"Veld": [_said(field), None]}
    record("sheet_field.removed", field, by=by, network_id=field.network_id, changes=changes)
    field.delete()


@transaction.atomic
def take_proposal(*, network: Network, by: Actor) -> list[SheetField]:
    """Return the fields made of the labels of the plans of this network; none when it has a template already.

    Raises:
        NotAllowed: the actor may not manage the words of this network.
    """
    require(by, Permission.WORDS_MANAGE, at=network.pk)
    return [
        add_sheet_field(network=network, label=field.label, synonyms=field.synonyms, by=by)
        for field in template_view(network.pk).proposal
    ]


def _name(field: SheetField, label: str, synonyms: Iterable[str]) -> None:
    label = label.strip()
    if not bare(label):
        raise NoLabel
    # A capital, as printed sheets have it; “title” and “start” in small letters mean other texts in the log.
    label = label[:1].upper() + label[1:120]
    names = {bare(word): word.strip() for word in synonyms if bare(word) and bare(word) != bare(label)}
    others = SheetField.objects.filter(network_id=field.network_id).exclude(pk=field.pk)
    taken = {bare(word): other for other in others for word in (other.label, *other.synonyms)}
    for word in (label, *names.values()):
        if bare(word) in taken:
            raise LabelTaken(word, taken[bare(word)])
    field.label, field.synonyms = label, list(names.values())


def _said(field: SheetField) -> str:
    return f"{field.label} (ook: {', '.join(field.synonyms)})" if field.synonyms else field.label
