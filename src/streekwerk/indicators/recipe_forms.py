"""A recipe put together on a form: a set of records, what is made of them, and which of them count.

The fields follow what was chosen so far; `rules.recipes.from_form` reads what was filled in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from streekwerk.indicators.recipe_rows import NOTHING, Choice, Choices, Row, Rows, Several, Values, day, typed
from streekwerk.indicators.rules.recipes import Recipe, Shapes
from streekwerk.indicators.rules.recipes.allowed import GROUPS as GROUPABLE
from streekwerk.indicators.rules.recipes.from_form import OF_NUMBERS, WHOLE, FromForm, from_form
from streekwerk.indicators.rules.recipes.language import Aggregate
from streekwerk.indicators.rules.recipes.on_form import AGREED, GROUPS, REST, Filled, first, rows_of

KINDS: tuple[tuple[Aggregate, str], ...] = (
    ("count", "aantal"), ("share", "aandeel"), ("exists", "ja of nee: is er minstens één"),
    ("count_unique", "aantal verschillende"), ("sum", "som van een getal"),
    ("mean", "gemiddelde van een getal"), ("median", "mediaan van een getal"), ("min", "laagste getal"),
    ("max", "hoogste getal"), ("nps", "NPS van een score van 0 tot 10"),
    ("duration", "tijd tussen twee dagen"),
    ("delivered", "aandeel dat goedgekeurd en gevalideerd is"),
    ("rubric_latest", "niveau van een beoordeling"),
)  # fmt: skip
WAYS: Choices = [
    ("part", "die aan een voorwaarde voldoen"), ("within", "die op tijd antwoord kregen"),
    ("whole", "een getal als deel van een ander getal"),
]  # fmt: skip
SENT = ("over", "aggregate", "way", "number", "whole", "unique", "begin", "end", "days", "term", "latest",
        "grouped_by", "unit", "rest", "drop_rest")  # fmt: skip
"""The fields that every recipe may fill in, besides its rows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A condition as the page shows it: its fields, and the lines below it."""

    fields: Sequence[BoundField]
    below: Sequence[Line] = ()


def filled_of(sent: Any) -> dict[str, list[str]]:
    """What of a request belongs to the recipe."""
    groups = tuple(f"{name}-" for name in (*GROUPS, AGREED))
    return {name: sent.getlist(name) for name in sent if name in SENT or name.startswith(groups)}


class RecipeForm(forms.Form):
    """What is counted; the sets and what was filled in so far decide which fields there are."""

    def __init__(
        self, shapes: Shapes, filled: Filled, values: Values, data: Any = None, *, measured: bool = False
    ) -> None:
        super().__init__(data)
        self.shapes, self.filled = shapes, filled
        self.shape = (
            shapes[first(filled, "over")] if first(filled, "over") in shapes else next(iter(shapes.values()))
        )
        self.read: FromForm | None = None
        self.groups: dict[str, tuple[Row, ...]] = {}
        kind = first(filled, "aggregate") or "count"
        self._what(kind)
        terms = self._terms()
        self._figure(kind, terms)
        rows = Rows(self.fields, filled, shapes, values, terms)
        for group in GROUPS:
            if group != "part" or (kind == "share" and (first(filled, "way") or "part") == "part"):
                self.groups[group] = rows.group(group, self.shape)
        self._more()
        self._agreements()
        if measured:
            self.fields["begins"] = day("Vanaf wanneer")
            self.fields["reason"] = typed("Waarom")
        for name, texts in filled.items():
            if field := self.fields.get(name):
                self.initial[name] = list(texts) if isinstance(field, Several) else next(iter(texts), "")

    # -- which fields there are --------------------------------------------------------------------------

    def _what(self, kind: str) -> None:
        sets: Choices = [(name, shape.many) for name, shape in self.shapes.items()]
        over = Choice("Wat wordt geteld", sets, shapes=True)
        over.initial = self.shape.name
        kinds = [pair for pair in KINDS if self._able(pair[0]) or pair[0] == kind]
        self.fields |= {"over": over, "aggregate": Choice("Welk cijfer", list(kinds), shapes=True)}
        self.initial["aggregate"] = kind

    def _able(self, kind: str) -> bool:
        """Whether the set has what this figure is made of."""
        if kind in OF_NUMBERS:
            return bool(self._named("number"))
        if kind == "duration":
            return len(self.shape.date_names()) > 1
        return kind != "delivered" or self.shape.delivery is not None

    def _named(self, *kinds: str) -> Choices:
        return [
            (name, each.label) for name, each in self.shape.fields.items() if not kinds or each.kind in kinds
        ]

    def _figure(self, kind: str, terms: Choices) -> None:
        """What the figure is made of."""
        numbers: Choices = [NOTHING, *self._named("number")]
        dates: Choices = [(name, self.shape.label_of(name)) for name in self.shape.date_names()]
        way = first(self.filled, "way") or "part"
        if kind == "share":
            self.fields["way"] = Choice("Aandeel van die", WAYS, shapes=True)
        if kind in OF_NUMBERS or (kind == "share" and way == "whole"):
            self.fields["number"] = Choice("Welk getal", numbers)
        if kind == "share" and way == "whole":
            self.fields["whole"] = Choice("Deel van welk getal", numbers)
        if kind == "count_unique":
            self.fields["unique"] = Choice("Verschillende wat", [NOTHING, *self._named()])
        if kind == "duration" or (kind == "share" and way == "within"):
            self.fields["begin"] = Choice("Van welke dag", [NOTHING, *dates])
            self.fields["end"] = Several("Tot welke dag (de eerste die er is)", dates)
        if kind == "share" and way == "within":
            if terms:
                self.fields["term"] = Choice(
                    "Binnen welke termijn", [("", "een aantal dagen"), *terms], shapes=True
                )
            if not first(self.filled, "term") or not terms:
                self.fields["days"] = typed("Binnen hoeveel dagen", inputmode="numeric")

    def _more(self) -> None:
        groups = self._named(*GROUPABLE)
        if groups:
            self.fields["grouped_by"] = Choice("Uitgesplitst per", [("", "niet uitgesplitst"), *groups])
        if self.shape.dated:
            self.fields["latest"] = Choice("Enkel de laatste per", [("", "alle tellen mee"), *self._named()])
        self.fields["unit"] = typed("Eenheid")
        if first(self.filled, "rest"):
            self.fields["rest"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.fields["drop_rest"] = forms.BooleanField(label="Laat dat weg", required=False)

    def _terms(self) -> Choices:
        """The agreed numbers that were named, by the name under which the rules know them."""
        found: dict[str, str] = {}
        for at in rows_of(self.filled, AGREED):
            label = first(self.filled, f"{AGREED}-{at}-label")
            if label and label not in found.values():
                found[first(self.filled, f"{AGREED}-{at}-name") or f"agreed{at}"] = label
        return list(found.items())

    def _agreements(self) -> None:
        there = [at for at in rows_of(self.filled, AGREED) if first(self.filled, f"{AGREED}-{at}-label")]
        rows = []
        for at in (*there, there[-1] + 1 if there else 0):
            prefix = f"{AGREED}-{at}"
            self.fields[f"{prefix}-name"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.fields[f"{prefix}-label"] = typed("Wat is afgesproken", **{"data-shape": ""})
            self.fields[f"{prefix}-number"] = typed("Getal", inputmode="decimal")
            self.fields[f"{prefix}-unit"] = typed("In wat", placeholder="dagen")
            self.fields[f"{prefix}-since"] = day("Vanaf")
            rows.append(
                Row(tuple(f"{prefix}-{name}" for name in ("name", "label", "number", "unit", "since")))
            )
        self.groups[AGREED] = tuple(rows)

    # -- what was filled in ------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        """What the rules find missing, each at its own field."""
        self.read = from_form(self.filled, self.shapes)
        for name, sentence in self.read.problems.items():
            if name == WHOLE or name not in self.fields:
                self.add_error(None, sentence)
            elif name not in self.errors:
                self.add_error(name, sentence)
        return self.cleaned_data

    @property
    def recipe(self) -> Recipe | None:
        """The recipe of a valid form."""
        return self.read.recipe if self.is_valid() and self.read else None

    # -- how the page shows them -------------------------------------------------------------------------

    def _lines(self, rows: Sequence[Row]) -> list[Line]:
        return [Line([self[name] for name in row.names], self._lines(row.below)) for row in rows]

    @property
    def conditions(self) -> list[Line]:
        return self._lines(self.groups["where"])

    @property
    def part(self) -> list[Line]:
        return self._lines(self.groups.get("part", ()))

    @property
    def judged(self) -> list[Line]:
        return self._lines(self.groups["judged"])

    @property
    def agreements(self) -> list[Line]:
        return self._lines(self.groups[AGREED])

    @property
    def head(self) -> list[BoundField]:
        """What is counted and what the figure is made of."""
        names = ("over", "aggregate", "way", "number", "whole", "unique", "begin", "end", "term", "days")
        return [self[name] for name in names if name in self.fields]

    @property
    def more(self) -> list[BoundField]:
        return [self[name] for name in ("grouped_by", "latest", "unit") if name in self.fields]

    @property
    def opened(self) -> bool:
        """Whether something of what is seldom asked was filled in, or is wrong."""
        seldom = ("judged-", AGREED, "grouped_by", "latest", "unit")
        named = [name for name, texts in self.filled.items() if name.startswith(seldom) and any(texts)]
        return bool(named) or any(name.startswith(seldom) for name in self.errors if self.is_bound)

    @property
    def kept(self) -> str:
        """What the recipe keeps that has no field here, in words; empty where there is nothing."""
        try:
            names: Mapping[str, Any] = json.loads(first(self.filled, "rest") or "{}")
        except ValueError:
            return ""
        return ", ".join(word for name, word in REST.items() if name in names)
