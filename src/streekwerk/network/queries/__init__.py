"""Who acts, what a network page shows, and the words of a network."""

from streekwerk.network.queries.members import (
    Member,
    RoleHolder,
    actor_of,
    colleagues_in,
    members_of,
    role_holders,
)
from streekwerk.network.queries.terms import TermFilter, glossary_entries, selected_terms

__all__ = [
    "Member",
    "RoleHolder",
    "TermFilter",
    "actor_of",
    "colleagues_in",
    "glossary_entries",
    "members_of",
    "role_holders",
    "selected_terms",
]
