"""Plain decisions about plans: search words, the order of a tree, the labels of a sheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import snowballstemmer

_WORD = re.compile(r"\w+")


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("dutch")


def folded(text: str) -> str:
    """The text in small letters without accents.

    >>> folded("Coördinatie Één")
    'coordinatie een'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def search_text(*parts: str) -> str:
    """What search looks in: the folded words, and the stems that are not already among them.

    Stems are made here and stored, so that SQLite and PostgreSQL give the same answers.

    >>> search_text("Huizen zoeken")
    'huizen zoeken huis zoek'
    """
    found = _WORD.findall(folded(" ".join(part for part in parts if part)))
    unique = list(dict.fromkeys(found))
    stems = [stem for stem in dict.fromkeys(_stemmer().stemWords(unique)) if stem not in unique]
    return " ".join(found + stems)


def search_stems(query: str) -> list[str]:
    """The stems of a query; a text matches when each occurs in its `search_text`.

    >>> search_stems("Mantelzorgers, huizen")
    ['mantelzorger', 'huis']
    """
    return list(_stemmer().stemWords(_WORD.findall(folded(query))[:12]))


def preorder(parents: Sequence[tuple[str, str | None]]) -> list[str]:
    """Ids so that each comes before its children, siblings in the order given.

    A parent that is not in the list, or that would close a circle, is taken for no parent.

    >>> preorder([("b", "a"), ("a", None), ("c", "a"), ("d", "x")])
    ['a', 'b', 'c', 'd']
    """
    known = {name for name, _ in parents}
    children: dict[str | None, list[str]] = {}
    for name, parent in parents:
        children.setdefault(parent if parent in known else None, []).append(name)
    ordered: list[str] = []
    stack = list(reversed(children.get(None, [])))
    while stack:
        name = stack.pop()
        ordered.append(name)
        stack.extend(reversed(children.get(name, [])))
    placed = set(ordered)
    return ordered + [name for name, _ in parents if name not in placed]


def says_no_more(field: str, parts: Iterable[str]) -> bool:
    """Whether a field holds these parts and nothing else, apart from bullets and numbers before them.

    >>> says_no_more("1) Draaiboek 2) Aantal deelnemers", ["Draaiboek", "Aantal deelnemers"])
    True
    >>> says_no_more("Draaiboek, samen met de partners", ["Draaiboek"])
    False
    """
    rest = " ".join(field.split())
    found = False
    for part in sorted((" ".join(part.split()) for part in parts), key=len, reverse=True):
        found = found or part in rest
        rest = rest.replace(part, " ", 1)
    return found and not re.search(r"[^\W\d_]", rest)


def sheet_labels(sheets: Iterable[Iterable[str]]) -> list[str]:
    """All labels of the sheets, in the order in which sheets print them.

    A label that is new in a later sheet stands after the label it followed there.

    >>> sheet_labels([["Timing", "Wat"], ["Timing", "Doelgroep", "Wat"]])
    ['Timing', 'Doelgroep', 'Wat']
    """
    ordered: list[str] = []
    for sheet in sheets:
        at = 0
        for label in sheet:
            if label in ordered:
                at = ordered.index(label) + 1
            else:
                ordered.insert(at, label)
                at += 1
    return ordered
