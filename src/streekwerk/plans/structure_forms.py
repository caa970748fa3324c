"""Forms to reshape a plan."""

from __future__ import annotations

from typing import Any

from django import forms

from streekwerk.plans.choices import LEVEL_LABELS
from streekwerk.plans.models import Plan
from streekwerk.plans.queries.counts import level_word


class AddForm(forms.Form):
    """A new part of the plan."""

    title = forms.CharField(
        label="Titel",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Geef een titel, zodat anderen dit terugvinden."},
    )
    level = forms.ChoiceField(label="Niveau")
    code = forms.CharField(
        label="Code",
        required=False,
        max_length=80,
        help_text="Zoals het plan nummert, bijvoorbeeld Actie 4b.",
    )

    def __init__(self, plan: Plan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (level, level_word(plan.network, level)) for level in LEVEL_LABELS
        ]
