"""Word lists of the room."""

from __future__ import annotations

from django.db import models

from streekwerk.reading.models import LEVELS


class PlanStatus(models.TextChoices):
    DRAFT = "draft", "ontwerp"
    ADOPTED = "adopted", "vastgesteld"
    CLOSED = "closed", "afgesloten"


SHARED: list[str] = [PlanStatus.ADOPTED.value, PlanStatus.CLOSED.value]
"""Plans that neighbouring networks on this installation may read: a decided plan is public."""


class ProgressStatus(models.TextChoices):
    NOT_STARTED = "not_started", "nog niet gestart"
    RUNNING = "running", "loopt"
    BLOCKED = "blocked", "geblokkeerd"
    PAUSED = "paused", "gepauzeerd"
    DONE = "done", "klaar"
    STOPPED = "stopped", "stopgezet"


class Confidence(models.TextChoices):
    """How sure the person is that it will be done in time."""

    SURE = "sure", "dat lukt"
    UNSURE = "unsure", "onzeker"
    DOUBTFUL = "doubtful", "dat lukt wellicht niet"


class Priority(models.TextChoices):
    PRIORITY = "priority", "prioritair"
    REGULAR = "regular", "niet prioritair"


class LinkKind(models.TextChoices):
    REFERENCE = "reference", "verwijst naar"
    PREPARATION = "preparation", "bereidt voor"
    DEPENDENCY = "dependency", "hangt af van"
    SMART_COMBINATION = "smart_combination", "slimme combinatie met"
    CONTINUES = "continues", "zet voort"


class StatementKind(models.TextChoices):
    MISSION = "mission", "missie"
    VISION = "vision", "visie"
    VALUE = "value", "waarde"
    CHALLENGE = "challenge", "uitdaging"
    AMBITION = "ambition", "ambitie"


class TagOrigin(models.TextChoices):
    FOUND = "found", "in de tekst gevonden"
    SAID = "said", "aangeduid"
    REFUSED = "refused", "afgewezen"


class AssumptionKind(models.TextChoices):
    ASSUMPTION = "assumption", "veronderstelling"
    PRECONDITION = "precondition", "randvoorwaarde"
    OUT_OF_SCOPE = "out_of_scope", "buiten opdracht"
    OPEN_QUESTION = "open_question", "open vraag"


class AssumptionStatus(models.TextChoices):
    OPEN = "open", "nog na te gaan"
    HOLDS = "holds", "geldt"
    LAPSED = "lapsed", "vervallen"
    ANSWERED = "answered", "beantwoord"


class Severity(models.TextChoices):
    ERROR = "error", "fout"
    WARNING = "warning", "aandachtspunt"
    NOTE = "note", "opmerking"


SEVERITY_ORDER: list[str] = [Severity.ERROR.value, Severity.WARNING.value, Severity.NOTE.value]
"""Gravest first."""

LEVEL_LABELS: dict[str, tuple[str, str]] = {
    "pillar": ("Pijler", "Pijlers"),
    "domain": ("Domein", "Domeinen"),
    "goal": ("Doelstelling", "Doelstellingen"),
    "strategic_objective": ("Strategische doelstelling", "Strategische doelstellingen"),
    "operational_objective": ("Operationele doelstelling", "Operationele doelstellingen"),
    "action_plan": ("Actieplan", "Actieplannen"),
    "action": ("Actie", "Acties"),
    "project": ("Project", "Projecten"),
    "statement": ("Toelichting", "Toelichtingen"),
    "funding": ("Financiering", "Financiering"),
}
"""Used where the network has no word of its own for a level: singular, plural."""

GOAL_LEVELS = ("pillar", "domain", "goal", "strategic_objective", "operational_objective")
ACTION_LEVELS = ("action", "project")

LEVEL_GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "doelen": ("alle doelstellingen", GOAL_LEVELS),
    "acties": ("alle acties en projecten", ACTION_LEVELS),
}
"""Levels that people count together: word in the address, word on the screen, the levels."""


def plan_statuses() -> list[tuple[str, str]]:
    return PlanStatus.choices


def severities() -> list[tuple[str, str]]:
    return Severity.choices


def levels() -> list[tuple[str, str]]:
    return [(level, LEVEL_LABELS[level][0]) for level in LEVELS]


def precisions() -> list[tuple[str, str]]:
    return [("day", "dag"), ("month", "maand"), ("season", "seizoen"), ("year", "jaar")]


def progress_statuses() -> list[tuple[str, str]]:
    return ProgressStatus.choices


def confidences() -> list[tuple[str, str]]:
    return Confidence.choices


def priorities() -> list[tuple[str, str]]:
    return Priority.choices


def link_kinds() -> list[tuple[str, str]]:
    return LinkKind.choices


def statement_kinds() -> list[tuple[str, str]]:
    return StatementKind.choices


def tag_origins() -> list[tuple[str, str]]:
    return TagOrigin.choices


def assumption_kinds() -> list[tuple[str, str]]:
    return AssumptionKind.choices


def assumption_statuses() -> list[tuple[str, str]]:
    return AssumptionStatus.choices
