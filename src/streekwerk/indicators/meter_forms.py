"""The filters of the list of meters."""

from __future__ import annotations

from django import forms
from django.utils.text import Truncator

from streekwerk.indicators.choices import Measure
from streekwerk.indicators.queries.meters import Meters, MeterSelection


class MeterFilterForm(forms.Form):
    """A GET form, so that what is chosen lives in the address."""

    zoek = forms.CharField(label="Woorden", required=False)
    doel = forms.ChoiceField(label="Doel", required=False)
    maat = forms.ChoiceField(
        label="Soort meting", required=False, choices=[("", "alle soorten"), *Measure.choices]
    )
    van = forms.ChoiceField(
        label="Van wie", required=False, choices=[("", "iedereen"), ("mij", "waar ik trekker van ben")]
    )
    volgorde = forms.ChoiceField(
        label="Volgorde", required=False, choices=list(MeterSelection.ORDERS.items())
    )
    stand = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked: dict[str, str], found: Meters) -> None:
        super().__init__(initial=asked)
        goals = [(str(pk), Truncator(said).chars(60)) for pk, said in found.goals.items()]
        self.fields["doel"].choices = [("", "alle doelen"), *goals]  # type: ignore[attr-defined]
