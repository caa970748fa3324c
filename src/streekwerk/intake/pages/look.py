"""What somebody looks at on the review page: all of it in the address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from streekwerk.intake.rules.asking import joined, said, spans_in
from streekwerk.reading.models import Span


@dataclass(frozen=True)
class Look:
    """The choices of one visitor."""

    node: str = ""
    """The id of the chosen node."""
    lines: tuple[Span, ...] = ()
    """The chosen lines, to be placed."""
    to: str = ""
    """What they are to become, when that is chosen already."""
    attention: bool = False
    """Only what asks for attention."""
    start: int = 0
    """The line where the window of the text begins; 0 for where it is needed."""
    side: str = "boom"
    """On a small screen: the tree ("boom") or the text ("tekst")."""

    @classmethod
    def of(cls, query: QueryDict) -> Look:
        """The look an address asks for; nonsense is left out."""
        spans = spans_in(",".join(query.getlist("kies")))
        numbers = [number for a, b in spans for number in range(a, min(b, a + 5000) + 1)]
        start = query.get("van", "")
        return cls(
            node=query.get("onderdeel", "")[:40],
            lines=joined(numbers),
            to=query.get("als", "")[:20],
            attention=query.get("enkel") == "aandacht",
            start=int(start) if start.isdigit() and len(start) < 8 else 0,
            side="tekst" if query.get("beeld") == "tekst" else "boom",
        )

    def query(self, **changes: Any) -> str:
        """The address that shows this, with some of it changed: "?onderdeel=n3"."""
        look = replace(self, **changes)
        chosen = {
            "onderdeel": look.node,
            "kies": said(look.lines),
            "als": look.to,
            "enkel": "aandacht" if look.attention else "",
            "van": str(look.start) if look.start else "",
            "beeld": look.side if look.side != "boom" else "",
        }
        return "?" + urlencode({name: value for name, value in chosen.items() if value})
