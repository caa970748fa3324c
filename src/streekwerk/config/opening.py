"""The first step on an empty installation: a network, and the person who opens it to others."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from streekwerk.access.models import COORDINATOR, Actor
from streekwerk.accounts.commands import add_person
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.network.choices import NetworkKind
from streekwerk.network.commands import give_role
from streekwerk.network.models import Network


class CodeTaken(DomainError):
    def __init__(self, network: Network) -> None:
        super().__init__(f"De code “{network.code}” is al van {network.name}. Kies een andere code.")


class NotOpened(DomainError):
    """Something that was given cannot be kept; the message says what."""


@transaction.atomic
def open_network(
    *, code: str, name: str, kind: NetworkKind, email: str, person: str, by: Actor, on: date
) -> Network:
    """A new network with one coordinator, who sets a password through “Wachtwoord vergeten”.

    Raises:
        CodeTaken: another network has this code.
        NotOpened: the code, the name or the address is not one.
    """
    taken = Network.objects.filter(code=code).first()
    if taken:
        raise CodeTaken(taken)
    network = Network(code=code, name=name, kind=kind)
    try:
        network.full_clean(exclude=["levels"])
        validate_email(email)
    except ValidationError as error:
        raise NotOpened("Het netwerk is niet geopend: " + " ".join(error.messages)) from None
    network.save()
    record("network.opened", network, by=by, network_id=network.pk)
    user = add_person(email=email, name=person, function="", password=None, by=by)
    give_role(network=network, user=user, role=COORDINATOR.code, by=by, on=on)
    return network
