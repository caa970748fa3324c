"""What a file would change: its amounts beside those that stand, per action, year and policy field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from streekwerk.budget.rules.accounting.matching import Target, target_of
from streekwerk.budget.rules.accounting.reading import Row
from streekwerk.budget.rules.totals import ZERO

Verdict = Literal["new", "changed", "same", "unplaced", "unclear", "skipped"]

_WORDS = {"investering": "investment", "financiering": "financing", "exploitatie": "operating"}
_CLASSES = {"2": "investment", "6": "operating", "7": "operating"}


class StoredLine(NamedTuple):
    """A line of the plan as far as a file can change it; `amount` is the one that the file fills."""

    pk: int
    node: int
    year: int
    direction: str
    kind: str
    source: str
    policy_field: str
    amount: Decimal | None
    imported: bool
    """Whether that amount came from a file."""


@dataclass
class Group:
    """The rows of a file about the same money, added up."""

    target: Target
    year: int
    direction: str
    kind: str
    policy_field: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    amount: Decimal = ZERO

    @property
    def key(self) -> str:
        """Names it in a form, and from one file to the next."""
        return f"{self.target.key}|{self.year}|{self.direction}|{self.kind}|{self.policy_field}"


@dataclass(frozen=True)
class Change:
    """One group with what it would do."""

    group: Group
    verdict: Verdict
    node: int | None = None
    lines: tuple[StoredLine, ...] = ()
    """The line it is about; when unclear, those it may be about; when the same, all that it adds up."""

    @property
    def before(self) -> Decimal | None:
        known = [line.amount for line in self.lines if line.amount is not None]
        return sum(known, ZERO) if known else None


@dataclass(frozen=True)
class Compared:
    """All that a file would change."""

    changes: list[Change]
    gone: list[StoredLine]
    """Amounts of an earlier file, in the years of this one, that it does not hold any more."""
    years: tuple[int, ...]

    def of(self, *verdicts: Verdict) -> list[Change]:
        return [change for change in self.changes if change.verdict in verdicts]

    @property
    def changes_anything(self) -> bool:
        return bool(self.gone or self.of("new", "changed"))


def kind_of(account: str, levels: Iterable[str]) -> str:
    """The part of the budget a row belongs to: by the words of its levels, else by the class of its account.

    >>> kind_of("2200000", ["", "", ""]), kind_of("6130000", ["Investeringen", "", ""]), kind_of("", [])
    ('investment', 'investment', 'operating')
    """
    for level in levels:
        for word, kind in _WORDS.items():
            if word in level.casefold():
                return kind
    return _CLASSES.get(account.strip()[:1], "operating")


def groups_of(rows: Iterable[Row]) -> list[Group]:
    """The rows added up per action, year, direction, kind and policy field, in the order of the file."""
    found: dict[str, Group] = {}
    for row in rows:
        target, kind = target_of(row), kind_of(row.account, row.levels)
        for direction, amount in _amounts(row):
            group = Group(target, row.year, direction, kind, row.policy_field)
            group = found.setdefault(group.key, group)
            group.amount += amount
            group.rows.append(
                {
                    "row": row.number,
                    "account": row.account,
                    "levels": list(row.levels),
                    "amount": str(amount),
                }
            )
    return list(found.values())


def _amounts(row: Row) -> list[tuple[str, Decimal]]:
    """A zero beside an amount in the other column only fills the cell."""
    both = [("expense", row.expense), ("receipt", row.receipt)]
    said = [(way, amount) for way, amount in both if amount is not None]
    filled = [(way, amount) for way, amount in said if amount]
    if filled or len(said) < 2:
        return filled or said
    return [said[1] if row.account.startswith("7") else said[0]]


def compare(
    rows: Sequence[Row],
    *,
    lines: Sequence[StoredLine],
    nodes: Mapping[str, int | None],
    chosen: Mapping[str, int],
) -> Compared:
    """What these rows would change.

    `nodes`: by the key of a target its node; None when a person left it out; absent when nobody knows.
    `chosen`: by the key of a group the line that a person chose where several could be meant.
    """
    by_place: dict[tuple[int, int, str, str], list[StoredLine]] = defaultdict(list)
    for line in lines:
        by_place[line.node, line.year, line.direction, line.kind].append(line)
    changes, touched = [], set()
    for group in groups_of(rows):
        change = _change(group, by_place, nodes, chosen)
        changes.append(change)
        touched |= {line.pk for line in change.lines}
    years = tuple(sorted({row.year for row in rows}))
    gone = [
        line
        for line in lines
        if line.imported and line.amount is not None and line.year in years and line.pk not in touched
    ]
    return Compared(changes, gone, years)


def _change(
    group: Group,
    by_place: Mapping[tuple[int, int, str, str], list[StoredLine]],
    nodes: Mapping[str, int | None],
    chosen: Mapping[str, int],
) -> Change:
    if group.target.key not in nodes:
        return Change(group, "unplaced")
    node = nodes[group.target.key]
    if node is None:
        return Change(group, "skipped")
    here = by_place.get((node, group.year, group.direction, group.kind), [])
    exact = [line for line in here if line.policy_field == group.policy_field]
    # A line without a policy field takes the amount, unless another line has that very field.
    found = exact or [line for line in here if not line.policy_field]
    known = [line.amount for line in found if line.amount is not None]
    if known and sum(known, ZERO) == group.amount:
        return Change(group, "same", node, tuple(found))
    if len(found) > 1:
        picked = [line for line in found if line.pk == chosen.get(group.key)]
        imported = [line for line in found if line.imported]
        if (
            not picked
            and len(imported) == 1
            and all(line.amount is None for line in found if not line.imported)
        ):
            picked = imported
        if not picked:
            return Change(group, "unclear", node, tuple(found))
        found = picked
    if not found:
        return Change(group, "new", node)
    return Change(group, "same" if found[0].amount == group.amount else "changed", node, (found[0],))
