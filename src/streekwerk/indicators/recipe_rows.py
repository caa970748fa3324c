"""The fields of one condition of a recipe: what it asks about, how, and with what it is compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from streekwerk.indicators.rules.recipes.allowed import OPERATOR_WORDS
from streekwerk.indicators.rules.recipes.from_form import MOMENTS, operators_for
from streekwerk.indicators.rules.recipes.on_form import (
    FIELD,
    HAVING,
    ORDER,
    Filled,
    first,
    in_lines,
    rows_of,
)
from streekwerk.indicators.rules.recipes.phrases import HERE
from streekwerk.indicators.rules.recipes.shapes import Field, Relation, SetShape, Shapes

Choices = list[tuple[str, Any]]
Values = Callable[[str, str, list[int]], list[tuple[int, str]]]
"""By set, field and what is chosen: the numbers and names among which a person chooses."""
NOTHING = ("", "–")
AND_OR: Choices = [("", "en"), ("of", "of")]
_DAYS: Choices = [("", "een dag"), *((each.value, HERE[each]) for each in MOMENTS)]
_FACTS = {"filled": "is gebeurd", "empty": "is nog niet gebeurd"}


@dataclass(frozen=True, slots=True)
class Row:
    """A condition on the form, by the names of its fields; below it what is asked of related records."""

    names: tuple[str, ...]
    below: tuple[Row, ...] = ()


class Choice(forms.ChoiceField):
    """A list to choose one or none from."""

    def __init__(self, label: str, choices: Choices, *, shapes: bool = False, many: bool = False) -> None:
        widget = forms.Select({"data-shape": ""} if shapes else {})
        super().__init__(label=label, required=False, choices=choices, widget=widget)
        self.error_messages["invalid_choice"] = "Kies een waarde uit de lijst."


class Several(forms.MultipleChoiceField):
    """A list to choose any number from."""

    def __init__(self, label: str, choices: Choices) -> None:
        widget = forms.CheckboxSelectMultiple
        super().__init__(label=label, required=False, choices=choices, widget=widget)
        self.error_messages["invalid_choice"] = "Kies enkel waarden uit de lijst."


def typed(label: str, **attrs: str) -> forms.CharField:
    """A line to type on."""
    return forms.CharField(
        label=label, required=False, strip=True, widget=forms.TextInput({"autocomplete": "off", **attrs})
    )


def day(label: str) -> forms.CharField:
    """A day, kept as it was typed until the rules read it."""
    return forms.CharField(label=label, required=False, widget=forms.DateInput({"type": "date"}))


class Rows:
    """Makes the rows of a form: for every condition that was begun, and one to begin another."""

    def __init__(
        self, fields: dict[str, forms.Field], filled: Filled, shapes: Shapes, values: Values, terms: Choices
    ) -> None:
        self.fields, self.filled, self.shapes = fields, filled, shapes
        self.values, self.terms = values, terms

    def group(self, group: str, shape: SetShape, *, flat: bool = False) -> tuple[Row, ...]:
        """The rows of a group of conditions."""
        there = rows_of(self.filled, group)
        while there and not first(self.filled, f"{group}-{there[-1]}-what"):
            there.pop()
        numbers = [*there, there[-1] + 1 if there else 0]
        whats, word = _whats(shape, flat=flat), "Waarvan" if flat else "Voorwaarde"
        return tuple(
            self._row(
                f"{group}-{at}",
                f"{word} {place}",
                shape,
                whats,
                joined=place > 1,
            )
            for place, at in enumerate(numbers, start=1)
        )

    def _row(self, prefix: str, label: str, shape: SetShape, whats: Choices, *, joined: bool) -> Row:
        what = first(self.filled, f"{prefix}-what")
        names = []
        if joined and what:
            names.append(self._add(f"{prefix}-or", Choice("En/of", AND_OR)))
        names.append(self._add(f"{prefix}-what", Choice(label, [NOTHING, *whats], shapes=True)))
        if what == ORDER:
            return Row((*names, *self._order(prefix, shape)))
        if what.startswith(HAVING) and what[2:] in shape.relations:
            relation = shape.relations[what[2:]]
            least = typed(f"Minstens hoeveel {relation.many}", inputmode="numeric")
            least.initial = "1"
            names.append(self._add(f"{prefix}-least", least))
            return Row(tuple(names), self.group(f"{prefix}-in", self.shapes[relation.to], flat=True))
        name = what.removeprefix(FIELD)
        if name in shape.facts or name in shape.fields:
            names += self._test(prefix, name, shape)
        return Row(tuple(names))

    def _add(self, name: str, field: forms.Field) -> str:
        self.fields[name] = field
        return name

    def _order(self, prefix: str, shape: SetShape) -> Iterable[str]:
        dates: Choices = [NOTHING, *((name, shape.label_of(name)) for name in shape.date_names())]
        how: Choices = [("before", "ligt vóór"), ("same_day", "ligt ten laatste op de dag van")]
        yield self._add(f"{prefix}-first", Choice("Welke datum", dates))
        yield self._add(f"{prefix}-how", Choice("Hoe", how))
        yield self._add(f"{prefix}-then", Choice("Andere datum", dates))

    def _test(self, prefix: str, name: str, shape: SetShape) -> Iterable[str]:
        fact = name in shape.facts
        asked = Field(shape.facts[name].label, "date") if fact else shape.fields[name]
        able = operators_for(shape, name)
        how = first(self.filled, f"{prefix}-how")
        how = how if how in able else able[0]
        if len(able) > 1:
            words = [(each, (fact and _FACTS.get(each)) or OPERATOR_WORDS[each]) for each in able]
            field = Choice("Hoe", list(words), shapes=True)
            field.initial = how
            yield self._add(f"{prefix}-how", field)
        if how in ("filled", "empty"):
            return
        many = how in ("one_of", "none_of")
        if asked.kind == "date":
            when = Choice("Ten opzichte van", _DAYS, shapes=True)
            yield self._add(f"{prefix}-when", when)
            if first(self.filled, f"{prefix}-when"):
                return
        if asked.kind == "number" and self.terms:
            yield self._add(
                f"{prefix}-agreed", Choice("Met welk getal", [("", "een getal"), *self.terms], shapes=True)
            )
            if first(self.filled, f"{prefix}-agreed"):
                return
        yield self._add(f"{prefix}-value", self._value(prefix, name, asked, shape, many=many))

    def _value(self, prefix: str, name: str, asked: Field, shape: SetShape, *, many: bool) -> forms.Field:
        label = asked.label[:1].upper() + asked.label[1:]
        if asked.kind == "number":
            return typed(label, inputmode="decimal")
        if asked.kind == "date":
            return day(label)
        if in_lines(asked):
            if not many:
                return typed(label)
            lines = forms.Textarea({"rows": 3})
            return forms.CharField(label=f"{label}, één per regel", required=False, widget=lines)
        choices = self._choices(prefix, name, asked, shape)
        return Several(label, choices) if many else Choice(label, [NOTHING, *choices])

    def _choices(self, prefix: str, name: str, asked: Field, shape: SetShape) -> Choices:
        if asked.kind == "boolean":
            return [("ja", asked.label), ("nee", f"niet {asked.label}")]
        if asked.kind == "choice":
            return list(asked.options)
        chosen = [int(each) for each in self.filled.get(f"{prefix}-value") or () if each.isdecimal()]
        here = [(each.value, asked.this or HERE[each]) for each in asked.here]
        named = self.values(shape.name, name, [each for each in chosen if each < 10**15])
        return [*here, *((str(number), text) for number, text in named)]


def _whats(shape: SetShape, *, flat: bool) -> Choices:
    """Everything that can be asked of a record, in groups."""
    groups: Choices = [
        ("Wat bekend is", [(f"{FIELD}{name}", each.label) for name, each in shape.fields.items()])
    ]
    if shape.facts:
        facts = [(f"{FIELD}{name}", fact.label) for name, fact in shape.facts.items()]
        groups.append(("Wat gebeurde", facts))
    if flat:
        return groups
    if shape.relations:
        related = [(f"{HAVING}{name}", _related(each)) for name, each in shape.relations.items()]
        groups.append(("Wat erbij hoort", related))
    if len(shape.date_names()) > 1:
        groups.append(("Volgorde", [(ORDER, "de ene datum vóór de andere")]))
    return groups


def _related(relation: Relation) -> str:
    """What related records are called in a list: “onderdelen”, “partner zijn van onderdelen”."""
    said = relation.said.format(relation.many)
    return said.removeprefix("met ").removeprefix("die ")
