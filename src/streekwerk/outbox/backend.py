"""Django's mail backend that posts into the outbox, so that no page waits for a mail server."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from streekwerk.outbox.commands import post


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Post every message, one copy per address; returns how many messages."""
        for message in email_messages:
            for address in message.recipients():
                post(to=address, subject=str(message.subject), body=str(message.body))
        return len(email_messages)
