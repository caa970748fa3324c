"""What is said beside figures about people: what is hidden, what waits, what stays as it was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from streekwerk.indicators.released import Standing
from streekwerk.indicators.rules.figures.periods import Period
from streekwerk.indicators.rules.figures.publishing import Published
from streekwerk.indicators.rules.figures.suppression import EXPLANATION
from streekwerk.ui import dutch

ROUND_OPEN = "Verborgen tot de bevraging afgelopen is: deze cijfers gaan over kleine groepen."
NOT_YET = (
    "Nog niet gepubliceerd: cijfers over kleine groepen verschijnen de dag na de laatste wijziging, zodat "
    "niemand er iets uit kan afleiden."
)
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Told:
    """One period: what this visitor sees, and where its publication stands."""

    period: Period
    published: Published[str]
    standing: Standing | None
    round_open: bool


def words_for_readers(periods: Sequence[Told], smallest: int, *, own: bool) -> str:
    """What those read who do not gather the figures; empty where nothing is hidden or kept."""
    said = []
    hiding = [one for one in periods if one.published.anything_hidden]
    if hiding:
        last = hiding[-1]
        waiting = ROUND_OPEN if last.round_open else NOT_YET
        said.append(waiting if last.published.waiting else EXPLANATION.format(smallest=smallest))
    for day, which in _by_day([one for one in periods if one.published.kept]):
        said.append(
            f"{which}: wat op {day} gepubliceerd werd, blijft staan, ook waar een cijfer of een totaal "
            "sindsdien wijzigde: het verschil is te klein om te tonen zonder iemand te verraden."
        )
    if said and own:
        said.append("Het cijfer van uw eigen bestuur ziet u wel.")
    return " ".join(said)


def words_for_gatherers(periods: Sequence[Told], smallest: int) -> str:
    """What those read who gather the figures and see each of them; empty where nothing is protected."""
    if smallest < 2:
        return ""
    said = [
        f"U ziet elk cijfer, omdat u de cijfers bijhoudt. Lezers zien geen getallen kleiner dan {smallest}."
    ]
    late = [one for one in periods if one.standing and one.standing.on and one.standing.differs]
    for day, which in _by_day(late):
        said.append(
            f"Van {which[:1].lower()}{which[1:]} zien lezers wat op {day} gepubliceerd werd. Wat daarna "
            "wijzigde, verschijnt de dag na de laatste wijziging, maar alleen wat niemand verraadt."
        )
    fresh = [one for one in periods if one.standing and one.standing.due and one.standing.on is None]
    if fresh:
        which = _labels(fresh)
        said.append(f"{which}: nog niet gepubliceerd. Lezers zien dat de dag na de laatste wijziging.")
    return " ".join(said)


def _by_day(periods: Sequence[Told]) -> list[tuple[str, str]]:
    """The days of publication, newest first, each with the periods that stand as on that day."""
    found: dict[object, list[Told]] = {}
    for one in periods:
        day = one.published.kept or (one.standing.on if one.standing else None)
        found.setdefault(day, []).append(one)
    return [
        (dutch.day(day), _labels(few))  # type: ignore[arg-type]
        for day, few in sorted(found.items(), key=lambda each: str(each[0]), reverse=True)
    ]


def _labels(periods: Sequence[Told]) -> str:
    """The periods by name, newest first: “Juni 2026, mei 2026 en nog 4”."""
    names = [one.period.label for one in reversed(periods)]
    more = f" en nog {len(names) - MOST_TOLD}" if len(names) > MOST_TOLD else ""
    said = ", ".join(names[:MOST_TOLD]) + more
    return said[:1].upper() + said[1:]
