"""A recipe over rows: the figure as a whole, per group and per period, with the records behind each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from streekwerk.indicators.rules.figures.periods import Period, Rhythm, periods_between
from streekwerk.indicators.rules.recipes.aggregates import make
from streekwerk.indicators.rules.recipes.asked import Asked, fell_out, left_out, share_of, telling
from streekwerk.indicators.rules.recipes.language import Against, AnyOf, Recipe, Second, Test
from streekwerk.indicators.rules.recipes.outcome import Excluded, Key, Moment, Outcome
from streekwerk.indicators.rules.recipes.rows import NOWHERE, Moments, Positions, Rows, Tables

MOST_PERIODS = 1_000
"""Of how many periods a series shows its figures at most: 240 months, 2.7 years of days."""
_DAYS: dict[Rhythm, int] = {
    "day": 1, "week": 7, "month": 31, "quarter": 92, "half_year": 184, "year": 366, "once": 1
}  # fmt: skip


def evaluate(recipe: Recipe, tables: Tables, moment: Moment) -> Outcome:
    """What the recipe says at that moment of these rows; the recipe has been checked.

    The tables hold at least every row that matches; rows too many make no difference.
    """
    return _Evaluation(recipe, tables, moment).whole()


def moments_of(recipe: Recipe, moment: Moment) -> Moments:
    """Until which day facts are known, and on which day what holds is counted."""
    last = min(moment.today, moment.period.end) if moment.period else moment.today
    if isinstance(recipe.as_of, date):
        return Moments(recipe.as_of, recipe.as_of, moment, recipe)
    if recipe.as_of == "end" or recipe.aggregate == "delivered":
        return Moments(last, last, moment, recipe)
    return Moments(moment.today, last, moment, recipe)


def dated_by(recipe: Recipe, default: str | None) -> str | None:
    """The fact or date by which records of this recipe fall in a period; None: they hold on a day."""
    if recipe.dated or recipe.aggregate == "delivered":
        return recipe.dated
    if recipe.between:
        return recipe.between.first
    return recipe.within.first if recipe.within else default


@dataclass(frozen=True)
class _Chosen:
    """The rows that count, on which days that was judged, and those that fell out for want of something."""

    positions: Positions
    moments: Moments
    without: tuple[Excluded, ...]


class _Evaluation:
    """One recipe over its rows."""

    def __init__(self, recipe: Recipe, tables: Tables, moment: Moment) -> None:
        self.recipe, self.tables, self.moment = recipe, tables, moment
        self.rows = tables[recipe.over]
        self.dated = dated_by(recipe, self.rows.shape.dated)

    def whole(self) -> Outcome:
        """The figure of the period that is asked, with its groups and the periods within it."""
        chosen = self._chosen(self.moment)
        made = self._compared(chosen)
        if self.recipe.per:
            made = replace(made, periods=self._periods(chosen))
        return made

    def _chosen(self, moment: Moment) -> _Chosen:
        recipe, rows = self.recipe, self.rows
        moments = moments_of(recipe, moment)
        chosen = rows.choose(recipe.where, moments, self.tables)
        if rows.shape.valid:
            chosen &= rows.valid(moments)
        without = self._told_apart(chosen, moments)
        if self.dated and (moment.period or recipe.latest):
            dated = self._dated(chosen, moments)
            without += left_out(self._undated(self.dated), chosen - dated.keys(), rows)
            period = moment.period
            chosen = frozenset(at for at, day in dated.items() if period is None or day in period)
        if recipe.of and recipe.of.key and recipe.of.match:
            theirs = self._second(recipe.of, moments)
            keys = {key for key, there in theirs.index(recipe.of.key).items() if there & self.of_second}
            mine = frozenset().union(*(rows.index(recipe.of.match).get(key, ()) for key in keys - {None}))
            without += left_out(f"hoort niet bij de {theirs.shape.many}", chosen - mine, rows)
            chosen &= mine
        if recipe.latest:
            chosen = self._latest(chosen, moments, recipe.latest)
        return _Chosen(chosen, moments, without)

    def _told_apart(self, chosen: Positions, moments: Moments) -> tuple[Excluded, ...]:
        """What all other conditions choose, where one condition says why it leaves a record out."""
        rows, where = self.rows, self.recipe.where
        asked = {field for field, _ in telling(rows, where)}
        if not asked:
            return ()
        others = [each for each in where if not (isinstance(each, Test) and each.field in asked)]
        there = (rows.choose(others, moments, self.tables) & rows.valid(moments)) - chosen
        if self.dated and (period := moments.moment.period):
            there = frozenset(at for at, day in self._dated(there, moments).items() if day in period)
        return fell_out(rows, there, where)

    def _dated(self, chosen: Positions, moments: Moments) -> dict[int, date]:
        """The day of every chosen row that has one."""
        days = self.rows.days(self.dated or "", moments)
        return {at: day for at in chosen if (day := days[at]) is not None}

    def _undated(self, name: str) -> str:
        shape = self.rows.shape
        return (
            f"nog niet {shape.facts[name].label}" if name in shape.facts else f"zonder {shape.label_of(name)}"
        )

    def _latest(self, chosen: Positions, moments: Moments, name: str) -> Positions:
        """Per value of a field only its last row; of two on one day the one that was entered last."""
        last: dict[object, tuple[date, int, int]] = {}
        column, ids = self.rows.columns[name], self.rows.ids
        for at, day in self._dated(chosen, moments).items():
            mine = (day, ids[at], at)
            last[column[at]] = max(last.get(column[at], mine), mine)
        return frozenset(at for _, _, at in last.values())

    # -- the figure, its groups and its periods ---------------------------------------------------------

    def _compared(self, chosen: _Chosen) -> Outcome:
        """The figure, less its baseline where the recipe has one."""
        against = self.recipe.against
        if not against:
            return self._with_groups(chosen)
        if against.start is None or against.end is None:
            return _less(self._with_groups(chosen), Outcome(against.number), against)
        before = self._chosen(self._in(Period(against.start, against.end, "once")))
        if against.same:
            column = self.rows.index(against.same)
            both = [
                there
                for key, there in column.items()
                if there & chosen.positions and there & before.positions
            ]
            same = frozenset().union(*both)
            lost = left_out("niet in beide periodes", chosen.positions - same, self.rows)
            chosen = _Chosen(chosen.positions & same, chosen.moments, chosen.without + lost)
            before = replace(before, positions=before.positions & same)
        # Of no record at all there was no baseline: nothing is not the same as zero.
        base = self._with_groups(before) if before.positions else Outcome(None)
        return _less(self._with_groups(chosen), base, against)

    def _with_groups(self, chosen: _Chosen) -> Outcome:
        made = self._figure(chosen.positions, chosen.moments, None)
        if chosen.without:
            made = replace(made, excluded=chosen.without + made.excluded)
        if self.recipe.grouped_by is None:
            return made
        groups = self._groups(chosen)
        return replace(
            made,
            groups=tuple((key, self._figure(there, chosen.moments, key)) for key, there in groups.items()),
            overlapping=sum(map(len, groups.values())) > len(chosen.positions),
        )

    def _groups(self, chosen: _Chosen) -> dict[Key, Positions]:
        """The rows of each group; with a second set also the groups that have none: zero is an answer."""
        by, of = self.recipe.grouped_by or "", self.recipe.of
        found: dict[Key, Positions] = {}
        if of and of.match == by and of.key:
            second = self._second(of, chosen.moments)
            keys = (key for key, there in second.index(of.key).items() if there & self.of_second)
            found = {key: frozenset() for key in keys if key is not None}
        for key, there in self.rows.index(by).items():
            if mine := chosen.positions & there:
                found[key] = mine
        return {key: found[key] for key in sorted(found, key=_order)}

    def _figure(self, positions: Positions, moments: Moments, key: Key) -> Outcome:
        made = make(Asked(self.recipe, self.rows, moments, self.tables), positions)
        of = self.recipe.of
        if not of:
            return made
        second = self._second(of, moments)
        counted = self.of_second
        if key is not None and of.key and of.match == self.recipe.grouped_by:
            counted &= second.index(of.key).get(key, set())
        if of.value:
            numbers = second.columns[of.value]
            total = sum((numbers[at] for at in counted if numbers[at] is not None), Decimal(0))
        else:
            total = Decimal(len(counted))
        if self.recipe.aggregate == "share":
            return replace(made, of_all=(int(made.numerator or 0), int(total)))
        per = share_of(made.value or 0, total)
        return replace(made, value=per * of.scale if per is not None else None, denominator=total)

    def _second(self, of: Second, moments: Moments) -> Rows:
        """The rows by which is divided; `of_second` are those that count."""
        second = self.tables[of.over]
        self.of_second = second.choose(of.where, moments, self.tables) & second.valid(moments)
        return second

    def _periods(self, chosen: _Chosen) -> tuple[tuple[Period, Outcome], ...]:
        """Every period from the first to the last, also those in which nothing happened."""
        rhythm, period = self.recipe.per, self.moment.period
        assert rhythm is not None
        if self.dated is None or self.recipe.latest or self.recipe.as_of == "end":
            # What holds on a day, or is known on a day, is looked at on the last day of each period.
            if period is None:
                return ()
            stretches = _stretches(period.start, period.end, rhythm)
            if not self._known_then():
                # How things stand is known of today only: an earlier period would show today's figure.
                stretches = [each for each in stretches if chosen.moments.known_on in each]
            return tuple((each, self._compared(self._chosen(self._in(each)))) for each in stretches)
        if rhythm == "once":
            return ((period, self._compared(chosen)),) if period else ()
        found = {
            each: there & chosen.positions
            for each, there in self.rows.by_period(self.dated, rhythm, chosen.moments).items()
        }
        happened = [each for each, there in found.items() if there]
        if period is None and not happened:
            return ()
        first = period.start if period else min(happened).start
        last = period.end if period else max(happened).end
        made = []
        for each in _stretches(first, last, rhythm):
            moments = moments_of(self.recipe, self._in(each))
            made.append((each, self._compared(_Chosen(found.get(each, NOWHERE), moments, ()))))
        return tuple(made)

    def _known_then(self) -> bool:
        """Whether an earlier day can still be looked at: by dates from and until, or by dated facts."""
        recipe, shape = self.recipe, self.rows.shape
        conditions = (*recipe.where, *recipe.part, *recipe.judged)
        tests = [each for one in conditions for each in (one.tests if isinstance(one, AnyOf) else (one,))]
        by_facts = any(isinstance(each, Test) and each.field in shape.facts for each in tests)
        return self.dated is not None or shape.valid is not None or (recipe.as_of == "end" and by_facts)

    def _in(self, period: Period) -> Moment:
        return Moment(self.moment.today, period, self.moment.here)


def _stretches(first: date, last: date, rhythm: Rhythm) -> list[Period]:
    """The periods from first to last; of a series that is absurdly long (the year 202) the last ones."""
    longest = timedelta(days=MOST_PERIODS * _DAYS[rhythm])
    return periods_between(max(first, last - longest) if last - date.min > longest else first, last, rhythm)


def _order(key: Key) -> tuple[bool, bool, Key]:
    """Numbers by size, words by letter, what has no value last."""
    return key is None, isinstance(key, str), key


def _less(made: Outcome, base: Outcome, against: Against) -> Outcome:
    """A figure less its baseline, group by group; without a baseline there is no figure."""
    value = None
    if made.value is not None and base.value is not None:
        value = made.value - base.value
        if against.relative:
            value = share_of(value * 100, base.value)
    known = dict(base.groups)
    groups = tuple(
        (key, _less(each, known.get(key, Outcome(base.value if not base.groups else None)), against))
        for key, each in made.groups
    )
    return replace(made, value=value, baseline=base, groups=groups)
