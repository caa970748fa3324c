"""The example of the room's README works."""

from __future__ import annotations

import doctest
from datetime import date
from decimal import Decimal
from pathlib import Path

import streekwerk.analytics
from streekwerk.analytics.engines import DuckEngine
from streekwerk.analytics.facts import Fact
from streekwerk.analytics.periods import as_then
from streekwerk.analytics.places import Part
from streekwerk.analytics.publications import publish
from streekwerk.analytics.questions import answer, by_whole

README = Path(streekwerk.analytics.__file__).with_name("README.md")


def test_the_example_of_the_readme(tmp_path: Path) -> None:
    names = {
        each.__name__: each
        for each in (DuckEngine, Fact, Part, Decimal, date, as_then, publish, answer, by_whole)
    }
    example = doctest.DocTestParser().get_doctest(
        README.read_text(encoding="utf-8"), {**names, "folder": tmp_path}, "README.md", str(README), 0
    )
    assert len(example.examples) == 4
    assert doctest.DocTestRunner().run(example).failed == 0
