"""Mail leaves after the change is safe, once, and its text does not stay."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.db import transaction

from streekwerk.outbox.commands import post, send
from streekwerk.outbox.models import Mail


@pytest.fixture(autouse=True)
def transport(settings: Any) -> None:
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    settings.EMAIL_BACKEND = "streekwerk.outbox.backend.OutboxBackend"


@pytest.mark.django_db
def test_mail_leaves_after_the_commit(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send_mail("Nieuw wachtwoord", "Klik hier", None, ["an@example.org", "bo@example.org"])
        assert mail.outbox == []
    assert [message.to for message in mail.outbox] == [["an@example.org"], ["bo@example.org"]]
    assert set(Mail.objects.values_list("body", flat=True)) == {""}


@pytest.mark.django_db
def test_an_answer_goes_to_who_asked(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        post(to="an@example.org", subject="Vraag", body="Kijkt u even?", reply_to="bo@example.org")
    assert mail.outbox[0].reply_to == ["bo@example.org"]


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_sends_nothing() -> None:
    @transaction.atomic
    def change() -> None:
        post(to="an@example.org", subject="x", body="x")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        change()
    assert not Mail.objects.exists()
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_failing_server_is_tried_again_and_given_up(settings: Any) -> None:
    waiting = Mail.objects.create(to="an@example.org", subject="x", body="tekst")
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for attempt in range(1, Mail.MAX_ATTEMPTS + 1):
        assert waiting in Mail.objects.all().waiting()
        assert not send(waiting)
        waiting.refresh_from_db()
        assert (waiting.attempts, waiting.body) == (attempt, "tekst")
    assert waiting.error
    assert waiting not in Mail.objects.all().waiting()
