"""No sequence of steps and undos loses a line or a word; replaying gives the same reading."""

from __future__ import annotations

import copy
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.reviews import Choice, Reviewed, a_tree, choices, done, hold, random_choice, readings, step_of
from plan_texts import large_reading
from shared import shared_document
from streekwerk.intake.rules.claims import claims_of
from streekwerk.intake.rules.replay import apply, replay
from streekwerk.intake.rules.steps import Dissolve, Merge, Move, Place, Split, Step, from_json, to_json
from streekwerk.intake.rules.touching import meets, touched
from streekwerk.intake.rules.wording import in_words
from streekwerk.reading.models import Reading
from streekwerk.reading.queries import read_with_lines
from work import work

UNSEEN = sorted((Path(__file__).parents[1] / "reading" / "unseen").glob("*.txt"))


@settings(max_examples=80, deadline=None)
@given(readings(), st.lists(choices, max_size=12))
def test_no_steps_lose_a_line_or_a_word(reviewed: Reviewed, chosen: list[Choice]) -> None:
    reading, lines = reviewed
    for choice in chosen:
        step = step_of(reading, lines, choice)
        before = copy.deepcopy(reading)
        after = done(reading, lines, step)
        assert reading == before, "the given reading was altered"
        if after:
            hold(reading, after, lines, step)
            reading = after


@settings(max_examples=60, deadline=None)
@given(readings(), st.lists(choices | st.none(), max_size=14))
def test_undoing_gives_the_reading_of_before_and_replaying_the_same_again(
    reviewed: Reviewed, chosen: list[Choice | None]
) -> None:
    start, lines = reviewed
    steps: list[Step] = []
    seen = [start]
    for choice in chosen:
        if choice is None:
            steps, seen = steps[:-1], seen[: max(1, len(seen) - 1)]
        elif after := done(seen[-1], lines, step_of(seen[-1], lines, choice)):
            steps.append(step_of(seen[-1], lines, choice))
            seen.append(after)
        assert replay(start, lines, steps) == seen[-1]
    again = [from_json(to_json(step)) for step in steps]
    assert replay(Reading.from_json(start.to_json()), lines, again) == seen[-1]
    assert Reading.from_json(seen[-1].to_json()) == seen[-1]


@settings(deadline=None)
@given(readings(), st.tuples(choices, choices))
def test_steps_that_do_not_meet_can_both_stay(reviewed: Reviewed, chosen: tuple[Choice, Choice]) -> None:
    reading, lines = reviewed
    one, other = (step_of(reading, lines, choice) for choice in chosen)
    if meets(touched(reading, one), touched(reading, other)):
        return
    first, second = done(reading, lines, one), done(reading, lines, other)
    if first and second:
        for start, step in ((first, other), (second, one)):
            both = done(start, lines, step)
            assert both
            hold(start, both, lines, step)


@settings(deadline=None)
@given(readings())
def test_every_line_has_a_claim(reviewed: Reviewed) -> None:
    reading, lines = reviewed
    claims = claims_of(reading, lines)
    assert [claim.line for claim in claims] == list(range(1, len(lines) + 1))
    assert all(
        (claim.kind == "blank") == (not text.strip()) for claim, text in zip(claims, lines, strict=True)
    )
    assert not [claim for claim in claims if claim.kind == "nothing"]


@settings(deadline=None)
@given(readings(), choices)
def test_every_step_has_a_sentence(reviewed: Reviewed, choice: Choice) -> None:
    reading, lines = reviewed
    sentence = in_words(reading, step_of(reading, lines, choice))
    assert sentence == sentence.strip(" .")
    assert sentence[0] in "“RHe"


def a_review(reading: Reading, lines: list[str], seed: int, size: int = 12) -> None:
    """Random steps on a real reading, the law held after each."""
    chance = Random(seed)
    for _ in range(size):
        step = step_of(reading, lines, random_choice(chance))
        if after := done(reading, lines, step):
            hold(reading, after, lines, step)
            reading = after
    assert Reading.from_json(reading.to_json()) == reading


@pytest.mark.parametrize("path", UNSEEN, ids=lambda path: path.stem)
def test_reviews_of_unseen_plans_lose_nothing(path: Path) -> None:
    reading, document = read_with_lines(path)
    lines = [line.text for line in document.lines]
    a_tree(reading)
    for seed in range(6):
        a_review(reading, lines, seed)


@pytest.mark.slow
@pytest.mark.parametrize("number", ["000", "002", "003"])
def test_reviews_of_shared_documents_lose_nothing(number: str) -> None:
    reading, document = read_with_lines(shared_document(number))
    lines = [line.text for line in document.lines]
    for seed in range(2):
        a_review(reading, lines, seed)


def plan_with_lines(nodes: int) -> tuple[Reading, list[str]]:
    reading = large_reading(nodes)
    lines: list[str] = []
    for node in reading.nodes:
        lines += [
            f"{node.code or ''} {node.title}",
            "Trekker: Sociaal Huis",
            "Timing: 2026 tot 2028",
            "een zin",
        ]
        node.spans = [(len(lines) - 3, len(lines))]
        node.text = "een zin"
    return reading, lines


def test_a_step_in_a_plan_twice_as_large_is_twice_the_work() -> None:
    steps = [
        Move("n11", "n20"),
        Merge("n12", "n13"),
        Split("n14", 14 * 4 + 3),
        Dissolve("n10"),
        Place(((16 * 4 + 4, 16 * 4 + 4),), "text", "n17"),
    ]
    one, two = plan_with_lines(400), plan_with_lines(800)
    for step in steps:
        assert work(lambda step=step: apply(*two, step)) < 2.5 * work(lambda step=step: apply(*one, step)), (
            step
        )
