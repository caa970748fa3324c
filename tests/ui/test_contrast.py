"""The colours of the tokens against each other, in both schemes (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from streekwerk import ui

TOKENS = (Path(ui.__file__).parent / "static" / "ui" / "tokens.css").read_text()
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+):\s*#([0-9a-f]{6});", block))
    for block in TOKENS.split("@media (prefers-color-scheme: dark)", 1)
)

GROUNDS = ("paper", "sunken", "field")
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "accent", "accent-strong") for ground in GROUNDS),
    *((ink, "paper") for ink in ("danger", "warning")),
    *((ink, "sunken") for ink in ("danger", "warning")),
    *((ink, wash) for ink in ("ink", "accent", "ink-soft") for wash in ("accent-wash",)),
    *((f"branch-{number}", ground) for number in range(1, 7) for ground in ("paper", "marked", "sunken")),
    ("ink", "marked"),
    ("accent", "marked"),
    ("ink", "warning-wash"),
    ("warning", "warning-wash"),
    ("ink", "danger-wash"),
    ("danger", "danger-wash"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-danger", "danger"),
]
EDGES = [("line-strong", ground) for ground in ("paper", "field")] + [("accent", "line")]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(scheme: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(scheme[ink], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_can_be_seen(scheme: dict[str, str], edge: str, ground: str) -> None:
    assert contrast(scheme[edge], scheme[ground]) >= 3


def test_both_schemes_set_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()
