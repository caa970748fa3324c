"""One test on a page: answers with their measures, what is to be done, its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.audit.queries import HistoryEntry, history_of
from streekwerk.impact.commands.measures import may_finish
from streekwerk.impact.models import Mitigation
from streekwerk.impact.pages.export import who_of
from streekwerk.impact.queries.overview import Shown
from streekwerk.impact.rules import NO_ANSWER, Answer, ImpactQuestion
from streekwerk.ui import dutch


@dataclass(frozen=True)
class MeasureLine:
    """A measure as its row shows it."""

    measure: Mitigation
    who: str
    late: bool
    may_finish: bool


@dataclass(frozen=True)
class Line:
    """A question with its answer and its measure."""

    number: int
    question: ImpactQuestion
    answer: Answer
    measure: MeasureLine | None

    @property
    def word(self) -> str:
        return self.question.word(self.answer.code)

    @property
    def weak(self) -> bool:
        return self.question.is_weak(self.answer.code)


@dataclass(frozen=True)
class TestPage:
    """Five queries, whatever the number of questions."""

    __test__ = False

    shown: Shown
    lines: list[Line]
    groups: list[str]
    own: bool
    may_write: bool
    may_review: bool
    history: list[HistoryEntry]

    @classmethod
    def of(cls, shown: Shown, actor: Actor, today: date) -> TestPage:
        """The page for this actor; a neighbour reads no names and no history."""
        test = shown.test
        network_id = test.node.plan.network_id
        own = actor.kind == "operator" or network_id in actor.networks_with(Permission.PLAN_READ)
        writing = may(actor, Permission.PLAN_EDIT, at=network_id) and test.archived_at is None
        rows = test.mitigations.filter(archived_at=None).select_related("steward")
        measures = {row.question: _measure(row, shown, actor, today, own=own) for row in rows}
        given = test.given
        lines = [
            Line(number, each, given.get(each.key, NO_ANSWER), measures.get(each.key))
            for number, each in enumerate(test.version_of.asked, start=1)
        ]
        wrote = actor.user_id is not None and actor.user_id in (test.author_id, test.writer_id)
        groups = [term.label for term in test.groups.all()]
        history = history_of(test) if may(actor, Permission.AUDIT_READ, at=network_id) else []
        return cls(shown, lines, groups, own, writing, writing and shown.done and not wrote, history)

    @cached_property
    def without_measure(self) -> int:
        """How many weak answers have no measure."""
        return sum(line.weak and line.measure is None for line in self.lines)

    @property
    def sentence(self) -> str:
        """What came out, in one sentence."""
        test = self.shown.test
        asked = dutch.counted(len(self.lines), "vraag", "vragen")
        if not self.shown.done:
            answered = sum(bool(line.word) for line in self.lines)
            return f"Concept: {answered} van {asked} beantwoord."
        if not test.weak:
            return f"{asked[:1].upper()}{asked[1:]}, geen enkel zwak antwoord."
        weak = dutch.counted(test.weak, "antwoord is", "antwoorden zijn")
        rest = f"; bij {self.without_measure} daarvan staat geen maatregel" if self.without_measure else ""
        return f"Van de {asked}: {weak} zwak{rest}."


def _measure(row: Mitigation, shown: Shown, actor: Actor, today: date, *, own: bool) -> MeasureLine:
    row.test = shown.test
    late = row.done_on is None and row.due is not None and row.due < today
    return MeasureLine(row, who_of(row, own=own), late, own and may_finish(row, actor))
