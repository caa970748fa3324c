"""Plain decisions about files and colours."""

from __future__ import annotations

import re

from rapidfuzz.fuzz import ratio

from streekwerk.intake.choices import KINDS

COLOUR_LABEL = "Kleur"
"""The field in which a reading keeps the colour of a row: "geel (FFFF00)"."""


def kind_of(name: str) -> str | None:
    """The kind of file, or None when we do not read it.

    >>> kind_of("Plan 2026.DOCX"), kind_of("foto.jpg")
    ('Word', None)
    """
    return KINDS.get(ending_of(name))


def looks_like(one: str, other: str) -> bool:
    """Whether two names are the same but for years, versions, copies and the kind of file.

    >>> looks_like("Meerjarenplan 2026.docx", "meerjarenplan_2027_v2.pdf"), looks_like("Zorgplan", "Woonplan")
    (True, False)
    """
    bare = [_bare(each) for each in (one, other)]
    return all(len(each) > 3 for each in bare) and ratio(*bare) >= 90


def _bare(name: str) -> str:
    """Only the words that say what it is about."""
    suffix = ending_of(name)
    name = name[: -len(suffix)] if suffix in KINDS else name
    words = re.findall(r"[^\W\d_]+", name.lower())
    return " ".join(word for word in words if word not in ("v", "versie", "kopie", "definitief", "ontwerp"))


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


def ending_of(name: str) -> str:
    """How the name of a file ends, dot included.

    >>> ending_of("Plan 2026.XLSX"), ending_of("zonder")
    ('.xlsx', '')
    """
    return name[name.rfind(".") :].lower() if "." in name else ""
