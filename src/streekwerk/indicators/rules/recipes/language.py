"""The recipe language: small, closed, typed. A recipe says which records count and what is made of them.

There are no formulas in it and nothing of it is ever evaluated as code: a recipe is data.
`AGG(value) over SET where … grouped by … per … / SET2 as of DATE`
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Literal

from streekwerk.indicators.rules.figures.periods import Rhythm

Aggregate = Literal[
    "count", "count_unique", "share", "sum", "mean", "median", "min", "max", "nps", "duration",
    "rubric_latest", "delivered", "exists",
]  # fmt: skip

Operator = Literal[
    "is", "is_not", "one_of", "none_of", "contains", "filled", "empty",
    "less", "at_most", "more", "at_least", "before", "until", "since", "after",
]  # fmt: skip


class Here(Enum):
    """A value that depends on where and when the recipe is asked, not on who wrote it."""

    TODAY = "today"
    START = "period_start"
    END = "period_end"
    PLAN = "this_plan"
    NODE = "this_node"
    INDICATOR = "this_indicator"


@dataclass(frozen=True, slots=True)
class Ref:
    """The value of a parameter of the recipe, as it holds on the day."""

    parameter: str


Scalar = str | int | Decimal | date | bool | Here | Ref
Value = Scalar | tuple[Scalar, ...] | None


@dataclass(frozen=True, slots=True)
class Test:
    """A field or a fact compared with a value."""

    # Otherwise pytest takes a class with this name for tests.
    __test__ = False

    field: str
    operator: Operator
    value: Value = None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these holds."""

    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One dated thing lies before another; what has no date is not before anything."""

    first: str
    then: str
    same_day: bool = False
    """Whether the same day is early enough."""


@dataclass(frozen=True, slots=True)
class Having:
    """At least so many related records for which all this holds."""

    relation: str
    where: tuple[Test | AnyOf, ...] = ()
    at_least: int = 1


Condition = Test | AnyOf | Order | Having


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that was agreed upon and can be agreed anew: “de afgesproken termijn”."""

    name: str
    label: str
    values: tuple[tuple[date | None, Decimal], ...] = ()
    """From which day which number holds; None: from the beginning. Empty: nobody said it yet."""
    unit: str = "dagen"

    def on(self, day: date) -> Decimal | None:
        """The number that holds on that day; None before the first.

        >>> term = Parameter("term", "termijn", ((None, Decimal(30)), (date(2027, 7, 1), Decimal(21))))
        >>> term.on(date(2027, 6, 30)), term.on(date(2027, 7, 1))
        (Decimal('30'), Decimal('21'))
        """
        known = [(start or date.min, number) for start, number in self.values if (start or date.min) <= day]
        return max(known)[1] if known else None


@dataclass(frozen=True, slots=True)
class Related:
    """A number per record: how many related records, how many different values of theirs, or their sum."""

    relation: str
    where: tuple[Test | AnyOf, ...] = ()
    unique: str | None = None
    total: str | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """The days from one fact to the first of some others."""

    first: str
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """An answer in time: one of these facts at most so many days after the first."""

    first: str
    then: tuple[str, ...]
    days: int | Ref


@dataclass(frozen=True, slots=True)
class OnePer:
    """One answer per organisation: the official one, otherwise the majority, otherwise “verdeeld”."""

    field: str
    answer: str
    official: str | None = None


@dataclass(frozen=True, slots=True)
class Second:
    """The set by which is divided: so many per member, a share of all members, per 1,000 inhabitants."""

    over: str
    where: tuple[Condition, ...] = ()
    shown: Literal["share", "per"] = "share"
    value: str | None = None
    """A number to add up (inhabitants); otherwise the records are counted."""
    key: str | None = None
    """The field that must equal `match` of the counted records: only what belongs to this set counts."""
    match: str | None = None
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Against:
    """The baseline from which is counted: a number, or the same recipe over an earlier stretch of time."""

    number: Decimal | None = None
    start: date | None = None
    end: date | None = None
    relative: bool = False
    """In percent of the baseline."""
    same: str | None = None
    """Only what has a value of this field that occurs in both stretches: the same members."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a figure is made of records."""

    aggregate: Aggregate
    over: str
    where: tuple[Condition, ...] = ()
    grouped_by: str | None = None
    per: Rhythm | None = None
    dated: str | None = None
    """The fact or date that puts a record in a period; None: that of the set."""
    value: str | Related | None = None
    whole: str | None = None
    """With a share of sums: the field that holds the whole of which `value` is the part."""
    part: tuple[Condition, ...] = ()
    """With a share: what makes a record count in the numerator."""
    judged: tuple[Condition, ...] = ()
    """What makes that a record can be judged at all; the others are told apart."""
    within: Within | None = None
    between: Between | None = None
    one_per: OnePer | None = None
    latest: str | None = None
    """Only the last record per value of this field: the last rating of every rater."""
    of: Second | None = None
    against: Against | None = None
    as_of: date | Literal["end"] | None = None
    """As known and valid on that day, or on the last day of the period."""
    divide_by: int = 1
    unit: str = ""
    parameters: tuple[Parameter, ...] = ()

    def parameter(self, name: str) -> Parameter | None:
        """The parameter with that name."""
        return next((each for each in self.parameters if each.name == name), None)
