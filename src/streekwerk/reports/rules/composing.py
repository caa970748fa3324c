"""From facts to the whole report: its cover and its blocks in order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from streekwerk.reports.rules.audiences import AUDIENCES
from streekwerk.reports.rules.blocks import BLOCKS, Surroundings
from streekwerk.reports.rules.blocks.base import day_words
from streekwerk.reports.rules.content import Content, Paragraph, Part, Run
from streekwerk.reports.rules.facts import Facts
from streekwerk.reports.rules.periods import read_period


def compose(
    title: str, facts: Facts, blocks: Sequence[Mapping[str, Any]], around: Surroundings, *, corrects: str = ""
) -> Content:
    """The report: the same facts, blocks and sentences always give the same content.

    `corrects` says which report it follows and why; empty: it corrects none.
    """
    period = read_period(facts.period)
    cover = [("Voor", facts.member or AUDIENCES[facts.audience].label), ("Periode", period.label)]
    cover.append(("Toestand op", day_words(facts.taken_on)))
    if around.previous:
        cover.append(("Vergeleken met", around.previous))
    if corrects:
        cover.append(("Verbetert", corrects))
    parts: list[Part] = []
    if facts.paused:
        parts.append(Paragraph((Run(f"Het hele plan is {facts.paused}."),), "lead"))
    for each in blocks:
        parts += BLOCKS[each["kind"]].parts(facts, each.get("options") or {}, around)
    subtitle = f"{facts.title} – {period.label}"
    return Content(title, subtitle, tuple(parts), tuple(cover), facts.network)


def seal(facts: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    """The fingerprint of what was gathered and what is said, which anybody can compute again.

    >>> seal({"a": 1, "b": 2}, {}) == seal({"b": 2, "a": 1}, {})
    True
    """
    said = json.dumps([facts, content], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()
