"""Plain decisions about files and colours."""

from __future__ import annotations

import re

from streekwerk.intake.choices import KINDS

COLOUR_LABEL = "Kleur"
"""The field in which a reading keeps the colour of a row: "geel (FFFF00)"."""


def kind_of(name: str) -> str | None:
    """The kind of file, or None when we do not read it.

    >>> kind_of("Plan 2026.DOCX"), kind_of("foto.jpg")
    ('Word', None)
    """
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    return KINDS.get(suffix)


def with_meaning(text: str, meanings: dict[str, str]) -> str:
    """The text of a colour field with what the colour means, when that is known.

    >>> with_meaning("geel (FFFF00)", {"FFFF00": "loopt"})
    'loopt – geel (FFFF00)'
    >>> with_meaning("loopt – geel (FFFF00)", {"FFFF00": "gestart"})
    'gestart – geel (FFFF00)'
    """
    found = re.search(r"(?:^|– )([^–(]*\(([0-9A-F]{6})\))", text)
    if not found or found[2] not in meanings:
        return text
    return f"{meanings[found[2]]} – {found[1].strip()}"
