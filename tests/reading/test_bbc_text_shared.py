"""The flattened table among the shared documents, held against its gold reading."""

from __future__ import annotations

import json
from pathlib import Path

import shared
from streekwerk.reading.queries import read_file


def test_the_shared_flattened_table_is_read_well(tmp_path: Path) -> None:
    reading = read_file(shared.shared_document("000"), dialect="bbc_text")
    result = shared.score(json.loads(json.dumps(reading.to_json())), "000", tmp_path)
    assert result["reading_score"] >= 0.95
    assert result["coverage"]["share_once"] == 1.0
