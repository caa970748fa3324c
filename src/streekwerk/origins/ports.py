"""Out of what an effect can grow: rooms register what they keep, by kind and number.

A room above adds its own when the site starts; nothing here changes. Rooms below are registered by `kinds`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from streekwerk.access.models import Actor

__all__ = ["KINDS", "OriginKind", "register"]


@dataclass(frozen=True)
class OriginKind:
    """Things of a room out of which effects grow."""

    code: str
    """As it is stored and stands in addresses: `node`."""
    word: str
    """What such a thing is called: “mijlpaal”."""
    rows: Callable[[Actor], QuerySet[Any]]
    """Those the actor may see."""
    network: str
    """The path from such a thing to the number of its network."""
    url: Callable[[int | None, int | None, int], str]
    """Where one is seen, from the number of its plan, of its node and its own."""
    label: Callable[[Any], str] = str
    plan: str = ""
    """The path to the number of its plan; empty: it belongs to none."""
    node: str = ""
    """The path to the number of its node; empty: it belongs to none."""


KINDS: dict[str, OriginKind] = {}
"""Every registered kind by its code, in the order in which a person can choose."""


def register(kind: OriginKind) -> None:
    """Let effects grow out of things of this kind; the same code again replaces it."""
    KINDS[kind.code] = kind
