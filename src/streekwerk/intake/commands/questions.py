"""Answering what only a person knows: what a colour means, whether a point separates thousands."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.intake.choices import ReviewStatus
from streekwerk.intake.models import ColourMeaning, Review, Upload
from streekwerk.intake.rules.files import COLOUR_LABEL, with_meaning
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.models import Figure, Node


class NoColourMeaning(DomainError):
    def __init__(self) -> None:
        super().__init__("Schrijf in enkele woorden wat de kleur betekent, bijvoorbeeld “loopt” of “klaar”.")


class NoSuchColour(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Deze kleur komt niet voor in het document. Open de vraag opnieuw en probeer nog eens."
        )


@transaction.atomic
def explain_colour(*, upload: Upload, colour: str, meaning: str, by: Actor) -> ColourMeaning:
    """Remember what a colour means in this network and write it on the rows of this document.

    Raises:
        NotAllowed: the actor may not read plans into this network.
        NoColourMeaning: nothing was filled in.
        NoSuchColour: not a colour of the form RRGGBB.
    """
    require(by, Permission.PLAN_IMPORT, at=upload.network_id)
    if not re.fullmatch("[0-9A-F]{6}", colour):
        raise NoSuchColour
    meaning = meaning.strip()[:120]
    if not meaning:
        raise NoColourMeaning
    known, _ = ColourMeaning.objects.update_or_create(
        network_id=upload.network_id, colour=colour, defaults={"meaning": meaning}
    )
    review = _open_review(upload)
    if review:
        for reading in (review.read, review.state):
            for node in reading["nodes"]:
                if COLOUR_LABEL in node["fields"]:
                    text = node["fields"][COLOUR_LABEL]
                    node["fields"][COLOUR_LABEL] = with_meaning(text, {colour: meaning})
        review.save(update_fields=["read", "state", "changed_at"])
    else:
        _explain_in_plan(upload.plan_id, colour, meaning)
    _answered(upload, {("colour", colour)})
    record("colour.explained", known, by=by, network_id=upload.network_id, changes={colour: [None, meaning]})
    return known


def _explain_in_plan(plan_id: int | None, colour: str, meaning: str) -> None:
    changed = []
    for node in Node.objects.filter(plan=plan_id, fields__icontains=colour).select_for_update():
        for item in node.fields:
            if item["label"] == COLOUR_LABEL:
                item["text"] = with_meaning(item["text"], {colour: meaning})
        node.version += 1
        changed.append(node)
    Node.objects.bulk_update(changed, ["fields", "version"], batch_size=500)


@transaction.atomic
def settle_numbers(*, upload: Upload, decimals: Collection[str], by: Actor) -> int:
    """Settle numbers such as 1.550 that were read as thousands; returns how many figures changed.

    `decimals` are those, as printed, that are decimal numbers after all; the others stay as they were read.

    Raises:
        NotAllowed: the actor may not read plans into this network.
    """
    require(by, Permission.PLAN_IMPORT, at=upload.network_id)
    asked = {question["subject"] for question in upload.questions if question["kind"] == "number"}
    wrong = asked.intersection(decimals)
    review = _open_review(upload)
    if review:
        _settle_figures(review.read["figures"], wrong)
        changed = _settle_figures(review.state["figures"], wrong)
        review.save(update_fields=["read", "state", "changed_at"])
    else:
        changed = _settle_in_plan(upload.plan_id, wrong)
    _answered(upload, {("number", subject) for subject in asked})
    settled = {printed: [printed.replace(".", ""), printed.replace(".", ",")] for printed in sorted(wrong)}
    thing = review or upload.plan
    if thing:
        record("numbers.settled", thing, by=by, network_id=upload.network_id, changes=settled)
    return changed


def _settle_figures(figures: list[dict[str, Any]], wrong: set[str]) -> int:
    changed = 0
    for figure in figures:
        for printed in wrong:
            if printed in figure["text"] and figure["value"] == float(printed.replace(".", "")):
                figure["value"] = float(printed)
                changed += 1
    return changed


def _settle_in_plan(plan_id: int | None, wrong: set[str]) -> int:
    changed = []
    for figure in Figure.objects.filter(plan=plan_id).select_for_update():
        for printed in wrong:
            if printed in figure.text and figure.value == float(printed.replace(".", "")):
                figure.value = float(printed)
                changed.append(figure)
    Figure.objects.bulk_update(changed, ["value"], batch_size=500)
    return len(changed)


def _open_review(upload: Upload) -> Review | None:
    """The open review of this upload, locked; None when it became a plan."""
    return Review.objects.select_for_update().filter(upload=upload, status=ReviewStatus.OPEN).first()


def _answered(upload: Upload, answered: set[tuple[str, str]]) -> None:
    upload.questions = [q for q in upload.questions if (q["kind"], q["subject"]) not in answered]
    upload.save(update_fields=["questions"])
