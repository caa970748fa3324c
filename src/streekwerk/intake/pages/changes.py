"""What changed in a document that is read again, in groups: one per part of the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from streekwerk.intake.rules.differences import Difference


@dataclass
class Group:
    """The differences of one part of the plan, under its name."""

    name: str
    proposed: list[Difference] = field(default_factory=list)
    """Only the document changed: taken over unless somebody says no."""
    both: list[Difference] = field(default_factory=list)
    """Both changed: kept unless somebody chooses the document."""

    @property
    def size(self) -> int:
        return len(self.proposed) + len(self.both)


def groups_of(differences: Iterable[Difference]) -> dict[str, object]:
    """`groups` with what a person decides about, `own` with what only we changed, and how many there are."""
    groups: dict[str, Group] = {}
    own = []
    for each in differences:
        if each.state == "ours":
            own.append(each)
            continue
        group = groups.setdefault(each.name, Group(each.name or "Het plan zelf"))
        (group.proposed if each.state == "document" else group.both).append(each)
    found = list(groups.values())
    return {
        "groups": found,
        "own": own,
        "proposed": sum(len(group.proposed) for group in found),
        "both": sum(len(group.both) for group in found),
    }
