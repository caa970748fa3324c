"""Posting mail and sending what waits."""

from __future__ import annotations

import smtplib
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from streekwerk.outbox.models import Mail


def post(*, to: str, subject: str, body: str, reply_to: str = "") -> Mail:
    """Put a message in the outbox; it leaves after the transaction, in a job; answers go to `reply_to`."""
    from streekwerk.outbox.jobs import deliver

    mail = Mail.objects.create(to=to, subject=subject[:250], body=body, reply_to=reply_to)
    transaction.on_commit(partial(deliver.enqueue, mail.pk))
    return mail


def send(mail: Mail) -> bool:
    """Send one message now; returns whether it went. A failure is kept and tried again later."""
    connection = get_connection(settings.OUTBOX_TRANSPORT)
    Mail.objects.filter(pk=mail.pk).update(attempts=F("attempts") + 1)
    try:
        EmailMessage(
            mail.subject,
            mail.body,
            settings.DEFAULT_FROM_EMAIL,
            [mail.to],
            connection=connection,
            reply_to=[mail.reply_to] if mail.reply_to else None,
        ).send()
    except (OSError, smtplib.SMTPException) as error:
        Mail.objects.filter(pk=mail.pk).update(error=str(error)[:300])
        return False
    # The text of a sent message (a reset link, say) is nobody's business any more.
    Mail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), body="", error="")
    return True
