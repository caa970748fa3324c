"""A plan as it lives in the product."""

from streekwerk.plans.models.comments import Comment, Mention, ThreadSeen
from streekwerk.plans.models.documents import SourceDocument
from streekwerk.plans.models.findings import PlanFinding
from streekwerk.plans.models.links import NodeLink
from streekwerk.plans.models.parts import (
    Figure,
    IndicatorSentence,
    Milestone,
    PartOfPlan,
    RoadmapStep,
    TrayItem,
)
from streekwerk.plans.models.sheets import Assumption, Progress, SheetField
from streekwerk.plans.models.tree import Node, Plan
from streekwerk.plans.models.versions import PlanVersion
from streekwerk.plans.models.why import Statement, Tag, Why

__all__ = [
    "Assumption",
    "Comment",
    "Figure",
    "IndicatorSentence",
    "Mention",
    "Milestone",
    "Node",
    "NodeLink",
    "PartOfPlan",
    "Plan",
    "PlanFinding",
    "PlanVersion",
    "Progress",
    "RoadmapStep",
    "SheetField",
    "SourceDocument",
    "Statement",
    "Tag",
    "ThreadSeen",
    "TrayItem",
    "Why",
]
