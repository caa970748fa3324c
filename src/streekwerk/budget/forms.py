"""Forms of the room."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from streekwerk.budget.choices import Direction, Kind, Reported, Source
from streekwerk.budget.commands.lines import FIRST_YEAR, LAST_YEAR, LineText
from streekwerk.budget.models import BudgetLine
from streekwerk.budget.queries.overview import Overview
from streekwerk.budget.queries.selection import DIRECTIONS, KINDS, NO_FIELD, SOURCES
from streekwerk.budget.rules.money import printed, read_amount
from streekwerk.budget.rules.policy_fields import labelled, policy_fields, read_policy_field
from streekwerk.kernel.errors import DomainError


class AmountField(forms.CharField):
    """An amount in Dutch; empty is not known, and that is not zero."""

    def __init__(self, label: str, help_text: str = "") -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "short"})
        super().__init__(label=label, required=False, help_text=help_text, widget=widget)

    def clean(self, value: Any) -> Decimal | None:
        try:
            return read_amount(super().clean(value) or "")
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal)) from None


class PolicyFieldInput(forms.TextInput):
    """Typed by hand, with the list offered while typing."""

    template_name = "budget/_policy_field.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}-lijst"
        context["fields"] = [labelled(code) for code in policy_fields()]
        return context


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class LineForm(forms.Form):
    """A line of an action."""

    year = forms.IntegerField(
        label="Boekjaar",
        widget=forms.NumberInput({"class": "short", "min": FIRST_YEAR, "max": LAST_YEAR}),
        error_messages={"required": "Vul het boekjaar in.", "invalid": "Schrijf het jaar met vier cijfers."},
    )
    direction = forms.ChoiceField(
        label="Uitgave of ontvangst", choices=Direction.choices, widget=forms.RadioSelect
    )
    planned = AmountField("Gepland", "In euro, zoals 1.234,50. Leeg: het bedrag is nog niet gekend.")
    realised = AmountField("Gerealiseerd")
    source = forms.ChoiceField(
        label="Herkomst van de middelen", choices=Source.choices, widget=forms.RadioSelect
    )
    project = forms.CharField(
        label="Welk project of welke subsidie",
        required=False,
        max_length=200,
        help_text="Enkel bij projectmiddelen.",
    )
    project_until = forms.DateField(label="Het project loopt tot en met", required=False, widget=DayInput())
    kind = forms.ChoiceField(label="Soort", choices=Kind.choices)
    policy_field = forms.CharField(
        label="Beleidsveld",
        required=False,
        widget=PolicyFieldInput(),
        help_text="Vier cijfers van BBC, zoals 0909; typ een woord om te kiezen.",
    )
    note = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea({"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_policy_field(self) -> str:
        kept = str(self.initial.get("policy_field", ""))[:4]
        try:
            return read_policy_field(self.cleaned_data["policy_field"], kept=kept)
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise forms.ValidationError(f"Kies een jaar van {FIRST_YEAR} tot {LAST_YEAR}.")
        return year

    def given(self) -> LineText:
        """What a person gave."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return LineText(**said)


def initial_of(line: BudgetLine) -> dict[str, Any]:
    """What a form shows of a line."""
    shown = {name: getattr(line, name) for name in LineForm.base_fields}
    shown |= {name: printed(getattr(line, name)) for name in ("planned", "realised")}
    return shown | {"policy_field": labelled(line.policy_field)}


class BudgetFilterForm(forms.Form):
    """A GET form, so that what is chosen lives in the address."""

    jaar = forms.ChoiceField(label="Jaar", required=False)
    herkomst = forms.ChoiceField(label="Herkomst", required=False)
    soort = forms.ChoiceField(label="Soort", required=False)
    beleidsveld = forms.ChoiceField(label="Beleidsveld", required=False)
    onder = forms.CharField(required=False, widget=forms.HiddenInput)
    richting = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked: dict[str, str], found: Overview, *, directions: bool = False) -> None:
        super().__init__(initial=asked)
        codes = sorted({line.policy_field for line in found.every})
        every: dict[str, list[tuple[str, str]]] = {
            "jaar": [("", "alle jaren"), *((str(year), str(year)) for year in found.years)],
            "herkomst": [("", "elke"), *((word, word.replace("-", " ")) for word in SOURCES)],
            "soort": [("", "elke"), *((word, word) for word in KINDS)],
            "beleidsveld": [
                ("", "elk"),
                *((code, labelled(code)) if code else (NO_FIELD, "zonder beleidsveld") for code in codes),
            ],
        }
        if directions:
            self.fields["richting"] = forms.ChoiceField(label="Richting", required=False)
            every["richting"] = [("", "beide"), *((word, word) for word in DIRECTIONS)]
        for name, choices in every.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class UploadForm(forms.Form):
    """A file of the accounting package."""

    file = forms.FileField(
        label="Bestand",
        help_text="De csv uit het boekhoudpakket, hoogstens 5 MB.",
        error_messages={"required": "Kies een bestand.", "empty": "Het bestand is leeg. Kies een ander."},
        widget=forms.ClearableFileInput({"accept": ".csv,text/csv"}),
    )
    reported = forms.ChoiceField(
        label="Wat zijn deze bedragen?",
        choices=Reported.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat de bedragen zijn."},
    )
    source = forms.ChoiceField(
        label="Herkomst van nieuwe lijnen",
        choices=Source.choices,
        widget=forms.RadioSelect,
        help_text="Het bestand zegt dit niet. Lijnen die al bestaan, houden hun herkomst.",
        error_messages={"required": "Kies de herkomst van nieuwe lijnen."},
    )
