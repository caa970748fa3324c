"""The words that search looks in and for."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

import snowballstemmer

_WORD = re.compile(r"\w+")


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("dutch")


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
    stems = [stem for stem in dict.fromkeys(_stemmer().stemWords(unique)) if stem not in unique]
    return " ".join(found + stems)


def search_stems(query: str) -> list[str]:
    """The stems of a query; a text matches when each occurs in its `search_text`.

    >>> search_stems("Mantelzorgers, huizen")
    ['mantelzorger', 'huis']
    """
    return list(_stemmer().stemWords(_WORD.findall(folded(query))[:12]))
