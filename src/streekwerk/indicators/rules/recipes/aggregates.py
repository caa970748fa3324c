"""What is made of the chosen records, per aggregate: the figure with what it was made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import Any

from streekwerk.indicators.rules.recipes.asked import Asked, fell_out, left_out, part_of, share_of
from streekwerk.indicators.rules.recipes.language import Aggregate, Related
from streekwerk.indicators.rules.recipes.outcome import Excluded, Outcome, Standing
from streekwerk.indicators.rules.recipes.rows import Positions, Rows, related_numbers
from streekwerk.indicators.rules.recipes.terms import answered_in_time, duration

_PRECISION = 60
"""Digits with which is added and divided: enough that the order of the records makes no difference."""
DIVIDED = "(verdeeld)"
"""The answer of an organisation of which as many said one thing as another."""


def make(asked: Asked, chosen: Positions) -> Outcome:
    """The figure of the chosen rows."""
    excluded: tuple[Excluded, ...] = ()
    if asked.recipe.judged:
        judged = chosen & asked.rows.choose(asked.recipe.judged, asked.moments, asked.tables)
        excluded = fell_out(asked.rows, chosen - judged, asked.recipe.judged, "niet beoordeelbaar")
        chosen = judged
    with localcontext(prec=_PRECISION):
        made = _MAKERS[asked.recipe.aggregate](asked, chosen)
    return replace(made, excluded=excluded + made.excluded) if excluded else made


def _count(asked: Asked, chosen: Positions) -> Outcome:
    records = asked.rows.records(chosen)
    number = Decimal(len(chosen))
    return Outcome(number / asked.recipe.divide_by, number, None, records, records)


def _exists(asked: Asked, chosen: Positions) -> Outcome:
    records = asked.rows.records(chosen)
    return Outcome(Decimal(bool(records)), Decimal(len(records)), None, records, records)


def _count_unique(asked: Asked, chosen: Positions) -> Outcome:
    name = str(asked.recipe.value)
    column = asked.rows.columns[name]
    many = asked.rows.shape.fields[name].many
    found: set[Any] = set()
    without = set()
    for at in chosen:
        values = {each for each in (column[at] if many else (column[at],)) if each not in (None, "")}
        found |= values
        if not values:
            without.add(at)
    records = asked.rows.records(chosen - without)
    label = asked.rows.shape.fields[name].label
    return Outcome(
        Decimal(len(found)), Decimal(len(found)), None, records, records,
        excluded=left_out(f"zonder {label}", without, asked.rows),
    )  # fmt: skip


def _numbers(asked: Asked, chosen: Positions) -> tuple[dict[int, Decimal], tuple[Excluded, ...]]:
    """The number of every chosen row that has one; a related number that is nothing is zero."""
    value = asked.recipe.value
    if isinstance(value, Related):
        column: Sequence[Decimal | None] = related_numbers(asked.rows, value, asked.moments, asked.tables)
    else:
        column = asked.rows.columns[str(value)]
    found = {at: number for at in chosen if (number := column[at]) is not None}
    return found, left_out("zonder waarde", chosen - found.keys(), asked.rows)


def _of_numbers(asked: Asked, chosen: Positions) -> Outcome:
    numbers, excluded = _numbers(asked, chosen)
    records = asked.rows.records(numbers)
    values = sorted(numbers.values())
    total, many = sum(values, Decimal(0)), len(values)
    kind = asked.recipe.aggregate
    made: Decimal | None
    if kind == "sum" and (values or not (chosen or asked.rows.shape.reported)):
        made = total
    elif not values:
        made = None
    elif kind == "mean":
        made = total / many
    elif kind == "median":
        made = (values[(many - 1) // 2] + values[many // 2]) / 2
    else:
        made = values[0] if kind == "min" else values[-1]
    per = asked.recipe.divide_by
    return Outcome(
        made / per if made is not None else None,
        total / per if kind in ("sum", "mean") and made is not None else None,
        None if kind == "sum" else Decimal(many),
        records,
        records,
        excluded=excluded,
    )


def _nps(asked: Asked, chosen: Positions) -> Outcome:
    """Promoters (9 and 10) less detractors (0 to 6), per hundred answers."""
    numbers, excluded = _numbers(asked, chosen)
    outside = {at for at, number in numbers.items() if not 0 <= number <= 10}
    scores = {at: number for at, number in numbers.items() if at not in outside}
    balance = sum((number >= 9) - (number <= 6) for number in scores.values())
    records = asked.rows.records(scores)
    value = share_of(balance * 100, len(scores))
    excluded += left_out("buiten de schaal van 0 tot 10", outside, asked.rows)
    return Outcome(value, Decimal(balance), Decimal(len(scores)), records, records, excluded=excluded)


def _share(asked: Asked, chosen: Positions) -> Outcome:
    recipe = asked.recipe
    if recipe.within:
        return answered_in_time(asked, chosen)
    if recipe.whole is not None:
        return _pooled(asked, chosen, recipe.whole)
    if recipe.one_per:
        return _one_per(asked, chosen)
    part = chosen & asked.rows.choose(recipe.part, asked.moments, asked.tables)
    made = part_of(asked.rows, part, chosen)
    return replace(made, excluded=fell_out(asked.rows, chosen - part, recipe.part))


def _pooled(asked: Asked, chosen: Positions, whole: str) -> Outcome:
    """All parts over all wholes: percentages themselves never add up."""
    parts, wholes = asked.rows.columns[str(asked.recipe.value)], asked.rows.columns[whole]
    known = {at for at in chosen if parts[at] is not None and wholes[at] is not None}
    numerator = sum((parts[at] for at in known), Decimal(0))
    denominator = sum((wholes[at] for at in known), Decimal(0))
    records = asked.rows.records(known)
    excluded = left_out("zonder teller of noemer", chosen - known, asked.rows)
    value = share_of(numerator, denominator)
    return Outcome(value, numerator, denominator, records, records, excluded=excluded)


def _one_per(asked: Asked, chosen: Positions) -> Outcome:
    """One answer per organisation; who is divided counts in the denominator only."""
    one = asked.recipe.one_per
    assert one is not None
    rows = asked.rows
    parties, answers = rows.columns[one.field], rows.columns[one.answer]
    officials = rows.columns[one.official] if one.official else ()
    given: dict[Any, list[int]] = {}
    empty = set()
    for at in sorted(chosen):
        if parties[at] is None or answers[at] in (None, ""):
            empty.add(at)
        else:
            given.setdefault(parties[at], []).append(at)
    verdicts = []
    for places in given.values():
        official = [at for at in places if officials and officials[at]]
        verdicts.append(_majority([answers[at] for at in official or places]))
    collapsed = Rows(
        rows.shape,
        range(len(given)),
        {one.field: list(given), one.answer: verdicts},
        behind=[tuple(rows.ids[at] for at in places) for places in given.values()],
    )
    divided = frozenset(at for at, verdict in enumerate(verdicts) if verdict == DIVIDED)
    part = collapsed.choose(asked.recipe.part, asked.moments, asked.tables) - divided
    made = part_of(collapsed, part, collapsed.all)
    return replace(
        made, divided=collapsed.records(divided), excluded=left_out("zonder antwoord", empty, rows)
    )


def _majority(answers: list[Any]) -> Any:
    ranked = Counter(answers).most_common(2)
    return DIVIDED if len(ranked) == 2 and ranked[0][1] == ranked[1][1] else ranked[0][0]


def _rubric(asked: Asked, chosen: Positions) -> Outcome:
    """The level that at least half of the raters gave at most: one that exists, never a mean of levels."""
    numbers, excluded = _numbers(asked, chosen)
    raters = asked.rows.columns[asked.recipe.latest] if asked.recipe.latest else [None] * len(asked.rows.ids)
    levels = sorted((number, str(raters[at]), raters[at]) for at, number in numbers.items())
    records = asked.rows.records(numbers)
    return Outcome(
        levels[(len(levels) - 1) // 2][0] if levels else None,
        None,
        Decimal(len(levels)),
        records,
        records,
        excluded=excluded,
        levels=tuple((rater, level) for level, _, rater in levels),
    )


def _delivered(asked: Asked, chosen: Positions) -> Outcome:
    """How many deliverables are ready, and how far each is."""
    rows, delivery = asked.rows, asked.rows.shape.delivery
    assert delivery is not None
    delivered, approved = (rows.days(name, asked.moments) for name in (delivery.delivered, delivery.approved))
    standings = []
    for at in sorted(chosen):
        who, wanted = set(rows.columns[delivery.validated_by][at]), rows.columns[delivery.asked][at]
        standings.append(
            Standing(
                rows.ids[at],
                delivered[at] is not None,
                approved[at] is not None,
                tuple(party for party in wanted if party in who),
                tuple(party for party in wanted if party not in who),
            )
        )
    ready = tuple(each.record for each in standings if each.ready)
    return Outcome(
        share_of(len(ready), len(standings)),
        Decimal(len(ready)),
        Decimal(len(standings)),
        ready,
        rows.records(chosen),
        standings=tuple(standings),
    )


_MAKERS: Mapping[Aggregate, Callable[[Asked, Positions], Outcome]] = {
    "count": _count, "count_unique": _count_unique, "share": _share, "sum": _of_numbers, "mean": _of_numbers,
    "median": _of_numbers, "min": _of_numbers, "max": _of_numbers, "nps": _nps, "duration": duration,
    "rubric_latest": _rubric, "delivered": _delivered, "exists": _exists,
}  # fmt: skip
