"""Which parts of a plan are about which words of the network, as far as their own words say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from streekwerk.kernel.words import WordEntry, named
from streekwerk.network.models import Term
from streekwerk.network.queries import entries_of, glossary_entries
from streekwerk.plans.choices import TagOrigin
from streekwerk.plans.models import Node, Plan, Tag
from streekwerk.plans.rules import folded

BATCH = 500
_PREFIX = 3
"""Letters that every inflection of a word keeps: enough for the database to leave most parts out."""


def find_tags(plan: Plan, *, changed: Iterable[Node] | None = None) -> None:
    """Bring what was found in the words up to date: in the whole plan, or in the nodes that changed.

    What a person said or refused stays. Three queries and what differs.
    """
    entries = entries_of(plan.network_id)
    nodes = list(changed) if changed is not None else list(_texts(Node.objects.filter(plan=plan)))
    _store(entries, nodes, Tag.objects.filter(node__plan=plan), whole=changed is None)


def find_terms(terms: Sequence[Term]) -> None:
    """Look again at the parts of plans in which these words stand, or stood."""
    for network_id in {term.network_id for term in terms}:
        mine = [term for term in terms if term.network_id == network_id]
        spelled = [Q(search__contains=prefix) for prefix in prefixes(glossary_entries(mine))]
        touched = reduce(or_, spelled, Q(pk__in=Tag.objects.filter(term__in=mine).values("node_id")))
        nodes = list(_texts(Node.objects.filter(plan__network_id=network_id).filter(touched)))
        entries = entries_of(network_id)
        _store(
            entries, nodes, Tag.objects.filter(node__plan__network_id=network_id), whole=len(nodes) > BATCH
        )


def words_of(node: Node) -> str:
    """Everything a node says itself."""
    return "\n".join([node.title, node.text, *(item["text"] for item in node.fields)])


def _texts(nodes: QuerySet[Node]) -> QuerySet[Node]:
    return nodes.only("pk", "title", "text", "fields").order_by()


def prefixes(entries: Iterable[WordEntry]) -> set[str]:
    """How the longest word of each of these names begins, as `Node.search` writes it."""
    names = (name for entry in entries for name in (*entry.names, entry.abbreviation))
    words = (re.findall(r"\w+", folded(name)) for name in names)
    return {max(found, key=len)[:_PREFIX] for found in words if found}


def _store(
    entries: tuple[WordEntry, ...], nodes: Sequence[Node], rows: QuerySet[Tag], *, whole: bool
) -> None:
    """Write the differences only; `whole` reads every tag instead of naming thousands of nodes."""
    kept = rows if whole else rows.filter(node__in=[node.pk for node in nodes])
    known: dict[int, dict[int, tuple[int, str]]] = {}
    for pk, node_id, term_id, origin in kept.values_list("pk", "node_id", "term_id", "origin"):
        known.setdefault(node_id, {})[term_id] = (pk, origin)
    fresh: list[Tag] = []
    gone: list[int] = []
    for node in nodes:
        found = named(words_of(node), entries) if entries else {}
        stored = known.get(node.pk, {})
        fresh += [Tag(node_id=node.pk, term_id=t, origin=TagOrigin.FOUND) for t in found if t not in stored]
        gone += [pk for t, (pk, origin) in stored.items() if t not in found and origin == TagOrigin.FOUND]
    Tag.objects.bulk_create(fresh, batch_size=BATCH)
    for at in range(0, len(gone), BATCH):
        Tag.objects.filter(pk__in=gone[at : at + BATCH]).delete()
