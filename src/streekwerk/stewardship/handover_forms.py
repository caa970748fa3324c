"""Forms of handing over and of replacing somebody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from streekwerk.accounts.models import User
from streekwerk.stewardship.function_forms import DayInput


class LeavingForm(forms.Form):
    """From when somebody has no access any more, and a word for who takes over."""

    on = forms.DateField(
        label="Geen toegang meer vanaf",
        widget=DayInput(),
        help_text="Kiest u vandaag, dan ziet deze persoon meteen niets meer van het netwerk.",
    )
    note = forms.CharField(
        label="Boodschap voor wie overneemt",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Komt mee in de mail.",
    )

    def __init__(self, data: Any = None, *, today: date, leaving: bool) -> None:
        super().__init__(data, initial={"on": today})
        if not leaving:
            del self.fields["on"]


class SubstituteForm(forms.Form):
    """Who gets the reminders of whom, from when until when."""

    user = forms.ChoiceField(label="Wie is weg")
    substitute = forms.ChoiceField(label="Wie vervangt", help_text="Krijgt de herinneringen.")
    start = forms.DateField(label="Vanaf", widget=DayInput())
    end = forms.DateField(
        label="Tot en met", widget=DayInput(), required=False, help_text="Leeg: tot iemand het beëindigt."
    )

    def __init__(
        self, away: Iterable[User], replacing: Iterable[User], data: Any = None, *, today: date
    ) -> None:
        self.away = {str(person.pk): person for person in away}
        self.replacing = {str(person.pk): person for person in replacing}
        super().__init__(data, initial={"start": today, "user": next(iter(self.away), "")})
        for name, people in (("user", self.away), ("substitute", self.replacing)):
            named = [(pk, str(person)) for pk, person in people.items()]
            nothing = [] if name == "user" and len(named) == 1 else [("", "kies een collega")]
            self.fields[name].choices = [*nothing, *named]  # type: ignore[attr-defined]
        if len(self.away) > 1:
            self.initial["user"] = ""

    def people(self) -> tuple[User, User]:
        """Who is away, and who replaces."""
        data = self.cleaned_data
        return self.away[data["user"]], self.replacing[data["substitute"]]
