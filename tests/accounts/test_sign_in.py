"""Signing in: passwords, two steps, no sign-up, and headers that keep scripts out."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse

from people import PASSWORD, Cast
from streekwerk.accounts.models import User
from streekwerk.outbox.models import Mail

LOGIN = reverse("account_login")


def sign_in(client: Client, who: str = "an", password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": f"{who}@example.org", "password": password})


def confirm(client: Client) -> None:
    """Give the password once more: asked before anything about the second step changes."""
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def test_a_person_signs_in_with_address_and_password(client: Client, people: Cast) -> None:
    assert sign_in(client)["Location"] == reverse("portal:home")
    page = client.get(reverse("portal:home")).content.decode()
    assert "Wat verwacht men van mij?" in page


def test_a_wrong_password_and_an_unknown_address_say_the_same(client: Client, people: Cast) -> None:
    wrong, unknown = sign_in(client, password="fout"), sign_in(client, who="niemand")
    assert wrong.status_code == unknown.status_code == 200
    assert "e-mailadres" in wrong.content.decode().lower()
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_a_closed_account_does_not_get_in(client: Client, people: Cast) -> None:
    User.objects.filter(pk=people.an.user.pk).update(is_active=False)
    sign_in(client)
    assert client.get(reverse("portal:home")).status_code == 302


def test_nobody_signs_up(client: Client, people: Cast) -> None:
    before = User.objects.count()
    data = {"email": "nieuw@example.org", "password1": PASSWORD}
    client.post(reverse("account_signup"), data)
    assert User.objects.count() == before


def test_a_forgotten_password_is_mailed_and_set(
    client: Client, people: Cast, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "streekwerk.outbox.backend.OutboxBackend"
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": "an@example.org"})
    [message] = mail.outbox
    assert Mail.objects.get().sent_at
    link = next(word for word in str(message.body).split() if "/account/password/reset/key/" in word)
    page = client.get(link.replace("http://testserver", ""), follow=True)
    address = page.redirect_chain[-1][0]
    client.post(address, {"password1": "nog een lang wachtwoord", "password2": "nog een lang wachtwoord"})
    assert sign_in(client, password="nog een lang wachtwoord").status_code == 302


def test_the_second_step_is_asked(client: Client, people: Cast, time_machine: Any) -> None:
    """Turn on the code of an app, sign out, and sign in with both."""
    sign_in(client)
    activate = reverse("mfa_activate_totp")
    assert client.get(activate)["Location"].startswith(reverse("account_reauthenticate"))
    confirm(client)
    page = client.get(activate)
    secret = page.context["form"].secret

    def code() -> str:
        return format_hotp_value(hotp_value(secret, int(time.time()) // 30))

    assert client.post(activate, {"code": code()}).status_code == 302
    client.post(reverse("account_logout"))
    assert sign_in(client)["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("portal:home")).status_code == 302, "the password alone is not enough"
    refused = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert refused.status_code == 200
    # A code counts once: the next one is from the next half minute.
    time_machine.move_to(datetime.now(UTC) + timedelta(seconds=31))
    accepted = client.post(reverse("mfa_authenticate"), {"code": code()})
    assert accepted["Location"] == reverse("portal:home")


@pytest.mark.parametrize("address", ["/account/login/", "/over/", "/stijl/"])
def test_no_page_runs_a_strangers_script(address: str, client: Client, people: Cast) -> None:
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_passkeys_can_be_added(client: Client, people: Cast) -> None:
    sign_in(client)
    confirm(client)
    page = client.get(reverse("mfa_add_webauthn"))
    assert page.status_code == 200
    assert "<script>" not in page.content.decode()
