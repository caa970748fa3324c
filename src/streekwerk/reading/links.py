"""Links between actions that name each other's number ("zie actie 4")."""

from __future__ import annotations

import re

from streekwerk.reading.models import Reading

_REFERENCE = re.compile(
    r"\b(?:acties?|fiches?|actiefiches?|projecten|project|maatregel(?:en)?)\s+(?:nr\.?\s*)?"
    r"(?P<codes>[A-Z]{0,2}\.?\d{1,3}(?:\.\d{1,3})*[a-z]?(?:\s*(?:,|en|&|/|\+)\s*\d{1,3}(?:\.\d{1,3})*[a-z]?)*)\b",
    re.IGNORECASE,
)


def link_actions(reading: Reading) -> None:
    """Add to each action and project the ids of those it names in its text or fields."""
    sheets = [node for node in reading.nodes if node.level in ("action", "project")]
    numbers: dict[str, str] = {}
    for node in sheets:
        if node.code:
            numbers.setdefault(_number(node.code), node.id)
    for node in sheets:
        for text in (*node.fields.values(), node.text):
            for match in _REFERENCE.finditer(text):
                for code in re.split(r"\s*(?:,|\ben\b|&|/|\+)\s*", match["codes"]):
                    target = numbers.get(_number(code))
                    if target and target != node.id and target not in node.links:
                        node.links.append(target)


def _number(code: str) -> str:
    """The number of a code, for comparing.

    >>> _number("Actie 4") == _number("ACTIE 4")
    True
    """
    return code.split()[-1].strip(".").casefold() if code.split() else ""
