"""Days between two facts, with what is still open: who looks at closed cases only, flatters.

The median with open cases is that of the product-limit estimator: E. L. Kaplan and P. Meier, “Nonparametric
estimation from incomplete observations”, Journal of the American Statistical Association 53 (1958), 457–481.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

_UNSURE = 1e-9


def product_limit(closed: Sequence[int], open_: Sequence[int]) -> list[tuple[int, Fraction]]:
    """After which day which share is still open: a step per day on which something closed.

    An open case counts as long as it was watched; one that opened on the day of a closing was still there.

    >>> [(day, str(share)) for day, share in product_limit([12, 45, 45, 60], [80, 100])]
    [(12, '5/6'), (45, '1/2'), (60, '1/3')]
    """
    steps = []
    share = Fraction(1)
    for day, watched, done in _steps(closed, open_):
        share *= Fraction(watched - done, watched)
        steps.append((day, share))
    return steps


def _steps(closed: Sequence[int], open_: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Each day on which something closed, how many were watched until then, and how many closed."""
    watched = len(closed) + len(open_)
    done, leaving = Counter(closed), Counter(open_)
    for day in sorted({*done, *leaving}):
        if done[day]:
            yield day, watched, done[day]
        watched -= done[day] + leaving[day]


def median_with_open(closed: Sequence[int], open_: Sequence[int]) -> int | None:
    """The first day on which at least half was closed, open cases taken along; None while that is not known.

    >>> median_with_open([12, 45, 45, 60], [80, 100, 120, 200])
    60
    >>> median_with_open([12], [80, 100]) is None
    True
    """
    share = 1.0
    for day, watched, done in _steps(closed, open_):
        share *= (watched - done) / watched
        if abs(share - 0.5) < _UNSURE:
            # Half is half: where rounding could decide, it is worked out exactly.
            return next((day for day, exact in product_limit(closed, open_) if 2 * exact <= 1), None)
        if share < 0.5:
            return day
    return None


def median_of_closed(closed: Sequence[int]) -> int | None:
    """The first day on which at least half of what is closed now was closed; None when nothing is.

    The lower of two middle ones, as with the open cases: so the two medians can be compared.

    >>> median_of_closed([12, 45, 45, 60]), median_of_closed([10, 20]), median_of_closed([])
    (45, 10, None)
    """
    return sorted(closed)[(len(closed) - 1) // 2] if closed else None
