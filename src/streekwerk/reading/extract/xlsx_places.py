"""Places in a worksheet: "C7" as row and column, and back."""

from __future__ import annotations

import re

Place = tuple[int, int]
"""Row and column, from 1."""

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def place_of(reference: str) -> Place | None:
    """Row and column of a cell address.

    >>> place_of("C7"), place_of("zomaar")
    ((7, 3), None)
    """
    match = _REFERENCE.fullmatch(reference.replace("$", ""))
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def letters_of(column: int) -> str:
    """The letters of a column number.

    >>> letters_of(28)
    'AB'
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(sheet: str, place: Place) -> str:
    """A cell's address as Excel writes it: Blad1!C7."""
    return f"{sheet}!{letters_of(place[1])}{place[0]}"
