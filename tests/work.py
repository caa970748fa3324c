"""How much work something is, counted: the same number on every machine, however busy it is."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


def work(do: Callable[[], object]) -> int:
    """How many functions it calls, those of the engine included.

    >>> work(lambda: [abs(number) for number in range(500)]) > 500
    True
    """
    calls = 0

    def heard(frame: FrameType, event: str, what: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(heard)
    try:
        do()
    finally:
        sys.setprofile(None)
    return calls


def growth(do: Callable[[int], Callable[[], object]], many: int) -> float:
    """How many times as much work it is with twice as many; what `do` makes first does not count.

    >>> round(growth(lambda many: lambda: [abs(number) for number in range(many)], 500))
    2
    """
    return work(do(2 * many)) / work(do(many))


@contextmanager
def not_hanging(seconds: int = 60) -> Iterator[None]:
    """Ends what would go on for ever, as an expression that tries every way to split a text does."""

    def ended(*_: object) -> None:
        raise AssertionError(f"after {seconds} seconds it was not done")

    before = signal.signal(signal.SIGALRM, ended)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
