"""Nothing is lost: every line with something on it is claimed by exactly one part of the reading.

Nodes, `unplaced` and `ignored` claim their lines; an indicator, milestone, decision or figure claims
the lines that lie outside every node. Two parts may share a line on which one ends and the next begins,
and a line of a CSV on which several cells meet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from streekwerk.kernel.errors import DomainError
from streekwerk.reading.models import Document, Reading, Span, Table, Unplaced, merged


class LineLost(DomainError):
    """Lines that the reading says nothing about."""

    def __init__(self, name: str, lines: Sequence[int]) -> None:
        self.lines = tuple(lines)
        super().__init__(
            f"Bij het lezen van “{name}” gingen regels verloren: {_listed(lines)}. "
            "Dit is een fout in Streekwerk; meld ze met het document erbij."
        )


class LineClaimedTwice(DomainError):
    """Lines that the reading uses more than once."""

    def __init__(self, name: str, lines: Sequence[int]) -> None:
        self.lines = tuple(lines)
        super().__init__(
            f"Bij het lezen van “{name}” kregen regels twee plaatsen: {_listed(lines)}. "
            "Dit is een fout in Streekwerk; meld ze met het document erbij."
        )


def check(reading: Reading, document: Document) -> None:
    """Hold the reading against the document.

    Raises:
        LineClaimedTwice, LineLost: naming the lines.
    """
    claims = claims_of(reading)
    lines = [line.number for line in document.lines if not line.blank]
    shared = _shared_by_cells(document)
    twice = [number for number in lines if number not in shared and _twice(claims.get(number, []))]
    if twice:
        raise LineClaimedTwice(document.name, twice)
    lost = [number for number in lines if not claims.get(number)]
    if lost:
        raise LineLost(document.name, lost)


def complete(reading: Reading, document: Document, why: str = "Hier is geen plaats voor gevonden.") -> None:
    """Put every line that nothing claims into the tray, run by run, with the node before it as proposal."""
    claims = claims_of(reading)
    starts = sorted((span[0], node.id) for node in reading.nodes for span in node.spans)
    for run in _runs(document, claims):
        before = bisect_left(starts, (run[0], ""))
        reading.unplaced.append(
            Unplaced(
                text=text_of(document, run),
                proposal=starts[before - 1][1] if before else None,
                why=why,
                spans=[run],
            )
        )
    reading.unplaced.sort(key=lambda item: item.spans[:1])


def text_of(document: Document, span: Span) -> str:
    """The words on these lines, on one line."""
    lines = document.lines[span[0] - 1 : span[1]]
    return " ".join(word for line in lines for word in line.text.split())


def claims_of(reading: Reading) -> dict[int, list[tuple[bool, bool]]]:
    """Per line its claims; each says whether it comes from the line above and goes on below."""
    claims: dict[int, list[tuple[bool, bool]]] = defaultdict(list)
    for node in reading.nodes:
        _claim(claims, node.spans)
    in_node = set(claims)
    for part in (reading.unplaced, reading.ignored):
        for item in part:
            _claim(claims, item.spans)
    for kind in (reading.indicators, reading.milestones, reading.decisions, reading.figures):
        for thing in kind:
            _claim(claims, thing.spans, leave=in_node)
    return claims


def _claim(
    claims: dict[int, list[tuple[bool, bool]]], spans: Iterable[Span], leave: set[int] | None = None
) -> None:
    own = {number for first, last in spans for number in range(first, last + 1)} - (leave or set())
    for number in own:
        claims[number].append((number - 1 in own, number + 1 in own))


def _twice(found: Sequence[tuple[bool, bool]]) -> bool:
    if len(found) < 2:
        return False
    through = any(above and below for above, below in found)
    return through or sum(above for above, _ in found) > 1 or sum(below for _, below in found) > 1


def _shared_by_cells(document: Document) -> set[int]:
    """Lines with more than one cell on them: in a CSV a cell of several lines ends where the next begins."""
    cells = Counter(
        number
        for block in document.blocks
        if isinstance(block, Table)
        for cell in block.cells
        if cell.lines
        for number in range(cell.lines[0], cell.lines[1] + 1)
    )
    return {number for number, found in cells.items() if found > 1}


def _runs(document: Document, claims: dict[int, list[tuple[bool, bool]]]) -> Iterator[Span]:
    """Runs of unclaimed lines; blank lines do not break a run, claimed ones do."""
    run: Span | None = None
    for line in document.lines:
        if claims.get(line.number):
            if run:
                yield run
            run = None
        elif not line.blank:
            run = (run[0] if run else line.number, line.number)
    if run:
        yield run


def _listed(lines: Sequence[int], most: int = 12) -> str:
    runs = [str(a) if a == b else f"{a}-{b}" for a, b in merged([(n, n) for n in lines])]
    return ", ".join(runs[:most]) + (f" en nog {len(runs) - most}" if len(runs) > most else "")
