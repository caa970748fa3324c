"""The unit behind one: “1 dag”, “1 dossier”, where the unit is a Dutch plural that says its singular."""

from __future__ import annotations

import re

_ONE = {
    "gemeenten": "gemeente", "jongeren": "jongere", "kinderen": "kind", "leden": "lid", "steden": "stad",
    "dagen": "dag", "wegen": "weg", "verslagen": "verslag", "ouderen": "oudere", "ziekten": "ziekte",
}  # fmt: skip
_SAME = {"euro", "jaar", "keer", "liter", "meter", "kilometer", "uur", "kwartaal", "seconden"}
_COMPOUNDS = ("dagen", "verslagen", "kinderen", "leden", "steden")
_VOWELS = "aeiou"
_TWO = ("aa", "ee", "oo", "uu", "oe", "ie", "eu", "ui", "ij", "ei", "ou", "au")


def one_of(unit: str) -> str:
    """The singular of a unit that is one plural word; anything else is left as it is.

    >>> [one_of(unit) for unit in ("dagen", "dossiers", "uren", "nieuwsbrieven", "zitdagen", "ritten")]
    ['dag', 'dossier', 'uur', 'nieuwsbrief', 'zitdag', 'rit']
    >>> [one_of(unit) for unit in ("op 5", "%", "kWh", "duo's", "vennoten", "gemeenten", "werkgroepen")]
    ['op 5', '%', 'kWh', 'duo', 'vennoot', 'gemeente', 'werkgroep']
    """
    if unit in _ONE:
        return _ONE[unit]
    if unit in _SAME or not re.fullmatch(r"[a-zà-ÿ-]{3,}(?:'s|’s)?", unit):
        return unit
    if unit[-2:] in ("'s", "’s"):
        return unit[:-2]
    for end in _COMPOUNDS:
        if unit.endswith(end):
            return unit[: -len(end)] + _ONE[end]
    if unit.endswith("en"):
        return _without_en(unit[:-2])
    if unit.endswith("s") and (unit[-2] not in "aou" and not unit.endswith("is")):
        return unit[:-1]
    return unit


def _without_en(stem: str) -> str:
    """A word without its -en, spelled as one."""
    if len(stem) > 2 and stem[-1] == stem[-2]:
        return stem[:-1]
    if stem.endswith("hed"):
        return f"{stem[:-3]}heid"
    final = {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
    if stem[-1] in _VOWELS:
        return f"{stem}e"
    if stem[-2] in "aeou" and stem[-3:-1] not in _TWO:
        return f"{stem[:-1]}{stem[-2]}{final}"
    return f"{stem[:-1]}{final}"
