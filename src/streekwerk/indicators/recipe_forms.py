"""A recipe chosen from lists: a set of records, what is made of them, and which of them count.

The lists hold what the rooms declare of their sets; nothing is typed but a number of days.
"""

from __future__ import annotations

from typing import Any

from django import forms

from streekwerk.indicators.rules.recipes import (
    Between,
    Condition,
    Recipe,
    RecipeRefused,
    SetShape,
    Shapes,
    Test,
    Within,
    check,
    sentence,
)
from streekwerk.indicators.rules.recipes.language import Aggregate

Choices = list[tuple[str, Any]]
KINDS: list[tuple[Aggregate, str]] = [
    ("count", "aantal"), ("share", "aandeel"), ("sum", "som van een getal"),
    ("mean", "gemiddelde van een getal"), ("median", "mediaan van een getal"),
    ("duration", "tijd tussen twee feiten"),
]  # fmt: skip
CONDITIONS = ("first", "second", "third")
PARTS = ("part", "part_too")


class RecipeForm(forms.Form):
    """What is counted; `over` decides what the other lists hold."""

    over = forms.ChoiceField(label="Wat wordt geteld")
    aggregate = forms.ChoiceField(label="Welk cijfer", choices=KINDS)
    first = forms.ChoiceField(label="Enkel als", required=False)
    second = forms.ChoiceField(label="en als", required=False)
    third = forms.ChoiceField(label="en als", required=False)
    part = forms.ChoiceField(label="Telt mee in het aandeel als", required=False)
    part_too = forms.ChoiceField(label="en als", required=False)
    number = forms.ChoiceField(label="Welk getal", required=False)
    begin = forms.ChoiceField(label="Van welk feit", required=False)
    end = forms.ChoiceField(label="tot welk feit", required=False)
    days = forms.IntegerField(
        label="binnen hoeveel dagen", required=False, min_value=1, max_value=36500,
        help_text="Enkel bij een aandeel: zo veel dagen na het eerste feit.",
    )  # fmt: skip
    grouped_by = forms.ChoiceField(label="Uitgesplitst per", required=False)

    def __init__(self, shapes: Shapes, over: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shapes, self.shape = shapes, shapes[over]
        tests = _tests(self.shape)
        facts = [(name, fact.label) for name, fact in self.shape.facts.items()]
        numbers = [(name, each.label) for name, each in self.shape.fields.items() if each.kind == "number"]
        groups = [
            (name, each.label)
            for name, each in self.shape.fields.items()
            if each.kind in ("party", "place", "term", "choice")
        ]
        filled: dict[str, Choices] = {
            "over": [(name, shape.many) for name, shape in shapes.items()],
            **{name: [("", "–"), *tests] for name in (*CONDITIONS, *PARTS)},
            "number": [("", "–"), *numbers],
            "begin": [("", "–"), *facts],
            "end": [("", "–"), *facts],
            "grouped_by": [("", "niet uitgesplitst"), *groups],
        }
        for name, choices in filled.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("over", over)
        for names, needed in (
            ((*CONDITIONS, *PARTS), tests),
            (("number",), numbers),
            (("begin", "end"), facts),
        ):
            if not needed:
                for name in names:
                    del self.fields[name]
        for name in ("part", "part_too", "days"):
            if name in self.fields:
                self.fields[name].widget.attrs["data-aggregates"] = "share"
        for name, wanted in (
            ("number", "sum mean median"),
            ("begin", "share duration"),
            ("end", "share duration"),
        ):
            if name in self.fields:
                self.fields[name].widget.attrs["data-aggregates"] = wanted

    def recipe(self) -> Recipe:
        """The recipe that was chosen.

        Raises:
            RecipeRefused: something is missing, or does not go together.
        """
        said = self.cleaned_data
        kind: Aggregate = said["aggregate"]
        begin, end, days = said.get("begin"), said.get("end"), said.get("days")
        within = between = None
        if kind == "share" and begin and end and days:
            within = Within(begin, (end,), days)
        elif kind == "duration":
            if not begin or not end:
                raise RecipeRefused("Kies van welk feit tot welk feit de tijd loopt.")
            between = Between(begin, (end,))
        here = tuple(Test(name, "is", where) for name, where in self.shape.here)
        recipe = Recipe(
            kind,
            self.shape.name,
            (*here, *_chosen(said, CONDITIONS)),
            grouped_by=said.get("grouped_by") or None,
            value=(said.get("number") or None) if kind in ("sum", "mean", "median") else None,
            part=_chosen(said, PARTS) if kind == "share" and not within else (),
            within=within,
            between=between,
        )
        check(recipe, self.shapes)
        return recipe

    def said(self) -> str:
        """The recipe as one sentence, or what is still missing."""
        if not self.is_valid():
            return "Kies hierboven wat geteld wordt."
        try:
            return f"{sentence(self.recipe(), self.shapes)}."
        except RecipeRefused as refusal:
            return str(refusal)


def _tests(shape: SetShape) -> Choices:
    """Everything that can be asked of a record in one choice, in groups by field."""
    groups: Choices = []
    for name, each in shape.fields.items():
        if each.kind == "choice" and each.options:
            groups.append((each.label, [(f"{name}|{code}", word) for code, word in each.options]))
        elif each.kind == "boolean":
            groups.append((each.label, [(f"{name}|ja", each.label), (f"{name}|nee", f"niet {each.label}")]))
    if shape.facts:
        known = [(f"{name}|!", f"al {fact.label}") for name, fact in shape.facts.items()]
        groups.append(("wat er gebeurde", known))
    return groups


def _chosen(said: dict[str, Any], names: tuple[str, ...]) -> tuple[Condition, ...]:
    tests = []
    for token in dict.fromkeys(said.get(name) for name in names):
        field, _, value = (token or "").partition("|")
        if value == "!":
            tests.append(Test(field, "filled"))
        elif value in ("ja", "nee"):
            tests.append(Test(field, "is", value == "ja"))
        elif field:
            tests.append(Test(field, "is", value))
    return tuple(tests)
