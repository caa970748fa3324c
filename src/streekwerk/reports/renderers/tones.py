"""The light colour behind a tone on white paper, alike in PDF, Word and Excel; the words say the same."""

from __future__ import annotations

from streekwerk.reports.rules.content import Tone

ACCENT, INK, SOFT, LINE = "#0d5f5a", "#1b201e", "#525854", "#dcd8ce"
"""The one colour, text, quiet text and hairlines: the values of `tokens.css`; a test keeps them equal."""

WASHES: dict[Tone, str] = {
    "running": "#e2efec",
    "done": "#cfe5d8",
    "blocked": "#fbeae5",
    "late": "#fbf1dc",
    "paused": "#ecebe4",
    "stopped": "#ecebe4",
}
"""Every tone that has a colour; the others are plain paper."""
