"""Recording what grew out of something, changing it, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Network, Party
from streekwerk.origins.choices import EffectKind, OriginState
from streekwerk.origins.commands.asking import ask_receiver, count_again
from streekwerk.origins.models import Effect, Origin
from streekwerk.origins.queries.speaking import may_take_back, receivers_of, require_record, speaks_for
from streekwerk.origins.queries.things import Thing, thing_of
from streekwerk.origins.rules.telling import read_when, same_words

MOST = 300


class NothingTold(DomainError):
    def __init__(self) -> None:
        super().__init__("Er staat niet wat er veranderde. Schrijf het in enkele woorden.")


class NotAReceiver(DomainError):
    def __init__(self) -> None:
        super().__init__("Deze organisatie doet vandaag niet mee in het netwerk. Kies er een uit de lijst.")


class AlreadyRecorded(DomainError):
    def __init__(self, effect: Effect) -> None:
        super().__init__(
            f"“{effect}” staat al bij {effect.party} ({effect.words}). Open die doorwerking en voeg er de "
            "oorsprong aan toe: zo telt ze niet dubbel."
        )


class OriginAlreadyThere(DomainError):
    def __init__(self, origin: Origin) -> None:
        super().__init__(f"“{origin.label}” staat al als oorsprong bij deze doorwerking. Kies een andere.")


class EffectChanged(DomainError):
    """Somebody else changed the effect since; nothing was overwritten."""

    def __init__(self, effect: Effect) -> None:
        self.effect = effect
        super().__init__(
            f"Iemand anders wijzigde dit intussen. Er staat nu: “{effect}” bij {effect.party}, "
            f"{effect.words}. Bewaar opnieuw als wat u invulde dat mag vervangen."
        )


@dataclass(frozen=True)
class EffectText:
    """What a person tells of an effect; `when` as vague as they know it."""

    party: int
    kind: EffectKind
    text: str
    when: str


@transaction.atomic
def record_effect(
    *, network: Network, given: EffectText, grew_out_of: str, confirmed: bool = False, today: date, by: Actor
) -> Effect:
    """Return the new effect, with the thing (`node:12`) it grew out of as its first origin.

    Who speaks for the party can confirm at once; otherwise its contacts are asked by mail.

    Raises:
        NotAllowed: the actor may not record effects at this party.
        NoSuchThing, NotAReceiver, NothingTold, NoDay, NotYetHappened: what was given is not complete.
        AlreadyRecorded: the party has this effect already; it gets another origin instead.
    """
    require_record(by, network.pk, given.party)
    thing = thing_of(by, network, grew_out_of)
    effect = Effect(network=network, by_label=by.label[:160], recorded_by_id=by.user_id)
    _tell(effect, given, today, by)
    effect.save()
    _grow(effect, thing, confirmed=confirmed, today=today, by=by)
    return effect


@transaction.atomic
def add_origin(
    *, effect: Effect, grew_out_of: str, confirmed: bool = False, today: date, by: Actor
) -> Origin:
    """Return one more origin of the effect, to be confirmed by itself; one taken back before is put back.

    Raises:
        NotAllowed: the actor may not record effects at this party.
        NoSuchThing: there is no such thing in the plans of the network.
        OriginAlreadyThere: it is an origin of this effect already.
    """
    require_record(by, effect.network_id, effect.party_id)
    thing = thing_of(by, effect.network, grew_out_of)
    before = effect.origins.filter(kind=thing.kind, number=thing.number).first()
    if before is not None and before.archived_at is None:
        raise OriginAlreadyThere(before)
    if before is not None:
        return put_back(origin=before, by=by)
    return _grow(effect, thing, confirmed=confirmed, today=today, by=by)


@transaction.atomic
def change_effect(*, effect: Effect, given: EffectText, version: int, today: date, by: Actor) -> Effect:
    """Return the effect as it is told now. What the party said was of the words of then: it is asked anew,
    unless the party itself makes the change, or nothing changes.

    Raises:
        NotAllowed: the actor may not record effects at this party, or at the one it was at.
        EffectChanged: `version` is not its version any more.
        NotAReceiver, NothingTold, NoDay, NotYetHappened, AlreadyRecorded: what was given cannot be.
    """
    require_record(by, effect.network_id, effect.party_id)
    require_record(by, effect.network_id, given.party)
    effect = (
        Effect.objects.select_for_update(of=("self",)).select_related("network", "party").get(pk=effect.pk)
    )
    if effect.version != version:
        raise EffectChanged(effect)
    before = _said(effect)
    was_at = effect.party_id
    _tell(effect, given, today, by)
    changes = {
        name: [old, new] for (name, old), new in zip(before.items(), _said(effect).values(), strict=True)
    }
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    if not changes:
        return effect
    effect.version += 1
    effect.save()
    record("effect.changed", effect, by=by, network_id=effect.network_id, changes=changes)
    own = was_at == effect.party_id and speaks_for(by, effect.network_id, effect.party_id)
    said = effect.origins.live().exclude(state=OriginState.PROPOSED)
    if not own and (again := list(said)):
        for origin in again:
            origin.open_again()
            origin.save()
        ask_receiver(effect, today=today, by=by)
    count_again(effect)
    return effect


@transaction.atomic
def take_back(*, origin: Origin, by: Actor) -> Origin:
    """Return the origin, taken back; it is kept and can be put back. An effect without any shows nowhere.

    Raises:
        NotAllowed: the actor may not record effects at this party; or it is confirmed, and the actor neither
            speaks for the party nor notes what it said.
    """
    origin = locked(origin)
    _require_take_back(by, origin)
    if origin.archived_at is None:
        origin.archived_at = timezone.now()
        _kept(origin, "effect.taken_back", by)
    return origin


@transaction.atomic
def put_back(*, origin: Origin, by: Actor) -> Origin:
    """Return the origin, standing again as it stood.

    Raises:
        NotAllowed: as for taking it back.
    """
    origin = locked(origin)
    _require_take_back(by, origin)
    if origin.archived_at is not None:
        origin.archived_at = None
        _kept(origin, "effect.put_back", by)
    return origin


def locked(origin: Origin) -> Origin:
    """The origin as it is now, for a change; with its effect, party and network."""
    rows = Origin.objects.select_for_update(of=("self",))
    return rows.select_related("effect__party", "effect__network").get(pk=origin.pk)


def _require_take_back(by: Actor, origin: Origin) -> None:
    if not may_take_back(by, origin, origin.effect):
        asked = Permission.EFFECT_CONFIRM if origin.state == "confirmed" else Permission.EFFECT_RECORD
        raise NotAllowed(by, asked)


def _kept(origin: Origin, verb: str, by: Actor) -> None:
    origin.save(update_fields=["archived_at"])
    record(verb, origin, by=by, network_id=origin.effect.network_id)
    count_again(origin.effect)


def _grow(effect: Effect, thing: Thing, *, confirmed: bool, today: date, by: Actor) -> Origin:
    own = speaks_for(by, effect.network_id, effect.party_id)
    origin = Origin(
        effect=effect,
        kind=thing.kind,
        number=thing.number,
        label=thing.label,
        plan_id=thing.plan,
        node_id=thing.node,
        by_label=by.label[:160],
    )
    if confirmed and own:
        origin.state = OriginState.CONFIRMED
        origin.answered_on, origin.answered_by = today, by.label[:160]
        origin.answered_at = timezone.now()
    origin.save()
    told = {"party": effect.party.name, "when": effect.words, "status": origin.get_state_display()}
    record(
        "effect.recorded",
        origin,
        by=by,
        network_id=effect.network_id,
        changes={name: ["", value] for name, value in told.items()},
    )
    count_again(effect)
    if origin.state == OriginState.PROPOSED:
        ask_receiver(effect, today=today, by=by)
    return origin


def _tell(effect: Effect, given: EffectText, today: date, by: Actor) -> None:
    """Put what was given in the effect, which is not stored yet."""
    text = " ".join(given.text.split())[:MOST]
    if not text:
        raise NothingTold
    moved = effect.party_id != given.party
    if moved and given.party not in dict(receivers_of(by, effect.network, today)):
        raise NotAReceiver
    when = read_when(given.when, today)
    others = Effect.objects.filter(network=effect.network, party=given.party).exclude(pk=effect.pk)
    for other in others.filter(origins__archived_at__isnull=True).distinct().select_related("party"):
        if same_words(other.text, text) and other.happened_on == when.start:
            raise AlreadyRecorded(other)
    if moved:
        effect.party = Party.objects.get(pk=given.party)
    effect.kind, effect.text = given.kind, text
    effect.happened_on, effect.precision = when.start, when.precision
    effect.words = " ".join(given.when.split())[:160]


def _said(effect: Effect) -> dict[str, str]:
    return {
        "party": effect.party.name,
        "kind": str(EffectKind(effect.kind).label),
        "text": effect.text,
        "when": effect.words,
    }
