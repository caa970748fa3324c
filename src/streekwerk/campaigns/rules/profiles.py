"""Which groups of people a counting tells apart: a versioned list of categories, cut by at most one trait.

Never persons: a group is a category with a trait, such as "noodopvang, kinderen". The categories are those
of ETHOS Light. The two lists in use differ, so each is a version of its own and a counting keeps the one it
was made with: armoede.vlaanderen.be/telling-dak-en-thuisloosheid names seven, the list of FEANTSA six (not
people who are about to be evicted).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from streekwerk.kernel.errors import DomainError

ALL = ""
"""In the place of a code: all of them together."""


class NoSuchProfile(DomainError):
    def __init__(self, code: str) -> None:
        super().__init__(
            f"De lijst “{code}” of een categorie ervan bestaat niet. Kies een lijst uit het formulier."
        )


@dataclass(frozen=True, slots=True)
class Option:
    """One category or one value of a trait."""

    code: str
    label: str
    short: str
    """For the head of a column."""


@dataclass(frozen=True, slots=True)
class CodeList:
    """Categories as a source words them; another wording is another list."""

    code: str
    name: str
    source: str
    options: tuple[Option, ...]


_STREET = Option("1", "in de openbare ruimte", "openbare ruimte")
_NIGHT = Option("2", "in de noodopvang", "noodopvang")
_SHELTER = Option("3", "in de opvang voor thuislozen, ook tijdelijke huisvesting", "opvang")
_LEAVING = Option("4", "bij het verlaten van een instelling", "uit instelling")
_ODD = Option("5", "in een niet-conventionele ruimte", "niet-conventioneel")
_FAMILY = Option("6", "bij familie of vrienden", "bij anderen")
_EVICTED = Option("7", "met dreiging van uithuiszetting", "uithuiszetting")

CODE_LISTS: dict[str, CodeList] = {
    each.code: each
    for each in (
        CodeList(
            "ethos-light-7",
            "ETHOS Light, zeven categorieën",
            "armoede.vlaanderen.be, telling dak- en thuisloosheid",
            (_STREET, _NIGHT, _SHELTER, _LEAVING, _ODD, _FAMILY, _EVICTED),
        ),
        CodeList(
            "ethos-light-6",
            "ETHOS Light, zes categorieën",
            "FEANTSA, ETHOS Light",
            (_STREET, _NIGHT, _SHELTER, _LEAVING, _ODD, _FAMILY),
        ),
    )
}
"""Every list a counting was ever made with: one is never changed, a next one is added."""


@dataclass(frozen=True, slots=True)
class Trait:
    """By what the people of a category are told apart."""

    code: str
    name: str
    options: tuple[Option, ...]


TRAITS: dict[str, Trait] = {
    each.code: each
    for each in (
        Trait("", "niet verder verdeeld", (Option("a", "personen", "personen"),)),
        Trait(
            "age",
            "volwassenen en kinderen",
            (Option("v", "volwassenen", "volwassenen"), Option("k", "kinderen", "kinderen")),
        ),
        Trait(
            "sex",
            "vrouwen, mannen en x",
            (Option("f", "vrouwen", "vrouwen"), Option("m", "mannen", "mannen"), Option("x", "x", "x")),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Group:
    """One profile group: a category and a value of the trait."""

    category: Option
    part: Option

    @property
    def key(self) -> str:
        """Names it in a form and in the store.

        >>> Group(_NIGHT, TRAITS["age"].options[1]).key
        '2-k'
        """
        return f"{self.category.code}-{self.part.code}"


@dataclass(frozen=True, slots=True)
class Profile:
    """What one counting tells apart."""

    code_list: str
    name: str
    categories: tuple[Option, ...]
    trait: str
    parts: tuple[Option, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """Every profile group, by category."""
        return tuple(Group(*each) for each in product(self.categories, self.parts))

    @property
    def divided(self) -> bool:
        """Whether a category is cut further."""
        return len(self.parts) > 1

    def words(self, category: str = ALL, part: str = ALL) -> str:
        """Who is counted there, for a sentence.

        >>> profile_of("ethos-light-7", "age").words("2", "k"), profile_of("ethos-light-7").words()
        ('kinderen in de noodopvang', 'personen')
        """
        who = next((each.label for each in self.parts if each.code == part), "personen")
        where = next((each.label for each in self.categories if each.code == category), "")
        return f"{who} {where}".strip()


def profile_of(code_list: str, trait: str = "", categories: Collection[str] = ()) -> Profile:
    """The profile of these choices; no categories means all of the list.

    Raises:
        NoSuchProfile: the list, the trait or a category does not exist.

    >>> [group.key for group in profile_of("ethos-light-6", categories=["1", "2"]).groups]
    ['1-a', '2-a']
    """
    if code_list not in CODE_LISTS or trait not in TRAITS:
        raise NoSuchProfile(code_list)
    every = CODE_LISTS[code_list]
    if unknown := set(categories) - {each.code for each in every.options}:
        raise NoSuchProfile(f"{code_list}, {', '.join(sorted(unknown))}")
    kept = tuple(each for each in every.options if not categories or each.code in categories)
    return Profile(code_list, every.name, kept, trait, TRAITS[trait].options)


def profile_to_json(profile: Profile) -> dict[str, Any]:
    """The profile with its words, as a publication freezes it."""

    def options(every: tuple[Option, ...]) -> list[list[str]]:
        return [[each.code, each.label, each.short] for each in every]

    return {
        "code_list": profile.code_list,
        "name": profile.name,
        "categories": options(profile.categories),
        "trait": profile.trait,
        "parts": options(profile.parts),
    }


def profile_from_json(kept: Mapping[str, Any]) -> Profile:
    """The profile as it was frozen.

    >>> profile = profile_of("ethos-light-7", "age")
    >>> profile_from_json(profile_to_json(profile)) == profile
    True
    """
    return Profile(
        kept["code_list"],
        kept["name"],
        tuple(Option(*each) for each in kept["categories"]),
        kept["trait"],
        tuple(Option(*each) for each in kept["parts"]),
    )
