"""The person who signs in: an e-mail address, a name, a function. Roles live in `network`."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from streekwerk.access.models import Actor, Permission


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, actor: Actor) -> Self:
        """Oneself, and the people with a role in a network whose members one manages."""
        if actor.kind == "operator":
            return self
        managed = actor.networks_with(Permission.MEMBERS_MANAGE)
        return self.filter(Q(pk=actor.user_id) | Q(holdings__network_id__in=managed)).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new person; without a password nobody can sign in as this person."""
        user: User = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        user: User = self.get(email=(username or "").lower())
        return user


class User(AbstractBaseUser):
    """A person with a sign-in. There are no superusers: every right comes from a role in a network."""

    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=120)
    function = models.CharField("functie", max_length=160, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name
