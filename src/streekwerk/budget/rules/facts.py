"""A line of the budget as plain facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple


class LineFacts(NamedTuple):
    """What the rules look at; the words are those of `choices`."""

    pk: int = 0
    node: int = 0
    year: int = 0
    direction: str = "expense"
    kind: str = "operating"
    source: str = "regular"
    planned: Decimal | None = None
    realised: Decimal | None = None
    policy_field: str = ""
    project: str = ""
    project_until: date | None = None
