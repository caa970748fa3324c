"""Indicators and what is known of them: definitions, targets, figures and what was published of them, rounds,
deliverables, ratings."""

from streekwerk.indicators.models.cards import Definition, Indicator, MeterReading, Target
from streekwerk.indicators.models.deliverables import (
    Deliverable,
    DeliverableVersion,
    EvidenceFile,
    Validation,
)
from streekwerk.indicators.models.figures import Measurement, Rating
from streekwerk.indicators.models.releases import Release
from streekwerk.indicators.models.rounds import CollectionRound, RoundRequest

__all__ = [
    "CollectionRound",
    "Definition",
    "Deliverable",
    "DeliverableVersion",
    "EvidenceFile",
    "Indicator",
    "Measurement",
    "MeterReading",
    "Rating",
    "Release",
    "RoundRequest",
    "Target",
    "Validation",
]
