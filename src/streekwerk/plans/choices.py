"""Word lists of the room."""

from __future__ import annotations

from django.db import models

from streekwerk.reading.models import LEVELS


class PlanStatus(models.TextChoices):
    DRAFT = "draft", "ontwerp"
    ADOPTED = "adopted", "vastgesteld"


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
