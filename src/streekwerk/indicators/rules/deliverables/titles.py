"""What a promised thing is called: the sentence up to where it says what must happen to it."""

from __future__ import annotations

import re

LONGEST = 300
_HAPPENS = re.compile(
    r"""\s+(?:(?:is|zijn|wordt|worden|werd|werden|en)\s+)*
    (?:ge(?:valideerd|dragen|publiceerd|integreerd|koppeld|deeld|maakt|finaliseerd|ïmplementeerd|schreven)
    |goedgekeurd|bekrachtigd|opgemaakt|opgeleverd|opgesteld|uitgewerkt|afgewerkt|afgerond|beschikbaar|klaar
    |ondertekend|verspreid|ontwikkeld|uitgerold|bezorgd)\b.*$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_BEGINS = re.compile(r"^(?:er\s+(?:is|zijn|ligt|komt|wordt)\s+)?(?:een\s+|de\s+|het\s+)?", re.IGNORECASE)


def title_of(sentence: str) -> str:
    """A title for the thing an indicator sentence promises; the whole sentence when nothing can be left out.

    >>> title_of("Bijgestuurde conceptnota gevalideerd door lokale besturen en partners")
    'Bijgestuurde conceptnota'
    >>> title_of("Er is een visienota opgemaakt en goedgekeurd door de raad van bestuur")
    'Visienota'
    """
    whole = " ".join(sentence.split()).rstrip(" .;")
    title = _BEGINS.sub("", _HAPPENS.sub("", whole), count=1).strip(" ,;:")
    title = title if len(title) >= 4 else whole
    return (title[:1].upper() + title[1:])[:LONGEST]
