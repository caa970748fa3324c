"""The colours of files are those of the pages, and every word on them can be read."""

from __future__ import annotations

from typing import get_args

import pytest

from streekwerk.reports.renderers.pdf import TEMPLATE
from streekwerk.reports.renderers.tones import ACCENT, INK, LINE, SOFT, WASHES
from streekwerk.reports.rules.content import Tone
from ui.test_contrast import LIGHT, contrast


def test_colours_are_those_of_the_pages() -> None:
    ours = {
        "accent": ACCENT,
        "ink": INK,
        "ink-soft": SOFT,
        "line": LINE,
        "accent-wash": WASHES["running"],
        "danger-wash": WASHES["blocked"],
        "warning-wash": WASHES["late"],
    }
    assert {name: colour.lstrip("#") for name, colour in ours.items()}.items() <= LIGHT.items()


def test_the_template_uses_the_same() -> None:
    assert f'("{ACCENT}", "{INK}", "{SOFT}", "{LINE}")' in TEMPLATE.read_text("utf-8")


@pytest.mark.parametrize("tone", sorted(WASHES))
def test_words_can_be_read_on_every_tone(tone: Tone) -> None:
    assert tone in get_args(Tone)
    wash = WASHES[tone].lstrip("#")
    assert contrast(INK.lstrip("#"), wash) >= 7
    assert contrast(ACCENT.lstrip("#"), wash) >= 4.5
