"""What the pages of a round show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict

from streekwerk.indicators.commands.figures import Answer
from streekwerk.indicators.models import CollectionRound, RoundRequest
from streekwerk.indicators.queries.rounds import Question, Standing, period_of_round, standing
from streekwerk.indicators.rules.entry.cells import NOT_APPLICABLE
from streekwerk.indicators.rules.figures.periods import Period, period_of
from streekwerk.ui import dutch

WORDS: dict[Standing, tuple[str, str]] = {
    "answered": ("antwoordde", "success"),
    "declined": ("geeft geen cijfers", "warning"),
    "waiting": ("nog niet", ""),
    "late": ("te laat", "error"),
}
ORDER: tuple[Standing, ...] = ("late", "waiting", "declined", "answered")


def period_choices(today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Periods to choose from, the newest first, per rhythm."""

    def back(period: Period | None, count: int) -> Iterator[tuple[str, str]]:
        for _ in range(count):
            if period is not None:
                yield period.key, period.label
                period = period.previous

    return [
        ("Jaar", list(back(period_of(today, "year"), 4))),
        ("Halfjaar", list(back(period_of(today, "half_year"), 4))),
        ("Kwartaal", list(back(period_of(today, "quarter"), 6))),
        ("Maand", list(back(period_of(today, "month"), 12))),
    ]


@dataclass(frozen=True)
class RoundPage:
    """A round with how far it is."""

    round: CollectionRound
    requests: Sequence[RoundRequest] = ()
    today: date = date.min

    @property
    def period(self) -> str:
        return period_of_round(self.round).label

    @property
    def asked(self) -> int:
        return len(self.requests) or getattr(self.round, "asked", 0)

    @property
    def answered(self) -> int:
        """How many members said their answer is complete."""
        if self.requests:
            return sum(one.answered_at is not None for one in self.requests)
        return getattr(self.round, "answered", 0)

    @property
    def coverage(self) -> str:
        """“22/27 vennoten”: the network's own word."""
        network = self.round.plan.network
        return f"{self.answered}/{dutch.counted(self.asked, network.member_word, network.members_word)}"

    @property
    def rows(self) -> list[tuple[RoundRequest, str, str]]:
        """Every member with its standing in a word and a kind; who still has to answer first."""
        found = [(standing(one, self.round.due, self.today), one) for one in self.requests]
        found.sort(key=lambda pair: ORDER.index(pair[0]))
        return [(one, *WORDS[state]) for state, one in found]

    @property
    def without_contact(self) -> list[RoundRequest]:
        """Members for whom nobody is known to ask."""
        return [one for one in self.requests if one.contact_id is None and one.answered_at is None]

    @property
    def waiting(self) -> int:
        """How many members still have to answer."""
        return sum(one.answered_at is None and not one.declined_reason for one in self.requests)


@dataclass
class Field:
    """One question with what stands in its fields."""

    question: Question
    text: str
    denominator: str
    comment: str
    reason: str = ""
    said: str = ""
    options: Sequence[str] = ()
    doubted: bool = False

    @property
    def not_applicable(self) -> bool:
        return self.text == NOT_APPLICABLE

    @property
    def base(self) -> str:
        return str(self.question.known.pk) if self.question.known else ""


@dataclass
class AnswerPage:
    """What one member is asked, with what it wrote."""

    asked: RoundRequest
    questions: list[Question]
    today: date
    problem: str = ""
    unsettled: int = 0
    fields: list[Field] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fields = [
            Field(one, *one.texts, comment=one.known.comment if one.known else "") for one in self.questions
        ]

    @property
    def period(self) -> str:
        return period_of_round(self.asked.round).label

    @property
    def late(self) -> bool:
        return self.today > self.asked.round.due

    @property
    def several(self) -> bool:
        """Whether some indicator is asked for more than one period, so that each says which."""
        return len({one.indicator.pk for one in self.questions}) < len(self.questions)

    def take(self, sent: QueryDict, answers: Sequence[Answer]) -> None:
        """Show what was written where it could not be stored, with what is said of it."""
        said = {
            (one.typed.period, number): one for number, one in zip(self._numbers(sent), answers, strict=True)
        }
        for each in self.fields:
            answer = said.get((each.question.period.key, each.question.indicator.pk))
            if answer is None or answer.verdict.settled:
                continue
            self.unsettled += 1
            each.said, each.options = answer.verdict.sentence, answer.verdict.options
            each.doubted = answer.verdict.kind == "doubted"
            self._write(each, sent)
        if self.unsettled:
            cells = dutch.counted(self.unsettled, "antwoord is", "antwoorden zijn")
            self.problem = f"{cells} niet duidelijk. De andere zijn bewaard."

    def _numbers(self, sent: QueryDict) -> list[int]:
        """The indicator of each answer: they come in the order in which the questions were sent."""
        return [one.indicator.pk for one in self.questions if f"v|{one.key}" in sent]

    def refused(self, sent: QueryDict, sentence: str) -> None:
        """Show why nothing more could be done, with everything that was written."""
        self.problem = sentence
        for each in self.fields:
            if f"v|{each.question.key}" in sent:
                self._write(each, sent)

    def _write(self, each: Field, sent: QueryDict) -> None:
        key = each.question.key
        each.text = NOT_APPLICABLE if sent.get(f"x|{key}") else sent.get(f"v|{key}", "")
        each.denominator = sent.get(f"d|{key}", "")
        each.comment = sent.get(f"c|{key}", "")
        each.reason = sent.get(f"r|{key}", "")
