"""Forms of the network pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from streekwerk.access.models import MEMBER_CONTACT, ROLES
from streekwerk.network.choices import TermKind
from streekwerk.network.models import Party, Term
from streekwerk.network.queries import TermFilter
from streekwerk.network.rules import Word, synonyms_in


class RoleForm(forms.Form):
    """Gives a person a role; somebody new gets an account with it."""

    email = forms.EmailField(label="E-mailadres")
    name = forms.CharField(label="Naam", max_length=120)
    function = forms.CharField(label="Functie", max_length=160, required=False)
    role = forms.ChoiceField(label="Rol", choices=[(role.code, role.label) for role in ROLES.values()])
    party = forms.ModelChoiceField(
        label="Namens",
        queryset=Party.objects.none(),
        required=False,
        empty_label="niemand in het bijzonder",
        help_text="Alleen voor een contactpersoon van een lid: voor welk lid antwoordt deze persoon?",
    )

    def __init__(self, data: Any = None, *, members: Sequence[Party]) -> None:
        super().__init__(data)
        self.fields["party"].queryset = Party.objects.filter(pk__in=[member.pk for member in members])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("role") == MEMBER_CONTACT.code and not said.get("party") and "party" not in self.errors:
            self.add_error("party", "Kies het lid waarvoor deze persoon antwoordt.")
        return said


class TrailForm(forms.Form):
    """Which changes of a network to show."""

    van = forms.DateField(label="Van", required=False, widget=forms.DateInput({"type": "date"}))
    tot = forms.DateField(label="Tot en met", required=False, widget=forms.DateInput({"type": "date"}))
    wie = forms.ChoiceField(label="Wie", required=False)
    soort = forms.ChoiceField(label="Wat", required=False)
    zoek = forms.CharField(label="Woorden", required=False, max_length=200)
    over = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, people: Mapping[str, str], kinds: Mapping[str, str]) -> None:
        super().__init__(data)
        for name, known, every in (("wie", people, "iedereen"), ("soort", kinds, "alles")):
            self.fields[name].choices = [("", every), *known.items()]  # type: ignore[attr-defined]


class TermForm(forms.Form):
    """A word of the network with its meaning and its other names."""

    label = forms.CharField(label="Woord", max_length=120, help_text="Zoals het in uw plannen staat.")
    kind = forms.ChoiceField(label="Soort", choices=TermKind.choices)
    definition = forms.CharField(
        label="Definitie",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Leeg: dan staat bij elke actie die het woord gebruikt “begrip nog te definiëren”.",
    )
    synonyms = forms.CharField(
        label="Synoniemen",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Andere woorden voor hetzelfde, met een komma ertussen. Het meervoud zoeken wij zelf.",
    )
    abbreviation = forms.CharField(
        label="Afkorting",
        max_length=30,
        required=False,
        help_text="Wordt letter voor letter herkend: BOV, niet bov.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def about(cls, term: Term, data: Any = None) -> TermForm:
        """The form filled in with a word that exists."""
        initial = {name: getattr(term, name) for name in ("label", "kind", "definition", "abbreviation")}
        return cls(data, initial=initial | {"synonyms": ", ".join(term.synonyms), "version": term.version})

    def word(self) -> Word:
        """What was entered, as the commands take it."""
        said = self.cleaned_data
        return Word(
            said["label"],
            said["kind"],
            said["definition"],
            synonyms_in(said["synonyms"]),
            said["abbreviation"],
        )


class TermFilterForm(forms.Form):
    """The filters of the list of words; a GET form, so they live in the address."""

    zoek = forms.CharField(label="Zoeken", required=False)
    soort = forms.ChoiceField(
        label="Soort", required=False, choices=[("", "alle soorten"), *TermKind.choices]
    )
    enkel = forms.ChoiceField(
        label="Enkel", required=False, choices=[("", "alles"), *TermFilter.ONLY.items()]
    )


class TermsFileForm(forms.Form):
    """A list of words as csv."""

    file = forms.FileField(label="Lijst als csv", help_text="Hoogstens 1 MB.")

    def clean_file(self) -> str:
        """The text of the file."""
        file = self.cleaned_data["file"]
        if file.size > 1_000_000:
            raise forms.ValidationError("Het bestand is groter dan 1 MB. Deel de lijst in stukken.")
        content: bytes = file.read()
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252", errors="replace")
