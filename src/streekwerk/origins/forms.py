"""Forms of the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from streekwerk.origins.choices import EffectKind
from streekwerk.origins.commands.answering import Answer
from streekwerk.origins.commands.recording import EffectText
from streekwerk.origins.queries.effects import KINDS, STANDS, EffectSelection

Choices = Sequence[Any]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class EffectForm(forms.Form):
    """What changed, where and when; of a new effect also out of what it grew."""

    text = forms.CharField(
        label="Wat veranderde er?",
        max_length=300,
        help_text="In enkele woorden: een aangepaste intakeprocedure, een gedeelde wachtlijst.",
        error_messages={"required": "Schrijf in enkele woorden wat er veranderde."},
    )
    party = forms.ChoiceField(label="Bij wie?", error_messages={"required": "Kies bij wie het veranderde."})
    kind = forms.ChoiceField(
        label="Wat voor verandering?",
        choices=[("", "Kies"), *((code, str(word).capitalize()) for code, word in EffectKind.choices)],
        error_messages={"required": "Kies wat voor verandering het is."},
    )
    when = forms.CharField(
        label="Sinds wanneer?",
        max_length=160,
        help_text="Zo precies als u het weet: 12 maart 2026, maart 2026, voorjaar 2026 of 2026.",
        widget=forms.TextInput({"autocomplete": "off", "class": "short"}),
        error_messages={"required": "Schrijf sinds wanneer, zo precies als u het weet."},
    )
    origin = forms.ChoiceField(
        label="Waaruit komt het voort?",
        help_text="Komt het uit meer voort, voeg dat daarna toe.",
        error_messages={"required": "Kies waaruit het voortkomt."},
    )
    confirmed = forms.BooleanField(required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        parties: Sequence[tuple[int, str]],
        origins: Choices = (),
        speaks: bool = False,
        **kwargs: Any,
    ) -> None:
        """`origins`: none when an effect is changed. `speaks`: for every party of the list."""
        super().__init__(*args, **kwargs)
        first: list[tuple[str, str]] = [] if len(parties) == 1 else [("", "Kies")]
        self.fields["party"].choices = [*first, *((str(pk), name) for pk, name in parties)]  # type: ignore[attr-defined]
        if origins:
            grouped = [("", "Kies"), *origins]
            self.fields["origin"].choices = grouped  # type: ignore[attr-defined]
        else:
            del self.fields["origin"]
        if speaks and origins:
            whose = f"namens {parties[0][1]}" if len(parties) == 1 else "namens ons"
            self.fields["confirmed"].label = f"Ik bevestig {whose} dat het hieruit voortkomt"
            self.fields["confirmed"].initial = True
        else:
            del self.fields["confirmed"]

    def given(self) -> EffectText:
        data = self.cleaned_data
        return EffectText(int(data["party"]), EffectKind(data["kind"]), data["text"], data["when"])


class AnotherOriginForm(forms.Form):
    """Out of what an effect grew as well."""

    origin = forms.ChoiceField(
        label="Waaruit komt het ook voort?", error_messages={"required": "Kies waaruit het voortkomt."}
    )
    confirmed = forms.BooleanField(required=False)

    def __init__(self, *args: Any, origins: Choices, speaks: str = "", **kwargs: Any) -> None:
        """`speaks`: the party for which the person speaks; empty when for nobody."""
        super().__init__(*args, **kwargs)
        self.fields["origin"].choices = [("", "Kies"), *origins]  # type: ignore[attr-defined]
        if speaks:
            self.fields["confirmed"].label = f"Ik bevestig dit namens {speaks}"
            self.fields["confirmed"].initial = True
        else:
            del self.fields["confirmed"]


class AnswerForm(forms.Form):
    """Whether it is so. Who notes it for another says on whose word and of which day."""

    so = forms.ChoiceField(
        label="Uw antwoord",
        widget=forms.RadioSelect,
        choices=[("ja", "Ja, het komt hieruit voort"), ("nee", "Nee, dat is niet zo")],
        error_messages={"required": "Kies een antwoord."},
    )
    reason = forms.CharField(
        label="Toelichting",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Nodig als het niet zo is.",
    )
    source = forms.CharField(
        label="Op wiens woord?",
        max_length=300,
        help_text="Wie het zei, of in welk verslag of mail het staat, met de datum.",
        error_messages={"required": "Zeg op wiens woord u dit noteert."},
    )
    on = forms.DateField(
        label="Gezegd op",
        widget=DayInput(),
        error_messages={"required": "Kies de dag.", "invalid": "Dit is geen dag: kies er een."},
    )

    def __init__(self, *args: Any, party: str, own: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if own:
            del self.fields["source"], self.fields["on"]
        else:
            self.fields["so"].label = f"Wat zei {party}?"
            self.fields["on"].initial = today

    def answer(self) -> Answer:
        data = self.cleaned_data
        return Answer(
            data["so"] == "ja", data.get("on") or self.today, data["reason"], data.get("source", "")
        )


class EffectFilterForm(forms.Form):
    """Which effects are shown; a GET form, so it lives in the address."""

    zoek = forms.CharField(label="Zoeken", required=False, widget=forms.TextInput({"type": "search"}))
    stand = forms.ChoiceField(label="Stand", required=False)
    soort = forms.ChoiceField(label="Soort", required=False)
    waar = forms.ChoiceField(label="Bij wie", required=False)
    jaar = forms.ChoiceField(label="Sinds", required=False)
    onder = forms.CharField(required=False, widget=forms.HiddenInput)
    volgorde = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, selection: EffectSelection, parties: Sequence[tuple[int, str]], years: Sequence[int]
    ) -> None:
        super().__init__(_shown(selection))
        offered: Mapping[str, Sequence[tuple[Any, str]]] = {
            "stand": [("", "alle"), *((word, word.replace("-", " ")) for word in STANDS)],
            "soort": [("", "alle"), *((word, word.replace("-", " ")) for word in KINDS)],
            "waar": [("", "iedereen"), *parties],
            "jaar": [("", "alle jaren"), *((year, str(year)) for year in years)],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not selection.under:
            del self.fields["onder"]
        if "volgorde=" not in selection.address():
            del self.fields["volgorde"]


def _shown(selection: EffectSelection) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in selection.address().split("&") if pair)
    return {name: value for name, _, value in pairs} | {"zoek": selection.words}
