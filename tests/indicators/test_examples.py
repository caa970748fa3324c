"""The forty shared examples; `pytest -s` prints the score."""

from __future__ import annotations

import json

import pytest

from indicators.scoring import report
from shared import SHARED

# “aantal doorverwijzingen” has a target that stands elsewhere in its document; a sentence alone cannot tell it.
FLOOR = {"measure": 40, "target": 39, "frequency": 40, "instrument": 40}


def test_the_shared_examples_keep_their_score() -> None:
    path = SHARED / "reading" / "indicator-examples.json"
    if not path.exists():
        pytest.skip("de gedeelde voorbeelden van indicatoren zijn hier niet aanwezig")
    items = json.loads(path.read_text(encoding="utf-8"))["items"]
    parts = report(items)
    assert {part: parts[part] for part, floor in FLOOR.items() if parts[part] < floor} == {}
