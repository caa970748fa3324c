"""The acceptance examples on the shared documents, with their line numbers."""

from __future__ import annotations

from functools import lru_cache

import pytest

from shared import shared_document
from streekwerk.reading.models import Finding
from streekwerk.reading.queries import read_file


@lru_cache
def findings(number: str) -> tuple[Finding, ...]:
    return tuple(read_file(shared_document(number)).findings)


@pytest.mark.parametrize(
    ("number", "rule", "line", "words"),
    [
        ("003", "missing.heading_text", 650, "5 titels"),  # C2
        ("003", "missing.field_text", 952, "nog in te vullen"),  # C3
        ("003", "targets.direction_only", 1188, "Actie 8"),  # C10
        ("003", "dates.milestone_after_action", 712, "31/12/2024"),  # C10
        ("003", "contradiction.postponed", 259, "Actie 7"),  # C10
        ("003", "figures.share", 628, "1.913 / 3.996 = 47,9 %, niet 5,9 %"),  # C24
        ("003", "dates.decision_order", 495, "27/10/2022 is later dan 28/09/2022"),  # C47
        ("003", "contradiction.means", 1589, "Geen"),  # C86
        ("003", "missing.undecided", 726, "2024: 2; 2025: 2; 2026: 2"),  # C86
        ("003", "terms.to_define", 780, "begrip nog te definiëren"),  # C11
        ("003", "dates.title_period", 653, "2024-2026"),
        ("003", "repeats.versions", 840, "verderop"),
        ("000", "text.cut_off", 334, "de tekst stopt na “een”"),  # C10
        ("000", "numbering.order", 190, "“3)” ontbreekt"),  # C10
        ("000", "numbering.order", 217, "“2)” staat er twee keer"),  # C10
        ("000", "targets.baseline", 795, "Er is geen nulmeting"),
        ("000", "targets.two_units", 57, "twee verschillende reeksen"),  # C10
    ],
)
def test_the_acceptance_example_comes_out(number: str, rule: str, line: int, words: str) -> None:
    hits = [
        finding
        for finding in findings(number)
        if finding.rule == rule and any(first <= line <= last for first, last in finding.spans)
    ]
    assert len(hits) == 1
    assert words in hits[0].message


@pytest.mark.parametrize(("number", "most"), [("000", 20), ("002", 3), ("003", 35)])
def test_the_leaflet_stays_readable(number: str, most: int) -> None:
    assert 0 < len(findings(number)) <= most
