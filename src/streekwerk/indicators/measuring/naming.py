"""What parties, places, terms and records are called that a recipe or its groups name by number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import Model, Q

from streekwerk.access.models import Actor
from streekwerk.indicators.models import Definition, Indicator
from streekwerk.indicators.ports import SETS, shapes_for
from streekwerk.indicators.rules.recipes import AnyOf, Having, Outcome, Recipe, SetShape, Test
from streekwerk.indicators.rules.recipes.language import Condition, Related
from streekwerk.indicators.rules.recipes.outcome import Key
from streekwerk.indicators.rules.recipes.phrases import name_kind
from streekwerk.indicators.rules.recipes.shapes import Kind, Shapes
from streekwerk.network.models import Network, Party, Place, Term

_MODELS: dict[Kind, type[Model]] = {"party": Party, "place": Place, "term": Term}
Named = dict[tuple[str, int], str]
UNKNOWN = "niet bekend"
MOST_VALUES = 1_000
_ALONG: dict[type[Model], str] = {Indicator: "sentence", Definition: "indicator__sentence"}
"""What is read along with things whose name stands elsewhere."""


def names_for(recipes: Iterable[Recipe], *, actor: Actor, network: Network) -> Named:
    """The names of everything these recipes name, for their sentences; one query per kind of thing."""
    shapes = shapes_for(network)
    wanted: dict[type[Model], set[tuple[str, int]]] = {}
    for recipe in recipes:
        for model, kind, number in _mentioned(recipe, shapes):
            wanted.setdefault(model, set()).add((kind, number))
    found: Named = {}
    for model, pairs in wanted.items():
        names = _names(model, {number for _, number in pairs}, actor)
        found |= {(kind, number): names[number] for kind, number in pairs if number in names}
    return found


def group_names(recipe: Recipe, outcome: Outcome, *, actor: Actor, network: Network) -> dict[Key, str]:
    """What each group of a figure is called; one query at most."""
    if recipe.grouped_by is None:
        return {}
    shape = shapes_for(network)[recipe.over]
    field = shape.fields[recipe.grouped_by]
    keys = [key for key, _ in outcome.groups]
    model = _model(shape, recipe.grouped_by)
    if model is not None:
        names = _names(model, {key for key in keys if isinstance(key, int)}, actor)
        return {key: names.get(key, UNKNOWN) if isinstance(key, int) else UNKNOWN for key in keys}
    if field.kind == "boolean":
        return {
            key: UNKNOWN if key is None else field.label if key else f"niet {field.label}" for key in keys
        }
    return {key: UNKNOWN if key is None else field.option(key) for key in keys}


def values_of(
    over: str, name: str, *, actor: Actor, network: Network, day: date, chosen: Collection[int] = ()
) -> list[tuple[int, str]]:
    """What records of this set have in a field that names a party, place, term or record: numbers with names.

    By name, at most a thousand, and what was chosen with them; only what the actor may see. Of terms every
    word of the network, also one that nothing has yet. Two queries.
    """
    each = SETS[over]
    if each.shape.fields[name].kind == "term":
        words = Term.objects.visible_to(actor).filter(network=network)
        return [(term.pk, term.label) for term in words if term.archived_at is None or term.pk in chosen]
    source, rows = each.sources[name], each.records(actor, network, day).order_by()
    if source.pairs:
        found = {value for _, value in source.pairs(rows, day)}
    else:
        paths = source.path if isinstance(source.path, tuple) else (source.path,)
        lists = rows.filter(source.where or Q()).values_list(*paths).distinct()
        found = {value for values in lists for value in values if value is not None}
    model, kept = _model(each.shape, name), set(chosen)
    names = _names(model, found | kept, actor) if model else {}
    shown = sorted(names.items(), key=lambda pair: pair[1].casefold())
    return [pair for at, pair in enumerate(shown) if at < MOST_VALUES or pair[0] in kept]


def _model(shape: SetShape, name: str) -> type[Model] | None:
    kind = shape.fields[name].kind
    return SETS[shape.name].named.get(name) if kind == "record" else _MODELS.get(kind)


def _names(model: type[Model], numbers: set[int], actor: Actor) -> dict[int, str]:
    """Texts of the things the actor may see; of others the number is said."""
    rows = model._default_manager.filter(pk__in=numbers)
    if along := _ALONG.get(model):
        rows = rows.select_related(along)
    seen = getattr(rows, "visible_to", None)
    return {row.pk: str(row) for row in (seen(actor) if seen else rows)}


def _mentioned(recipe: Recipe, shapes: Shapes) -> Iterator[tuple[type[Model], str, int]]:
    shape = shapes[recipe.over]
    yield from _in_conditions((*recipe.where, *recipe.part, *recipe.judged), shape, shapes)
    if recipe.of:
        yield from _in_conditions(recipe.of.where, shapes[recipe.of.over], shapes)
    if isinstance(recipe.value, Related):
        other = shapes[shape.relations[recipe.value.relation].to]
        yield from _in_conditions(recipe.value.where, other, shapes)


def _in_conditions(
    conditions: Iterable[Condition], shape: SetShape, shapes: Shapes
) -> Iterator[tuple[type[Model], str, int]]:
    for condition in conditions:
        if isinstance(condition, AnyOf):
            yield from _in_conditions(condition.tests, shape, shapes)
        elif isinstance(condition, Having):
            yield from _in_conditions(condition.where, shapes[shape.relations[condition.relation].to], shapes)
        elif isinstance(condition, Test) and condition.field in shape.fields:
            model = _model(shape, condition.field)
            values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
            for value in values if model else ():
                if isinstance(value, int) and not isinstance(value, bool) and model:
                    yield model, name_kind(shape, condition.field), value
