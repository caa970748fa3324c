"""Conditions in Dutch: what stands behind the noun, “met stand ‘klaar’”, “die in 2027 zijn opgepikt”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from streekwerk.indicators.rules.figures.periods import Period
from streekwerk.indicators.rules.recipes.language import (
    AnyOf,
    Condition,
    Having,
    Here,
    Operator,
    Order,
    Recipe,
    Ref,
    Scalar,
    Test,
    Value,
)
from streekwerk.indicators.rules.recipes.shapes import Field, SetShape, Shapes
from streekwerk.ui import dutch

Names = Mapping[tuple[str, int], str]
"""What things are called, by kind and number; of a record the kind is set and field: “nodes.plan”."""


def name_kind(shape: SetShape, name: str) -> str:
    """The kind under which the values of a field are named.

    >>> name_kind(SetShape("nodes", "x", "x", {"plan": Field("plan", "record")}), "plan")
    'nodes.plan'
    """
    kind = shape.fields[name].kind
    return f"{shape.name}.{name}" if kind == "record" else kind


HERE: dict[Here, str] = {
    Here.TODAY: "vandaag", Here.START: "het begin van de periode", Here.END: "het einde van de periode",
    Here.PLAN: "dit plan", Here.NODE: "dit onderdeel", Here.INDICATOR: "deze indicator",
}  # fmt: skip
_NUMBERS: dict[Operator, str] = {
    "is": "van ", "less": "van minder dan ", "at_most": "van hoogstens ", "more": "van meer dan ",
    "at_least": "van minstens ",
}  # fmt: skip
_DATES: dict[Operator, str] = {"before": "vóór", "until": "op of vóór", "since": "vanaf", "after": "na"}


def either(words: Iterable[str], joint: str = "of") -> str:
    """The words joined as one speaks.

    >>> either(["a", "b", "c"]), either(["a", "b"], "en")
    ('a, b of c', 'a en b')
    """
    *rest, last = list(words)
    return f"{', '.join(rest)} {joint} {last}" if rest else last


def when(period: Period) -> str:
    """The period with its preposition.

    >>> from streekwerk.indicators.rules.figures.periods import read_period
    >>> [when(read_period(key)) for key in ("2027", "2027-K1", "2027-03-20")]
    ['in 2027', 'in het 1e kwartaal 2027', 'op 20 maart 2027']
    """
    if period.start == period.end:
        return f"op {period.label}"
    if period.rhythm in ("quarter",):
        return f"in het {period.label}"
    if period.rhythm == "half_year":
        return f"in de {period.label}"
    return f"in {period.label}" if period.rhythm != "once" else f"in de periode {period.label}"


@dataclass(frozen=True)
class Speaker:
    """Says the parts of one recipe."""

    recipe: Recipe
    shapes: Shapes
    names: Names

    def noun(self, shape: SetShape, conditions: Iterable[Condition]) -> tuple[str, list[Condition]]:
        """The plural of what is counted, and the conditions that the noun does not say itself."""
        rest = list(conditions)
        for condition in rest:
            field = shape.fields.get(condition.field) if isinstance(condition, Test) else None
            if isinstance(condition, Test) and field and condition.operator in ("is", "one_of"):
                values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
                nouns = dict(field.nouns)
                if field.nouns and all(value in nouns for value in values):
                    rest.remove(condition)
                    return either((nouns[str(value)] for value in values), "en"), rest
        return shape.many, rest

    def things(self, shape: SetShape, conditions: Iterable[Condition], dated: str = "") -> str:
        """The noun with everything that must hold of it."""
        noun, rest = self.noun(shape, conditions)
        return " ".join(part for part in (noun, self.all_of(shape, rest, dated)) if part)

    def all_of(self, shape: SetShape, conditions: Iterable[Condition], dated: str = "") -> str:
        """The conditions, those that say of what it is first."""
        said = [self.one(shape, condition) for condition in conditions]
        whose = [each for each in said if each.startswith(("van ", "in "))]
        rest = [each for each in said if each not in whose] + ([dated] if dated else [])
        return " ".join(part for part in (" en ".join(whose), " en ".join(rest)) if part)

    def one(self, shape: SetShape, condition: Condition) -> str:
        """One condition in words."""
        if isinstance(condition, AnyOf):
            return " of ".join(self.one(shape, each) for each in condition.tests)
        if isinstance(condition, Order):
            first, then = shape.label_of(condition.first), shape.label_of(condition.then)
            return f"met ‘{first}’ {'ten laatste bij' if condition.same_day else 'vóór'} ‘{then}’"
        if isinstance(condition, Having):
            relation = shape.relations[condition.relation]
            where = self.all_of(self.shapes[relation.to], condition.where)
            few = f"één {relation.one}"
            many = few if condition.at_least == 1 else f"{dutch.number(condition.at_least)} {relation.many}"
            return relation.said.format(f"minstens {many} {where}".strip())
        if condition.field in shape.facts:
            return self._fact(shape.facts[condition.field].label, condition)
        return self._field(shape, shape.fields[condition.field], condition)

    def _fact(self, label: str, test: Test) -> str:
        if test.operator == "filled":
            return f"die zijn {label}"
        if test.operator == "empty":
            return f"die nog niet zijn {label}"
        return f"die {_DATES[test.operator]} {self.value(test.value)} zijn {label}"

    def _field(self, shape: SetShape, field: Field, test: Test) -> str:
        label, operator, kind = field.label, test.operator, field.kind
        if kind == "boolean":
            return f"die {label} zijn" if test.value else f"die niet {label} zijn"
        if operator in ("filled", "empty"):
            return f"{'met' if operator == 'filled' else 'zonder'} {label}"
        if operator == "contains":
            return f"met ‘{test.value}’ in de {label}"
        if kind == "number":
            return f"met een {label} {_NUMBERS[operator]}{self.value(test.value)}"
        if kind == "date":
            return f"met {label} {_DATES[operator]} {self.value(test.value)}"
        phrases = dict(field.phrases)
        if operator in ("is", "one_of") and all(value in phrases for value in _listed(test.value)):
            return either(phrases[str(value)] for value in _listed(test.value))
        said = either(self.word(shape, test.field, each) for each in _listed(test.value))
        denied = operator in ("is_not", "none_of")
        if kind != "record" and not field.of:
            return f"{'zonder' if denied else 'met'} {label} {said}"
        of = field.of or f"van {label}"
        if isinstance(test.value, Here):
            of = of.split(" ")[0]
        return f"niet {of} {said}" if denied else f"{of} {said}"

    def word(self, shape: SetShape, name: str, value: Scalar | None) -> str:
        """One value of a field in words."""
        field = shape.fields[name]
        if isinstance(value, Here):
            return field.this or HERE[value]
        if field.kind == "choice":
            return f"‘{field.option(value)}’"
        if field.kind == "text":
            return f"‘{value}’"
        if isinstance(value, int) and not isinstance(value, bool):
            said = self.names.get((name_kind(shape, name), value), f"nr. {value}")
            return f"‘{said}’" if field.kind == "record" else said
        return str(value)

    def value(self, value: Value) -> str:
        """A date, number or agreed number in words."""
        if isinstance(value, Here):
            return HERE[value]
        if isinstance(value, Ref):
            return self.agreed(value)
        if isinstance(value, date):
            return dutch.day(value)
        return dutch.number(value) if isinstance(value, int | Decimal) else str(value)

    def agreed(self, ref: Ref) -> str:
        """A parameter with the numbers that were agreed: “de afgesproken termijn (30 dagen)”."""
        parameter = self.recipe.parameter(ref.parameter)
        if parameter is None or not parameter.values:
            return f"de {parameter.label if parameter else ref.parameter} (nog te bepalen)"
        said = [
            f"{f'vanaf {dutch.day(start)}: ' if start else ''}{dutch.number(number)} {parameter.unit}"
            for start, number in sorted(parameter.values, key=lambda each: each[0] or date.min)
        ]
        return f"de {parameter.label} ({'; '.join(said)})"


def _listed(value: Value) -> tuple[Scalar | None, ...]:
    return value if isinstance(value, tuple) else (value,)
