"""The card a sentence proposes, in the words that a definition and a target are stored in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from streekwerk.indicators.rules.amounts import Comparator
from streekwerk.indicators.rules.cards.questions import Question, open_questions
from streekwerk.indicators.rules.evidence import Measure
from streekwerk.indicators.rules.instruments import Instrument
from streekwerk.indicators.rules.proposal import CardProposal, propose
from streekwerk.indicators.rules.rhythms import rhythm_in
from streekwerk.indicators.rules.targets import Target

Rhythm = Literal["once", "year", "half_year", "quarter", "month"]
Dimension = Literal["network", "party", "place", "channel"]
Addition = Literal["sum", "weighted", "latest", "none"]

_PARTY = re.compile(r"\b(?:\w*bestuur|besturen|vennoot|deelgenoot|lid|partner|\w*organisatie|ocmw)\b", re.I)
_PLACE = re.compile(r"\b(?:\w*gemeente|stad|\w*zone|\w*kern|\w*wijk|dorp)\b", re.I)
_RATE = re.compile(
    r"\d|\b(?:\w*inwoner|persoon|gezin|huurder|dossier|\w*medewerker|deelnemer|gebruiker|huisarts|leeftijd"
    r"|\w*kilometer|km|uur|kind|jongere|cli[eë]nt|ontslagen)\b",
    re.I,
)
"""“per medewerker”, “per 1.000 inwoners”: an average or a rate, one figure for all."""
_AVERAGE = re.compile(r"^\W*(?:gemiddeld|mediaan|geschat)", re.I)
_STANDING = re.compile(
    r"\b(?:volgers|abonnees|leden|inschrijvingen|aangesloten|actieve|beschikbare|opgeleide|wooneenheden)\b",
    re.I,
)
"""What there is of at the end of a period; it is not added up over periods."""
_LEVELS = (("proces", "process"), ("resultaat", "result"), ("effect", "impact"), ("impact", "impact"))
_SIGNED = re.compile(r"\b(?:onder|ge(?:hand)?)tekend\w*", re.I)
_UNITS = {
    "percent": "%", "euro": "euro", "tonnes": "ton", "kilograms": "kg", "litres": "liter", "kilometres": "km",
    "square metres": "m²", "kWh": "kWh", "full-time equivalents": "vte", "minutes": "minuten",
    "hours": "uren", "days": "dagen", "working days": "werkdagen", "weeks": "weken", "months": "maanden",
    "years": "jaar",
}  # fmt: skip
_SPOKEN = re.compile(r"\bin (?P<unit>dagen|weken|maanden|minuten|uren|euro|kwh|ton|procent)\b", re.I)


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A target on its way to be stored; the fields are those of the model."""

    comparator: Comparator
    number: Decimal | None = None
    relative: bool = False
    per: str = ""
    for_each: Dimension = "network"
    by: date | None = None
    starts: date | None = None
    baseline: Decimal | None = None
    baseline_on: date | None = None
    baseline_source: str = ""


@dataclass(frozen=True, slots=True)
class CardDraft:
    """A proposed card: the fields of a definition, the target, why, and what only a person knows."""

    measure: Measure
    instrument: Instrument
    rhythm: Rhythm
    dimension: Dimension
    addition: Addition
    unit: str
    decimals: int
    counted: str
    numerator: str
    denominator: str
    evidence: str
    validated_by: str
    target: TargetDraft | None
    doubt: Measure | None
    weak: bool
    """Little was recognised."""
    why: str
    per_what: str
    """The sentence's own word for the parts: “sociaal mediakanaal”."""
    questions: tuple[Question, ...]

    @property
    def sure(self) -> bool:
        """Whether it can be confirmed without looking twice: no doubt, and nothing needed is asked."""
        return not self.doubt and not self.weak and not any(each.needed for each in self.questions)


@lru_cache(maxsize=16_384)
def draft_of(text: str) -> CardDraft:
    """The card this sentence proposes; kept, for a plan is looked at often and its sentences seldom change.

    >>> draft = draft_of("minstens 3 posts per sociaal mediakanaal per maand")
    >>> draft.dimension, draft.rhythm, draft.target.for_each, draft.target.per
    ('channel', 'month', 'channel', 'month')
    >>> [each.sentence for each in draft.questions]
    ['Welke? Noem elk “sociaal mediakanaal”.']
    """
    proposal = propose(text)
    recipe, measure = proposal.recipe, proposal.measure
    dimension = _dimension(proposal)
    target = _target(proposal.target, measure, dimension)
    weak = proposal.why.startswith("twijfel;")
    per_what = (recipe.per_what or "").removesuffix(" en")
    return CardDraft(
        measure=measure,
        instrument=proposal.instrument,
        rhythm=_rhythm(proposal),
        dimension=dimension,
        addition=_addition(text, measure),
        unit=_unit(text, measure, proposal.target),
        decimals=1 if measure in ("share", "score", "duration") else 0,
        counted=(recipe.counted or "")[:300],
        numerator=(recipe.numerator or "")[:300],
        denominator=(recipe.denominator or "")[:300],
        evidence=_evidence(text, recipe.evidence),
        validated_by=(recipe.validated_by or "")[:300],
        target=target,
        doubt=proposal.doubt,
        weak=weak,
        why=proposal.why,
        per_what=per_what,
        questions=open_questions(
            measure=measure,
            words=" ".join(filter(None, (recipe.counted, recipe.numerator))),
            whole=recipe.denominator or "",
            parts_of=per_what if dimension == "channel" else "",
            regular=proposal.frequency is not None and proposal.frequency.times is None,
            baseline_missing=proposal.baseline_needed,
        ),
    )


def level_of(label: str) -> str:
    """The level that the document itself gives its indicator; empty when it gives none.

    >>> level_of("Resultaatsindicatoren"), level_of("2)")
    ('result', '')
    """
    low = label.lower()
    # “Proces- en resultaatsindicator” says both: a person chooses.
    found = {level for word, level in _LEVELS if word in low}
    return found.pop() if len(found) == 1 else ""


def _dimension(proposal: CardProposal) -> Dimension:
    per = proposal.recipe.per_what or ""
    if not per or _AVERAGE.match(proposal.text) or _RATE.search(per):
        return "network"
    if _PARTY.search(per):
        return "party"
    if _PLACE.search(per):
        return "place"
    return "channel" if proposal.measure in ("count", "frequency", "amount") else "network"


def _rhythm(proposal: CardProposal) -> Rhythm:
    """How often a figure is due: as often as the sentence says something comes back, else yearly."""
    said = proposal.frequency or rhythm_in(proposal.text)
    per, times = (said.per, said.times) if said else (None, None)
    if per is None:
        return "once" if proposal.measure == "deliverable" else "year"
    if per != "year" or (times or 1) >= 12:
        return "month"
    return "quarter" if (times or 1) >= 4 else "half_year" if (times or 1) >= 2 else "year"


def usual_addition(measure: str) -> Addition:
    """How figures of a measure become one, unless its words say otherwise.

    >>> usual_addition("share"), usual_addition("duration"), usual_addition("count")
    ('weighted', 'none', 'sum')
    """
    if measure == "share":
        return "weighted"
    return "none" if measure in ("duration", "score", "rubric") else "sum"


def _addition(text: str, measure: Measure) -> Addition:
    if measure in ("count", "amount") and _AVERAGE.match(text):
        return "none"
    standing = measure == "count" and _STANDING.search(text)
    return "latest" if standing else usual_addition(measure)


def _unit(text: str, measure: Measure, target: Target | None) -> str:
    if measure == "share":
        return "%"
    spoken = _SPOKEN.search(text)
    if spoken:
        return spoken["unit"].lower()
    if target and target.of is not None:
        return f"op {target.of.normalize():f}"
    named = _UNITS.get(target.unit or "", "") if target else ""
    if named and named != "%":
        return named
    return "dagen" if measure == "duration" else ""


def _evidence(text: str, document: str | None) -> str:
    """The document that shows it; a signed one when the sentence says so.

    >>> _evidence("ondertekend afsprakenkader", "afsprakenkader")
    'ondertekend afsprakenkader'
    """
    if not document:
        return ""
    signed = _SIGNED.search(text)
    if signed is None:
        return document[:300]
    before = signed.start() < text.find(document)
    return (f"{signed[0].lower()} {document}" if before else f"{document}, ondertekend")[:300]


def _target(target: Target | None, measure: Measure, dimension: Dimension) -> TargetDraft | None:
    if target is None:
        return None
    growth = target.comparator in ("increase", "decrease")
    number = None if target.number is None else _decimal(target.number)
    return TargetDraft(
        comparator=target.comparator,
        number=number,
        relative=growth and target.unit == "percent" and number is not None,
        per=target.per or "",
        for_each=dimension,
        by=target.by,
        baseline=target.baseline,
    )


def _decimal(number: Decimal | Fraction) -> Decimal:
    if isinstance(number, Fraction):
        return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal("0.0001"))
    return number
