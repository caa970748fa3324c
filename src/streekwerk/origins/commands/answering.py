"""What the receiving party says of an origin: it is so, it is not, or not yet after all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.origins.choices import OriginState
from streekwerk.origins.commands.asking import count_again, tell_recorder
from streekwerk.origins.commands.recording import locked
from streekwerk.origins.models import Origin
from streekwerk.origins.queries.speaking import require_answer, speaks_for


class NoReason(DomainError):
    def __init__(self) -> None:
        super().__init__("Schrijf in één zin waarom het niet zo is. Wie het optekende, leest dat.")


class NoSource(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Zeg op wiens woord u dit noteert: wie het zei, of in welk verslag of mail "
            "het staat, met de datum."
        )


class NotYetSaid(DomainError):
    def __init__(self) -> None:
        super().__init__("Die dag moet nog komen. Geef de dag waarop de organisatie het zei.")


class TakenBack(DomainError):
    def __init__(self) -> None:
        super().__init__("Dit werd intussen teruggenomen. Er valt niets meer te bevestigen.")


@dataclass(frozen=True)
class Answer:
    """What a party says of an origin: so or not, on which day, why, and on whose word."""

    so: bool
    on: date
    reason: str = ""
    source: str = ""


@transaction.atomic
def answer_origin(*, origin: Origin, answer: Answer, today: date, by: Actor) -> Origin:
    """Return the origin with what its party says of it from now on. A party may come back on what it said.

    Raises:
        NotAllowed: the actor neither speaks for the party nor keeps what counts in the network.
        TakenBack: the origin was taken back.
        NoReason, NoSource, NotYetSaid: what was said is not complete.
    """
    origin = locked(origin)
    effect = origin.effect
    require_answer(by, effect.network_id, effect.party_id)
    if origin.archived_at is not None:
        raise TakenBack
    reason, source = answer.reason.strip(), " ".join(answer.source.split())[:300]
    if not answer.so and not reason:
        raise NoReason
    if answer.on > today:
        raise NotYetSaid
    if not source and not speaks_for(by, effect.network_id, effect.party_id):
        raise NoSource
    before = origin.get_state_display()
    origin.state = OriginState.CONFIRMED if answer.so else OriginState.REFUSED
    origin.answered_on, origin.answered_by, origin.answered_at = answer.on, by.label[:160], timezone.now()
    origin.reason, origin.source = reason, source
    _kept(origin, "effect.confirmed" if answer.so else "effect.refused", before, by)
    if not answer.so:
        tell_recorder(origin, by=by)
    return origin


@transaction.atomic
def withdraw_answer(*, origin: Origin, by: Actor) -> Origin:
    """Return the origin as if its party said nothing yet; the log keeps what it said.

    Raises:
        NotAllowed: the actor neither speaks for the party nor keeps what counts in the network.
    """
    origin = locked(origin)
    require_answer(by, origin.effect.network_id, origin.effect.party_id)
    before = origin.get_state_display()
    if origin.state != OriginState.PROPOSED:
        origin.open_again()
        _kept(origin, "effect.withdrawn", before, by)
    return origin


def _kept(origin: Origin, verb: str, before: str, by: Actor) -> None:
    origin.save()
    changes = {"status": [before, origin.get_state_display()]}
    if origin.reason:
        changes["reason" if verb == "effect.refused" else "Toelichting"] = ["", origin.reason]
    if origin.source:
        changes["Op het woord van"] = ["", origin.source]
    record(verb, origin, by=by, network_id=origin.effect.network_id, changes=changes)
    count_again(origin.effect)
