"""What was filled in on a form, read as a recipe; what is missing is said at its own field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from streekwerk.indicators.rules.figures.entries import Read, read_cell
from streekwerk.indicators.rules.recipes.allowed import (
    AGGREGATES,
    LONGEST_TERM,
    OPERATOR_WORDS,
    OPERATORS,
    RecipeRefused,
)
from streekwerk.indicators.rules.recipes.language import (
    Aggregate,
    AnyOf,
    Between,
    Condition,
    Having,
    Here,
    Operator,
    Order,
    Parameter,
    Recipe,
    Ref,
    Scalar,
    Test,
    Value,
    Within,
)
from streekwerk.indicators.rules.recipes.on_form import (
    AGREED,
    FIELD,
    HAVING,
    ORDER,
    REST,
    Filled,
    first,
    in_lines,
    rows_of,
)
from streekwerk.indicators.rules.recipes.restoring import from_json
from streekwerk.indicators.rules.recipes.shapes import Field, SetShape, Shapes
from streekwerk.indicators.rules.recipes.storing import to_json

OF_NUMBERS = ("sum", "mean", "median", "min", "max", "nps", "rubric_latest")
"""Aggregates that are made of a number of each record."""
MOMENTS = (Here.TODAY, Here.START, Here.END)
"""What a date can be compared with, besides a day."""
WHOLE = ""
"""The name under which is told what is wrong with the recipe as a whole."""


@dataclass(frozen=True, slots=True)
class FromForm:
    """The recipe that was filled in, or by field what is still to be chosen."""

    recipe: Recipe | None
    problems: Mapping[str, str] = field(default_factory=dict)


def from_form(filled: Filled, shapes: Shapes) -> FromForm:
    """The recipe that these fields say, or at which field what has to be chosen."""
    reading = _Reading(filled, shapes)
    recipe = reading.recipe()
    return FromForm(None if reading.problems else recipe, reading.problems)


def operators_for(shape: SetShape, name: str) -> tuple[Operator, ...]:
    """What can be asked of a field or fact, the most usual first: of a fact whether it happened."""
    if name in shape.facts:
        able = OPERATORS["date"]
        return tuple(sorted(able, key=lambda each: each not in ("filled", "empty")))
    return OPERATORS[shape.fields[name].kind]


class _Reading:
    """One filled-in form on its way to a recipe."""

    def __init__(self, filled: Filled, shapes: Shapes) -> None:
        self.filled, self.shapes = filled, shapes
        self.problems: dict[str, str] = {}
        self.agreed = {each.name: each for each in self._parameters()}

    def text(self, name: str) -> str:
        return first(self.filled, name)

    def wrong(self, name: str, sentence: str) -> None:
        self.problems.setdefault(name, sentence)

    # -- the recipe ----------------------------------------------------------------------------------

    def recipe(self) -> Recipe | None:
        shape = self.shapes.get(self.text("over"))
        if shape is None:
            self.wrong("over", "Kies wat geteld wordt.")
            return None
        kind = self.text("aggregate")
        if kind not in AGGREGATES:
            self.wrong("aggregate", "Kies welk cijfer.")
            return None
        aggregate: Aggregate = kind
        rest = self._rest(shape, kind)
        way = self.text("way") or "part"
        share = kind == "share"
        more: dict[str, Any] = {}
        if share and way == "within":
            more["within"] = self._within(shape)
        elif share and way == "whole":
            more |= {"value": self._number_of(shape, "number"), "whole": self._number_of(shape, "whole")}
        elif share:
            more["part"] = self.conditions("part", shape)
            if not more["part"] and not self.problems:
                self.wrong("part-0-what", "Kies wanneer iets meetelt in het aandeel.")
        elif kind == "duration":
            more["between"] = Between(*self._facts(shape))
        elif kind in OF_NUMBERS and not (rest.get("value") and not self.text("number")):
            more["value"] = self._number_of(shape, "number")
            rest.pop("value", None)
        elif kind == "count_unique":
            more["value"] = self.text("unique")
            if more["value"] not in shape.fields:
                self.wrong("unique", "Kies waarvan de verschillende geteld worden.")
        for name in ("grouped_by", "latest"):
            chosen = self.text(name)
            if chosen and chosen not in shape.fields:
                self.wrong(name, f"Dit hoort niet bij {shape.many}. Kies opnieuw.")
            more[name] = chosen or None
        where, judged = self.conditions("where", shape), self.conditions("judged", shape)
        if self.problems:
            return None
        made = Recipe(
            aggregate, shape.name, where, judged=judged, unit=self.text("unit"),
            parameters=tuple(self.agreed.values()), **more,
        )  # fmt: skip
        try:
            return from_json({**to_json(made), **rest}, self.shapes)
        except RecipeRefused as refusal:
            self.wrong(WHOLE, str(refusal))
            return None

    def _rest(self, shape: SetShape, kind: str) -> dict[str, Any]:
        """What the form keeps without a field; it belongs to one set and one figure."""
        if self.text("drop_rest"):
            return {}
        try:
            kept = json.loads(self.text("rest") or "{}")
        except ValueError:
            kept = {}
        if not isinstance(kept, dict) or (kept.get("over"), kept.get("aggregate")) != (shape.name, kind):
            return {}
        return {name: kept[name] for name in REST if name in kept}

    def _within(self, shape: SetShape) -> Within | None:
        begin, then = self._facts(shape)
        term, days = self.text("term"), self.text("days")
        if term in self.agreed:
            return Within(begin, then, Ref(term))
        if not days.isdecimal() or int(days) > LONGEST_TERM:
            self.wrong("days", "Zeg binnen hoeveel dagen. Schrijf bijvoorbeeld 30.")
            return None
        return Within(begin, then, int(days))

    def _facts(self, shape: SetShape) -> tuple[str, tuple[str, ...]]:
        able = shape.date_names()
        begin, then = self.text("begin"), tuple(self.filled.get("end") or ())
        if begin not in able:
            self.wrong("begin", "Kies van welke dag de tijd begint te lopen.")
        if not then or any(name not in able for name in then):
            self.wrong("end", "Kies tot welke dag de tijd loopt.")
        return begin, then

    def _number_of(self, shape: SetShape, name: str) -> str:
        chosen = self.text(name)
        if chosen not in shape.fields or shape.fields[chosen].kind != "number":
            self.wrong(name, f"Kies welk getal van {shape.many}.")
        return chosen

    # -- conditions ----------------------------------------------------------------------------------

    def conditions(self, group: str, shape: SetShape, *, flat: bool = False) -> tuple[Any, ...]:
        """The conditions of a group; a row that begins with “of” belongs with the one before it."""
        found: list[Condition] = []
        for at in rows_of(self.filled, group):
            prefix = f"{group}-{at}"
            if not self.text(f"{prefix}-what"):
                continue
            condition = self._condition(prefix, shape, flat=flat)
            if condition is None:
                continue
            if self.text(f"{prefix}-or") != "of" or not found:
                found.append(condition)
            elif isinstance(condition, Test) and isinstance(found[-1], Test | AnyOf):
                before = found[-1].tests if isinstance(found[-1], AnyOf) else (found[-1],)
                found[-1] = AnyOf((*before, condition))
            else:
                self.wrong(f"{prefix}-or", "“Of” kan hier niet: zo’n voorwaarde geldt altijd mee. Kies “en”.")
        return tuple(found)

    def _condition(self, prefix: str, shape: SetShape, *, flat: bool) -> Condition | None:
        what = self.text(f"{prefix}-what")
        if what == ORDER and not flat:
            return self._order(prefix, shape)
        if what.startswith(HAVING) and not flat and what[2:] in shape.relations:
            return self._having(prefix, what[2:], shape)
        name = what.removeprefix(FIELD)
        if not what.startswith(FIELD) or (name not in shape.fields and name not in shape.facts):
            self.wrong(f"{prefix}-what", f"Dit is van {shape.many} niet bekend. Kies opnieuw, of maak leeg.")
            return None
        return self._test(prefix, name, shape)

    def _order(self, prefix: str, shape: SetShape) -> Order | None:
        names = [self.text(f"{prefix}-{part}") for part in ("first", "then")]
        for part, name in zip(("first", "then"), names, strict=True):
            if name not in shape.date_names():
                self.wrong(f"{prefix}-{part}", "Kies een datum.")
        return Order(names[0], names[1], self.text(f"{prefix}-how") == "same_day")

    def _having(self, prefix: str, relation: str, shape: SetShape) -> Having | None:
        least = self.text(f"{prefix}-least") or "1"
        if not least.isdecimal() or not 1 <= int(least) <= 9999:
            self.wrong(f"{prefix}-least", "Zeg hoeveel er minstens zijn. Schrijf een getal vanaf 1.")
            return None
        other = self.shapes[shape.relations[relation].to]
        return Having(relation, self.conditions(f"{prefix}-in", other, flat=True), int(least))

    def _test(self, prefix: str, name: str, shape: SetShape) -> Test | None:
        asked = Field(shape.facts[name].label, "date") if name in shape.facts else shape.fields[name]
        able = operators_for(shape, name)
        how = self.text(f"{prefix}-how") or able[0]
        operator = next((each for each in able if each == how), None)
        if operator is None:
            words = ", ".join(OPERATOR_WORDS[each] for each in able)
            self.wrong(f"{prefix}-how", f"Kies hoe ‘{asked.label}’ vergeleken wordt: {words}.")
            return None
        if operator in ("filled", "empty"):
            return Test(name, operator)
        value = self._value(prefix, asked, many=operator in ("one_of", "none_of"))
        return None if value is None else Test(name, operator, value)

    def _value(self, prefix: str, asked: Field, *, many: bool) -> Value:
        where = f"{prefix}-value"
        if asked.kind == "number" and self.text(f"{prefix}-agreed") in self.agreed:
            return Ref(self.text(f"{prefix}-agreed"))
        if asked.kind == "date" and (when := self.text(f"{prefix}-when")):
            here = next((each for each in MOMENTS if each.value == when), None)
            if here is None:
                self._missing(where, asked)
            return here
        texts = [each.strip() for each in self.filled.get(where) or ()]
        if many and in_lines(asked):
            texts = [line.strip() for text in texts for line in text.splitlines()]
        texts = [each for each in texts if each]
        values = [self._scalar(text, asked) for text in (texts if many else texts[:1])]
        if not values or any(value is None for value in values):
            self._missing(where, asked)
            return None
        return tuple(each for each in values if each is not None) if many else values[0]

    def _missing(self, where: str, asked: Field) -> None:
        self.wrong(where, _ASKED[asked.kind].format(asked.label))

    def _scalar(self, text: str, asked: Field) -> Scalar | None:
        """The value that a text says; None where it says none of this kind."""
        match asked.kind:
            case "text":
                return text
            case "choice":
                return text if not asked.options or text in dict(asked.options) else None
            case "number":
                return number_from(text)
            case "date":
                return day_from(text)
            case "boolean":
                return {"ja": True, "nee": False}.get(text)
        here = next((each for each in asked.here if each.value == text), None)
        return here or (int(text) if text.isdecimal() and len(text) < 16 else None)

    # -- what was agreed -----------------------------------------------------------------------------

    def _parameters(self) -> list[Parameter]:
        """The agreed numbers; rows with the same name are one number that changed on a day."""
        found: dict[str, Parameter] = {}
        for at in rows_of(self.filled, AGREED):
            prefix = f"{AGREED}-{at}"
            label, number = self.text(f"{prefix}-label"), number_from(self.text(f"{prefix}-number"))
            if not label:
                continue
            same = next((each.name for each in found.values() if each.label == label), "")
            name = self.text(f"{prefix}-name") or same or f"agreed{at}"
            since = self.text(f"{prefix}-since")
            day = day_from(since) if since else None
            if number is None:
                self.wrong(f"{prefix}-number", f"Zeg welk getal voor ‘{label}’ is afgesproken.")
            if since and day is None:
                self.wrong(f"{prefix}-since", "Kies de dag waarop dit ingaat, of laat leeg.")
            if number is None or (since and day is None):
                continue
            before = found[name].values if name in found else ()
            unit = self.text(f"{prefix}-unit") or "dagen"
            found[name] = Parameter(name, label, (*before, (day, Decimal(number))), unit)
        return list(found.values())


_ASKED = {
    "text": "Schrijf met welke tekst ‘{}’ vergeleken wordt.",
    "choice": "Kies een waarde voor ‘{}’.",
    "number": "Schrijf een getal voor ‘{}’, bijvoorbeeld 12,5.",
    "date": "Kies voor ‘{}’ een dag, of vandaag, of het begin of het einde van de periode.",
    "boolean": "Kies ja of nee voor ‘{}’.",
    "party": "Kies een organisatie voor ‘{}’.",
    "place": "Kies een plaats voor ‘{}’.",
    "term": "Kies een begrip voor ‘{}’.",
    "record": "Kies een waarde voor ‘{}’.",
}


def number_from(text: str) -> int | Decimal | None:
    """The number that was typed, whole where it can; None where it is none.

    >>> number_from("1.250,5"), number_from("12"), number_from("veel")
    (Decimal('1250.5'), 12, None)
    """
    read = read_cell(text)
    number = read.value.number if isinstance(read, Read) and read.value else None
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else number


def day_from(text: str) -> date | None:
    """The day that was chosen; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
