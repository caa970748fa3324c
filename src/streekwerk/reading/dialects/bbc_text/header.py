"""The header row of a flattened table: which columns it has, in the network's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from streekwerk.reading.dialects.bbc_text.codes import coded
from streekwerk.reading.dialects.bbc_text.vocabulary import (
    COLUMN_OF_WORD,
    DEPTH,
    HEADER_WORD,
    LEVEL_OF_WORD,
    Level,
)
from streekwerk.reading.models import Line

_LEFT_OVER = 0.15
"""Share of the letters of a header row that may be no column word ("Nr van de actie")."""

_LONGEST = 200
_LEAD = 45
"""In characters: the longest header row, and within how many its first word begins."""


_BEGINNINGS = {
    part[:4].casefold()
    for word in (*LEVEL_OF_WORD, *COLUMN_OF_WORD)
    for part in word.split()
    if len(part) > 3
}


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of the table; `lines` are all printings of the header row."""

    levels: tuple[Level, ...] = ()
    columns: frozenset[str] = frozenset()
    words: dict[str, str] = field(default_factory=dict)
    """Per other column its printed word."""
    lines: tuple[int, ...] = ()
    steward_next: bool = False
    """The column of the steward stands right beside that of the actions."""
    heads: frozenset[int] = frozenset()
    """Lines right above a header row without a column for goals: each is the goal of the rows below it."""

    @property
    def upper(self) -> tuple[Level, ...]:
        """The levels above the actions."""
        return tuple(level for level in self.levels if DEPTH[level.level] < DEPTH["action"])

    @property
    def first(self) -> int:
        return self.lines[0] if self.lines else 0


def column_words(text: str) -> list[str]:
    """The column words a line consists of, in order; none when it holds other words too.

    Cells of a header row often run together in a text layer.

    >>> column_words("KLEURBeleidsdoelstellingActieplan Acties Indicatoren")
    ['KLEUR', 'Beleidsdoelstelling', 'Actieplan', 'Acties', 'Indicatoren']
    >>> column_words("Acties en projecten van de zone")
    []
    """
    # The words of a header row begin like column words; looking for all of these in prose is slow.
    words = [word[:4].casefold() for word in text.split() if len(word) > 3]
    if 2 * sum(word in _BEGINNINGS for word in words) < len(words):
        return []
    letters = sum(map(str.isalnum, text))
    found = [match[0] for match in HEADER_WORD.finditer(text)]
    covered = sum(sum(map(str.isalnum, word)) for word in found)
    return found if letters and letters - covered <= _LEFT_OVER * letters else []


def find_header(lines: Sequence[Line]) -> Header:
    """The header row and its repetitions; a header without lines when the text has none.

    The words of one header row may also stand below each other, one line each.
    """
    words: list[str] = []
    printed: list[int] = []
    for run in _runs_of_column_words(lines):
        found = [word for _, group in run for word in group]
        if not _is_header(found, stacked=len(run) > 1):
            continue
        words = words or found
        printed += [number for number, _ in run]
    levels: dict[str, Level] = {}
    columns: dict[str, str] = {}
    for word in words:
        key = word.casefold()
        if key in LEVEL_OF_WORD:
            levels.setdefault(LEVEL_OF_WORD[key].word, LEVEL_OF_WORD[key])
        else:
            columns.setdefault(COLUMN_OF_WORD[key], word)
    ordered = sorted(levels.values(), key=lambda level: DEPTH[level.level])
    return Header(
        tuple(_distinct(ordered)), frozenset(columns), columns, tuple(printed), _steward_next(words)
    )


def _steward_next(words: Sequence[str]) -> bool:
    last = max((place for place, word in enumerate(words) if word.casefold() in LEVEL_OF_WORD), default=-1)
    beside = words[last + 1 : last + 2] if last >= 0 else []
    return any(COLUMN_OF_WORD.get(word.casefold()) == "steward" for word in beside)


def split(lines: Sequence[Line], header: Header) -> tuple[list[Line], list[Line], Header]:
    """The lines above the table, those of the table, and the header with the goals above its printings."""
    first = header.first
    codes = [
        line.number
        for line in lines
        if line.number < first
        and (code := coded(line.text.strip()))
        and DEPTH[code.level.level] < DEPTH["action"]
    ]
    own = [line for line in lines if line.number not in header.lines]
    if header.lines and not header.upper:
        heads = {
            max((line.number for line in own if line.number < number), default=0) for number in header.lines
        }
        header = replace(header, heads=frozenset(heads - {0}))
    first = min([first, *codes, *header.heads])
    return (
        [line for line in own if line.number < first],
        [line for line in own if line.number >= first],
        header,
    )


def _distinct(levels: Sequence[Level]) -> list[Level]:
    """Levels from high to low; the second of two words for goals is the level below it.

    >>> [level.level for level in _distinct([LEVEL_OF_WORD["prioriteit"], LEVEL_OF_WORD["doelstelling"]])]
    ['goal', 'operational_objective']
    """
    result: list[Level] = []
    for level in levels:
        if result and level.level == result[-1].level == "goal":
            level = level._replace(level="operational_objective")
        if not result or level.level != result[-1].level:
            result.append(level)
    return result


def _runs_of_column_words(lines: Sequence[Line]) -> list[list[tuple[int, list[str]]]]:
    """Header rows: one line with several words, or lines below each other with one word each."""
    runs: list[list[tuple[int, list[str]]]] = []
    previous: int | None = None
    for line in lines:
        words = column_words(line.text) if len(line.text) < _LONGEST and _likely(line.text) else []
        if not words or line.text.rstrip().endswith(":"):
            continue
        stacked = len(words) == 1 and previous == line.number - 1 and len(runs[-1][-1][1]) == 1
        if not stacked:
            runs.append([])
        runs[-1].append((line.number, words))
        previous = line.number
    return runs


def _likely(text: str) -> bool:
    """Whether a line begins with a column word, or nearly: a quick test before the careful one."""
    return HEADER_WORD.search(text, 0, _LEAD) is not None


def _is_header(words: Sequence[str], *, stacked: bool = False) -> bool:
    """At least two different columns, one of them a level of the tree; more when they are stacked."""
    kinds = {word.casefold() for word in words}
    levels = {LEVEL_OF_WORD[kind].level for kind in kinds if kind in LEVEL_OF_WORD}
    columns = {COLUMN_OF_WORD[kind] for kind in kinds if kind in COLUMN_OF_WORD}
    # One word per line is also what an empty form looks like.
    return bool(levels) and len(levels) + len(columns) >= (3 if stacked else 2)
