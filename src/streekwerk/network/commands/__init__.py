"""Changing who may do what, and the words of a network."""

from streekwerk.network.commands.roles import (
    LastManager,
    NoMember,
    PartyNeeded,
    UnknownRole,
    end_role,
    give_role,
)
from streekwerk.network.commands.terms import (
    NoWord,
    TermChangedMeanwhile,
    WordTaken,
    add_term,
    archive_term,
    change_term,
    import_terms,
    restore_term,
    word_of,
)
from streekwerk.network.rules import Word

__all__ = [
    "LastManager",
    "NoMember",
    "NoWord",
    "PartyNeeded",
    "TermChangedMeanwhile",
    "UnknownRole",
    "Word",
    "WordTaken",
    "add_term",
    "archive_term",
    "change_term",
    "end_role",
    "give_role",
    "import_terms",
    "restore_term",
    "word_of",
]
