"""Searching the plans an actor sees."""

from __future__ import annotations

from dataclasses import dataclass

from streekwerk.access.models import Actor
from streekwerk.plans.models import (
    Node,
    Plan,
)
from streekwerk.plans.queries.counts import level_word
from streekwerk.plans.rules import search_stems


@dataclass(frozen=True)
class Hit:
    node: Node
    level_word: str
    plan: Plan


def search(actor: Actor, words: str, *, limit: int = 100) -> list[Hit]:
    """Nodes of every plan the actor sees in which all words occur, titles first; one query."""
    stems = search_stems(words)
    if not stems:
        return []
    rows = (
        Node.objects.visible_to(actor)
        .matching(stems)
        .select_related("plan", "plan__network")
        .order_by("plan__title", "position")[: limit + 1]
    )
    hits = [Hit(row, level_word(row.plan.network, row.level, row.level_label), row.plan) for row in rows]

    def in_title(hit: Hit) -> bool:
        title = hit.node.title.casefold()
        return all(stem in title for stem in stems)

    return sorted(hits, key=lambda hit: not in_title(hit))
