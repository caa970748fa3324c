"""The form with which somebody gives a level on a rubric."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms


class RatingForm(forms.Form):
    """The level with what it means, and why."""

    level = forms.ChoiceField(
        label="Welke zin klopt het best?",
        widget=forms.RadioSelect({"class": "rubric"}),
        error_messages={"required": "Kies een niveau."},
    )
    motivation = forms.CharField(
        label="Motivering",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Waarop steunt u? Nodig als een collega heel anders oordeelt. Geen cliëntgegevens.",
    )

    def __init__(self, levels: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (str(number), f"{number} – {words}") for number, words in enumerate(levels, start=1)
        ]
