"""Forms of the plan pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from streekwerk.plans.choices import Priority
from streekwerk.plans.commands.codes import Codes
from streekwerk.plans.models import Node
from streekwerk.plans.queries import ListedPlans, Occurring, PlanChoice, Selection


class SelectionForm(forms.Form):
    """The filters of a plan; a GET form, so they live in the address. Only what occurs can be chosen."""

    zoek = forms.CharField(label="Woorden", required=False)
    niveau = forms.ChoiceField(label="Niveau", required=False)
    thema = forms.ChoiceField(label="Thema of doelgroep", required=False)
    wie = forms.CharField(
        label="Trekker of partner",
        required=False,
        widget=forms.TextInput({"list": "wie-er-is", "autocomplete": "off"}),
    )
    van = forms.ChoiceField(label="Loopt van", required=False)
    tot = forms.ChoiceField(label="tot en met", required=False)
    stand = forms.ChoiceField(label="Stand", required=False)
    enkel = forms.ChoiceField(label="Enkel", required=False)
    prioritair = forms.BooleanField(label="Enkel prioritair", required=False)
    volgorde = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, selection: Selection, occurring: Occurring) -> None:
        super().__init__(initial=selection.address())
        self.owners = occurring.owners
        years = [(str(year), str(year)) for year in occurring.years]
        choices = {
            "niveau": ("alle niveaus", occurring.levels),
            "thema": ("alle", [(str(theme.pk), theme.label) for theme in occurring.themes]),
            "van": ("begin", years),
            "tot": ("einde", years),
            "stand": ("alle", occurring.stands),
            "enkel": ("alles", occurring.only),
        }
        for name, (nothing, values) in choices.items():
            if values:
                self.fields[name].choices = [("", nothing), *values]  # type: ignore[attr-defined]
            else:
                del self.fields[name]
        if not occurring.owners:
            del self.fields["wie"]
        if not occurring.priority:
            del self.fields["prioritair"]


class PlansForm(forms.Form):
    """The filters of the list of plans; a choice of one is no choice."""

    zoek = forms.CharField(label="Woorden", required=False)
    netwerk = forms.ChoiceField(label="Netwerk", required=False)
    status = forms.ChoiceField(label="Status", required=False)
    jaar = forms.ChoiceField(label="Loopt in", required=False)
    volgorde = forms.ChoiceField(label="Volgorde", required=False)

    def __init__(self, choice: PlanChoice, listed: ListedPlans) -> None:
        super().__init__(
            initial={
                "zoek": choice.words,
                "netwerk": choice.network,
                "status": choice.status,
                "jaar": choice.year or "",
                "volgorde": choice.order,
            }
        )
        choices = {
            "netwerk": ("alle netwerken", listed.networks),
            "status": ("alle", listed.statuses),
            "jaar": ("alle jaren", [(str(year), str(year)) for year in listed.years]),
            "volgorde": ("nieuwste periode", [(code, said) for code, (said, _) in PlanChoice.ORDERS.items()]),
        }
        for name, (nothing, values) in choices.items():
            if len(values) > 1:
                self.fields[name].choices = [("", nothing), *values]  # type: ignore[attr-defined]
            else:
                del self.fields[name]


class WordsForm(forms.Form):
    """Words to search for; a GET form."""

    zoek = forms.CharField(label="Zoeken", required=False)


class CommentForm(forms.Form):
    """What somebody writes about a node."""

    text = forms.CharField(
        label="Reactie",
        widget=forms.Textarea({"rows": 4}),
        help_text="Schrijf @ en een naam om iemand erbij te roepen; die krijgt een mail.",
    )


class CodesForm(forms.Form):
    """The codes of a node and its own mark of priority."""

    code = forms.CharField(
        label="Code", required=False, max_length=80, help_text="Zoals in het plan, bijvoorbeeld A0402."
    )
    external_code = forms.CharField(
        label="Deelrapportcode",
        required=False,
        max_length=60,
        help_text="Koppelt aan Vlaams beleid met een eigen rapportering.",
    )
    priority = forms.ChoiceField(
        label="Prioriteit",
        required=False,
        choices=[("", "niet aangeduid"), *Priority.choices],
        help_text="Is iets eronder prioritair, dan is dit het ook.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, node: Node, data: Mapping[str, Any] | None = None) -> None:
        names = ("code", "external_code", "priority", "version")
        super().__init__(data, initial={name: getattr(node, name) for name in names})

    def codes(self) -> Codes:
        """What was entered, as the command takes it."""
        data = self.cleaned_data
        return Codes(data["code"], data["external_code"], data["priority"])
