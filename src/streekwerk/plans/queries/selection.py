"""One choice of nodes for tree, table, timeline and exports; it lives in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import urlencode

from streekwerk.plans.choices import LEVEL_GROUPS, LEVEL_LABELS
from streekwerk.plans.rules.standing import LABELS, Stand

STANDS: dict[str, Stand] = {
    "te-laat": "late",
    "niet-gestart": "not_started",
    "loopt": "running",
    "geblokkeerd": "blocked",
    "gepauzeerd": "paused",
    "klaar": "done",
    "stopgezet": "stopped",
}
"""Word in the address → how a node stands."""

NOT_SAID = "zonder"
"""Nobody reported anything, and it is not late."""


@dataclass(frozen=True)
class Selection:
    """What is shown of a plan, and in which order."""

    words: str = ""
    level: str = ""
    theme: int | None = None
    """Number of a term."""
    owner: str = ""
    """Words in the name of who carries or shares it."""
    since: int | None = None
    until: int | None = None
    """First and last year in which it must run."""
    stand: str = ""
    priority: bool = False
    only: str = ""
    order: str = ""
    own: bool = True
    """Whether it is made for somebody of the network; a neighbour sees what a plan says, not how it goes."""

    ORDERS: ClassVar[dict[str, tuple[str, ...]]] = {
        "code": ("code",),
        "titel": ("title",),
        "start": ("start_date",),
        "einde": ("end_date",),
        "indicatoren": ("indicators",),
        "bevindingen": ("open_findings",),
    }
    ONLY: ClassVar[dict[str, str]] = {
        "bevindingen": "met bevindingen",
        "zonder-datum": "zonder datum",
        "zonder-einde": "zonder einddatum",
        "zonder-indicator": "zonder indicator",
    }

    @classmethod
    def of(cls, query: Mapping[str, str], *, own: bool = True) -> Selection:
        """The selection in an address; what makes no sense there is left out.

        >>> Selection.of({"jaar": "2026", "niveau": "onzin", "zoek": " huis "}).address()
        {'zoek': 'huis', 'van': '2026', 'tot': '2026'}
        """
        order, only, stand = query.get("volgorde", ""), query.get("enkel", ""), query.get("stand", "")
        level, theme = query.get("niveau", ""), query.get("thema", "")
        year = _year(query.get("jaar", ""))
        since, until = _year(query.get("van", "")) or year, _year(query.get("tot", "")) or year
        if since and until and since > until:
            since, until = until, since
        inside = {"bevindingen"} if not own else set()
        return cls(
            words=_words(query.get("zoek", "")),
            level=level if level in LEVEL_LABELS or level in LEVEL_GROUPS else "",
            theme=int(theme) if theme.isdecimal() and len(theme) < 10 else None,
            owner=_words(query.get("wie", "")),
            since=since,
            until=until,
            stand=stand if own and (stand in STANDS or stand == NOT_SAID) else "",
            priority=query.get("prioritair", "") not in ("", "0"),
            only=only if only in cls.ONLY and only not in inside else "",
            order=order if order.removeprefix("-") in cls.ORDERS.keys() - inside else "",
            own=own,
        )

    @property
    def ordering(self) -> list[str]:
        """Database columns to sort by; the plan's own order decides between equals."""
        minus = "-" if self.order.startswith("-") else ""
        columns = self.ORDERS.get(self.order.removeprefix("-"), ())
        return [f"{minus}{column}" for column in columns] + ["position"]

    @property
    def stand_said(self) -> str:
        """How the nodes stand that it keeps, in words."""
        return LABELS[STANDS[self.stand]] if self.stand in STANDS else "zonder stand" if self.stand else ""

    def address(self) -> dict[str, str]:
        """The selection as it stands in an address."""
        every = {
            "zoek": self.words,
            "niveau": self.level,
            "thema": str(self.theme or ""),
            "wie": self.owner,
            "van": str(self.since or ""),
            "tot": str(self.until or ""),
            "stand": self.stand,
            "prioritair": "1" if self.priority else "",
            "enkel": self.only,
            "volgorde": self.order,
        }
        return {name: value for name, value in every.items() if value}

    def query(self, *, without: tuple[str, ...] = ()) -> str:
        """The query of an address, question mark included; empty when nothing is chosen.

        >>> Selection(words="bus", level="action").query(without=("zoek",))
        '?niveau=action'
        """
        kept = {name: value for name, value in self.address().items() if name not in without}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def filters(self) -> bool:
        """Whether it leaves anything out; an order does not."""
        return bool(replace(self, order="").address())


def _words(text: str) -> str:
    return " ".join(text.split())[:200]


def _year(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) == 4 and 1900 < int(text) < 2200 else None
