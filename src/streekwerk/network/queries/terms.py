"""The words of a network: the list with its filters, and what explains them on every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from streekwerk.access.models import Actor
from streekwerk.kernel.words import WordEntry
from streekwerk.network.choices import TermKind
from streekwerk.network.models import Network, Term


@dataclass(frozen=True)
class TermFilter:
    """Which words are shown; lives in the address."""

    words: str = ""
    kind: str = ""
    only: str = ""

    ONLY: ClassVar[dict[str, str]] = {"te-definieren": "nog te definiëren", "archief": "uit de lijst gehaald"}

    @classmethod
    def of(cls, query: Mapping[str, str]) -> TermFilter:
        """The filter in an address; what makes no sense there is left out."""
        kind, only = query.get("soort", ""), query.get("enkel", "")
        return cls(
            words=query.get("zoek", "").strip()[:200],
            kind=kind if kind in TermKind.values else "",
            only=only if only in cls.ONLY else "",
        )


def selected_terms(network: Network, actor: Actor, chosen: TermFilter) -> QuerySet[Term]:
    """The words of the network that the filter lets through, by name."""
    rows = Term.objects.visible_to(actor).filter(network=network)
    rows = rows.filter(archived_at__isnull=chosen.only != "archief")
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.only == "te-definieren":
        rows = rows.filter(definition="")
    for word in chosen.words.split()[:8]:
        rows = rows.filter(
            Q(label__icontains=word)
            | Q(definition__icontains=word)
            | Q(abbreviation__icontains=word)
            | Q(synonyms__icontains=word)
        )
    return rows


def words_of(network: Network, actor: Actor) -> list[Term]:
    """The words of a network that stand, by name, for who may read them; one query, asked once for it."""
    live = Term.objects.visible_to(actor).live()
    prefetch_related_objects([network], Prefetch("terms", live, to_attr="words"))
    words: list[Term] = network.words  # type: ignore[attr-defined]
    return words


def entry_of(term: Term) -> WordEntry:
    """The word as it is looked for in texts."""
    return WordEntry(term.pk, (term.label, *term.synonyms), term.abbreviation)


def entries_of(network_id: int) -> tuple[WordEntry, ...]:
    """The words in the list of a network, as they are looked for in texts; one query."""
    # Plain tuples: this runs with every edit, and hundreds of model objects would cost more than the search.
    rows = Term.objects.filter(network_id=network_id).live().order_by("label", "pk")
    return tuple(
        WordEntry(pk, (label, *synonyms), abbreviation)
        for pk, label, synonyms, abbreviation in rows.values_list("pk", "label", "synonyms", "abbreviation")
    )


def glossary_entries(terms: Iterable[Term]) -> tuple[WordEntry, ...]:
    """The words as they are looked for in texts, in the order given."""
    return tuple(entry_of(term) for term in terms)
