"""By when a sentence wants something: “tegen 2031”, “in 2026”, “voorjaar 2027”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from streekwerk.kernel.periods import FoundDate

# A bare year belongs to a name (“beleidsplan 2027”) unless such a word stands before it.
_BY = re.compile(
    r"\b(?:tegen|uiterlijk|v[óo][óo]r|in|op|eind|einde|begin|midden|ten laatste|tot|binnen|loop van"
    r"|loop van het jaar|ten opzichte van|jaar)"
    r"\s+(?:het\s+|de\s+|eind(?:e)?\s+(?:van\s+)?|begin\s+)*$|[(:]\s*$",
    re.I,
)

BY_THEN = re.compile(
    r"(?:^|[\s,]+)(?:uiterlijk\s+)?(?:tegen|in|vanaf|op|vóór|uiterlijk|einde?)\s+"
    r"(?:(?!(?:tegen|in|vanaf|op)\b)[^\W\d]+\s+){0,3}"
    r"(?:\d{1,2}\s+[^\W\d]+\s+|\d{1,2}/\d{1,2}/)?(?:19|20)\d\d\s*[.)]*$",
    re.I,
)
"""The words at the end of a sentence that only say by when: “… tegen 30 juni 2027”."""


def horizon_in(text: str, dates: Sequence[FoundDate]) -> date | None:
    """The last day of the date by which something must be there, or None.

    >>> from streekwerk.kernel.periods import find_dates
    >>> def last_day(text): return str(horizon_in(text, find_dates(text)))
    >>> last_day("stijging van 15% abonnees tegen 2031"), last_day("Oplevering in 2026")
    ('2031-12-31', '2026-12-31')
    >>> last_day("Doelen voor het actieplan 2027-2032"), last_day("aantal deelnemers")
    ('None', 'None')
    """
    for found in dates:
        if found.role == "from" or (found.precision == "year" and found.start.year != found.end.year):
            continue
        if found.role == "by" or found.precision != "year" or _BY.search(text[: found.span[0]]):
            return found.end
    return None
