"""Keeping the words of a network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.kernel.words import plain
from streekwerk.network.models import Network, Term
from streekwerk.network.ports import tell_changed
from streekwerk.network.rules import Word, clash

NAMES = ("label", "kind", "definition", "abbreviation")


class NoWord(DomainError):
    def __init__(self) -> None:
        super().__init__("Het woord is leeg. Schrijf het zoals het in uw plannen staat.")


class WordTaken(DomainError):
    def __init__(self, spelling: str, term: str) -> None:
        super().__init__(
            f"“{spelling}” staat al in de lijst, bij “{term}”. "
            "Vul dat woord aan, of haal het daar eerst weg; zo legt elk woord één ding uit."
        )


class TermChangedMeanwhile(DomainError):
    """Somebody else changed the word since the form was opened; nothing was overwritten."""

    def __init__(self, term: Term) -> None:
        self.term = term
        super().__init__(
            "Iemand anders wijzigde dit woord sinds u het opende. Er is niets overschreven: "
            "vergelijk hieronder uw tekst met de huidige en bewaar opnieuw."
        )


@transaction.atomic
def add_term(*, network: Network, word: Word, by: Actor) -> Term:
    """Return the new word of the network.

    Raises:
        NotAllowed: the actor does not keep the words of this network.
        NoWord, WordTaken: it is empty, or another word claims a spelling of it.
    """
    require(by, Permission.WORDS_MANAGE, at=network.pk)
    term = _added(network, word, by)
    tell_changed([term])
    return term


@transaction.atomic
def change_term(*, term: Term, word: Word, version: int, by: Actor) -> Term:
    """Return the word as it is now; where it is used is looked at again.

    Raises:
        NotAllowed: the actor does not keep the words of this network.
        TermChangedMeanwhile: `version` is not the version of the word any more.
        NoWord, WordTaken: it is empty, or another word claims a spelling of it.
    """
    require(by, Permission.WORDS_MANAGE, at=term.network_id)
    term = Term.objects.select_for_update().get(pk=term.pk)
    if term.version != version:
        raise TermChangedMeanwhile(term)
    if _changed(term, word, by):
        tell_changed([term])
    return term


@transaction.atomic
def archive_term(*, term: Term, by: Actor) -> Term:
    """Return the word, out of the list: it explains nothing any more and can be put back.

    Raises:
        NotAllowed: the actor does not keep the words of this network.
    """
    require(by, Permission.WORDS_MANAGE, at=term.network_id)
    if term.archived_at is None:
        term.archived_at = timezone.now()
        term.save(update_fields=["archived_at"])
        record("term.archived", term, by=by, network_id=term.network_id)
        tell_changed([term])
    return term


@transaction.atomic
def restore_term(*, term: Term, by: Actor) -> Term:
    """Return the word, in the list again.

    Raises:
        NotAllowed: the actor does not keep the words of this network.
        WordTaken: meanwhile another word claims a spelling of it.
    """
    require(by, Permission.WORDS_MANAGE, at=term.network_id)
    if term.archived_at is not None:
        _check(word_of(term), term.network_id, term)
        term.archived_at = None
        term.save(update_fields=["archived_at"])
        record("term.restored", term, by=by, network_id=term.network_id)
        tell_changed([term])
    return term


@transaction.atomic
def import_terms(*, network: Network, words: Sequence[Word], by: Actor) -> list[Term]:
    """Return the words that were added or changed: all of them, or none when one cannot be kept.

    A word that the list holds already, archived or not, is changed and stands in the list afterwards.

    Raises:
        NotAllowed: the actor does not keep the words of this network.
        NoWord, WordTaken: one of them cannot be kept.
    """
    require(by, Permission.WORDS_MANAGE, at=network.pk)
    known = {plain(term.label): term for term in Term.objects.filter(network=network)}
    touched: list[Term] = []
    for word in words:
        term = known.get(plain(word.label))
        if term is None:
            term = known[plain(word.label)] = _added(network, word, by)
            touched.append(term)
            continue
        restored = term.archived_at is not None
        term.archived_at = None
        if _changed(term, word, by) or restored:
            term.save(update_fields=["archived_at"])
            touched.append(term)
    if touched:
        tell_changed(touched)
    return touched


def word_of(term: Term) -> Word:
    """The word as its rules know it."""
    return Word(term.label, term.kind, term.definition, tuple(term.synonyms), term.abbreviation)


def _added(network: Network, word: Word, by: Actor) -> Term:
    word = _check(word, network.pk)
    term = Term(network=network, synonyms=list(word.synonyms))
    for name in NAMES:
        setattr(term, name, getattr(word, name))
    term.save()
    record("term.added", term, by=by, network_id=network.pk)
    return term


def _changed(term: Term, word: Word, by: Actor) -> bool:
    word = _check(word, term.network_id, term)
    changes: dict[str, Any] = {}
    for name in NAMES:
        if getattr(term, name) != getattr(word, name):
            changes[name] = [getattr(term, name), getattr(word, name)]
            setattr(term, name, getattr(word, name))
    if term.synonyms != list(word.synonyms):
        changes["synonyms"] = [", ".join(term.synonyms), ", ".join(word.synonyms)]
        term.synonyms = list(word.synonyms)
    if changes:
        term.version += 1
        term.save()
        record("term.changed", term, by=by, network_id=term.network_id, changes=changes)
    return bool(changes)


def _check(word: Word, network: int, term: Term | None = None) -> Word:
    """The word without needless spaces; refused when it is empty or not free."""
    word = Word(
        " ".join(word.label.split()),
        word.kind,
        word.definition.strip().replace("\r\n", "\n"),
        word.synonyms,
        word.abbreviation.strip(),
    )
    if not word.label:
        raise NoWord
    others = Term.objects.filter(network=network).exclude(pk=term.pk if term else 0)
    # An archived word claims its name, which is kept once per network, but not its synonyms.
    claimed = [word_of(other) if other.archived_at is None else Word(other.label) for other in others]
    taken = clash(word, claimed)
    if taken:
        raise WordTaken(*taken)
    return word
