"""Items put together in groups: a list, a run of loose lines, a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from streekwerk.reading.dialects.bbc_text.cells import Item
from streekwerk.reading.dialects.bbc_text.codes import Coded, Decimals, coded
from streekwerk.reading.dialects.bbc_text.cues import column_label, starts_with_infinitive, weigh
from streekwerk.reading.dialects.bbc_text.header import Header
from streekwerk.reading.dialects.bbc_text.values import value_of
from streekwerk.reading.dialects.bbc_text.vocabulary import FUNDING

Role = Literal["goal", "plan", "action", "indicator", "comment", "funding", "other", "rest"]

_TURN = 1.0
"""From which difference between action and indicator the words of a line are clear."""
_PARTED = 2.0
"""How much clearer two columns must be than one before a list is cut."""
_LONGEST_NAME = 60
_LOOSE = 130
"""Characters up to which a loose line can be one of several in a cell."""


@dataclass(slots=True)
class Group:
    """Items of one column that stand together; `style` is the marker style of a list, "" for text."""

    items: list[Item]
    style: str = ""
    code: Coded | None = None
    label: tuple[str, str] | None = None
    role: Role = "rest"
    margin: float = 0.0
    """How much better the role fits than the next best one for these words alone."""

    @property
    def first(self) -> Item:
        return self.items[0]


def groups_of(items: Sequence[Item], header: Header) -> list[Group]:
    """Items put together: consecutive items of one list, and loose lines of one block."""
    groups: list[Group] = []
    decimals = Decimals([_printed(item) for item in items], header.levels)
    for item, below in zip_longest(items, items[1:]):
        code = decimals.coded(_printed(item))
        if code is None and not (item.marker and item.marker.rank):
            code = coded(item.text)
        label = column_label(item.text) or (None if item.marker else value_of(item.text, header.words))
        style = item.marker.style if item.marker else ""
        last = groups[-1] if groups else None
        if header.steward_next and last and not code and not label and _names_steward(item, last):
            label = ("steward", header.words["steward"])
        if last and not code and not label and (
            (item.span[1] not in header.heads and _belongs(item, style, last))
            or (_heads(item, below) and _headed(item, last))
        ):  # fmt: skip
            last.items.append(item)
        elif below and _heads(item, below) and not code and not label:
            groups.append(Group([item], below.marker.style if below.marker else ""))
        else:
            groups.append(Group([item], style, code, label))
    return [part for group in _absorbed(groups) for part in _parted(group)]


def _names_steward(item: Item, last: Group) -> bool:
    """Whether this is the cell beside a numbered action: a short line that counts nothing."""
    code = last.code if len(last.items) == 1 else None
    return (
        code is not None
        and code.level.level in ("action", "project")
        and not item.marker
        and len(item.text) <= _LONGEST_NAME
        and weigh(item.text).indicator <= 0
    )


def _printed(item: Item) -> str:
    return f"{item.marker.printed} {item.text}" if item.marker and item.marker.style == "1." else item.text


def _heads(item: Item, below: Item | None) -> bool:
    """Whether a short line with a colon is the heading of the bullets right below it."""
    return bool(
        below and below.marker and below.marker.rank == 0 and below.block == item.block
        and not item.marker and not item.narrow and len(item.text) < 60 and item.text.endswith(":")
    )  # fmt: skip


def _headed(item: Item, group: Group) -> bool:
    """Whether the group is a list of the same kind, with headings, in the same block."""
    return bool(group.style) and not group.items[0].marker and group.items[-1].block == item.block


def _belongs(item: Item, style: str, group: Group) -> bool:
    before = group.items[-1]
    if item.narrow or before.narrow or item.vertical or before.vertical or style != group.style:
        return False
    if (
        group.code
        or (group.label and not group.label[1].endswith(":"))
        or (FUNDING.fullmatch(item.text) or FUNDING.fullmatch(before.text))
    ):
        return False
    if _turns(before, item):
        return False
    if not style:
        short = max(len(item.text), len(before.text)) < _LOOSE
        return item.block == before.block and not item.cut and short and _one_line(item) and _one_line(before)
    rank, last = (item.marker.rank if item.marker else 0), (before.marker.rank if before.marker else 0)
    if rank == 0:
        return item.block == before.block
    return last <= rank <= last + 2 and (rank > 1 or last == 0)


def _one_line(item: Item) -> bool:
    return item.span[0] == item.span[1]


def _parted(group: Group) -> list[Group]:
    """The group, or the two columns in it: bullets that first say what is done and then what is counted."""
    if len(group.items) < 2 or any(item.marker and item.marker.rank for item in group.items):
        return [group]
    if not group.items[0].marker and group.style:
        return [group]
    leans = [cues.indicator - cues.action for cues in (weigh(item.text) for item in group.items)]
    whole = sum(leans)
    cuts = [(sum(leans[at:]) - sum(leans[:at]), at) for at in range(1, len(leans))]
    gain, at = max(cuts)
    if gain - abs(whole) < _PARTED or sum(leans[:at]) >= 0:
        return [group]
    return [
        Group(group.items[:at], group.style, group.code, group.label),
        Group(group.items[at:], group.style),
    ]


def _turns(before: Item, item: Item) -> bool:
    """Whether a loose line or bullet is clearly of another column than the one above it."""
    if item.marker and item.marker.rank:
        return False
    above, below = weigh(before.text), weigh(item.text)
    if not item.marker and starts_with_infinitive(item.text) and above.action <= 0:
        return True
    first, second = above.indicator - above.action, below.indicator - below.action
    return (first <= -_TURN and second >= _TURN) or (first >= _TURN and second <= -_TURN)


def _absorbed(groups: Sequence[Group]) -> list[Group]:
    """A loose line between two items of one list, in one block, taken into that list."""
    result: list[Group] = []
    for index, group in enumerate(groups):
        before = result[-1] if result else None
        after = groups[index + 1] if index + 1 < len(groups) else None
        if (
            before
            and before.style
            and not before.code
            and not group.code
            and not group.label
            and not group.first.narrow
        ):
            same_block = group.first.block == before.items[-1].block
            if (
                not group.style and after and same_block and after.style == before.style
                and after.first.block == group.first.block and after.first.marker
                and after.first.marker.rank == before.items[-1].marker.rank + 1  # type: ignore[union-attr]
                and after.first.marker.rank > 1
            ):  # fmt: skip
                before.items += group.items
                continue
            ranks = [item.marker.rank for item in before.items if item.marker]
            goes_on = (
                group.style == before.style
                and group.first.marker
                and group.first.marker.rank == ranks[-1] + 1
            )
            if goes_on and same_block and ranks[-1] > 0 and not before.items[-1].marker:
                before.items += group.items
                continue
        result.append(group)
    return result
