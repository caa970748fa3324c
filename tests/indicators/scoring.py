"""How many proposals are right: the measure (or another that is right as well), target, rhythm and instrument."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from streekwerk.indicators.rules.proposal import propose

PARTS = ("measure", "target", "frequency", "instrument")


def right(item: dict[str, Any]) -> dict[str, bool]:
    """Which parts of the proposal for a labelled sentence are right."""
    said = propose(item["text"]).to_json()
    return {
        "measure": said["measure"] in [item["measure"], *item.get("also_right", [])],
        "target": _keys(said["target"], "number", "comparator", "per")
        == _keys(item["target"], "number", "comparator", "per"),
        "frequency": _keys(said["frequency"], "times", "per") == _keys(item["frequency"], "times", "per"),
        "instrument": said["instrument"] == item["instrument"],
    }


def score(items: Iterable[dict[str, Any]]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How many parts are right, how many measures are right per measure, and how many sentences there are per measure."""
    parts: Counter[str] = Counter()
    good: Counter[str] = Counter()
    all_of: Counter[str] = Counter()
    for item in items:
        found = right(item)
        parts.update(part for part in PARTS if found[part])
        all_of[item["measure"]] += 1
        good[item["measure"]] += found["measure"]
    return parts, good, all_of


def report(items: list[dict[str, Any]]) -> Counter[str]:
    """Print the score (seen with `pytest -s`) and give back how many of each part are right."""
    parts, good, all_of = score(items)
    print()
    for part in PARTS:
        print(f"  {part:<12}{parts[part]:>4} of {len(items)}")
    for measure, number in all_of.most_common():
        print(f"    {measure:<12}{good[measure]:>4} of {number}")
    return parts


def _keys(said: dict[str, Any] | None, *names: str) -> tuple[Any, ...] | None:
    return None if said is None else tuple(said[name] for name in names)
