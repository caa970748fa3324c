"""Reading what people tell of an effect: what it is and when it was."""

from __future__ import annotations

from datetime import date

from streekwerk.kernel.errors import DomainError
from streekwerk.kernel.periods import FoundDate, find_dates


class NoDay(DomainError):
    def __init__(self, words: str) -> None:
        said = f"In “{words}” staat geen dag, maand of jaar" if words else "Er staat niet wanneer het was"
        super().__init__(f"{said}. Schrijf bijvoorbeeld 12 maart 2026, maart 2026 of voorjaar 2026.")


class NotYetHappened(DomainError):
    def __init__(self, words: str) -> None:
        super().__init__(
            f"“{words}” moet nog komen. Een doorwerking is wat al veranderde: teken ze dan pas op."
        )


def read_when(words: str, today: date) -> FoundDate:
    """The first date in what a person wrote, as vague as it is.

    Raises:
        NoDay: there is no date in it.
        NotYetHappened: it begins after today.

    >>> found = read_when("in het najaar 2025", date(2026, 1, 1))
    >>> found.start.isoformat(), found.precision
    ('2025-09-01', 'season')
    """
    words = " ".join(words.split())
    found = next(iter(find_dates(words)), None)
    if found is None:
        raise NoDay(words)
    if found.start > today:
        raise NotYetHappened(words)
    return found


def same_words(one: str, other: str) -> bool:
    """Whether two texts tell the same, apart from capitals, spaces and the full stop at the end.

    >>> same_words("Aangepaste  intakeprocedure.", "aangepaste intakeprocedure")
    True
    """
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .")
