"""What a person chose of the differences with a newer document, as parts of the plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from streekwerk.intake.rules.differences import Difference


@dataclass(slots=True)
class Chosen:
    """What to take over, by ids of the new reading and of the plan."""

    plan_parts: set[str] = field(default_factory=set)
    parts: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    """Per node of the plan the parts with their label."""
    moved: set[str] = field(default_factory=set)
    new: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    changed_indicators: dict[str, str] = field(default_factory=dict)
    """By id in the plan the id in the new reading."""
    new_indicators: dict[str, str] = field(default_factory=dict)
    """By id in the new reading the node of the plan that gets it."""
    gone_indicators: set[str] = field(default_factory=set)


def chosen_of(differences: Iterable[Difference], keys: Collection[str]) -> Chosen:
    """The differences with these keys, sorted by what is to be done; what only we changed stays.

    >>> gone = Difference("gone", "document", "node", "Actie 3", "a", None, "n7")
    >>> chosen_of([gone], {gone.key}).gone
    {'n7'}
    """
    chosen = Chosen()
    for each in differences:
        if each.key in keys and each.state != "ours":
            _add(chosen, each)
    return chosen


def _add(chosen: Chosen, each: Difference) -> None:
    _, now, here = each.items
    match each.kind:
        case "new" if each.fresh:
            chosen.new.add(each.fresh)
        case "gone" if each.ours:
            chosen.gone.add(each.ours)
        case "gone" if each.fresh:
            # Taken out of the plan, but the document went on with it: it comes back as a new part.
            chosen.new.add(each.fresh)
        case "moved" if each.ours:
            chosen.moved.add(each.ours)
        case "changed" if each.ours:
            chosen.parts.setdefault(each.ours, set()).add((each.part, each.label))
        case "changed":
            chosen.plan_parts.add(each.part)
        case "changed_indicator" if here and now:
            chosen.changed_indicators[here] = now
        case "gone_indicator" if here:
            chosen.gone_indicators.add(here)
        case "new_indicator" | "gone_indicator" if now and each.ours:
            chosen.new_indicators[now] = each.ours
        case _:
            pass
