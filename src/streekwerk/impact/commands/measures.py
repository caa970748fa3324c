"""The measures of a test: kept with its answers, carried out later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may, require
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record
from streekwerk.impact.models import ImpactTest, Mitigation
from streekwerk.indicators.commands.counting import count_anew
from streekwerk.kernel.errors import DomainError
from streekwerk.kernel.periods import find_dates
from streekwerk.network.queries import colleagues_in


class NotInNetwork(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Wie u koos voor een maatregel, heeft vandaag geen rol in dit netwerk. Kies iemand anders."
        )


@dataclass(frozen=True)
class MeasureText:
    """What a person gave for a measure; without a text there is none."""

    text: str = ""
    user_id: int | None = None
    carrier: str = ""
    due_words: str = ""


def due_of(words: str) -> date | None:
    """The last day these words may mean; None when they name none.

    >>> due_of("voorjaar 2027"), due_of("na de zomer")
    (datetime.date(2027, 5, 31), None)
    """
    found = find_dates(words)
    return found[-1].end if found else None


def keep_measures(*, test: ImpactTest, given: Mapping[str, MeasureText], by: Actor) -> None:
    """Write the measures of a test as given; call it inside the transaction that writes the test.

    Raises:
        NotInNetwork: somebody was chosen who has no role there.
    """
    known = {row.question: row for row in test.mitigations.filter(archived_at=None)}
    network_id = test.node.plan.network_id
    chosen = {each.user_id for key, each in given.items() if each.text.strip() and each.user_id}
    chosen -= {row.steward_id for row in known.values()}
    if chosen and not chosen <= {user.pk for user in colleagues_in(network_id, timezone.localdate())}:
        raise NotInNetwork
    for question in test.version_of.asked:
        row, said = known.get(question.key), given.get(question.key, MeasureText())
        text = said.text.strip()
        if not text:
            if row is not None:
                row.archived_at = timezone.now()
                row.save(update_fields=["archived_at"])
                record("mitigation.archived", row, by=by, network_id=network_id)
            continue
        words = " ".join(said.due_words.split())[:160]
        now = (text, said.user_id, " ".join(said.carrier.split())[:160], words)
        if row is not None and now == (row.text, row.steward_id, row.carrier, row.due_words):
            continue
        verb = "mitigation.changed" if row else "mitigation.added"
        row = row or Mitigation(test=test, question=question.key)
        before = row.text
        row.text, row.steward_id, row.carrier, row.due_words = now
        row.due = due_of(words)
        row.save()
        changes = {"text": [before, text]} if before and before != text else {}
        record(verb, row, by=by, network_id=network_id, changes=changes)


@transaction.atomic
def finish_measure(*, measure: Mitigation, on: date, by: Actor) -> Mitigation:
    """The measure, carried out on that day. Who carries it may say so too.

    Raises:
        NotAllowed: the actor may not change plans of this network, and does not carry it.
    """
    row = _locked(measure, by)
    if row.done_on is None:
        row.done_on, row.done_label = on, by.label[:160]
        row.save(update_fields=["done_on", "done_label"])
        record("mitigation.done", row, by=by, network_id=row.test.node.plan.network_id)
        count_anew(row.test.node.plan.network_id)
    return row


@transaction.atomic
def reopen_measure(*, measure: Mitigation, by: Actor) -> Mitigation:
    """The measure, not carried out after all.

    Raises:
        NotAllowed: as `finish_measure`.
    """
    row = _locked(measure, by)
    if row.done_on is not None:
        row.done_on, row.done_label = None, ""
        row.save(update_fields=["done_on", "done_label"])
        record("mitigation.reopened", row, by=by, network_id=row.test.node.plan.network_id)
        count_anew(row.test.node.plan.network_id)
    return row


@transaction.atomic
def give_measure(*, measure: Mitigation, to: User | None, by: Actor) -> Mitigation:
    """The measure, carried by this person from now on; None: by who keeps the part of the plan going.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NotInNetwork: that person has no role there today.
    """
    row: Mitigation = Mitigation.objects.select_related("test__node__plan", "steward").get(pk=measure.pk)
    network_id = row.test.node.plan.network_id
    require(by, Permission.PLAN_EDIT, at=network_id)
    if to and to not in colleagues_in(network_id, timezone.localdate()):
        raise NotInNetwork
    changes = {"steward": [str(row.steward or ""), str(to or "")]}
    row.steward = to
    row.save(update_fields=["steward"])
    record("mitigation.changed", row, by=by, network_id=network_id, changes=changes)
    return row


def may_finish(measure: Mitigation, actor: Actor) -> bool:
    """Whether this actor may say that it is done; no query when the test and its plan were read along."""
    network_id = measure.test.node.plan.network_id
    if may(actor, Permission.PLAN_EDIT, at=network_id):
        return True
    own = actor.user_id is not None and measure.steward_id == actor.user_id
    return own and may(actor, Permission.PLAN_READ, at=network_id) and not actor.looking_back


def _locked(measure: Mitigation, by: Actor) -> Mitigation:
    rows = Mitigation.objects.select_for_update(of=("self",)).select_related("test__node__plan")
    row: Mitigation = rows.get(pk=measure.pk)
    if not may_finish(row, by):
        require(by, Permission.PLAN_EDIT, at=row.test.node.plan.network_id)
    return row
