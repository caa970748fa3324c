"""Forms of the pages of versions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from streekwerk.plans.models import Plan, PlanVersion
from streekwerk.plans.queries.versions import NOW
from streekwerk.plans.rules.changes import KINDS, Change, Kind


class DecisionForm(forms.Form):
    """Who decided on the plan, when, and why."""

    body = forms.CharField(
        label="Wie besliste?",
        max_length=160,
        help_text="Het orgaan, bijvoorbeeld de algemene vergadering.",
        widget=forms.TextInput({"list": "organen", "autocomplete": "off"}),
    )
    on = forms.DateField(label="Op welke dag?", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(label="Opmerking", required=False, widget=forms.Textarea({"rows": 3}))
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, plan: Plan, *args: Any, amending: bool, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"revision": plan.revision})
        super().__init__(*args, **kwargs)
        if amending:
            self.fields["reason"].label = "Waarom wijzigt het plan?"
            self.fields["reason"].required = True


class CloseForm(forms.Form):
    """Why a plan is closed."""

    reason = forms.CharField(
        label="Waarom wordt het plan afgesloten?",
        help_text="Bijvoorbeeld: de periode is voorbij, of een nieuw plan neemt over.",
        widget=forms.Textarea({"rows": 3}),
    )


class DifferenceForm(forms.Form):
    """Which two texts are compared, and which changes are shown; a GET form, so it lives in the address."""

    van = forms.ChoiceField(label="Van")
    tot = forms.ChoiceField(label="Tot")
    soort = forms.ChoiceField(label="Soort wijziging", required=False)

    def __init__(
        self, versions: Iterable[PlanVersion], changes: Iterable[Change], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [
            (str(version.number), f"versie {version.number} ({version.decided_on:%d/%m/%Y})")
            for version in versions
        ]
        there = {change.kind for change in changes}
        self.fields["van"].choices = known  # type: ignore[attr-defined]
        self.fields["tot"].choices = [(NOW, "het plan van nu"), *known]  # type: ignore[attr-defined]
        self.fields["soort"].choices = [  # type: ignore[attr-defined]
            ("", "alle wijzigingen"),
            *((word, label) for kind, (word, label) in KINDS.items() if kind in there),
        ]


def kind_in(address: str) -> Kind | None:
    """The kind of change an address asks for.

    >>> kind_in("data"), kind_in("x")
    ('dates', None)
    """
    return next((kind for kind, (word, _) in KINDS.items() if word == address), None)
