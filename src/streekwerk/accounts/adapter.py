"""What allauth asks of us."""

from __future__ import annotations

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: a coordinator adds people to a network."""

    # allauth's own Dutch says "je"; the rest of the site says "u" and what to do next.
    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Dit account is gesloten. Vraag de coördinator van uw netwerk om het te openen.",
        "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet. Probeer opnieuw, "
        "of stel een nieuw wachtwoord in via “Wachtwoord vergeten”.",
        "enter_current_password": "Vul uw huidige wachtwoord in.",
        "incorrect_code": "Deze code klopt niet. Neem de code die de app nu toont.",
        "incorrect_password": "Dit wachtwoord klopt niet. Probeer opnieuw.",
        "invalid_login": "Aanmelden lukte niet. Probeer opnieuw.",
        "invalid_password_reset": "Deze koppeling werkt niet meer. "
        "Vraag een nieuwe via “Wachtwoord vergeten”.",
        "too_many_login_attempts": "Te veel mislukte pogingen. Wacht enkele minuten en probeer opnieuw.",
        "rate_limited": "Te veel aanvragen na elkaar. Wacht enkele minuten en probeer opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
