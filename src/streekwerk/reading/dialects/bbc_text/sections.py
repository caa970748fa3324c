"""Which rows belong to which goal and plan, and which rows cannot be trusted where they stand.

A text layer prints a table cell by cell. A goal cell that spans many rows is centred, so its text can come
after the text of its own rows; and a run of cells can be printed far from its place. This module finds such
places by order alone: rows without a heading above them, headings without rows below them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from streekwerk.reading.dialects.bbc_text.affinity import Affinity
from streekwerk.reading.dialects.bbc_text.groups import Group, Role

CONTRADICTED = -1.0
"""Margin below which the words of a list contradict the column it was given."""


@dataclass(slots=True)
class Plan:
    """A plan heading and the groups below it; `heading` is None for rows right under a goal."""

    heading: Group | None
    rows: list[Group] = field(default_factory=list)

    @property
    def words(self) -> str:
        return " ".join(item.text for group in self.groups() for item in group.items)

    def groups(self) -> Iterator[Group]:
        if self.heading:
            yield self.heading
        yield from self.rows


@dataclass(slots=True)
class Section:
    """A goal with what is printed under it.

    `above` are headings of the level over the goal that begin here; `doubt` are runs that may belong
    elsewhere.
    """

    above: list[Group] = field(default_factory=list)
    goal: Group | None = None
    plans: list[Plan] = field(default_factory=list)
    funding: list[Group] = field(default_factory=list)
    doubt: list[Doubt] = field(default_factory=list)
    late_goal: bool = False
    """The goal was printed after some of its rows."""

    @property
    def words(self) -> str:
        goal = self.goal.first.text if self.goal else ""
        return " ".join([goal, *(plan.words for plan in self.plans)])


@dataclass(slots=True)
class Doubt:
    """A run of groups that is not where it belongs; `section` or `plan` is the best guess."""

    groups: list[Group]
    why: str
    section: Section | None = None
    plan: Plan | None = None


NO_HEADING = "De rijen staan in de tekst los van hun opschrift; wijs het juiste opschrift aan."
HEAP = "Boven deze rijen staan meer opschriften na elkaar; wijs aan bij welk ze horen."
CONTRADICTS = "De woorden passen niet bij de kolom waarin de volgorde ze zet; controleer plaats en soort."
ELSEWHERE = (
    "Dit blok staat onder een doelstelling waar het qua onderwerp niet bij hoort; het voorstel past beter."
)


def sections_of(groups: Sequence[Group], *, plans: bool) -> list[Section]:
    """The sections in order of their goals; with `plans` the table has a level between goal and action."""
    by_funding = sum(group.role == "funding" for group in groups) > 1
    parts = list(_parts(groups, by_funding))
    pillars = any(_leading_goals(part) > 1 for part in parts)
    result: list[Section] = []
    for part in parts:
        _read_part(part, result, pillars)
    if not by_funding and len(result) > 1 and result[0].goal is None:
        _adopt(result)
    if not plans:
        return result
    headless = any(section.plans and section.plans[0].heading is None for section in result)
    rowless = [plan for section in result for plan in section.plans if plan.heading and not plan.rows]
    if headless and rowless:
        _doubt(result, rowless)
    return result


def _adopt(sections: list[Section]) -> None:
    """Give the rows before the first goal to that goal: a table has no rows above its first goal."""
    first = sections.pop(0)
    sections[0].plans[:0] = first.plans
    sections[0].funding[:0] = first.funding
    sections[0].late_goal = True


def _parts(groups: Sequence[Group], by_funding: bool) -> Iterator[list[Group]]:
    """The text cut after each run of funding rows; without funding rows, before each run of goals."""
    part: list[Group] = []
    for group in groups:
        before = part[-1].role if part else None
        ends = before == "funding" and group.role != "funding" if by_funding else (
            group.role == "goal" and before not in (None, "goal")
        )  # fmt: skip
        if ends:
            yield part
            part = []
        part.append(group)
    if part:
        yield part


def _leading_goals(part: Sequence[Group]) -> int:
    count = 0
    for group in part:
        if group.role != "goal":
            break
        count += 1
    return count


def _read_part(part: list[Group], result: list[Section], pillars: bool) -> None:
    lead = _leading_goals(part)
    inner = [index for index, group in enumerate(part) if index >= lead and group.role == "goal"]
    if not lead and inner and result and len(inner) > 1:
        _give_back(part, inner, result[-1], pillars)
        inner = inner[-1:]
    section = Section(above=part[: max(lead - 1, 0)], goal=part[lead - 1] if lead else None)
    result.append(section)
    for index, group in enumerate(part[lead:], lead):
        if group.role == "goal":
            if section.goal is None:
                section.goal, section.late_goal = group, True
            elif index - 1 >= lead and part[index - 1].role == "goal" and not section.plans:
                section.above.append(section.goal)
                section.goal = group
            else:
                section = Section(goal=group)
                result.append(section)
        else:
            _add(section, group)


def _give_back(part: list[Group], inner: Sequence[int], before: Section, pillars: bool) -> None:
    """Give all goals but the last, with the headings right below them, to the section printed before.

    Each part has one goal. A part that opens with its rows has a centred goal; a second goal in it is that
    of the part before, when what opened that part was the heading of a level above, or nothing.
    """
    if before.goal is not None and not (pillars and not before.above):
        return
    taken = set()
    index = inner[0]
    if before.goal is not None:
        before.above.append(before.goal)
    before.goal, before.late_goal = part[index], True
    taken.add(index)
    follower = index + 1
    while follower < inner[1] and part[follower].role == "plan":
        before.plans.append(Plan(part[follower]))
        taken.add(follower)
        follower += 1
    part[:] = [group for position, group in enumerate(part) if position not in taken]


def _add(section: Section, group: Group) -> None:
    if group.role == "funding":
        section.funding.append(group)
    elif group.role == "plan":
        section.plans.append(Plan(group))
    else:
        if not section.plans:
            section.plans.append(Plan(None))
        section.plans[-1].rows.append(group)


# ------------------------------------------------------------------ what cannot be trusted


def _doubt(sections: Sequence[Section], rowless: Sequence[Plan]) -> None:
    """Set apart what stands away from its heading, each with a proposal by its words."""
    affinity = Affinity([section.words for section in sections])
    broken = [section for section in sections if section.plans and section.plans[0].heading is None]
    bare = [plan for plan in rowless if any(plan in section.plans for section in broken)]
    odd = _odd_roles(sections)
    for section in broken:
        wrong = {id(row) for plan in section.plans for row in plan.rows if _contradicted(row, odd)}
        loose = sum(
            plan.heading is None or any(id(row) in wrong for row in plan.rows) for plan in section.plans
        )
        # With as many bare headings as loose runs each run has its heading, and the other rows keep theirs.
        unsure = loose > sum(not plan.rows for plan in section.plans)
        heaped = [plan for plan in section.plans if unsure and plan.rows and _after_heap(section, plan)]
        for plan in list(section.plans):
            if plan.heading is None:
                section.plans.remove(plan)
                _set_apart(section, plan.rows, NO_HEADING, section, bare, affinity)
            elif plan in heaped:
                rows, plan.rows = plan.rows, []
                _set_apart(section, rows, HEAP, section, bare, affinity)
            else:
                apart = [row for row in plan.rows if id(row) in wrong]
                if apart:
                    plan.rows = [row for row in plan.rows if id(row) not in wrong]
                    _set_apart(section, apart, CONTRADICTS, section, bare, affinity)
    for section in sections:
        if section not in broken:
            _misplaced(section, broken, affinity)


def _odd_roles(sections: Sequence[Section]) -> set[tuple[str, Role]]:
    """Marker styles with a column they hardly ever stand in: one list against three, and five at least."""
    found: Counter[tuple[str, Role]] = Counter(
        (row.style, row.role)
        for section in sections
        for plan in section.plans
        for row in plan.rows
        if row.style
    )
    return {
        (style, role)
        for (style, role), count in found.items()
        if any(other >= max(5, 3 * count) for (same, _), other in found.items() if same == style)
    }


def _contradicted(row: Group, odd: set[tuple[str, Role]]) -> bool:
    """Whether the words or the markers of a list say that it is of another column."""
    return len(row.items) > 1 and (row.margin < CONTRADICTED or (row.style, row.role) in odd)


def _after_heap(section: Section, plan: Plan) -> bool:
    index = section.plans.index(plan)
    return section.late_goal and index > 0 and not section.plans[index - 1].rows


def _set_apart(
    section: Section,
    rows: Iterable[Group],
    why: str,
    goal: Section,
    plans: Sequence[Plan],
    affinity: Affinity,
) -> None:
    rows = list(rows)
    words = " ".join(item.text for row in rows for item in row.items)
    best = affinity.best(words, [plan.words for plan in plans])
    section.doubt.append(Doubt(rows, why, goal, plans[best] if best is not None else None))


def _misplaced(section: Section, broken: Sequence[Section], affinity: Affinity) -> None:
    """Set apart a block about another goal, at the head of a section, that begins with a bare heading."""
    if len(section.plans) < 3 or section.plans[0].rows:
        return
    zone = 0
    target: Section | None = None
    for index, plan in enumerate(section.plans[:-1]):
        rest = " ".join(
            [section.goal.first.text if section.goal else "", *(p.words for p in section.plans[index + 1 :])]
        )
        options = [target] if target else list(broken)
        scores = [(affinity.share(plan.words, each.words), each) for each in options]
        score, best = max(scores, key=lambda pair: pair[0])
        if score <= affinity.share(plan.words, rest):
            break
        zone, target = index + 1, best
    if target:
        moved, section.plans = section.plans[:zone], section.plans[zone:]
        section.doubt.append(Doubt([group for plan in moved for group in plan.groups()], ELSEWHERE, target))
