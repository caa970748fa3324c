"""The action sheet of a network: which field a label of a document means, and in which order fields stand.

What is stored keeps its own labels; the sheet is arranged when it is shown and when it is changed, so a
field or synonym that is added later rewrites nothing (docs/decisions/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from streekwerk.plans.rules.search import folded

ALIKE = 90
"""Likeness from which two labels are taken for spellings of one; found on pairs such as “Hoe” and “Hoe?”."""


@dataclass(frozen=True)
class TemplateField:
    """A field of the sheet under the name the network gave it."""

    label: str
    synonyms: tuple[str, ...] = ()
    explanation: str = ""


@dataclass(frozen=True)
class Template:
    """The fields of the sheet of a network, in order; without fields every label keeps its own name."""

    fields: tuple[TemplateField, ...] = ()

    @cached_property
    def _names(self) -> dict[str, str]:
        names = {bare(word): field.label for field in self.fields for word in field.synonyms}
        return names | {bare(field.label): field.label for field in self.fields}

    def canonical(self, label: str) -> str:
        """The name of the field that this label means; a label nobody knows keeps its own.

        >>> Template((TemplateField("Randvoorwaarden", ("Hoe (randvoorwaarden)",)),)).canonical(
        ...     "hoe (randvoorwaarden):")
        'Randvoorwaarden'
        """
        return self._names.get(bare(label), label)

    def explanation(self, label: str) -> str:
        return next((field.explanation for field in self.fields if field.label == label), "")


@dataclass(frozen=True)
class GatheredField:
    """A field as a sheet shows it: its name, all that is stored under it, and under which labels."""

    label: str
    text: str
    stored_as: tuple[str, ...] = ()


Stored = Sequence[tuple[str, str]]


@lru_cache(maxsize=4096)
def bare(label: str) -> str:
    """The label as two people mean the same by it.

    >>> bare(" Coördinatie :") == bare("coordinatie")
    True
    """
    return " ".join(folded(label).split()).strip(" :.?*")


def arranged(stored: Stored, template: Template, expected: Iterable[str] = ()) -> list[GatheredField]:
    """The fields of a sheet: those of the template or else the `expected` ones, blanks too, then the others.

    When two stored labels mean one field, their texts stand one under the other.

    >>> template = Template((TemplateField("Trekker"), TemplateField("Hoe", ("Aanpak",))))
    >>> [(f.label, f.text) for f in arranged([("Wie", "An"), ("Aanpak", "a"), ("Hoe", "b")], template)]
    [('Trekker', ''), ('Hoe', 'a\\n\\nb'), ('Wie', 'An')]
    """
    gathered: dict[str, list[tuple[str, str]]] = {}
    for label, text in stored:
        gathered.setdefault(template.canonical(label), []).append((label, text))
    first = [field.label for field in template.fields] or list(expected)
    order = dict.fromkeys([*first, *gathered])
    return [
        GatheredField(
            label,
            joined(text for _, text in gathered.get(label, [])),
            tuple(name for name, _ in gathered.get(label, [])),
        )
        for label in order
    ]


def joined(texts: Iterable[str]) -> str:
    """Several texts as one, each once, none lost.

    >>> joined(["a", "", "b", "a"])
    'a\\n\\nb'
    """
    return "\n\n".join(dict.fromkeys(text for text in texts if text.strip()))


def rewritten(stored: Stored, label: str, text: str, template: Template) -> list[tuple[str, str]]:
    """What to store when the field `label` gets this text: one entry under its name, all others as they were.

    >>> template = Template((TemplateField("Hoe", ("Aanpak",)),))
    >>> rewritten([("Aanpak", "a"), ("Wie", "An"), ("Hoe", "b")], "Hoe", "c", template)
    [('Hoe', 'c'), ('Wie', 'An')]
    """
    made: list[tuple[str, str]] = []
    placed = False
    for name, old in stored:
        if template.canonical(name) != label:
            made.append((name, old))
        elif not placed:
            placed = True
            made.append((label, text))
    return made if placed else [*made, (label, text)]


def imported(stored: Stored, template: Template) -> list[tuple[str, str]]:
    """The fields of a sheet as they are stored at import: every label by its name in the template.

    >>> template = Template((TemplateField("Hoe", ("Aanpak",)),))
    >>> imported([("Aanpak", "a"), ("Wie", "An"), ("Hoe", "b")], template)
    [('Hoe', 'a\\n\\nb'), ('Wie', 'An')]
    """
    gathered: dict[str, list[str]] = {}
    for label, text in stored:
        gathered.setdefault(template.canonical(label), []).append(text)
    return [(label, joined(texts)) for label, texts in gathered.items()]


# ------------------------------------------------------------------ proposals


def proposed_fields(labels: Sequence[str], together: Mapping[str, set[str]]) -> list[TemplateField]:
    """Fields made of the labels that plans use, in their order: labels that seem one field become synonyms.

    `together` says with which labels each stands on one sheet: two fields of one sheet are never one field.

    >>> [(f.label, f.synonyms) for f in proposed_fields(
    ...     ["Timing", "Randvoorwaarden", "Hoe (randvoorwaarden)"], {})]
    [('Timing', ()), ('Randvoorwaarden', ('Hoe (randvoorwaarden)',))]
    """
    fields: list[TemplateField] = []
    # The plainest name first: a label with brackets explains one without.
    plain = sorted(labels, key=lambda label: "(" in label)
    for label in plain:
        for at, field in enumerate(fields):
            known = (field.label, *field.synonyms)
            if alike(label, field.label) and not together.get(label, set()).intersection(known):
                fields[at] = TemplateField(field.label, (*field.synonyms, label))
                break
        else:
            fields.append(TemplateField(label))
    place = {label: at for at, label in enumerate(labels)}
    return sorted(fields, key=lambda field: min(place[name] for name in (field.label, *field.synonyms)))


def alike(one: str, other: str) -> bool:
    """Whether two labels may well mean one field: nearly the same letters, or one explains the other.

    >>> alike("Hoe (randvoorwaarden)", "Randvoorwaarden"), alike("Doelgroep", "Doelgroepen")
    (True, True)
    >>> alike("Timing", "Trekker"), alike("Hoe", "Hoe (randvoorwaarden)"), alike("In scope", "Out of scope")
    (False, False, False)
    """
    first, second = bare(one), bare(other)
    for text, against in ((one, second), (other, first)):
        inside = re.search(r"\((.+?)\)", text)
        # What stands before the brackets is often another field (“Hoe”), what stands inside is the name.
        if inside and bare(inside[1]) == against:
            return True
    return fuzz.ratio(first, second) >= ALIKE
