"""Steps as a person reads them in the history and on the button that takes them back."""

from __future__ import annotations

from collections.abc import Mapping

from streekwerk.intake.rules.draft import name_of
from streekwerk.intake.rules.printed import spoken
from streekwerk.intake.rules.steps import Change, Describe, Dissolve, Merge, Move, Place, Split, Step
from streekwerk.reading.models import LevelName, Reading

LEVEL_WORDS: dict[LevelName, str] = {
    "pillar": "pijler",
    "domain": "domein",
    "goal": "doelstelling",
    "strategic_objective": "strategische doelstelling",
    "operational_objective": "operationele doelstelling",
    "action_plan": "actieplan",
    "action": "actie",
    "project": "project",
    "statement": "toelichting",
    "funding": "financiering",
}
NO_NAME = "een onderdeel dat er niet meer is"


def in_words(reading: Reading, step: Step) -> str:
    """What the step does, in one sentence about the reading before it, without a full stop.

    >>> from streekwerk.reading.models import Node
    >>> plan = Reading({}, nodes=[Node("a", None, "goal", "Doel 2"), Node("b", None, "action", "Actie 3")])
    >>> in_words(plan, Move("b", "a"))
    '“Actie 3” onder “Doel 2” gezet'
    >>> in_words(plan, Place(((12, 14),), "indicator", "b"))
    'Regels 12–14 als indicator bij “Actie 3” geplaatst'
    """
    names = {node.id: name_of(node, 40) for node in reading.nodes}
    match step:
        case Change():
            return _change(reading, names, step)
        case Move():
            node = names.get(step.node, NO_NAME)
            where = f"onder {names.get(step.parent, NO_NAME)}" if step.parent else "bovenaan in het plan"
            before = f", voor {names.get(step.before, NO_NAME)}," if step.before else ""
            return f"{node} {where}{before} gezet"
        case Merge():
            return f"{names.get(step.node, NO_NAME)} samengevoegd met {names.get(step.into, NO_NAME)}"
        case Split():
            return f"{names.get(step.node, NO_NAME)} gesplitst vanaf regel {step.line}"
        case Dissolve():
            return f"{names.get(step.node, NO_NAME)} opgelost; de regels liggen in de lade"
        case Describe():
            return _describe(step)
        case Place():
            return _place(names, step)


def _change(reading: Reading, names: Mapping[str, str], step: Change) -> str:
    was = next((node for node in reading.nodes if node.id == step.node), None)
    parts = []
    if step.title is not None and (was is None or step.title != was.title):
        parts.append(f"heet nu “{' '.join(step.title.split())[:60]}”")
    if step.code is not None and (was is None or step.code != (was.code or "")):
        parts.append(
            f"heeft nu het nummer “{step.code.strip()}”" if step.code.strip() else "heeft geen nummer meer"
        )
    if step.level is not None and (was is None or step.level != was.level):
        parts.append(f"is nu van het niveau “{LEVEL_WORDS.get(step.level, step.level)}”")
    return f"{names.get(step.node, NO_NAME)} {' en '.join(parts) or 'bleef gelijk'}"


def _describe(step: Describe) -> str:
    parts = []
    if step.title is not None:
        parts.append(f"titel “{step.title.strip()[:60]}”")
    if step.organisation is not None:
        parts.append(
            f"organisatie “{step.organisation.strip()[:60]}”"
            if step.organisation.strip()
            else "geen organisatie"
        )
    if step.period is not None:
        parts.append(f"periode {step.period[0]} tot en met {step.period[1]}")
    return f"Het plan kreeg: {', '.join(parts)}" if parts else "Het plan bleef gelijk"


def _place(names: Mapping[str, str], step: Place) -> str:
    words = spoken(step.lines) if step.lines else "geen regels"
    lines = words[0].upper() + words[1:]
    node = names.get(step.node or "", NO_NAME)
    match step.to:
        case "text":
            return f"{lines} bij de tekst van {node} geplaatst"
        case "field":
            return f"{lines} in het veld “{step.label}” van {node} geplaatst"
        case "indicator":
            return f"{lines} als indicator bij {node} geplaatst"
        case "node":
            what = LEVEL_WORDS.get(step.level, "onderdeel") if step.level else "onderdeel"
            where = f"onder {node}" if step.node else "bovenaan in het plan"
            return f"{lines} als {what} {where} gezet"
        case "tray":
            return f"{lines} terug in de lade gelegd"
        case "aside":
            return f"{lines} terzijde gelegd"
