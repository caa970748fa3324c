"""What can be measured: rooms register the sets of records they keep, and recipes count over them.

A room above adds its own in `measures.py` and calls `register` when the site starts; nothing here changes.
Rooms below are registered by `indicators.measures`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet

from streekwerk.access.models import Actor
from streekwerk.indicators.rules.recipes import (
    Delivery,
    Fact,
    Field,
    Here,
    RecipeRefused,
    Relation,
    SetShape,
    Shapes,
)
from streekwerk.network.models import Network

__all__ = [
    "SETS",
    "Delivery",
    "Fact",
    "Field",
    "Here",
    "Measurable",
    "Relation",
    "SetShape",
    "Source",
    "measurable",
    "register",
    "relate",
    "shapes_for",
]


@dataclass(frozen=True)
class Source:
    """Where a field or fact is read, as a path of the ORM from the record."""

    path: str | tuple[str, ...]
    """Several paths: the record has all their values, as a node stands under each of its ancestors."""
    many: bool = False
    """There may be several rows at the end of the path; of a fact the first day counts."""
    where: Q | None = None
    """Which of those rows count, by paths from the record."""
    moment: bool = False
    """It holds a moment, not a day."""
    pairs: Callable[[QuerySet[Any], date], Iterable[tuple[int, Any]]] | None = None
    """For what no path says: the number of each record with each of its values, on a day."""


Records = Callable[[Actor, Network, date], QuerySet[Any]]


@dataclass(frozen=True)
class Measurable:
    """A set of records of a room: its shape, and how to read, print and open them."""

    shape: SetShape
    records: Records
    """The records of a network that hold on a day, starting at `visible_to(actor)`."""
    sources: Mapping[str, Source]
    """For every field and fact of the shape where it is read."""
    title: Callable[[Any], str]
    """What a record is called in a list."""
    url: Callable[[Any], str]
    """Where a record is seen."""
    entered: str
    """The path of the day or moment it was entered."""
    related: tuple[str, ...] = ()
    """What is read along to print and open a record."""
    named: Mapping[str, type[Model]] = field(default_factory=dict)
    """For each field that refers to a record, the model whose text is its name."""
    hidden: Records | None = None
    """Records that count but that this actor may not see: a figure with one of them is kept back."""
    worded: Callable[[SetShape, Network], SetShape] | None = None
    """The shape in the words of a network."""

    def __post_init__(self) -> None:
        declared = {*self.shape.fields, *self.shape.facts}
        if declared != set(self.sources):
            odd = sorted(declared ^ set(self.sources))
            raise ValueError(f"{self.shape.name}: every field and fact has one source; not so: {odd}")


SETS: dict[str, Measurable] = {}
"""Every registered set, by its name, in the order in which a person can choose."""


def register(each: Measurable) -> None:
    """Make a set available to recipes; the same name again replaces it.

    Raises:
        ValueError: a relation leads to a field of this set that does not exist.
    """
    for name, relation in each.shape.relations.items():
        if relation.own and relation.own not in each.shape.fields:
            raise ValueError(f"{each.shape.name}.{name}: there is no field {relation.own}")
    SETS[each.shape.name] = _related(each)


RELATED: dict[str, dict[str, Relation]] = {}
"""By the name of a set what rooms above relate to its records; the sets themselves may come later."""


def relate(name: str, relation: str, to: Relation) -> None:
    """Let recipes over the set `name` ask about related records of a set that a room above keeps."""
    RELATED.setdefault(name, {})[relation] = to
    if name in SETS:
        SETS[name] = _related(SETS[name])


def _related(each: Measurable) -> Measurable:
    more = RELATED.get(each.shape.name, {})
    shape = replace(each.shape, relations={**each.shape.relations, **more})
    return replace(each, shape=shape) if more else each


def measurable(name: str) -> Measurable:
    """The set with that name.

    Raises:
        RecipeRefused: no room keeps such a set (any more).
    """
    if name not in SETS:
        known = ", ".join(f"{key} ({each.shape.many})" for key, each in SETS.items())
        raise RecipeRefused(f"Er is geen verzameling ‘{name}’ om te tellen. Kies uit: {known}.")
    return SETS[name]


def shapes_for(network: Network) -> Shapes:
    """Every set as a recipe of this network sees it, in the network's own words."""
    return {
        name: each.worded(each.shape, network) if each.worded else each.shape for name, each in SETS.items()
    }
