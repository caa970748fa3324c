"""What changed: since the previous report, and in the text of the plan since it was decided."""

from __future__ import annotations

from streekwerk.reports.rules.blocks.base import Block, Options, Surroundings, day_words
from streekwerk.reports.rules.content import Bullets, Heading, Paragraph, Part, Run
from streekwerk.reports.rules.facts import Facts
from streekwerk.reports.rules.sentences import GROUPS
from streekwerk.ui import dutch


def changed(facts: Facts, options: Options, around: Surroundings) -> list[Part]:
    """The sentences that were read over, under their headings."""
    since = f"Sinds het vorige rapport ({around.previous})." if around.previous else FIRST
    made: list[Part] = []
    for group, heading in GROUPS.items():
        here = [one for one in around.sentences if one.group == group]
        if here:
            made.append(Heading(2, heading))
            made.append(Bullets(tuple((Run(one.text, href=one.href),) for one in here)))
    return [Paragraph((Run(since),), "lead"), *made] if made else []


FIRST = "Dit is het eerste rapport: het zegt wat in deze periode gebeurde."


def decisions(facts: Facts, options: Options, around: Surroundings) -> list[Part]:
    """What bodies decided about the plan, and what changed in its text since."""
    made: list[Part] = []
    if facts.decisions:
        last = facts.decisions[-1]
        many = dutch.counted(len(facts.since_decision), "wijziging", "wijzigingen")
        if facts.since_decision:
            since = f"{many} sinds de beslissing van {last.by} op {day_words(last.on)}, nog niet vastgesteld:"
            made.append(Paragraph((Run(since, strong=True),)))
            made.append(_told(facts.since_decision))
    for decision in reversed(facts.decisions):
        if decision.number == 1:
            said = f"Vastgesteld door {decision.by} op {day_words(decision.on)}."
            made.append(Paragraph((Run(said),)))
            continue
        many = dutch.counted(decision.changes, "wijziging", "wijzigingen")
        reason = f", {decision.reason.rstrip('.')}" if decision.reason else ""
        by = f"beslist door {decision.by} op {day_words(decision.on)}."
        made.append(Paragraph((Run(f"{many} sinds goedkeuring{reason}, {by}", strong=True),)))
        if decision.told:
            made.append(_told(decision.told))
    return made


MOST = 12


def _told(changes: tuple[str, ...]) -> Bullets:
    shown = [(Run(f"{change}."),) for change in changes[:MOST]]
    if len(changes) > MOST:
        shown.append((Run(f"En nog {len(changes) - MOST}."),))
    return Bullets(tuple(shown))


CHANGED = Block(
    "changed",
    "Gewijzigd sinds het vorige rapport",
    "Klaar, verschoven, nieuw, stil: wat anders is, in zinnen die u naleest.",
    changed,
    "Niets gewijzigd sinds het vorige rapport.",
)
DECISIONS = Block(
    "decisions",
    "Beslissingen over het plan",
    "Wanneer het plan vastgesteld werd, en welke wijzigingen sinds de goedkeuring.",
    decisions,
    "Over dit plan is nog niets beslist.",
    inside=False,
)
