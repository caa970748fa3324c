"""What can be asked of each kind of field, and whether a condition asks no more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import get_args

from streekwerk.indicators.rules.recipes.language import (
    Aggregate,
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
)
from streekwerk.indicators.rules.recipes.shapes import KIND_WORDS, Field, Kind, SetShape, Shapes
from streekwerk.kernel.errors import DomainError

AGGREGATES: tuple[Aggregate, ...] = get_args(Aggregate)
DATES: tuple[Operator, ...] = ("before", "until", "since", "after", "filled", "empty")
_NAMED: tuple[Operator, ...] = ("is", "is_not", "one_of", "none_of", "filled", "empty")
OPERATORS: dict[Kind, tuple[Operator, ...]] = {
    "text": (*_NAMED, "contains"),
    "choice": _NAMED,
    "number": ("is", "less", "at_most", "more", "at_least", "filled", "empty"),
    "date": DATES,
    "party": _NAMED,
    "place": _NAMED,
    "term": _NAMED,
    "record": _NAMED,
    "boolean": ("is",),
}
"""What can be asked of each kind of field."""

OPERATOR_WORDS: dict[Operator, str] = {
    "is": "is", "is_not": "is niet", "one_of": "is een van", "none_of": "is geen van", "contains": "bevat",
    "filled": "is ingevuld", "empty": "is leeg", "less": "is minder dan", "at_most": "is hoogstens",
    "more": "is meer dan", "at_least": "is minstens", "before": "ligt vóór", "until": "ligt op of vóór",
    "since": "ligt op of na", "after": "ligt na",
}  # fmt: skip
GROUPS: tuple[Kind, ...] = ("party", "place", "term", "choice", "record", "boolean")
LONGEST_TERM = 36_500
_WHEN = (Here.TODAY, Here.START, Here.END)


class RecipeRefused(DomainError):
    """A recipe asks something that its set does not know; the sentence says what to choose."""


def refuse(what: str, choose: Iterable[str] = ()) -> RecipeRefused:
    """The refusal with what can be chosen instead.

    >>> str(refuse("Er is geen veld ‘kleur’.", ["stand", "plan"]))
    'Er is geen veld ‘kleur’. Kies uit: stand, plan.'
    """
    said = ", ".join(choose)
    return RecipeRefused(f"{what} Kies uit: {said}." if said else what)


def shape_of(name: str, shapes: Shapes) -> SetShape:
    """The set with that name, or a refusal with those that exist."""
    if name not in shapes:
        raise refuse(
            f"Er is geen verzameling ‘{name}’ om te tellen.", (f"{k} ({v.many})" for k, v in shapes.items())
        )
    return shapes[name]


def field_of(name: str, shape: SetShape, *kinds: Kind) -> Field:
    """The field of the set with that name and one of these kinds, or a refusal with those that exist."""
    field = shape.fields.get(name)
    there = [f"{k} ({v.label})" for k, v in shape.fields.items() if not kinds or v.kind in kinds]
    if field is None:
        raise refuse(f"Van {shape.many} is ‘{name}’ niet bekend.", there)
    if kinds and field.kind not in kinds:
        words = " of ".join(KIND_WORDS[kind] for kind in kinds)
        raise refuse(
            f"‘{field.label}’ van {shape.many} is {KIND_WORDS[field.kind]}; nodig is {words}.", there
        )
    return field


def dates_of(shape: SetShape) -> list[str]:
    return [f"{name} ({shape.label_of(name)})" for name in shape.date_names()]


def check_date(name: str, shape: SetShape) -> None:
    if name not in shape.date_names():
        raise refuse(f"‘{name}’ is geen datum van {shape.many}.", dates_of(shape))


def check_facts(names: Iterable[str], shape: SetShape) -> None:
    for name in names:
        check_date(name, shape)


def check_relation(name: str, shape: SetShape, shapes: Shapes) -> SetShape:
    relation = shape.relations.get(name)
    if relation is None:
        choose = (f"{key} ({each.many})" for key, each in shape.relations.items())
        raise refuse(f"{shape.many.capitalize()} hebben geen ‘{name}’.", choose)
    return shape_of(relation.to, shapes)


def check_condition(condition: Condition, shape: SetShape, shapes: Shapes, recipe: Recipe) -> None:
    if isinstance(condition, AnyOf):
        if not condition.tests:
            raise refuse("Een ‘of’ zonder voorwaarden kiest niets. Voeg een voorwaarde toe.")
        for test in condition.tests:
            _check_test(test, shape, recipe)
    elif isinstance(condition, Order):
        check_facts((condition.first, condition.then), shape)
    elif isinstance(condition, Having):
        other = check_relation(condition.relation, shape, shapes)
        if condition.at_least < 1:
            raise refuse(f"Minstens {condition.at_least} is altijd waar. Kies een getal vanaf 1.")
        for each in condition.where:
            check_condition(each, other, shapes, recipe)
    else:
        _check_test(condition, shape, recipe)


def check_ref(ref: Ref, recipe: Recipe) -> None:
    if not recipe.parameter(ref.parameter):
        raise refuse(
            f"Er is geen afspraak ‘{ref.parameter}’.", (f"{p.name} ({p.label})" for p in recipe.parameters)
        )


def _check_test(test: Test, shape: SetShape, recipe: Recipe) -> None:
    if test.field in shape.facts:
        label, kind = shape.facts[test.field].label, "date"
        field = Field(label, "date")
    else:
        field = field_of(test.field, shape)
        label, kind = field.label, field.kind
    able = OPERATORS[kind]  # type: ignore[index]
    if test.operator not in able:
        raise refuse(
            f"Bij ‘{label}’ past ‘{OPERATOR_WORDS.get(test.operator, test.operator)}’ niet.",
            (f"{each} ({OPERATOR_WORDS[each]})" for each in able),
        )
    if test.operator in ("filled", "empty"):
        if test.value is not None:
            raise refuse(f"Bij ‘{label} {OPERATOR_WORDS[test.operator]}’ hoort geen waarde. Laat ze weg.")
        return
    many = test.operator in ("one_of", "none_of")
    if many != isinstance(test.value, tuple) or test.value == ():
        raise refuse(
            f"Bij ‘{label} {OPERATOR_WORDS[test.operator]}’ hoort "
            + ("minstens één waarde, als lijst." if many else "één waarde.")
        )
    for value in test.value if isinstance(test.value, tuple) else (test.value,):
        _check_value(value, field, recipe)


def _check_value(value: Scalar | None, field: Field, recipe: Recipe) -> None:
    if isinstance(value, Ref):
        check_ref(value, recipe)
    kind = field.kind
    fits = {
        "text": isinstance(value, str),
        "choice": isinstance(value, str),
        "number": isinstance(value, int | Decimal | Ref) and not isinstance(value, bool),
        "date": isinstance(value, date) or value in _WHEN,
        "boolean": isinstance(value, bool),
    }.get(
        kind,
        (isinstance(value, int) and not isinstance(value, bool)) or value in field.here,
    )
    if not fits:
        said = value.value if isinstance(value, Here) else getattr(value, "parameter", value)
        raise refuse(f"‘{said}’ past niet bij ‘{field.label}’: dat is {KIND_WORDS[kind]}.")
    if kind == "choice" and field.options and value not in dict(field.options):
        choose = (f"{code} ({word})" for code, word in field.options)
        raise refuse(f"‘{value}’ is geen mogelijke waarde van ‘{field.label}’.", choose)
    if isinstance(value, Decimal) and not value.is_finite():
        raise refuse(f"‘{value}’ is geen getal. Geef een gewoon getal.")
