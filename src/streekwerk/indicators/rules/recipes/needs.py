"""What a recipe needs of which set: only these columns are read, and only rows that may match."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from streekwerk.indicators.rules.recipes.evaluating import dated_by
from streekwerk.indicators.rules.recipes.language import (
    AnyOf,
    Condition,
    Having,
    Order,
    Recipe,
    Related,
    Test,
)
from streekwerk.indicators.rules.recipes.shapes import SetShape, Shapes


@dataclass(frozen=True, slots=True)
class Need:
    """A set, the columns of it that are looked at, and what every row that counts fulfils."""

    over: str
    columns: frozenset[str]
    conditions: tuple[Condition, ...]
    dated: str | None = None
    """The date that must lie in the period that is asked; None: rows of any day are needed."""


def needs_of(recipe: Recipe, shapes: Shapes) -> list[Need]:
    """Every set the recipe looks at; a set it looks at in two ways stands there twice.

    >>> shape = SetShape("x", "x", "x")
    >>> [need.over for need in needs_of(Recipe("count", "x"), {"x": shape})]
    ['x']
    """
    shape = shapes[recipe.over]
    dated = dated_by(recipe, shape.dated)
    columns = {recipe.grouped_by, recipe.whole, recipe.latest, dated, *_valid(shape)}
    conditions = (*recipe.where, *recipe.part, *recipe.judged)
    columns |= _columns(conditions)
    if isinstance(recipe.value, str):
        columns.add(recipe.value)
    for facts in (recipe.between, recipe.within):
        if facts:
            columns |= {facts.first, *facts.then}
    if recipe.one_per:
        columns |= {recipe.one_per.field, recipe.one_per.answer, recipe.one_per.official}
    if recipe.against:
        columns.add(recipe.against.same)
    if shape.delivery:
        delivery = shape.delivery
        columns |= {delivery.delivered, delivery.approved, delivery.validated_by, delivery.asked}
    found = _related_needs(shape, conditions, recipe.value, shapes)
    columns |= _own_columns(shape, conditions, recipe.value)
    if recipe.of:
        columns.add(recipe.of.match)
        second = shapes[recipe.of.over]
        asked = {recipe.of.key, recipe.of.value, *_valid(second), *_columns(recipe.of.where)}
        asked |= _own_columns(second, recipe.of.where, None)
        found.append(Need(second.name, _named(asked), recipe.of.where))
        found += _related_needs(second, recipe.of.where, None, shapes)
    bound = None if recipe.against or (recipe.per and recipe.as_of) else dated
    return [Need(shape.name, _named(columns), recipe.where, bound), *found]


def _named(columns: Iterable[str | None]) -> frozenset[str]:
    return frozenset(name for name in columns if name)


def _valid(shape: SetShape) -> tuple[str, ...]:
    return shape.valid or ()


def _columns(conditions: Iterable[Condition]) -> set[str | None]:
    """The fields and facts that conditions look at in their own set."""
    found: set[str | None] = set()
    for condition in conditions:
        if isinstance(condition, Test):
            found.add(condition.field)
        elif isinstance(condition, AnyOf):
            found |= {test.field for test in condition.tests}
        elif isinstance(condition, Order):
            found |= {condition.first, condition.then}
    return found


def _relations(
    conditions: Iterable[Condition], value: str | Related | None
) -> list[tuple[str, tuple[Test | AnyOf, ...], tuple[str | None, ...]]]:
    """Every relation that is followed: its name, its conditions, and the columns it counts."""
    found: list[tuple[str, tuple[Test | AnyOf, ...], tuple[str | None, ...]]] = [
        (each.relation, each.where, ()) for each in conditions if isinstance(each, Having)
    ]
    if isinstance(value, Related):
        found.append((value.relation, value.where, (value.unique, value.total)))
    return found


def _own_columns(
    shape: SetShape, conditions: Iterable[Condition], value: str | Related | None
) -> set[str | None]:
    return {shape.relations[name].own for name, _, _ in _relations(conditions, value)}


def _related_needs(
    shape: SetShape, conditions: Iterable[Condition], value: str | Related | None, shapes: Shapes
) -> list[Need]:
    found = []
    for name, where, counted in _relations(conditions, value):
        relation = shape.relations[name]
        columns = {relation.key, *counted, *_columns(where), *_valid(shapes[relation.to])}
        found.append(Need(relation.to, _named(columns), where))
    return found
