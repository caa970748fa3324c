"""Invented sentences of other networks, in nine sets with what was right at the first try; `pytest -s` prints the score."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indicators.scoring import PARTS, report

DATA: dict[str, Any] = json.loads((Path(__file__).parent / "sentences.json").read_text(encoding="utf-8"))
ITEMS: list[dict[str, Any]] = DATA["items"]
FLOOR = {"measure": 671, "target": 671, "frequency": 681, "instrument": 646}


def test_the_invented_sentences_keep_their_score() -> None:
    parts = report(ITEMS)
    assert {part: parts[part] for part, floor in FLOOR.items() if parts[part] < floor} == {}


@pytest.mark.parametrize("name", sorted(DATA["first_try"]))
def test_no_set_is_worse_than_at_the_first_try(name: str) -> None:
    first, items = DATA["first_try"][name], [item for item in ITEMS if item["set"] == name]
    assert len(items) == first["of"]
    parts = report(items)
    assert {part for part in PARTS if parts[part] < first[part]} == set()


def test_every_measure_and_instrument_is_among_them() -> None:
    assert len({item["measure"] for item in ITEMS}) == 8
    assert len({item["instrument"] for item in ITEMS}) == 6
    assert len({item["text"] for item in ITEMS}) == len(ITEMS) > 160
