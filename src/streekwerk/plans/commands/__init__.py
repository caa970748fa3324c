"""Changing a plan: one named function per change."""

from streekwerk.plans.commands.findings import NoReason, accept_finding, reopen_finding
from streekwerk.plans.commands.nodes import ChangedMeanwhile, NoDate, NoTitle, change_texts
from streekwerk.plans.commands.taking_over import NewText, PlanChanged, as_stored, take_over
from streekwerk.plans.storing import keep_document, make_plan

__all__ = [
    "ChangedMeanwhile",
    "NewText",
    "NoDate",
    "NoReason",
    "NoTitle",
    "PlanChanged",
    "accept_finding",
    "as_stored",
    "change_texts",
    "keep_document",
    "make_plan",
    "reopen_finding",
    "take_over",
]
