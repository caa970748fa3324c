"""Passkeys, made and used by an authenticator that Chromium plays; and a code from an app."""

from __future__ import annotations

import re
import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from browser.conftest import Visit
from browser.region import TOTP_SECRET, Region
from browsers import MARKS, axe

pytestmark = MARKS


def plug_in_authenticator(page: Any) -> None:
    """A fingerprint reader that always recognises its owner."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_made_and_opens_the_door(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["sofie"], bypass_csp=True)
    plug_in_authenticator(page)
    page.goto("/account/2fa/")
    page.get_by_role("link", name="Passkey toevoegen").click()
    page.get_by_label("Naam").fill("Laptop van het werk")
    page.get_by_label("Hiermee ook aanmelden zonder wachtwoord").check()
    page.get_by_role("button", name="Toevoegen").click()
    page.wait_for_url(re.compile("recovery-codes|webauthn/$"))
    page.goto("/account/2fa/webauthn/reauthenticate/")
    assert axe(page) == []
    page.goto("/account/2fa/webauthn/")
    page.get_by_role("rowheader", name="Laptop van het werk").wait_for()
    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="Aanmelden met een passkey").click()
    page.get_by_role("heading", name="Wat verwacht men van mij?").wait_for()


def test_passkeys_work_within_the_policy(visit: Visit, region: Region) -> None:
    """The same page without bypass: `visit` fails when the console complains of the policy."""
    page = visit(session=region.sessions["bram"])
    plug_in_authenticator(page)
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("Naam").fill("Telefoon")
    page.get_by_role("button", name="Toevoegen").click()
    page.wait_for_url(re.compile("recovery-codes|webauthn/$"))


def test_a_code_from_an_app_is_asked_after_the_password(sign_in: Visit, region: Region) -> None:
    page = sign_in("app@streek.example", bypass_csp=True)
    page.get_by_role("heading", name="Tweede stap").wait_for()
    assert axe(page) == []
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Aanmelden").click()
    page.locator(".error-summary").wait_for()
    assert axe(page) == []
    code = format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("heading", name="Wat verwacht men van mij?").wait_for()
