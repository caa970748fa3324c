"""The form that opens a counting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from streekwerk.campaigns import choices
from streekwerk.campaigns.commands.campaigns import Asking
from streekwerk.campaigns.rules.profiles import CODE_LISTS
from streekwerk.network.models import Party, Place


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class CampaignForm(forms.Form):
    """What is counted, when, where, by whom and before which day."""

    title = forms.CharField(
        label="Naam", max_length=160, help_text="Zoals lezers hem zien: “Dak- en thuislozentelling 2026”."
    )
    day = forms.DateField(label="Teldag", widget=_day())
    moment = forms.ChoiceField(
        label="Waar iemand was", choices=choices.moments, widget=forms.RadioSelect, initial="night"
    )
    due = forms.DateField(label="Invullen tegen", widget=_day())
    code_list = forms.ChoiceField(label="Lijst van categorieën", choices=choices.code_lists)
    categories = forms.MultipleChoiceField(
        label="Enkel deze categorieën",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Vink niets aan om de hele lijst te tellen.",
    )
    trait = forms.ChoiceField(
        label="Verder verdeeld in", choices=choices.traits, required=False, initial="age"
    )
    places = forms.MultipleChoiceField(label="Gemeenten", widget=forms.CheckboxSelectMultiple)
    services = forms.MultipleChoiceField(
        label="Diensten",
        widget=forms.CheckboxSelectMultiple,
        help_text="Een dienst wordt gevraagd over haar eigen gemeente, of over alle als ze er geen heeft.",
    )
    method = forms.CharField(
        label="Hoe geteld wordt",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Staat in de mail, boven de vragen en bij de tabel. "
        "Zeg ook hoe diensten vermijden dat ze iemand dubbel tellen.",
    )
    source = forms.CharField(label="Bronvermelding", max_length=300, required=False)
    smallest = forms.IntegerField(
        label="Verberg getallen kleiner dan", min_value=3, max_value=100, initial=5,
        help_text="In wat gepubliceerd wordt, samen met wat nodig is om ze niet te kunnen berekenen.",
    )  # fmt: skip

    def __init__(
        self, data: Any, *, territory: Sequence[Place], services: Sequence[Party], **options: Any
    ) -> None:
        places = [(str(place.pk), place.name) for place in territory]
        parties = [(str(party.pk), party.name) for party in services]
        chosen = {"places": [key for key, _ in places], "services": [key for key, _ in parties]}
        super().__init__(data, initial=chosen, **options)
        options_of = {each.code: each.label for every in CODE_LISTS.values() for each in every.options}
        for name, every in (
            ("places", places),
            ("services", parties),
            ("categories", list(options_of.items())),
        ):
            self.fields[name].choices = every  # type: ignore[attr-defined]

    def asking(self) -> Asking:
        """What was filled in, as the command takes it."""
        said = self.cleaned_data
        day: date = said["day"]
        return Asking(
            title=said["title"], day=day, moment=said["moment"], code_list=said["code_list"],
            trait=said["trait"], due=said["due"], places=[int(each) for each in said["places"]],
            services=[int(each) for each in said["services"]], categories=said["categories"],
            method=said["method"], source=said["source"], smallest=said["smallest"],
        )  # fmt: skip
