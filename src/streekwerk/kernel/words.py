"""Finding the words of a list in running text: whole words, longest first, with their Dutch plural."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*")
_PREPOSITIONS = frozenset({"aan", "bij", "in", "met", "op", "te", "tot", "uit", "van", "voor", "zonder"})
_SHORTEST = 5
"""Shorter words keep one spelling: “zorgen” is not always more than one “zorg”."""
_KEY = ""
"""Where a branch of the tree of words says which entry ends there; no word is empty."""


@dataclass(frozen=True)
class WordEntry:
    """A word of a list: its own name and other names, and an abbreviation matched letter by letter."""

    key: int
    names: tuple[str, ...]
    abbreviation: str = ""


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `key` says which entry it names, None for the text between."""

    text: str
    key: int | None = None


def plain(word: str) -> str:
    """The word in small letters without accents.

    >>> plain("Één Coördinator’s")
    "een coordinator's"
    """
    small = word.casefold()
    if small.isascii():
        return small
    parts = unicodedata.normalize("NFKD", small.replace("’", "'"))
    return "".join(char for char in parts if not unicodedata.combining(char))


def inflections(word: str) -> set[str]:
    """The spellings of a word in singular and plural, by the regular rules only.

    >>> sorted(inflections("gezin")), sorted(inflections("zorg"))
    (['gezin', 'gezinnen', 'gezins'], ['zorg'])
    >>> "mantelzorger" in inflections("mantelzorgers"), "jongere" in inflections("jongeren")
    (True, True)
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return {word}
    return {word, *_plurals(word), *_singulars(word)}


def _plurals(word: str) -> Iterator[str]:
    if word.endswith("heid"):
        yield f"{word[:-4]}heden"
    elif word.endswith("e"):
        yield from (f"{word}n", f"{word}s")
    elif word[-1] in "aiouy":
        yield f"{word}'s"
    elif not word.endswith(("en", "s")):
        yield f"{word}s"
    if word[-1] not in "aeiouy" and not word.endswith(("en", "heid")):
        yield f"{_open(word)}en"


def _open(stem: str) -> str:
    """How a word is written before -en.

    >>> [_open(word) for word in ("school", "gezin", "bedrijf", "woonhuis", "eiland")]
    ['schol', 'gezinn', 'bedrijv', 'woonhuiz', 'eiland']
    """
    soft = {"f": "v", "s": "z"}
    if re.search(r"(aa|ee|oo|uu)[bcdfgklmnprstvz]$", stem):
        return stem[:-2] + soft.get(stem[-1], stem[-1])
    if re.search(r"(ij|ei|ui|ie|oe|eu|ou|au)[fs]$", stem):
        return stem[:-1] + soft[stem[-1]]
    if re.search(r"(?<![aeiou])[aeiou][bdfgklmnprst]$", stem) and not stem.endswith(
        ("el", "er", "em", "ig", "or")
    ):
        return stem + stem[-1]
    return stem


def _singulars(word: str) -> Iterator[str]:
    if word.endswith("heden"):
        yield f"{word[:-5]}heid"
    elif word.endswith(("ers", "els", "ens", "aars", "eurs", "es")):
        yield word[:-1]
    elif word.endswith("en"):
        stem = word[:-2]
        # “jongeren” is more than one “jongere”; “jonger” is another word.
        yield word[:-1]
        if stem.endswith("er"):
            return
        if re.search(r"([bdfgklmnprst])\1$", stem):
            yield stem[:-1]
            return
        hard = stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
        if re.search(r"(?<![aeiouj])[aeou][bcdfgklmnprstvz]$", stem):
            yield f"{hard[:-1]}{hard[-2]}{hard[-1]}"
        else:
            yield hard


class WordList:
    """Entries made ready to be found; made once, used for any number of texts."""

    def __init__(self, entries: Iterable[WordEntry]) -> None:
        self._names: dict[str, Any] = {}
        self._short: dict[str, Any] = {}
        for entry in entries:
            for name in entry.names:
                self._add(self._names, [plain(word) for word in _TOKEN.findall(name)], entry.key)
            if entry.abbreviation:
                words = _TOKEN.findall(entry.abbreviation)
                self._add(self._short, words, entry.key, inflected=False)
                if words:
                    self._add(self._short, [*words[:-1], f"{words[-1]}'s"], entry.key, inflected=False)

    @staticmethod
    def _add(tree: dict[str, Any], words: list[str], key: int, *, inflected: bool = True) -> None:
        """Put a name in the tree, with the plural of its last word and of the word that carries the rest."""
        branches = [tree]
        for at, word in enumerate(words):
            carries = at + 1 == len(words) or words[at + 1] in _PREPOSITIONS
            spellings = inflections(word) if inflected and carries else {word}
            branches = [branch.setdefault(spelling, {}) for branch in branches for spelling in spellings]
        for branch in branches if words else ():
            branch.setdefault(_KEY, key)  # the first entry that claims a name keeps it

    def found(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Where entries are named: first and last place in the text, and the key of the entry."""
        names, short, free = self._names, self._short, 0
        tokens = [(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]
        for at, (start, _, token) in enumerate(tokens):
            if start < free:
                continue
            branch = names.get(token.lower() if token.isascii() else plain(token))
            exact = short.get(token.replace("’", "'"))
            if branch is None and exact is None:
                continue
            ends = [
                _longest(text, tokens, at, first, spell)
                for first, spell in ((branch, plain), (exact, str))
                if first is not None
            ]
            best = max((end for end in ends if end), default=None)
            if best:
                free = best[0]
                yield start, best[0], best[1]


def _longest(
    text: str, tokens: list[tuple[int, int, str]], at: int, branch: dict[str, Any], spell: Any
) -> tuple[int, int] | None:
    """Where the longest name that begins with the token at `at` ends, and its key."""
    best: tuple[int, int] | None = None
    while True:
        if _KEY in branch:
            best = (tokens[at][1], branch[_KEY])
        if at + 1 == len(tokens) or not text[tokens[at][1] : tokens[at + 1][0]].isspace():
            return best
        at += 1
        branch = branch.get(spell(tokens[at][2]))  # type: ignore[assignment]
        if branch is None:
            return best


@lru_cache(maxsize=32)
def word_list(entries: tuple[WordEntry, ...]) -> WordList:
    """The list made ready; the same entries are made ready once."""
    return WordList(entries)


def explained(text: str, entries: tuple[WordEntry, ...]) -> list[Piece]:
    """The text in pieces, those that name an entry with its key; together they are the text.

    >>> homes = WordEntry(7, ("sociale woning", "sociale huurwoning"), "SW")
    >>> [piece.text for piece in explained("Meer sociale woningen, of SW.", (homes,)) if piece.key]
    ['sociale woningen', 'SW']
    """
    pieces: list[Piece] = []
    free = 0
    for start, end, key in word_list(entries).found(text):
        if start > free:
            pieces.append(Piece(text[free:start]))
        pieces.append(Piece(text[start:end], key))
        free = end
    if free < len(text):
        pieces.append(Piece(text[free:]))
    return pieces


def named(text: str, entries: tuple[WordEntry, ...]) -> dict[int, list[str]]:
    """Which entries a text names, each with the different words that name it.

    >>> named("Een gezin helpt gezinnen.", (WordEntry(1, ("gezin",)),))
    {1: ['gezin', 'gezinnen']}
    """
    words: dict[int, list[str]] = {}
    for start, end, key in word_list(entries).found(text):
        said = " ".join(text[start:end].split())
        known = words.setdefault(key, [])
        if plain(said) not in map(plain, known):
            known.append(said)
    return words
