"""What can be counted: a set of records, as a room declares it, and the words to say it with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from streekwerk.indicators.rules.recipes.language import Here

Kind = Literal["text", "choice", "number", "date", "party", "place", "term", "record", "boolean"]

KIND_WORDS: dict[Kind, str] = {
    "text": "een tekst", "choice": "een keuze uit een lijst", "number": "een getal", "date": "een datum",
    "party": "een organisatie", "place": "een plaats", "term": "een begrip",
    "record": "een ander gegeven", "boolean": "ja of nee",
}  # fmt: skip

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Field:
    """Something that is known of a record; `label` reads after “met”, of a boolean after “die … zijn”."""

    label: str
    kind: Kind
    many: bool = False
    """A record has any number of them: themes, partners."""
    plural: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """Of a choice: each code with its word."""
    nouns: tuple[tuple[str, str], ...] = ()
    """Where the choice names the thing itself: each code with the plural that replaces that of the set."""
    of: str = ""
    """What reads before a value (“van plan”, “rond”); otherwise “met” and its label."""
    here: tuple[Here, ...] = ()
    """Of a record: which “this” it can be: this plan, this indicator."""
    this: str = ""
    """What such a “this” is called when its own word says too little: “deze tak”."""
    words: tuple[tuple[str, str], ...] = ()
    """Of a choice: other words a sentence uses for a code (“afgerond”)."""
    phrases: tuple[tuple[str, str], ...] = ()
    """Of a choice: each code as a sentence says it after the noun (“die vooraf zijn vastgelegd”)."""
    told: tuple[tuple[str, str], ...] = ()
    """Of a choice: by code why a record with it falls out, in words that read after a number."""

    def __post_init__(self) -> None:
        if self.many and self.kind in ("number", "date", "boolean"):
            raise ValueError(f"a {self.kind} is one per record: {self.label}")

    @property
    def labels(self) -> str:
        """The label of more than one."""
        return self.plural or self.label

    def option(self, code: object) -> str:
        """The word of a code, the code itself when nobody gave it one."""
        return dict(self.options).get(str(code), str(code))


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated event in the life of a record; `label` is what it then is: “opgepikt”."""

    label: str
    words: tuple[str, ...] = ()
    """Other words a sentence uses for it: “oppikken”."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Records of another set that belong to one of this: those whose `key` is this one's `own`."""

    to: str
    key: str
    one: str
    many: str
    own: str = ""
    """A field of this set; empty: the record itself."""
    said: str = "met {}"
    """How a sentence says that a record has some: “die {} dragen”."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a set of deliverables says how far each is, by the names of its facts and fields."""

    delivered: str
    approved: str
    validated_by: str
    asked: str


@dataclass(frozen=True)
class SetShape:
    """A set of records: its name, its words, and everything a recipe may ask about them."""

    name: str
    one: str
    many: str
    fields: Mapping[str, Field] = field(default_factory=lambda: _NOTHING)
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NOTHING)
    relations: Mapping[str, Relation] = field(default_factory=lambda: _NOTHING)
    dated: str | None = None
    """The fact or date by which a record falls in a period, unless a recipe names another."""
    valid: tuple[str, str] | None = None
    """The dates from and until which a record holds; only those that hold on the day are counted."""
    delivery: Delivery | None = None
    reported: bool = False
    """The records are what people said: where there is none, the number is not known, and is not zero."""
    also: tuple[str, ...] = ()
    """Other words a sentence uses for the records: “besturen” for members."""
    here: tuple[tuple[str, Here], ...] = ()
    """Fields by which a proposal keeps to the plan or indicator it is made for."""

    def date_names(self) -> list[str]:
        """Facts and date fields: what can put a record in a period."""
        return [*self.facts, *(name for name, each in self.fields.items() if each.kind == "date")]

    def label_of(self, name: str) -> str:
        """The label of a fact or field.

        >>> SetShape("x", "x", "x", facts={"picked_up": Fact("opgepikt")}).label_of("picked_up")
        'opgepikt'
        """
        return self.facts[name].label if name in self.facts else self.fields[name].label


Shapes = Mapping[str, SetShape]
"""Every registered set, by its name."""
