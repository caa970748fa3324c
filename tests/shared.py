"""The shared test documents, when they lie beside the repository."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_document(number: str) -> Path:
    """The shared text document whose name begins with the number; skips the test when it is absent."""
    found = sorted((SHARED / "documents").glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"gedeeld document {number} is hier niet aanwezig")
    return found[0]


def score(reading: dict[str, Any], number: str, tmp_path: Path) -> dict[str, Any]:
    """What the shared scorer says about a reading, coverage included; skips when it is absent."""
    source = shared_document(number)
    gold = SHARED / "reading" / "gold" / f"{number}.json"
    scorer = SHARED / "reading" / "score.py"
    if not gold.exists() or not scorer.exists():
        pytest.skip("gouden lezing of scorer is hier niet aanwezig")
    written = tmp_path / "reading.json"
    written.write_text(json.dumps(reading), encoding="utf-8")
    command = [sys.executable, str(scorer), str(written), str(gold), "--source", str(source), "--json"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(answer.stdout)
    return result
