"""The job that sends one message."""

from __future__ import annotations

from django_tasks import task

from streekwerk.outbox.commands import send
from streekwerk.outbox.models import Mail


@task()
def deliver(mail_id: int) -> None:
    """Send the message, and with it any earlier one that could not leave."""
    for mail in Mail.objects.waiting().filter(pk__lte=mail_id):
        send(mail)
