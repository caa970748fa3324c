"""A page in one state: its address, who looks, and what is done there first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SOFIE, NORA, LIEVE, BRAM, KARIM, PIET = "sofie", "nora", "lieve", "bram", "karim", "piet"
RIA, TESS = "ria", "tess"
QUIET, NOTHING, NEW, LOCKED, NO_PASSWORD = "stil", "leeg", "nieuw", "veilig", "zonder"
NOBODY = ""

Do = Callable[[Any], None]


@dataclass(frozen=True)
class Sight:
    """A page in one state. `route` is the name of its address."""

    route: str
    path: str
    who: str = NOBODY
    do: Do | None = None
    """What the person does there before the page is judged."""

    @property
    def name(self) -> str:
        return f"{self.route} {self.path} {self.do.__name__ if self.do else ''} ({self.who or 'nobody'})"
