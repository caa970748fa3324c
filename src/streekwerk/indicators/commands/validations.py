"""What the parties say of a version: asked, and then said by a party itself or written down for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import NotAllowed, may, may_for, require, require_for
from streekwerk.audit.commands import record
from streekwerk.indicators import readings
from streekwerk.indicators.choices import ValidationState
from streekwerk.indicators.commands.deliverables import NotTheNewest
from streekwerk.indicators.models import DeliverableVersion, Validation
from streekwerk.indicators.queries.validators import contacts_of
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Party
from streekwerk.outbox.commands import post
from streekwerk.outbox.queries import full_address

SAID = (
    ValidationState.VALIDATED,
    ValidationState.REMARKS,
    ValidationState.ADVICE,
    ValidationState.REFUSED,
)
"""What a party can say; “asked” is what nobody said yet."""
NEEDS_NOTE = (ValidationState.REMARKS, ValidationState.ADVICE, ValidationState.REFUSED)


class NoNote(DomainError):
    def __init__(self) -> None:
        super().__init__("Schrijf er in één zin bij waarom, zodat de auteur verder kan.")


class NoSource(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Zeg waar staat dat deze partij dat besliste: een besluit, een verslag of een mail, met de datum."
        )


class NotAsked(DomainError):
    def __init__(self) -> None:
        super().__init__("Deze partij moet deze oplevering niet valideren. Kies een partij uit de lijst.")


class NobodyToAsk(DomainError):
    def __init__(self) -> None:
        super().__init__("Alle partijen antwoordden al, of er zijn er geen gekozen. Wijzig wie valideert.")


class NotYetSaid(DomainError):
    def __init__(self) -> None:
        super().__init__("Deze datum ligt in de toekomst. Geef de dag waarop de partij dat besliste.")


@dataclass(frozen=True)
class Said:
    """What a party said, on which day, and where that stands."""

    state: ValidationState
    on: date
    note: str = ""
    source: str = ""


@transaction.atomic
def ask_validation(*, version: DeliverableVersion, today: date, by: Actor) -> list[Validation]:
    """Return what is asked now of parties that did not answer; their contacts get one mail each.

    Asking again later reminds those who are still waited for.

    Raises:
        NotAllowed: the actor may not deliver in this network.
        NotTheNewest: a later version exists, or this one was sent back.
        NobodyToAsk: everybody answered, or nobody has to.
    """
    network = version.deliverable.indicator.plan.network_id
    require(by, Permission.DELIVERABLE_DELIVER, at=network)
    _newest(version)
    answered = version.validations.exclude(state=ValidationState.ASKED).values("party_id")
    waited = list(version.deliverable.validators.exclude(pk__in=answered))
    if not waited:
        raise NobodyToAsk
    asked = [Validation.objects.get_or_create(version=version, party=party)[0] for party in waited]
    _mail(version, waited, today, by)
    names = ", ".join(party.name for party in waited)
    record("validation.asked", version.deliverable, by=by, network_id=network, changes={"lead": ["", names]})
    return asked


@transaction.atomic
def say_validation(
    *, version: DeliverableVersion, parties: Collection[int], said: Said, today: date, by: Actor
) -> list[Validation]:
    """Return what these parties say of the version from now on.

    A contact speaks for one party, its own; who keeps the cards writes it down for others, with the source.

    Raises:
        NotAllowed: the actor speaks for none of them and does not keep the cards.
        NotAsked: one of them does not have to validate.
        NotTheNewest: a later version exists, or this one was sent back.
        NoNote, NoSource, NotYetSaid: what was said is not complete.
    """
    network = version.deliverable.indicator.plan.network_id
    for party in parties:
        if not may_speak_for(by, network=network, party=party):
            require_for(by, Permission.DELIVERABLE_VALIDATE, at=network, party=party)
    asked = {party.pk: party for party in version.deliverable.validators.filter(pk__in=parties)}
    if not asked or len(asked) != len(set(parties)):
        raise NotAsked
    _newest(version)
    note, source = said.note.strip(), said.source.strip()[:300]
    if said.state in NEEDS_NOTE and not note:
        raise NoNote
    if said.on > today:
        raise NotYetSaid
    own = {pk for pk in asked if may_for(by, Permission.DELIVERABLE_VALIDATE, at=network, party=pk)}
    if not source and not set(asked) <= own:
        raise NoSource
    told = [_say(version, party, said, note, source, by) for party in asked.values()]
    if said.state in NEEDS_NOTE:
        _tell_author(version, told, by)
    return told


def may_speak_for(actor: Actor, *, network: int, party: int) -> bool:
    """Whether the actor may say it: for its own party, or because it keeps the cards of the network."""
    return may(actor, Permission.INDICATOR_MANAGE, at=network) or may_for(
        actor, Permission.DELIVERABLE_VALIDATE, at=network, party=party
    )


def require_some_voice(actor: Actor, network: int) -> None:
    """Refuse who can speak for no party at all in this network.

    Raises:
        NotAllowed: with the sentence to show.
    """
    voices = {party for at, party in actor.parties_with(Permission.DELIVERABLE_VALIDATE) if at == network}
    if not voices and not may(actor, Permission.INDICATOR_MANAGE, at=network):
        raise NotAllowed(actor, Permission.DELIVERABLE_VALIDATE)


def _say(
    version: DeliverableVersion, party: Party, said: Said, note: str, source: str, by: Actor
) -> Validation:
    """Write it down. A party may come back on what it said; the log keeps what it said before."""
    before = version.validations.filter(party=party).first()
    found, _ = Validation.objects.update_or_create(
        version=version,
        party=party,
        defaults={
            "state": said.state,
            "said_on": said.on,
            "note": note,
            "source": source,
            "by_label": by.label[:160],
            "of_own_work": by.user_id is not None and by.user_id == version.author_id,
            "recorded_at": timezone.now(),
        },
    )
    indicator = version.deliverable.indicator
    words = ["" if before is None else before.get_state_display(), said.state.label]
    record(
        "validation.said",
        version.deliverable,
        by=by,
        network_id=indicator.plan.network_id,
        changes={party.name: words},
    )
    readings.forget(indicator)
    return found


def _newest(version: DeliverableVersion) -> None:
    later = DeliverableVersion.objects.filter(deliverable=version.deliverable_id, number__gt=version.number)
    if version.deliverable.archived_at or version.sent_back_at or later.exists():
        raise NotTheNewest


def _tell_author(version: DeliverableVersion, told: list[Validation], by: Actor) -> None:
    """One mail to the author with what has to change; nothing when the author wrote it down."""
    author = version.author
    if author is None or author.pk == by.user_id:
        return
    names = ", ".join(each.party.name for each in told)
    post(
        to=author.email,
        subject=f"{names}: {told[0].get_state_display()} bij “{version.deliverable}”",
        body=(
            f"Dag {author.name},\n\n"
            f"{names} over versie {version.number} van “{version.deliverable}”: "
            f"{told[0].get_state_display()}.\n\n"
            f"{told[0].note}\n\n"
            f"Bekijken: {full_address(version.deliverable.get_absolute_url())}\n"
        ),
    )


def _mail(version: DeliverableVersion, parties: Collection[Party], today: date, by: Actor) -> None:
    """One mail per person, also for who answers for two parties."""
    deliverable = version.deliverable
    names = {party.pk: party.name for party in parties}
    for person, own in contacts_of(deliverable.indicator.plan.network_id, names, today).items():
        due = f" tegen {deliverable.due:%d/%m/%Y}" if deliverable.due else ""
        whose = ", ".join(names[pk] for pk in own)
        post(
            to=person.email,
            subject=f"Wil u “{deliverable}” valideren?",
            body=(
                f"Dag {person.name},\n\n"
                f"{by.label} vraagt namens {deliverable.indicator.plan.network} of {whose} "
                f"“{deliverable}” (versie {version.number}) valideert{due}.\n\n"
                f"Lezen en antwoorden: {full_address(deliverable.get_absolute_url())}\n"
            ),
        )
