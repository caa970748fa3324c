"""One card with its history: definitions, targets, and what somebody else changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from streekwerk.audit.models import Entry
from streekwerk.audit.queries import HistoryEntry, in_words
from streekwerk.indicators.models import Definition, Indicator, Target
from streekwerk.indicators.queries.cards import questions_of
from streekwerk.indicators.rules.cards.drafts import draft_of
from streekwerk.indicators.rules.cards.questions import Question
from streekwerk.indicators.rules.figures.aims import words_of


@dataclass(frozen=True)
class SaidTarget:
    """A target in words, by the definition that held when it was set."""

    target: Target
    said: str
    definition: int

    @property
    def growth(self) -> bool:
        return self.target.comparator in ("increase", "decrease")


@dataclass(frozen=True)
class CardPage:
    """What the page of a card shows."""

    indicator: Indicator
    definitions: Sequence[Definition]
    """First to last."""
    targets: Sequence[SaidTarget]
    """The one that holds first, then the ones before, latest first."""
    questions: tuple[Question, ...]
    part: str

    @property
    def definition(self) -> Definition | None:
        return self.definitions[-1] if self.definitions else None

    @property
    def target(self) -> SaidTarget | None:
        return next((each for each in self.targets if each.target.ended_on is None), None)

    @property
    def earlier(self) -> list[SaidTarget]:
        return [each for each in self.targets if each.target.ended_on is not None]

    @property
    def changed(self) -> bool:
        """Whether the sentence is another one since the card was confirmed."""
        return self.indicator.confirmed_text != self.indicator.sentence.text

    @property
    def outlives(self) -> date | None:
        """The last day of its action, when the target runs on after it."""
        node, target = self.indicator.sentence.node, self.target
        if node is None or node.end_date is None or target is None or target.target.by is None:
            return None
        return node.end_date if target.target.by > node.end_date else None


def card_page(indicator: Indicator) -> CardPage:
    """The card of this indicator: two queries."""
    definitions = list(Definition.objects.filter(indicator=indicator).order_by("number"))
    part = draft_of(indicator.confirmed_text).per_what
    targets = []
    for target in Target.objects.filter(indicator=indicator).order_by("-pk"):
        held = [each for each in definitions if each.created_at <= target.created_at] or definitions
        if held:
            unit = held[-1].unit
            targets.append(SaidTarget(target, words_of(target, unit=unit, part=part), held[-1].number))
    targets.sort(key=lambda each: each.target.ended_on is not None)
    holds = next((each.target for each in targets if each.target.ended_on is None), None)
    questions = questions_of(definitions[-1], holds, part) if definitions else ()
    return CardPage(indicator, definitions, targets, questions, part)


def changes_since(indicator: Indicator, version: int) -> list[HistoryEntry]:
    """What was done with this card after that version, latest first; one query."""
    missed = max(indicator.version - version, 0)
    rows = Entry.objects.about("indicators.indicator", indicator.pk).order_by("-at", "-pk")
    return in_words(rows[: min(missed, 5)]) if missed else []
