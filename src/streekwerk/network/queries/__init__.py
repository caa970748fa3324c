"""Who acts, what a network page shows, and the words of a network."""

from streekwerk.network.queries.members import (
    Member,
    RoleHolder,
    actor_of,
    colleagues_in,
    contacts_of,
    members_of,
    members_on,
    people_with,
    role_holders,
    territories,
)
from streekwerk.network.queries.terms import (
    TermFilter,
    entries_of,
    entry_of,
    glossary_entries,
    selected_terms,
    words_of,
)

__all__ = [
    "Member",
    "RoleHolder",
    "TermFilter",
    "actor_of",
    "colleagues_in",
    "contacts_of",
    "entries_of",
    "entry_of",
    "glossary_entries",
    "members_of",
    "members_on",
    "people_with",
    "role_holders",
    "selected_terms",
    "territories",
    "words_of",
]
