"""What changed as short Dutch sentences, drafted for somebody to read over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from streekwerk.reports.rules.difference import Change
from streekwerk.ui import dutch

Kind = Literal["node", "meter", "deliverable"]
"""What a sentence can lead to."""
GROUPS: dict[str, str] = {
    "reached": "Klaar en gehaald",
    "moved": "Verschoven of te laat",
    "blocked": "Geblokkeerd, gestopt of weer op gang",
    "figures": "Cijfers",
    "plan": "Nieuw, weggevallen en gewijzigd",
    "silent": "Stil",
    "own": "Verder",
}
"""Under which heading a sentence stands, in their order."""
GROUP_OF: dict[str, str] = {
    "done": "reached", "reached": "reached", "approved": "reached", "delivered": "reached",
    "milestone": "reached", "moved": "moved", "milestone_moved": "moved", "late": "moved",
    "blocked": "blocked", "loose": "blocked", "paused": "blocked", "resumed": "blocked", "stopped": "blocked",
    "missed": "figures", "first_figure": "figures", "figure": "figures",
    "added": "plan", "gone": "plan", "lapsed": "plan", "budget": "plan", "silent": "silent",
}  # fmt: skip
LONGEST = 110
SHOWN = 5
"""Names of silent actions that a sentence mentions."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the heading it stands under and where it leads."""

    group: str
    text: str
    href: str = ""


def say(change: Change) -> str:
    """The sentence of a change.

    >>> say(Change("done", "1.1 Een huis", now="2026-08-31"))
    '1.1 Een huis is klaar sinds 31 augustus 2026.'
    >>> say(Change("moved", "2 Een bus", before="31/12/2026", now="30/06/2027"))
    '2 Een bus schuift op: van 31/12/2026 naar 30/06/2027.'
    >>> say(Change("moved", "2 Een bus", before="2026", now="2027", reason="De lijn komt later."))
    '2 Een bus schuift op: van 2026 naar 2027 (de lijn komt later).'
    >>> say(Change("blocked", "2 Een bus", reason="er is geen chauffeur"))
    '2 Een bus is geblokkeerd: er is geen chauffeur.'
    """
    name = short(change.subject)
    since = f" sinds {dutch.day(date.fromisoformat(change.now))}" if _is_day(change.now) else ""
    why = f": {_clause(change.reason)}" if change.reason else ""
    match change.kind:
        case "done":
            return f"{name} is klaar{since}."
        case "moved":
            moved = f"van {change.before} naar {change.now}" if change.before else f"einde {change.now}"
            return f"{name} schuift op: {moved}{f' ({_clause(change.reason)})' if change.reason else ''}."
        case "milestone":
            return f"De mijlpaal “{name}” is gehaald op {dutch.day(date.fromisoformat(change.now))}."
        case "milestone_moved":
            return f"De mijlpaal “{name}” schuift van {change.before} naar {change.now}{why}."
        case "late":
            return f"{name} is te laat{since}{why}."
        case "blocked":
            return f"{name} is geblokkeerd{since}{why}."
        case "loose":
            told = f": {_clause(short(change.now))}" if change.now else ""
            return f"{name} is niet meer geblokkeerd{told}."
        case "paused":
            return f"{name} is gepauzeerd{since}{why}."
        case "resumed":
            return f"{name} is hervat."
        case "stopped":
            return f"{name} is stopgezet{since}{why}."
        case "added":
            return f"{name} is nieuw{f', met einde {change.now}' if change.now else ''}."
        case "gone":
            return f"{name} is uit het plan gehaald."
        case "reached":
            return f"De streefwaarde van “{name}” is gehaald: {change.now}."
        case "missed":
            aim = f", gevraagd was {change.reason}" if change.reason else ""
            return f"De streefwaarde van “{name}” is niet gehaald: {change.now or 'geen cijfer'}{aim}."
        case "first_figure":
            return f"“{name}” heeft een eerste cijfer: {change.now}."
        case "figure":
            return f"“{name}” ging van {change.before or 'geen cijfer'} naar {change.now or 'geen cijfer'}."
        case "delivered":
            return f"“{name}” is opgeleverd ({change.now})."
        case "approved":
            return f"“{name}” is goedgekeurd ({change.now})."
        case "lapsed":
            effect = f" Gevolg: {_clause(short(change.now))}." if change.now else ""
            return f"“{name}” geldt niet meer.{effect}"
        case "budget":
            return (
                f"De geplande middelen van {name} gingen van {euro(change.before)} naar {euro(change.now)}."
            )
        case "silent":
            return _silence(change)


def _silence(change: Change) -> str:
    many = dutch.counted(change.many, "actie", "acties")
    names = "; ".join(short(name, 60) for name in change.names[:SHOWN])
    rest = change.many - SHOWN
    more = f" en nog {rest}" if rest > 0 else ""
    return f"Over {many} kwam in deze periode geen nieuws: {names}{more}."


def euro(amount: str) -> str:
    """An exact amount as people write it.

    >>> euro("12500.00").replace(dutch.THIN_SPACE, " "), euro("").replace(dutch.THIN_SPACE, " ")
    ('€ 12.500', '€ 0')
    """
    value = Decimal(amount or "0")
    decimals = 0 if value == value.to_integral_value() else 2
    return f"€{dutch.THIN_SPACE}{dutch.number(value, decimals)}"


def short(text: str, length: int = LONGEST) -> str:
    """The first words of a text, without the point at its end.

    >>> short("Een huis voor starters.", 12), short("Een huis.")
    ('Een huis…', 'Een huis')
    """
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _clause(text: str) -> str:
    """A sentence of somebody as it goes on after a colon: its first letter small, unless it is a name."""
    text = " ".join(text.split()).rstrip(".")
    second = text[1:2]
    return text[:1].lower() + text[1:] if second.islower() or second == " " else text


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4:5] == "-" and text[:4].isdecimal()


def draft(changes: Sequence[Change], to: Callable[[Kind, int | None], str]) -> list[Sentence]:
    """The sentences of these changes under their headings; `to` knows where a thing stands."""
    made = [Sentence(GROUP_OF[change.kind], say(change), _where(change, to)) for change in changes]
    order = list(GROUPS)
    return sorted(made, key=lambda sentence: order.index(sentence.group))


def _where(change: Change, to: Callable[[Kind, int | None], str]) -> str:
    if change.kind in ("silent", "gone"):
        return ""
    return to("deliverable", change.deliverable) or to("meter", change.indicator) or to("node", change.node)
