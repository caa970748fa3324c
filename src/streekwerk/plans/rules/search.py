"""The words that search looks in and for."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import local

import snowballstemmer

_WORD = re.compile(r"\w+")
_own = local()
"""A stemmer writes in itself while it works, so every thread has its own."""


@lru_cache(maxsize=30_000)
def _stem(word: str) -> str:
    # Texts of a plan say the same few thousand words again and again.
    if not hasattr(_own, "stemmer"):
        _own.stemmer = snowballstemmer.stemmer("dutch")
    return str(_own.stemmer.stemWord(word))


def folded(text: str) -> str:
    """The text in small letters without accents.

    >>> folded("Coördinatie Één")
    'coordinatie een'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def search_text(*parts: str) -> str:
    """What search looks in: the folded words, and the stems that are not already among them.

    Stems are made here and stored, so that SQLite and PostgreSQL give the same answers.

    >>> search_text("Huizen zoeken")
    'huizen zoeken huis zoek'
    """
    found = _WORD.findall(folded(" ".join(part for part in parts if part)))
    unique = list(dict.fromkeys(found))
    stems = [stem for stem in dict.fromkeys(map(_stem, unique)) if stem not in unique]
    return " ".join(found + stems)


def search_stems(query: str) -> list[str]:
    """The stems of a query; a text matches when each occurs in its `search_text`.

    >>> search_stems("Mantelzorgers, huizen")
    ['mantelzorger', 'huis']
    """
    return [_stem(word) for word in _WORD.findall(folded(query))[:12]]
