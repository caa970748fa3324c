"""Sending digests, and what a person settles about them: rhythm and calendar."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date
from typing import cast

from django.db import transaction
from django.urls import reverse

from streekwerk.access.models import Actor
from streekwerk.accounts.models import User
from streekwerk.kernel.errors import DomainError
from streekwerk.outbox.commands import post
from streekwerk.outbox.queries import full_address
from streekwerk.stewardship.choices import Rhythm
from streekwerk.stewardship.models import CalendarFeed, DigestPreference
from streekwerk.stewardship.queries.reminders import Reader, readers_on
from streekwerk.stewardship.rules import digest as rules


class NobodySignedIn(DomainError):
    def __init__(self) -> None:
        super().__init__("Dit hoort bij een aangemelde persoon. Meld u aan en probeer opnieuw.")


def send_digests(*, on: date) -> int:
    """How many people got a mail: those whose rhythm says today, and only when there is something new to say.

    Run again the same day it mails nobody twice. Each person is a transaction of its own: a mail that was
    promised is in the outbox, and only then counted as sent.
    """
    return sum(_send(reader, on) for reader in readers_on(on))


@transaction.atomic
def _send(reader: Reader, on: date) -> bool:
    DigestPreference.objects.get_or_create(user=reader.user)
    kept = DigestPreference.objects.select_for_update().get(user=reader.user)
    rhythm = cast(rules.Rhythm, kept.rhythm)
    if not rules.goes_out(rhythm, kept.last_sent_on, on):
        return False
    made = rules.digest_of(reader.own, reader.instead, rhythm, on)
    if made is None or not rules.worth_saying(
        made, last_said=kept.last_said, last_sent_on=kept.last_sent_on, today=on
    ):
        return False
    post(
        to=reader.user.email,
        subject=f"Streekwerk: {rules.subject_of(made)}",
        body=letter_to(reader, made, on),
        reply_to=reader.answers_to.email if reader.answers_to else "",
    )
    kept.last_sent_on, kept.last_said = on, made.fingerprint
    kept.save(update_fields=["last_sent_on", "last_said"])
    return True


def letter_to(reader: Reader, made: rules.Digest, today: date) -> str:
    """The text of the mail to this person."""
    return rules.letter(
        made,
        name=str(reader.user),
        today=today,
        page=full_address(reverse("stewardship:quarter")),
        settings=full_address(reverse("stewardship:reminders")),
        answers_to=str(reader.answers_to or ""),
    )


@transaction.atomic
def choose_rhythm(*, rhythm: Rhythm, by: Actor) -> DigestPreference:
    """How often the actor wants the digest from now on.

    Raises:
        NobodySignedIn: the actor is no person.
    """
    preference, _ = DigestPreference.objects.update_or_create(user=_person(by), defaults={"rhythm": rhythm})
    return preference


@transaction.atomic
def open_feed(*, by: Actor) -> str:
    """A new secret for the actor's calendar; it is told once, only its digest is kept. An older one stops.

    Raises:
        NobodySignedIn: the actor is no person.
    """
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        user=_person(by), defaults={"digest": fingerprint_of(secret), "read_at": None}
    )
    return secret


def close_feed(*, by: Actor) -> None:
    """Nobody reads the actor's calendar any more."""
    CalendarFeed.objects.filter(user=_person(by)).delete()


def fingerprint_of(secret: str) -> str:
    """What is kept of the secret of a calendar."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _person(by: Actor) -> User:
    person: User | None = User.objects.filter(pk=by.user_id, is_active=True).first()
    if person is None:
        raise NobodySignedIn
    return person
