"""The cast of every test. An is steward in Zonnedorp, Bo plans there, Cas is from next door.

Dirk sits on Zonnedorp's board, Eva administers it, Fien coordinates it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.timezone import localdate

from streekwerk.access.models import Actor
from streekwerk.accounts.models import User
from streekwerk.network.models import Network, RoleHolding
from streekwerk.network.queries import actor_of

PASSWORD = "een lang wachtwoord"
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Person:
    user: User

    @property
    def actor(self) -> Actor:
        """The actor with the roles that hold today, asked for anew each time."""
        return actor_of(self.user, localdate())


@dataclass(frozen=True)
class Cast:
    zonnedorp: Network
    maanstad: Network
    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    @property
    def an(self) -> Person:
        return self.people["an"]

    @property
    def bo(self) -> Person:
        return self.people["bo"]

    @property
    def cas(self) -> Person:
        return self.people["cas"]


ROLES = {
    "an": ("zonnedorp", "steward"),
    "bo": ("zonnedorp", "plan_editor"),
    "cas": ("maanstad", "plan_editor"),
    "dirk": ("zonnedorp", "board_member"),
    "eva": ("zonnedorp", "administrator"),
    "fien": ("zonnedorp", "coordinator"),
    "gus": ("zonnedorp", "reader"),
}


def make_cast() -> Cast:
    """The two networks and everybody in them, stored."""
    levels = [
        {"level": "goal", "label": "Beleidsdoelstelling", "plural": "Beleidsdoelstellingen"},
        {"level": "action", "label": "Actie", "plural": "Acties"},
    ]
    networks = {
        code: Network.objects.create(
            code=code,
            name=name,
            kind="association",
            member_word="vennoot",
            members_word="vennoten",
            levels=levels,
        )
        for code, name in (("zonnedorp", "Welzijnsband Zonnedorp"), ("maanstad", "Zorgkring Maanstad"))
    }
    cast = Cast(networks["zonnedorp"], networks["maanstad"])
    for name, (network, role) in ROLES.items():
        user = User.objects.create_user(f"{name}@example.org", PASSWORD, name=name.capitalize())
        RoleHolding.objects.create(
            user=user, network=networks[network], role=role, valid_from=date(2026, 1, 1)
        )
        cast.people[name] = Person(user)
    return cast
