"""Organisations named on a sheet, proposed as lead or partner: by their exact name, never by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from streekwerk.plans.rules.owners import names_in, names_owner
from streekwerk.plans.rules.search import folded

Part = Literal["lead", "partner"]
_LEADS = re.compile(r"trekker|verantwoordelijke|uitvoerder|organisator", re.IGNORECASE)


@dataclass(frozen=True)
class PartyProposal:
    """An organisation that the sheet names: as what, and in which words."""

    party: int
    part: Part
    label: str
    words: str

    @property
    def known_by(self) -> str:
        """Where it was read.

        >>> PartyProposal(3, "lead", "Trekker", "Zonnedorp").known_by
        'herkend aan “Trekker: Zonnedorp”'
        """
        return f"herkend aan “{self.label}: {self.words}”"


def proposals(fields: Iterable[tuple[str, str]], parties: Mapping[str, int | None]) -> list[PartyProposal]:
    """The organisations that the fields name, each once; the first named one carries it.

    `parties` are names (see `known_names`) with the number of the party, None where two share the name.

    >>> known = known_names([("Zonnedorp", 1), ("Sociaal Huis", 2), ("Zorg en Co", 3)])
    >>> fields = [("Trekker", "Zonnedorp, Zorg en Co"), ("Partners", "sociaal huis en scholen")]
    >>> [(each.party, each.part) for each in proposals(fields, known)]
    [(1, 'lead'), (3, 'partner'), (2, 'partner')]
    """
    found: dict[int, PartyProposal] = {}
    lead_taken = False
    for label, text in fields:
        if not names_owner(label):
            continue
        for words, plain in _names(text):
            party = parties.get(plain)
            if party is None or party in found:
                continue
            part: Part = "lead" if _LEADS.search(label) and not lead_taken else "partner"
            lead_taken = lead_taken or part == "lead"
            found[party] = PartyProposal(party, part, label, words)
    return list(found.values())


def known_names(parties: Iterable[tuple[str, int]]) -> dict[str, int | None]:
    """Parties by name, without capitals and accents; a name that two parties share names neither.

    >>> known_names([("Één", 1), ("Twee", 2), ("twee", 3)])
    {'een': 1, 'twee': None}
    """
    names: dict[str, int | None] = {}
    for name, party in parties:
        names[_plain(name)] = None if _plain(name) in names else party
    return names


@lru_cache(maxsize=5_000)
def _names(text: str) -> tuple[tuple[str, str], ...]:
    """What the text lists, as written and plain: also the pieces between commas and lines whole, since
    “Zorg en Co” may be one name. Kept: the sheets of a plan repeat themselves, and are looked at often.
    """
    wholes = [part.strip(" .:()-•") for part in re.split(r"[;,\n•▪|]", text)]
    names = dict.fromkeys([text.strip(), *wholes, *names_in(text)])
    return tuple((name, _plain(name)) for name in names if name)


def _plain(name: str) -> str:
    return " ".join(folded(name).split())
