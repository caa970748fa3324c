"""The omgevingscijfers of the sample: what is invented says so, and the tables are what their maker makes."""

from __future__ import annotations

import json
from pathlib import Path

from sample.make import context as invented

SAMPLE = Path(__file__).resolve().parents[2] / "sample" / "context"


def test_the_tables_are_what_their_maker_makes_of_them() -> None:
    for name, text in invented.tables().items():
        assert (SAMPLE / name).read_text(encoding="utf-8") == text, "run: python -m sample.make"


def test_every_series_but_the_inhabitants_is_marked_as_invented() -> None:
    every = json.loads((SAMPLE / "series.json").read_text(encoding="utf-8"))["series"]
    assert {each["file"] for each in every if each["file"]} == set(invented.tables())
    for each in every:
        assert each["text"].get("invented", False) == bool(each["file"]), each["text"]["name"]
        assert not each["file"] or each["text"]["publisher"].startswith("Voorbeeld")
