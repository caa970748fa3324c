"""Forms of functions: what they are called, who fulfils them, what they do in an action."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from streekwerk.accounts.models import User
from streekwerk.stewardship.choices import Load, Part
from streekwerk.stewardship.commands.functions import FunctionText
from streekwerk.stewardship.commands.involvements import InvolvementText
from streekwerk.stewardship.models import JobFunction
from streekwerk.ui import dutch


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FteField(forms.DecimalField):
    """Full-time equivalents, with a decimal comma or point."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        wrong = "Schrijf een getal, bijvoorbeeld 0,5."
        messages = {"invalid": wrong, "max_digits": wrong, "max_whole_digits": wrong,
                    "min_value": "Minder dan niets kan niet.",
                    "max_decimal_places": "Hoogstens twee cijfers na de komma."}  # fmt: skip
        super().__init__(
            min_value=Decimal(0), max_digits=5, decimal_places=2, error_messages=messages, **options
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return dutch.number(value) if isinstance(value, Decimal) else value


class FunctionForm(forms.Form):
    """A function of the team."""

    name = forms.CharField(
        label="Functie", max_length=120, help_text="Zoals u ze in de fiches noemt: “beleidsmedewerker wonen”."
    )
    capacity = FteField(
        label="Capaciteit in VTE",
        required=False,
        help_text="Hoeveel voltijdse mensen er samen zijn, bijvoorbeeld 1,5. Leeg: niet gekend.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def about(cls, function: JobFunction, data: Any = None) -> FunctionForm:
        """The form filled in with a function that exists."""
        return cls(data, initial={name: getattr(function, name) for name in ("name", "capacity", "version")})

    def given(self) -> FunctionText:
        """What was entered, as the commands take it."""
        return FunctionText(self.cleaned_data["name"], self.cleaned_data["capacity"])


class HoldingForm(forms.Form):
    """Who fulfils a function, from when until when."""

    user = forms.ChoiceField(label="Wie")
    start = forms.DateField(label="Vanaf", widget=DayInput())
    end = forms.DateField(
        label="Tot en met", widget=DayInput(), required=False, help_text="Leeg: tot iemand het beëindigt."
    )

    def __init__(self, people: Iterable[User], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        named = [(pk, str(person)) for pk, person in self.people.items()]
        self.fields["user"].choices = [("", "kies een collega"), *named]  # type: ignore[attr-defined]

    def person(self) -> User:
        """Who was chosen."""
        return self.people[self.cleaned_data["user"]]


class InvolvementForm(forms.Form):
    """What a function does in an action, and how much work that is."""

    function = forms.ChoiceField(label="Functie")
    part = forms.ChoiceField(label="Wat doet de functie hier?", choices=Part.choices)
    load = forms.ChoiceField(
        label="Belasting",
        required=False,
        choices=[("", "niet gezegd"), *Load.choices],
        help_text="Een woord als er geen getal is.",
    )
    fte = FteField(
        label="Belasting in VTE",
        required=False,
        help_text="Bijvoorbeeld 0,2. Een getal gaat voor op het woord.",
    )
    start = forms.DateField(
        label="Vanaf", widget=DayInput(), required=False, help_text="Leeg: zolang de actie loopt."
    )
    end = forms.DateField(label="Tot en met", widget=DayInput(), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, functions: Iterable[JobFunction], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.functions = {str(function.pk): function for function in functions}
        named = [(pk, function.name) for pk, function in self.functions.items()]
        self.fields["function"].choices = [("", "kies een functie"), *named]  # type: ignore[attr-defined]

    def given(self) -> InvolvementText:
        """What was entered, as the commands take it."""
        data = self.cleaned_data
        return InvolvementText(
            self.functions[data["function"]],
            Part(data["part"]),
            Load(data["load"]) if data["load"] else None,
            data["fte"],
            data["start"],
            data["end"],
        )
