"""Mail that waits, was sent, or could not be sent."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from streekwerk.access.models import Actor


class MailQuerySet(models.QuerySet["Mail"]):
    def visible_to(self, actor: Actor) -> Self:
        """Nobody reads another's mail on the site; the operator of the server may."""
        return self if actor.kind == "operator" else self.none()

    def waiting(self) -> Self:
        return self.filter(sent_at__isnull=True, attempts__lt=Mail.MAX_ATTEMPTS)


class Mail(models.Model):
    """One message to one address. The text is emptied once it is sent."""

    MAX_ATTEMPTS = 5

    to = models.EmailField()
    subject = models.CharField(max_length=250)
    reply_to = models.EmailField(blank=True)
    """Who gets the answer; empty: the sender of the site."""
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    objects: ClassVar[models.Manager[Mail]] = MailQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
