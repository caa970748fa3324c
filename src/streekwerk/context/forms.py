"""Forms of the room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from streekwerk.context.choices import Kind, Per
from streekwerk.context.commands.series import SeriesText
from streekwerk.context.models import ContextSeries, Vintage
from streekwerk.context.pages.listing import EMPTY, FRESH, OUTDATED
from streekwerk.context.queries.territory import Territory
from streekwerk.indicators import files
from streekwerk.indicators.rules.entry.blocks import read_block

LARGEST = 5_000_000


class SeriesForm(forms.Form):
    """A series: what it counts, and who publishes it."""

    name = forms.CharField(label="Naam", max_length=120, help_text="Zoals “Grijze druk”.")
    says = forms.CharField(
        label="Wat het zegt", required=False, widget=forms.Textarea({"rows": 2}),
        help_text="In één of twee zinnen, voor wie het cijfer niet kent.",
    )  # fmt: skip
    kind = forms.ChoiceField(label="Soort", choices=Kind.choices, widget=forms.RadioSelect)
    numerator = forms.CharField(
        label="Teller", required=False, max_length=160,
        help_text="Wat er geteld wordt, zoals “65-plussers”.",
    )  # fmt: skip
    denominator = forms.CharField(
        label="Noemer", required=False, max_length=160,
        help_text="Op wat, zoals “inwoners van 20 tot en met 64 jaar”. Enkel bij een verhouding.",
    )  # fmt: skip
    per = forms.TypedChoiceField(label="Per hoeveel van de noemer", choices=Per.choices, coerce=int)
    unit = forms.CharField(
        label="Eenheid", required=False, max_length=40,
        help_text="Wat achter het cijfer staat, zoals “inwoners” of “%”. Leeg bij een verhouding: “per 100”.",
    )  # fmt: skip
    decimals = forms.IntegerField(label="Cijfers na de komma", min_value=0, max_value=4)
    publisher = forms.CharField(label="Uitgever", max_length=160, help_text="Wie het cijfer publiceert.")
    address = forms.URLField(label="Adres van de bron", required=False, max_length=500, assume_scheme="https")
    licence = forms.CharField(label="Licentie", required=False, max_length=160)
    fresh_years = forms.IntegerField(
        label="Hoeveel jaar blijft het vers?", min_value=0, max_value=20,
        help_text="Geteld vanaf het jaar waarover het gaat. Daarna staat er “verouderd” bij.",
    )  # fmt: skip
    invented = forms.BooleanField(label="Dit zijn voorbeeldcijfers, verzonnen", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def about(cls, series: ContextSeries, data: Any = None) -> SeriesForm:
        """The form filled in with a series that exists."""
        return cls(data, initial={name: getattr(series, name) for name in cls.base_fields})

    @classmethod
    def empty(cls, data: Any = None) -> SeriesForm:
        """The form of a new series."""
        return cls(data, initial={"kind": Kind.RATIO, "per": Per.HUNDRED, "decimals": 1, "fresh_years": 2})

    def said(self) -> SeriesText:
        """What was entered, as the commands take it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return SeriesText(**given)


class SeriesFilterForm(forms.Form):
    """The filters of the list; a GET form, so they live in the address."""

    zoek = forms.CharField(label="Zoeken", required=False)
    stand = forms.ChoiceField(
        label="Stand", required=False,
        choices=[("", "alles"), (FRESH, "vers"), (OUTDATED, "verouderd"), (EMPTY, "nog geen cijfers")],
    )  # fmt: skip
    uitgever = forms.ChoiceField(label="Uitgever", required=False)

    def __init__(self, publishers: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "alle"), *((name, name) for name in sorted(set(publishers)))]
        self.fields["uitgever"].choices = choices  # type: ignore[attr-defined]


class ViewForm(forms.Form):
    """What of a series is looked at: year, place and scheme."""

    jaar = forms.ChoiceField(label="Jaar", required=False)
    plaats = forms.ChoiceField(label="Plaats", required=False)
    indeling = forms.ChoiceField(label="Zones volgens", required=False)
    beeld = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, asked: Any, territory: Territory, vintages: Sequence[Vintage], whole: str) -> None:
        super().__init__(initial=asked)
        self.fields["jaar"].choices = [(each.year, each.year) for each in vintages]  # type: ignore[attr-defined]
        self.fields["plaats"].choices = places_of(territory, whole)  # type: ignore[attr-defined]
        self.fields["indeling"].choices = schemes_of(territory)  # type: ignore[attr-defined]


class ProfileForm(forms.Form):
    """Of which municipality, and beside which zones."""

    plaats = forms.ChoiceField(label="Gemeente", required=False)
    indeling = forms.ChoiceField(label="Zones volgens", required=False)

    def __init__(self, asked: Any, territory: Territory) -> None:
        super().__init__(initial=asked)
        towns = [(territory.places[pk].code, territory.names[pk]) for pk in territory.own]
        self.fields["plaats"].choices = towns  # type: ignore[attr-defined]
        self.fields["indeling"].choices = schemes_of(territory)  # type: ignore[attr-defined]


def places_of(territory: Territory, whole: str) -> list[tuple[str, str]]:
    """The network, its municipalities and its zones, by code and name."""
    own = set(territory.own)
    zones = {fact.whole for facts in territory.lies.values() for fact in facts if fact.part in own}
    ordered = [*territory.own, *territory.sorted(zones)]
    return [("", whole), *((territory.places[pk].code, str(territory.places[pk])) for pk in ordered)]


def schemes_of(territory: Territory) -> list[tuple[str, str]]:
    return [(scheme, scheme) for scheme in territory.schemes]


class TableForm(forms.Form):
    """A file with figures, or a block copied from a spreadsheet."""

    file = forms.FileField(label="Bestand", required=False, help_text="Excel (.xlsx) of csv, hoogstens 5 MB.")
    block = forms.CharField(
        label="Of plak hier uit Excel", required=False, widget=forms.Textarea({"rows": 6}),
        help_text="Met NIS-codes of namen in de eerste kolom en jaren in de eerste rij.",
    )  # fmt: skip
    published_on = forms.DateField(
        label="Gepubliceerd op", required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text="Wanneer de uitgever deze cijfers bekendmaakte. Geldt voor elk jaar in het bestand.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        file = said.get("file")
        if file and file.size > LARGEST:
            self.add_error("file", "Het bestand is groter dan 5 MB. Neem alleen het blad met de cijfers.")
        elif not file and not said.get("block") and not self.errors:
            self.add_error("file", "Kies een bestand, of plak een blok uit Excel.")
        return said

    def table(self) -> tuple[list[list[str]], list[str]]:
        """The cells, and what was not read.

        Raises:
            DomainError: the file cannot be read.
        """
        file = self.cleaned_data.get("file")
        if file:
            return files.table_in(file.read(), file.name)
        return read_block(self.cleaned_data["block"]), []

    @property
    def file_name(self) -> str:
        """What the file is called; empty for a block."""
        file = self.cleaned_data.get("file")
        return str(file.name)[:200] if file else ""


class GroundForm(forms.Form):
    """On which figure a challenge is grounded."""

    cijfer = forms.ChoiceField(label="Omgevingscijfer en jaar")
    plaats = forms.ChoiceField(label="Van wie", required=False)

    def __init__(
        self, data: Any, vintages: Iterable[Vintage], territory: Territory, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        groups: dict[str, list[tuple[str, str]]] = {}
        for vintage in vintages:
            said = f"{vintage.series.name}, {vintage.year}"
            groups.setdefault(vintage.series.name, []).append((f"{vintage.series_id}-{vintage.year}", said))
        self.fields["cijfer"].choices = [("", "kies…"), *groups.items()]  # type: ignore[attr-defined]
        self.fields["plaats"].choices = places_of(territory, "het hele netwerk")  # type: ignore[attr-defined]

    def chosen(self) -> tuple[int, int, str]:
        """The number of the series, the year, and the code of the place; empty for the network."""
        series, _, year = self.cleaned_data["cijfer"].partition("-")
        return int(series), int(year), self.cleaned_data["plaats"]
