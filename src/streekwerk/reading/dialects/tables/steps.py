"""Steps that a timing cell names besides the start and the end of its action."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from streekwerk.kernel.periods import find_dates
from streekwerk.reading.models import Milestone
from streekwerk.reading.rows import Row
from streekwerk.reading.timing import Timing, when

_CLAUSE = re.compile(r"[,;]\s+|\.\s+(?=[A-ZÀ-Ý])")
_STEP = re.compile(
    r"evalua|bijstur|tussentijd|rapport|verslag|meting|bevraging|goedkeur|bespreking|herzien|lancer|oplever",
    re.IGNORECASE,
)


def steps_beside(node: str, rows: Sequence[Row], timing: Timing) -> Iterator[Milestone]:
    """A milestone per clause with the word of a step and one date, when start and end stand apart from it.

    >>> from streekwerk.reading.timing import read_timing
    >>> rows = [Row(4, "2026 - 2027, evaluatie"), Row(5, "op 15/03/2028")]
    >>> timing = read_timing(" ".join(row.text for row in rows))
    >>> [(step.text, step.when.date, step.spans) for step in steps_beside("n1", rows, timing)]
    [('evaluatie op 15/03/2028', '2028-03-15', [(4, 5)])]
    """
    if not (rows and timing.start and timing.end):
        return
    for clause in _CLAUSE.split(" ".join(row.text for row in rows)):
        dates = find_dates(clause) if _STEP.search(clause) else []
        if len(dates) == 1 and dates[0].words not in timing.start.words + timing.end.words:
            yield Milestone(node, clause.strip(), when(dates[0]), [(rows[0].number, rows[-1].number)])
