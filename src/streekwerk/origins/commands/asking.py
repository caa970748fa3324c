"""What a change of an effect asks of others: its receiver to confirm, the meters to count again."""

from __future__ import annotations

from datetime import date

from streekwerk.access.models import Actor, Permission
from streekwerk.indicators.queries.validators import contacts_of
from streekwerk.origins.models import Effect, Origin
from streekwerk.outbox.commands import post
from streekwerk.outbox.queries import full_address
from streekwerk.plans.models import Plan


def ask_receiver(effect: Effect, *, today: date, by: Actor) -> int:
    """Ask the contacts of the party, one mail each, whether it is so; how many. Never who asks it."""
    waiting = list(effect.origins.waiting())
    if not waiting:
        return 0
    party = effect.party
    grew = "\n".join(f"- {origin.label}" for origin in waiting)
    asked = contacts_of(effect.network_id, [party.pk], today, permission=Permission.EFFECT_CONFIRM)
    people = [person for person in asked if person.pk != by.user_id]
    for person in people:
        post(
            to=person.email,
            subject=f"{party}: wilt u een doorwerking bevestigen?",
            body=(
                f"Dag {person.name},\n\n"
                f"{by.label} tekende op dat dit veranderde bij {party} ({effect.words}):\n\n"
                f"{effect.text}\n\n"
                f"En dat het voortkomt uit:\n{grew}\n\n"
                "Klopt dat? Zonder uw bevestiging telt het niet mee.\n\n"
                f"Antwoorden: {full_address(effect.get_absolute_url())}\n"
            ),
        )
    return len(people)


def tell_recorder(origin: Origin, *, by: Actor) -> None:
    """One mail to who recorded it, with why it is not so; nothing when they said so themselves."""
    effect = origin.effect
    person = effect.recorded_by
    if person is None or not person.is_active or person.pk == by.user_id:
        return
    post(
        to=person.email,
        subject=f"{effect.party}: “{effect}” kwam daar niet uit voort",
        body=(
            f"Dag {person.name},\n\n"
            f"Volgens {effect.party} klopt dit niet:\n\n"
            f"{effect.text}\nkwam voort uit {origin.label}\n\n"
            f"Reden: {origin.reason}\n\n"
            f"Bekijken of wijzigen: {full_address(effect.get_absolute_url())}\n"
        ),
    )


def count_again(effect: Effect) -> None:
    """Say that what recipes of this network count may be different now.

    Kept figures hold until a plan of the network changes: that of an origin, or any when none has one.
    """
    plans = Plan.objects.filter(network=effect.network_id).order_by("pk")
    plan = plans.filter(origins__effect=effect).first() or plans.first()
    if plan is not None:
        plan.raise_revision()
