"""What a person typed in a test and did not save: kept for that person alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.impact.models import ImpactDraft, ImpactTest
from streekwerk.kernel.errors import DomainError

LONGEST, MOST = 5000, 400


class TypedElsewhere(DomainError):
    """The same person typed something else in another window; nothing was overwritten."""

    def __init__(self, draft: ImpactDraft) -> None:
        self.draft = draft
        super().__init__(
            "In een ander venster schreef u iets anders in deze toets. Herlaad de pagina om dat te zien, of "
            "bewaar om te houden wat hier staat."
        )


def mark_of(draft: ImpactDraft | None) -> str:
    """A short mark by which a form says which draft it began from; empty when there was none."""
    if draft is None:
        return ""
    return hashlib.sha256(json.dumps(draft.data, sort_keys=True).encode()).hexdigest()[:16]


def draft_of(test: ImpactTest, by: Actor) -> ImpactDraft | None:
    """What this person typed in this test and did not save; one query."""
    if by.kind != "person":
        return None
    found: ImpactDraft | None = ImpactDraft.objects.visible_to(by).filter(test=test).first()
    return found


@transaction.atomic
def save_draft(
    *, test: ImpactTest, typed: Mapping[str, list[str]], base: str | None, seen: int, by: Actor
) -> ImpactDraft:
    """Return what the person typed, kept until it is saved; nobody else sees it and the log does not tell it.

    `base` is the mark of the draft that the typing began from; None: a save that was refused, which replaces
    whatever was kept.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        TypedElsewhere: another window kept another text meanwhile.
    """
    require(by, Permission.PLAN_EDIT, at=test.node.plan.network_id)
    assert by.user_id is not None, "only a person types"
    data = {
        name: [text[:LONGEST] for text in values[:MOST]]
        for name, values in list(typed.items())[:MOST]
        if any(values)
    }
    draft: ImpactDraft
    draft, made = ImpactDraft.objects.select_for_update().get_or_create(
        user_id=by.user_id, test=test, defaults={"data": data, "seen": seen}
    )
    if not made and draft.data != data:
        if base is not None and mark_of(draft) != base:
            raise TypedElsewhere(draft)
        draft.data, draft.seen = data, seen
        draft.save()
    return draft


@transaction.atomic
def drop_draft(*, test: ImpactTest, by: Actor) -> None:
    """Throw away what the person typed in this test and did not save.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=test.node.plan.network_id)
    ImpactDraft.objects.visible_to(by).filter(test=test, user_id=by.user_id).delete()
