"""Choosing a part of a plan: search words in the address, a short list to choose from."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from streekwerk.plans.choices import GOAL_LEVELS
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.queries.counts import level_word
from streekwerk.plans.rules import search_stems

MOST = 60
SHOWN_FIRST = (*GOAL_LEVELS, "action_plan")
"""What is shown before anybody searches: what other parts stand under."""


@dataclass(frozen=True)
class Choice:
    pk: int
    word: str
    """The network's word for its level."""
    title: str
    above: str
    """What it stands under, "" at the top and where that stands right above it in the list."""
    nested: bool = False


@dataclass(frozen=True)
class Picker:
    """The choices for these words, and how many more there are."""

    words: str
    choices: list[Choice]
    more: int


def picker(
    plan: Plan, words: str, *, without: Container[int] = (), first: Iterable[int] = (), actions: bool = False
) -> Picker:
    """Parts of the plan in which all words occur; one query.

    `without` are left out, `first` stand first. Before anybody searches, actions are only shown when asked.
    """
    stems = search_stems(words.strip()[:200])
    rows = Node.objects.filter(plan=plan).values_list(
        "pk", "parent_id", "level", "level_label", "code", "title", "search", named=True
    )
    titles: dict[int, str] = {}
    found: list[Choice] = []
    shown: set[int] = set()
    wanted = list(first)
    for row in rows:
        titles[row.pk] = f"{row.code} {row.title}".strip()
        fits = all(stem in row.search for stem in stems) if stems else actions or row.level in SHOWN_FIRST
        if row.pk not in without and (fits or row.pk in wanted):
            word = level_word(plan.network, row.level, row.level_label)
            said = "" if row.code.startswith(word) else word
            nested = row.parent_id in shown and row.pk not in wanted
            above = "" if nested else titles.get(row.parent_id, "")
            found.append(Choice(row.pk, said, titles[row.pk], above, nested))
            shown.add(row.pk)
    found.sort(key=lambda choice: choice.pk not in wanted)
    return Picker(words, found[:MOST], max(0, len(found) - MOST))
