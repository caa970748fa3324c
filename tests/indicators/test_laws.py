"""What holds of every proposal, whatever the text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.indicators.rules.amounts import quantities_in
from streekwerk.indicators.rules.evidence import MEASURES
from streekwerk.indicators.rules.proposal import propose
from streekwerk.kernel.periods import find_dates
from work import not_hanging, work

ITEMS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "sentences.json").read_text(encoding="utf-8")
)["items"]
WORDS = sorted({word for item in ITEMS for word in item["text"].split()})
INSTRUMENTS = {"register_count", "survey", "milestone", "lead_time", "external_data", "manual_assessment"}

dutch = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


def check(text: str) -> None:
    said = propose(text).to_json()
    assert said["text"] == text
    assert said["measure"] in MEASURES
    assert said["doubt"] != said["measure"]
    assert said["instrument"] in INSTRUMENTS
    assert said["why"].startswith(("herkend aan ", "twijfel"))
    json.dumps(said, allow_nan=False)
    target = said["target"]
    if target:
        assert target["comparator"] in {"=", ">=", ">", "<=", "<", "increase", "decrease", "done"}
        assert target["per"] in {None, "day", "week", "2 weeks", "month", "year"}
        assert target["number"] is None or _stands_in(text, said)


def _stands_in(text: str, said: dict[str, Any]) -> bool:
    """The number stands in the sentence, times its rhythm; or words say it (“elke”, “geen”, “driemaandelijks”)."""
    number = said["target"]["number"]
    printed = {
        float(q.number) for q in quantities_in(" ".join(text.split()), find_dates(" ".join(text.split())))
    } | {1.0}
    printed |= {float(q.number) * 100 / float(q.of) for q in quantities_in(text) if q.of}
    if number in (0, 100) and re.search(
        r"\b(?:geen|elke?|iedere?|iedereen|alle|allen)\b", text, re.IGNORECASE
    ):
        return True
    times = [
        1,
        2,
        3,
        4,
        6,
        12,
        *(52 / n for n in range(1, 100)),
        *(12 / n for n in range(1, 100)),
        *(1 / n for n in range(1, 100)),
    ]
    return any(abs(number - value * factor) < 0.01 for value in printed for factor in times)


@given(st.text(max_size=300))
def test_any_text_gets_a_proposal(text: str) -> None:
    check(text)


@given(dutch)
def test_any_row_of_dutch_words_gets_a_proposal(text: str) -> None:
    check(text)


@given(st.sampled_from(ITEMS), st.integers(min_value=2, max_value=899))
def test_a_target_is_the_number_that_is_printed(item: dict[str, Any], number: int) -> None:
    said = propose(f"Minstens {number} deelnemers").to_json()
    assert said["target"] == {"number": number, "comparator": ">=", "per": None}
    check(item["text"])


@given(dutch)
def test_blanks_and_a_full_stop_change_nothing(text: str) -> None:
    one, other = propose(text).to_json(), propose(f"  {text.replace(' ', '   ')} ").to_json()
    assert one | {"text": ""} == other | {"text": ""}


@pytest.mark.parametrize(
    "text",
    [
        "aantal " * 2_000,
        "9" * 10_000,
        "(" * 10_000,
        "1/" * 5_000,
        "van 1 naar 2 " * 900,
        "- " * 5_000,
        "ge" * 5_000,
    ],
)
def test_ten_thousand_characters_do_no_harm(text: str) -> None:
    with not_hanging():
        propose(text)


def test_a_sentence_is_little_work() -> None:
    texts = [item["text"] for item in ITEMS]
    propose(texts[0])
    assert work(lambda: [propose(text) for text in texts]) < 3_000 * len(texts)
