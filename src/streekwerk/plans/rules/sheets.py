"""What the fields of a sheet say."""

from __future__ import annotations

import re
from collections.abc import Iterable


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
