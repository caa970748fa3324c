"""The cards of a plan: every sentence with what it proposes, or what was confirmed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from streekwerk.indicators.choices import Measure
from streekwerk.indicators.models import Definition, Target
from streekwerk.indicators.queries.meters import outline_of
from streekwerk.indicators.queries.stored_cards import (
    Aimed,
    Meant,
    Sentence,
    Stored,
    sentences_of,
    stored_cards,
)
from streekwerk.indicators.rules.cards.drafts import CardDraft, draft_of
from streekwerk.indicators.rules.cards.questions import Question, open_questions
from streekwerk.indicators.rules.cards.words import MEASURES, facts_said, subject_said
from streekwerk.indicators.rules.figures.aims import words_of
from streekwerk.plans.models import Plan

STATES = {
    "te-bevestigen": "open",
    "twijfel": "doubt",
    "gewijzigd": "changed",
    "bevestigd": "confirmed",
    "terzijde": "aside",
}
"""The word in the address and the state it keeps; “doubt” is open with a doubt or a question."""
ORDERS = ("", "twijfel")


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody had before them: a sentence, its version and that of its card (0: no card yet)."""

    sentence: int
    sentence_version: int
    version: int

    def __str__(self) -> str:
        return f"{self.sentence}-{self.sentence_version}-{self.version}"

    @classmethod
    def of(cls, token: str) -> Seen | None:
        """What a form sent; None when it is no such thing.

        >>> Seen.of("17-1-0"), Seen.of("x")
        (Seen(sentence=17, sentence_version=1, version=0), None)
        """
        parts = token.split("-")
        if len(parts) != 3 or not all(part.isdecimal() and len(part) < 18 for part in parts):
            return None
        return cls(*map(int, parts))


@dataclass(slots=True)
class Card:
    """One sentence of the plan with its card, in words."""

    seen: Seen
    text: str
    spans_stored: str
    label: str
    node: int | None
    goal: int | None
    state: str
    """open, confirmed, changed (the sentence is another one since) or aside."""
    measure: str
    subject: str
    facts: Sequence[str]
    target: str
    questions: tuple[Question, ...]
    why: str = ""
    doubt: str = ""
    """The measure that is nearly as likely, in a word."""
    weak: bool = False
    indicator: int | None = None
    by: str = ""
    at: datetime | None = None
    was: str = ""
    """The sentence as it was when the card was confirmed, when it changed."""
    reason: str = ""

    @property
    def spans(self) -> list[list[int]]:
        """The lines of the source; read only where they are shown, of thousands of sentences that is few."""
        return json.loads(self.spans_stored) or []

    @property
    def sure(self) -> bool:
        """Whether it can be confirmed without looking twice."""
        return not self.doubt and not self.weak and not any(each.needed for each in self.questions)

    @property
    def unsure_by(self) -> int:
        """How much it asks to be looked at: the order of “doubts first”."""
        if self.state == "aside":
            return 9
        waiting = {"changed": 0, "open": 1}.get(self.state, 5)
        return waiting if waiting != 1 else 1 if not self.sure else 2


@dataclass(frozen=True)
class CardSelection:
    """Which cards are looked at; every choice stands in the address."""

    state: str = ""
    measure: str = ""
    goal: int | None = None
    words: str = ""
    order: str = ""

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> CardSelection:
        """The choices of an address; what is not known is left out.

        >>> CardSelection.of({"stand": "twijfel", "maat": "x", "doel": "12"})
        CardSelection(state='doubt', measure='', goal=12, words='', order='')
        """
        goal, measure, order = query.get("doel", ""), query.get("maat", ""), query.get("volgorde", "")
        return cls(
            state=STATES.get(query.get("stand", ""), ""),
            measure=measure if measure in Measure.values else "",
            goal=int(goal) if goal.isdecimal() and len(goal) < 10 else None,
            words=" ".join(query.get("zoek", "").split())[:200],
            order=order if order in ORDERS else "",
        )

    def keeps(self, card: Card) -> bool:
        """Whether this card is looked at, in whatever state it is."""
        return (
            self.measure in ("", card.measure)
            and self.goal in (None, card.goal)
            and (
                not self.words or all(word in card.text.casefold() for word in self.words.casefold().split())
            )
        )

    def keeps_state(self, card: Card) -> bool:
        """Whether the state of this card is looked at."""
        return self.state in ("", card.state) or (self.state == "doubt" and _doubted(card))


def _doubted(card: Card) -> bool:
    return card.state == "open" and not card.sure


@dataclass(frozen=True)
class Cards:
    """The cards of a plan: those that are looked at, and how many there are in each state."""

    cards: list[Card]
    total: int
    confirmed: int
    aside: int
    counts: Mapping[str, int]
    """By state, of what the other choices keep; “” is all of them."""
    measures: Mapping[str, int]
    goals: Mapping[int, str]
    places: Mapping[int, Place]

    @property
    def settled(self) -> int:
        """What nobody has to look at any more."""
        return self.confirmed + self.aside


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands in the plan."""

    pk: int
    said: str


def cards_of(plan: Plan, selection: CardSelection | None = None) -> Cards:
    """The cards of this plan in its order, or doubts first: five queries at most."""
    selection = selection or CardSelection()
    outline = outline_of(plan.pk, plan.revision, plan.changed_at)
    stored = stored_cards(plan)
    every = [
        card_of(each, stored.get(each.pk), goal=outline.goal_of.get(each.node_id or 0))
        for each in sentences_of(plan)
    ]
    beside = [card for card in every if selection.keeps(card)]
    looked = [card for card in beside if selection.keeps_state(card)]
    if selection.order == "twijfel":
        looked.sort(key=lambda card: card.unsure_by)
    counts = Counter(card.state for card in beside)
    counts["doubt"] = sum(map(_doubted, beside))
    counts[""] = len(beside)
    words = outline.nodes
    return Cards(
        cards=looked,
        total=len(every),
        confirmed=sum(card.state in ("confirmed", "changed") for card in every),
        aside=sum(card.state == "aside" for card in every),
        counts=counts,
        measures=Counter(card.measure for card in every),
        goals={pk: words[pk] for pk in _once(card.goal for card in every) if pk in words},
        places={pk: Place(pk, words[pk]) for pk in _once(card.node for card in looked) if pk in words},
    )


def _once(numbers: Iterable[int | None]) -> dict[int, None]:
    return dict.fromkeys(number for number in numbers if number)


def card_of(sentence: Sentence, stored: Stored | None, *, goal: int | None = None) -> Card:
    """The card of one sentence in words."""
    draft, proposed = draft_of(sentence.text), proposed_words(sentence.text)
    version = stored.indicator.version if stored else 0
    card = Card(
        seen=Seen(sentence.pk, sentence.version, version),
        text=sentence.text,
        spans_stored=sentence.spans_stored,
        label=sentence.label,
        node=sentence.node_id,
        goal=goal,
        state="open",
        measure=draft.measure,
        subject=proposed.subject,
        facts=proposed.facts,
        target=proposed.target,
        questions=draft.questions,
        why=draft.why,
        doubt=MEASURES[draft.doubt] if draft.doubt else "",
        weak=draft.weak,
    )
    return _confirmed(card, draft, stored) if stored else card


class Proposed(NamedTuple):
    """What a sentence proposes, in words."""

    subject: str
    facts: Sequence[str]
    target: str


@lru_cache(maxsize=16_384)
def proposed_words(text: str) -> Proposed:
    """The words of the card this sentence proposes; kept as `draft_of` is, for they follow from it."""
    draft = draft_of(text)
    target = words_of(draft.target, unit=draft.unit, part=draft.per_what) if draft.target else ""
    return Proposed(subject_said(draft), tuple(facts_said(draft, part=draft.per_what)), target)


def _confirmed(card: Card, draft: CardDraft, stored: Stored) -> Card:
    """The same card as somebody confirmed it, or set it aside."""
    indicator, definition = stored.indicator, stored.definition
    card.indicator, card.by, card.at = indicator.pk, indicator.confirmed_by, indicator.confirmed_at
    card.reason, card.doubt, card.weak = indicator.set_aside_reason, "", False
    card.questions = ()
    if indicator.set_aside_reason:
        card.state = "aside"
    else:
        changed = indicator.confirmed_text != card.text
        card.state = "changed" if changed else "confirmed"
        card.was = indicator.confirmed_text if changed else ""
        draft = draft_of(indicator.confirmed_text)
    if definition:
        card.measure = definition.measure
        card.subject = subject_said(definition)
        card.facts = facts_said(definition, part=draft.per_what)
        card.target = _said_target(stored.target, definition, draft.per_what)
        if card.state != "aside":
            card.questions = questions_of(definition, stored.target, draft.per_what)
    return card


def _said_target(target: Aimed | None, definition: Meant, part: str) -> str:
    return words_of(target, unit=definition.unit, part=part) if target else ""


def target_words(target: Target, definition: Definition, confirmed_text: str) -> str:
    """The stored target in words, its parts in those of the sentence: “minstens 3 per kanaal per maand”."""
    return words_of(target, unit=definition.unit, part=draft_of(confirmed_text).per_what)


def questions_of(
    definition: Definition | Meant, target: Target | Aimed | None, part: str = ""
) -> tuple[Question, ...]:
    """What a confirmed card still asks."""
    growth = target is not None and target.comparator in ("increase", "decrease")
    return open_questions(
        measure=definition.measure,
        words=f"{definition.counted} {definition.numerator}",
        whole=definition.denominator,
        parts_of=(part or "onderdeel") if definition.dimension == "channel" else "",
        parts=bool(definition.channels),
        levels=bool(definition.rubric_levels),
        baseline_missing=growth and target is not None and target.baseline is None,
        target_older=target is not None
        and definition.number > 1
        and target.created_at < definition.created_at,
        computed=bool(definition.recipe),
    )
