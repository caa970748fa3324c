"""The pages with which things are handed over: what is open, who can take it, what will happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from streekwerk.accounts.models import User
from streekwerk.stewardship.models import HandoverItem
from streekwerk.stewardship.rules.handover import (
    KINDS,
    NOBODY,
    STAYS,
    Assignment,
    Kind,
    KindWords,
    OpenItem,
    grouped,
)
from streekwerk.ui import dutch

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Row:
    """One open thing with what was chosen for it."""

    item: OpenItem
    chosen: str
    problem: str = ""


@dataclass(frozen=True)
class Group:
    """The things of one kind, with who can take them over."""

    kind: Kind
    words: KindWords
    rows: list[Row]
    options: Options
    """For the whole group."""
    row_options: Options
    """For one thing: the same, and “zoals hierboven”."""
    chosen: str
    problem: str = ""

    @property
    def count(self) -> str:
        return dutch.counted(len(self.rows), self.words.one, self.words.many)

    @property
    def apart(self) -> bool:
        """Whether something in it goes elsewhere than the group."""
        return any(row.chosen or row.problem for row in self.rows)


def groups_of(
    items: Sequence[OpenItem],
    able: Mapping[Kind, Sequence[User]],
    said: Mapping[str, str],
    problems: Mapping[str, str],
    *,
    user: User,
    leaving: bool,
) -> list[Group]:
    """The form: per kind a choice for all of it, and one for each thing."""
    made = []
    for kind, found in grouped(items).items():
        named = [(str(one.pk), str(one)) for one in able[kind] if one.pk != user.pk]
        nobody = (NOBODY, "niemand: de rol eindigt" if kind == Kind.ROLE else "niemand")
        stays = [] if leaving else [(STAYS, f"blijft bij {user}")]
        more = [("", "zoals bovenaan"), *named, nobody, *stays]
        made.append(
            Group(
                kind,
                KINDS[kind],
                [Row(item, said.get(item.name, ""), problems.get(item.name, "")) for item in found],
                [("", nobody[1]), *named] if kind == Kind.ROLE else more,
                [("", "zoals hierboven"), *more[1:]],
                said.get(kind.value, ""),
                problems.get(kind.value, ""),
            )
        )
    return made


def for_all(able: Mapping[Kind, Sequence[User]], *, user: User, leaving: bool) -> Options:
    """Who can be chosen for everything at once: whoever can take over something."""
    people = {one.pk: str(one) for kind, of in able.items() if kind != Kind.ROLE for one in of}
    named = [(str(pk), name) for pk, name in people.items() if pk != user.pk]
    return [("", "kies …" if leaving else f"blijft bij {user}"), *named, (NOBODY, "niemand")]


@dataclass
class Receiver:
    """Who takes over, and what."""

    name: str
    items: list[OpenItem] = field(default_factory=list)


@dataclass(frozen=True)
class WhatHappens:
    """What a confirmation will do, in sentences and lists."""

    receivers: list[Receiver]
    nobody: list[tuple[OpenItem, str]]
    """With the reason."""
    ends: list[str]
    """Roles that end."""
    stays: int

    @property
    def count(self) -> int:
        return sum(len(one.items) for one in self.receivers)


def what_happens(
    items: Sequence[OpenItem], assignment: Assignment, people: Mapping[int, User], *, leaving: date | None
) -> WhatHappens:
    """Everything of the open list, each in one place."""
    receivers: dict[int, Receiver] = {}
    nobody, ends = [], []
    for item in items:
        where = assignment.given.get(item.key)
        if where is None:
            continue
        if leaving and item.kind == Kind.ROLE:
            ends.append(item.label)
        if where.to:
            receivers.setdefault(where.to, Receiver(str(people[where.to]))).items.append(item)
        elif item.kind != Kind.ROLE:
            nobody.append((item, where.reason))
    return WhatHappens(list(receivers.values()), nobody, ends, len(assignment.stays))


def by_receiver(items: Sequence[HandoverItem]) -> list[tuple[str, list[HandoverItem]]]:
    """What was handed over, per who took it; what nobody took last."""
    found: dict[str, list[HandoverItem]] = {}
    for item in items:
        found.setdefault(item.to_label, []).append(item)
    nobody = found.pop("", [])
    return [*sorted(found.items()), *([("", nobody)] if nobody else [])]


def kind_word(kind: str) -> str:
    """The kind of a thing that was handed over, as it is shown beside it.

    >>> kind_word("node"), kind_word("iets")
    ('onderdeel', 'iets')
    """
    return KINDS[Kind(kind)].one if kind in set(Kind) else kind
