"""Making and closing sign-ins."""

from __future__ import annotations

from django.db import transaction

from streekwerk.access.models import Actor
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record


@transaction.atomic
def add_person(*, email: str, name: str, function: str, password: str | None, by: Actor) -> User:
    """Return the person with this address, made when nobody has it yet.

    A new person without a password sets one through “wachtwoord vergeten”.
    """
    known: User | None = User.objects.filter(email=email.lower()).first()
    if known:
        return known
    user: User = User.objects.create_user(email, password, name=name, function=function)
    record("account.added", user, by=by)
    return user
