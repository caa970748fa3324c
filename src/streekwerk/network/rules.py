"""Plain decisions about the words of a network."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from streekwerk.kernel.words import plain


class Word(NamedTuple):
    """A word as its list keeps it."""

    label: str
    kind: str = "word"
    definition: str = ""
    synonyms: tuple[str, ...] = ()
    abbreviation: str = ""


class Row(NamedTuple):
    """A row of a list that is handed in: its word, or what is wrong with it."""

    number: int
    word: Word
    problem: str = ""


def synonyms_in(text: str) -> tuple[str, ...]:
    """The synonyms a person typed, one per line or parted by commas; each once.

    >>> synonyms_in("jongvolwassene, twintiger\\n twintiger")
    ('jongvolwassene', 'twintiger')
    """
    parts = (" ".join(part.split()) for part in re.split(r"[,;\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def claimed(words: Iterable[Word]) -> dict[str, str]:
    """Every spelling these words claim, with the label of the word that claims it first.

    >>> claimed([Word("Jongere", synonyms=("jeugd",), abbreviation="JG")])
    {'jongere': 'Jongere', 'jeugd': 'Jongere', 'jg': 'Jongere'}
    """
    taken: dict[str, str] = {}
    for word in words:
        for spelling in (word.label, *word.synonyms, word.abbreviation):
            if spelling:
                taken.setdefault(plain(spelling), word.label)
    return taken


def clash(word: Word, others: Iterable[Word]) -> tuple[str, str] | None:
    """The spelling that another word already claims, and that word; None when there is none.

    >>> clash(Word("Jeugd"), [Word("Jongere", synonyms=("jeugd",))])
    ('Jeugd', 'Jongere')
    """
    taken = claimed(others)
    for spelling in (word.label, *word.synonyms, word.abbreviation):
        if spelling and plain(spelling) in taken:
            return spelling, taken[plain(spelling)]
    return None


HEADS = ("woord", "soort", "definitie", "synoniemen", "afkorting")


def read_words(text: str, kinds: Mapping[str, str], known: Iterable[Word]) -> list[Row]:
    """The rows of a csv with a head of `HEADS`; a row that cannot be kept says why.

    `kinds` are the codes of the kinds with their names; both are understood. A word that is in the list
    already is changed, another that claims the same spelling is a problem.

    >>> [row] = read_words("woord;soort\\nJeugd;thema", {"theme": "thema"}, [])
    >>> row.word.kind, row.problem
    ('theme', '')
    """
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=max(";,\t", key=first.count))
    heads = [plain(head.strip()) for head in next(reader, [])]
    if "woord" not in heads:
        return [Row(1, Word(""), f"De eerste rij noemt geen kolom “woord”. Gebruik: {', '.join(HEADS)}.")]
    names = {plain(name): code for code, name in kinds.items()} | {code: code for code in kinds}
    listed = {plain(word.label): word for word in known}
    rows: list[Row] = []
    for number, cells in enumerate(reader, 2):
        if not any(cell.strip() for cell in cells):
            continue
        said = {head: _unguarded(cell.strip()) for head, cell in zip(heads, cells, strict=False)}
        kind = names.get(plain(said.get("soort", "") or "word"), "")
        word = Word(
            " ".join(said.get("woord", "").split()),
            kind,
            said.get("definitie", ""),
            synonyms_in(said.get("synoniemen", "").replace("|", "\n")),
            said.get("afkorting", ""),
        )
        rows.append(Row(number, word, _problem(word, said.get("soort", ""), kinds, listed)))
        if not rows[-1].problem:
            listed[plain(word.label)] = word
    return rows or [Row(1, Word(""), "Er staat geen enkel woord onder de koppen.")]


def _unguarded(cell: str) -> str:
    """The cell without the mark with which an export keeps a spreadsheet from running it."""
    return cell[1:] if re.match(r"'[=+\-@']", cell) else cell


def _problem(word: Word, kind: str, kinds: Mapping[str, str], listed: Mapping[str, Word]) -> str:
    if not word.label:
        return "Er staat geen woord."
    if len(word.label) > 120 or len(word.abbreviation) > 30:
        return "Het woord telt meer dan 120 tekens, of de afkorting meer dan 30."
    if not word.kind:
        return f"“{kind}” is geen soort. Kies uit: {', '.join(kinds.values())}."
    taken = clash(word, (other for name, other in listed.items() if name != plain(word.label)))
    return f"“{taken[0]}” staat al in de lijst, bij “{taken[1]}”." if taken else ""
