"""Forms of the why-layer: a statement, what is chosen for it, and the filters of a theme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from streekwerk.network.models import Network
from streekwerk.plans.choices import ProgressStatus, StatementKind
from streekwerk.plans.commands.why import StatementChange
from streekwerk.plans.models import Statement
from streekwerk.plans.queries.themes import ThemeFilter


class StatementForm(forms.Form):
    """A mission, vision, value, challenge or ambition."""

    kind = forms.ChoiceField(label="Soort", choices=StatementKind.choices)
    title = forms.CharField(label="In één zin", max_length=300, widget=forms.Textarea({"rows": 2}))
    text = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea({"rows": 6}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def about(cls, statement: Statement, data: Any = None) -> StatementForm:
        """The form filled in with a statement that exists."""
        initial = {name: getattr(statement, name) for name in ("kind", "title", "text", "version")}
        return cls(data, initial=initial)

    def change(self) -> StatementChange:
        """What was entered, as the commands take it."""
        said = self.cleaned_data
        return StatementChange(said["kind"], said["title"], said["text"])


class ThemeFilterForm(forms.Form):
    """The filters of a theme; a GET form, so they live in the address."""

    zoek = forms.CharField(label="Zoeken", required=False)
    netwerk = forms.ChoiceField(label="Netwerk", required=False)
    stand = forms.ChoiceField(label="Stand", required=False, choices=[("", "alles"), *ProgressStatus.choices])
    jaar = forms.IntegerField(label="Loopt in", required=False, min_value=1901, max_value=2199)
    niveau = forms.ChoiceField(label="Toon", required=False, choices=list(ThemeFilter.LEVELS.items()))

    def __init__(self, networks: Iterable[Network], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "alle netwerken"), *((str(network.pk), network.name) for network in networks)]
        self.fields["netwerk"].choices = choices  # type: ignore[attr-defined]


def numbers_in(values: Iterable[str]) -> list[int]:
    """The numbers that tick boxes sent; anything else is left out.

    >>> numbers_in(["7", "x", "7"])
    [7]
    """
    return sorted({int(value) for value in values if value.isdecimal() and len(value) < 12})
