"""A document as numbered lines, each saying what it was read as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LineKind = Literal["read", "unplaced", "ignored", "found", ""]


@dataclass(slots=True)
class SourceLine:
    """One line of `ui/source.html`."""

    number: int
    text: str
    kind: LineKind = ""
    """read: part of the plan; unplaced: in the tray; ignored: running header and the like;
    found: what a finding points at."""
    said: str = ""
    """Said in the margin, on the first line of a part: "Actie 4"."""
    url: str = ""
    """Where that part is shown."""
    page: int | None = None
    """Set on the first line of a page only."""
