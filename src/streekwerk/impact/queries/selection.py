"""Which tests of a network are shown; lives in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from streekwerk.impact.choices import ImpactState
from streekwerk.impact.rules import MOMENTS

LOOK: dict[str, str] = {
    "herbekijken": "te herbekijken",
    "nakijken": "na te kijken",
    "maatregelen": "met een open maatregel",
    "klaar": "klaar of herzien",
}
"""What one may want to see first."""


@dataclass(frozen=True)
class TestSelection:
    """What an address asks; what it does not know is left out."""

    __test__ = False

    model: int | None = None
    plan: int | None = None
    stand: str = ""
    moment: str = ""
    let: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> TestSelection:
        """What the address asks.

        >>> TestSelection.of({"model": "3", "stand": "ready", "moment": "ooit"}).query
        '?model=3&stand=ready'
        """
        return cls(
            _number(asked.get("model", "")),
            _number(asked.get("plan", "")),
            _one_of(ImpactState.values, asked.get("stand", "")),
            _one_of(MOMENTS, asked.get("moment", "")),
            _one_of(LOOK, asked.get("let", "")),
        )

    @property
    def query(self) -> str:
        """The same as the tail of an address; empty when all is shown."""
        chosen = {each.name: getattr(self, each.name) for each in fields(self)}
        said = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{said}" if said else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _one_of(known: Mapping[str, str] | list[str], asked: str) -> str:
    return asked if asked in known else ""
