"""Indicator sentences as lines of text, in and out."""

from __future__ import annotations

import json
from collections.abc import Sequence

from streekwerk.indicators.rules.proposal import LONGEST, CardProposal, propose
from streekwerk.kernel.errors import DomainError


class NothingToPropose(DomainError):
    """No line holds a sentence."""

    def __init__(self) -> None:
        super().__init__(
            "Er kwam geen enkele zin binnen. Geef één indicator per regel, bijvoorbeeld:\n"
            '  echo "Aantal deelnemers" | streekwerk indicators propose'
        )


def read_lines(data: bytes) -> tuple[list[CardProposal], list[str]]:
    """A proposal per line that holds something, and what a person should know of the lines.

    Refuses when no line holds anything.

    >>> read_lines(b"Aantal deelnemers")[0][0].measure
    'count'
    """
    proposals, remarks = [], []
    for number, line in enumerate(_text(data).split("\n"), start=1):
        sentence = line.strip()
        if not sentence:
            continue
        if len(sentence) > LONGEST:
            remarks.append(
                f"Regel {number} telt {_dotted(len(sentence))} tekens: "
                f"alleen de eerste {_dotted(LONGEST)} zijn bekeken. Zet elke indicator op een eigen regel."
            )
        proposals.append(propose(sentence))
    if not proposals:
        raise NothingToPropose
    return proposals, remarks


def to_json(proposals: Sequence[CardProposal]) -> str:
    """The proposals as a JSON list, one object per line."""
    return "[\n" + ",\n".join(json.dumps(each.to_json(), ensure_ascii=False) for each in proposals) + "\n]\n"


def _text(data: bytes) -> str:
    """What was typed or piped: UTF-8, or Windows-1252 as Excel saves it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
