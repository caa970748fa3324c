"""What the plan pages show. Each page asks for everything here, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from streekwerk.access.models import Actor
from streekwerk.network.models import Network
from streekwerk.plans.choices import ACTION_LEVELS, GOAL_LEVELS, LEVEL_LABELS, SEVERITY_ORDER
from streekwerk.plans.models import (
    IndicatorSentence,
    Milestone,
    Node,
    NodeLink,
    Plan,
    PlanFinding,
    RoadmapStep,
    SourceDocument,
    TrayItem,
)
from streekwerk.plans.rules import search_stems
from streekwerk.reading.findings import RULES
from streekwerk.ui.dutch import counted
from streekwerk.ui.source import LineKind, SourceLine
from streekwerk.ui.tree import TreeItem


def _count(rows: QuerySet[object], key: str = "plan") -> Coalesce:
    """How many of these rows each outer row has, as a subquery."""
    counted = rows.filter(**{key: OuterRef("pk")}).order_by().values(key).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def plans_with_counts(actor: Actor) -> QuerySet[Plan]:
    """Plans the actor sees, each with `goals`, `actions`, `indicators`, `open_findings` and `tray`."""
    return (
        Plan.objects.visible_to(actor)
        .select_related("network", "document")
        .defer("document__lines")
        .annotate(
            goals=_count(Node.objects.filter(level__in=GOAL_LEVELS)),
            actions=_count(Node.objects.filter(level__in=ACTION_LEVELS)),
            indicators=_count(IndicatorSentence.objects.all()),
            open_findings=_count(PlanFinding.objects.open()),
            tray=_count(TrayItem.objects.all()),
        )
    )


def level_word(network: Network, level: str, own: str = "", *, plural: bool = False) -> str:
    """The word for a level: the document's own, else the network's, else ours."""
    if own and not plural:
        return own
    return network.level_label(level, plural=plural) or LEVEL_LABELS[level][plural]


# ---------------------------------------------------------------- tree


def tree_items(plan: Plan) -> list[TreeItem]:
    """The whole plan as a tree: three queries whatever the size."""
    nodes = Node.objects.filter(plan=plan).values_list(
        "pk", "parent_id", "level", "level_label", "code", "title", named=True
    )
    indicators = dict(
        IndicatorSentence.objects.filter(plan=plan, node__isnull=False)
        .order_by()
        .values_list("node_id")
        .annotate(n=Count("pk"))
    )
    findings: dict[int, dict[str, int]] = {}
    open_findings = PlanFinding.objects.open().filter(plan=plan, node__isnull=False)
    for node, severity, count in open_findings.order_by().values_list("node_id", "severity").annotate(n=Count("pk")):
        findings.setdefault(node, {})[severity] = count
    # One address, filled in per node: `reverse` for each of thousands costs more than the page itself.
    address = reverse("plans:node", args=[plan.pk, 0]).replace("/0/", "/{}/")
    roots: list[TreeItem] = []
    items: dict[int, TreeItem] = {}
    words: dict[tuple[str, str], str] = {}
    for node in nodes:
        key = (node.level, node.level_label)
        if key not in words:
            words[key] = level_word(plan.network, *key)
        count = indicators.get(node.pk, 0)
        item = TreeItem(
            title=node.title,
            url=address.format(node.pk),
            level="" if node.level == "statement" else words[key],
            code=node.code,
            counts=counted(count, "indicator", "indicatoren") if count else "",
            findings={s: findings[node.pk][s] for s in SEVERITY_ORDER if s in findings[node.pk]}
            if node.pk in findings
            else {},
            open=node.level in GOAL_LEVELS,
        )
        items[node.pk] = item
        above = items.get(node.parent_id) if node.parent_id else None
        (above.children if above else roots).append(item)
    return roots


# ---------------------------------------------------------------- table


@dataclass(frozen=True)
class Selection:
    """What the table is filtered and sorted by; lives in the address."""

    words: str = ""
    level: str = ""
    year: int | None = None
    only: str = ""
    order: str = ""

    ORDERS: ClassVar[dict[str, tuple[str, ...]]] = {
        "code": ("code",),
        "titel": ("title",),
        "start": ("start_date",),
        "einde": ("end_date",),
        "indicatoren": ("indicators",),
        "bevindingen": ("open_findings",),
    }
    ONLY: ClassVar[dict[str, str]] = {
        "bevindingen": "met bevindingen",
        "zonder-einde": "zonder einddatum",
        "zonder-indicator": "zonder indicator",
    }

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Selection:
        """The selection in an address; what makes no sense there is left out."""
        year, order = query.get("jaar", ""), query.get("volgorde", "")
        level, only = query.get("niveau", ""), query.get("enkel", "")
        return cls(
            words=query.get("zoek", "").strip()[:200],
            level=level if level in LEVEL_LABELS else "",
            year=int(year) if year.isdecimal() and 1900 < int(year) < 2200 else None,
            only=only if only in cls.ONLY else "",
            order=order if order.removeprefix("-") in cls.ORDERS else "",
        )

    @property
    def ordering(self) -> list[str]:
        """Database columns to sort by; the plan's own order decides between equals."""
        minus = "-" if self.order.startswith("-") else ""
        columns = self.ORDERS.get(self.order.removeprefix("-"), ())
        return [f"{minus}{column}" for column in columns] + ["position"]


def selected_nodes(plan: Plan, selection: Selection) -> QuerySet[Node]:
    """The nodes of the table, with `indicators` and `open_findings` counted."""
    rows = (
        Node.objects.filter(plan=plan)
        .annotate(
            indicators=_count(IndicatorSentence.objects.all(), "node"),
            open_findings=_count(PlanFinding.objects.open(), "node"),
        )
        .order_by(*selection.ordering)
    )
    if selection.words:
        rows = rows.matching(search_stems(selection.words))
    if selection.level:
        rows = rows.filter(level=selection.level)
    if selection.year:
        rows = rows.filter(
            Q(start_date__isnull=True) | Q(start_date__year__lte=selection.year),
            Q(end_date__isnull=True) | Q(end_date__year__gte=selection.year),
        )
    if selection.only == "bevindingen":
        rows = rows.filter(open_findings__gt=0)
    if selection.only == "zonder-einde":
        rows = rows.filter(level__in=ACTION_LEVELS, end_date__isnull=True)
    if selection.only == "zonder-indicator":
        rows = rows.filter(level__in=ACTION_LEVELS, indicators=0)
    return rows


def levels_in(plan: Plan) -> list[tuple[str, str]]:
    """Levels that occur in the plan with the word for many of them, highest first."""
    present = set(Node.objects.filter(plan=plan).order_by().values_list("level", flat=True).distinct())
    return [(level, level_word(plan.network, level, plural=True)) for level in LEVEL_LABELS if level in present]


# ---------------------------------------------------------------- one node


@dataclass(frozen=True)
class Sheet:
    """Everything the page of one node shows."""

    node: Node
    ancestors: list[Node]
    children: list[Node]
    fields: list[tuple[str, str]]
    indicators: list[IndicatorSentence]
    milestones: list[Milestone]
    links: list[Node]
    findings: list[PlanFinding]
    accepted: list[PlanFinding]
    source: list[SourceLine]
    previous: Node | None = None
    following: Node | None = None


def sheet_of(node: Node) -> Sheet:
    """The sheet of a node with its relations and its source lines; nine queries."""
    family = {
        row.pk: row for row in Node.objects.filter(plan=node.plan_id).only("pk", "parent_id", "code", "title", "level")
    }
    ancestors: list[Node] = []
    above = node.parent_id
    while above and above in family and len(ancestors) < 20:
        ancestors.insert(0, family[above])
        above = family[above].parent_id
    siblings = [row for row in family.values() if row.level == node.level]
    at = next(place for place, row in enumerate(siblings) if row.pk == node.pk)
    linked = NodeLink.objects.filter(Q(source=node) | Q(target=node)).values_list("source_id", "target_id")
    findings = list(PlanFinding.objects.filter(node=node, resolved_at__isnull=True))
    findings.sort(key=lambda finding: SEVERITY_ORDER.index(finding.severity))
    return Sheet(
        node=node,
        ancestors=ancestors,
        children=[row for row in family.values() if row.parent_id == node.pk],
        fields=sheet_fields(node),
        indicators=list(IndicatorSentence.objects.filter(node=node)),
        milestones=list(Milestone.objects.filter(node=node).order_by("date")),
        links=[family[pk] for pk in sorted({pk for pair in linked for pk in pair} - {node.pk}) if pk in family],
        findings=[finding for finding in findings if not finding.accepted_at],
        accepted=[finding for finding in findings if finding.accepted_at],
        source=source_lines(node.plan, node.spans),
        previous=siblings[at - 1] if at else None,
        following=siblings[at + 1] if at + 1 < len(siblings) else None,
    )


def sheet_fields(node: Node) -> list[tuple[str, str]]:
    """The fields of the sheet: for an action every label of the plan's template, empty ones too."""
    own = {item["label"]: item["text"] for item in node.fields}
    labels = list(node.plan.sheet_labels) if node.level in ACTION_LEVELS else []
    return [(label, own.get(label, "")) for label in [*labels, *(label for label in own if label not in labels)]]


def source_lines(plan: Plan, spans: Iterable[list[int]]) -> list[SourceLine]:
    """The non-blank lines of the document inside these spans; one query."""
    lines = _lines(plan)
    return [
        SourceLine(number, lines[number - 1][0], "read", said=lines[number - 1][1] or "")
        for first, last in sorted(spans)
        for number in range(first, min(last, len(lines)) + 1)
        if lines[number - 1][0].strip()
    ]


def _lines(plan: Plan) -> list[list[Any]]:
    """Per line of the document [text, where, page]."""
    return SourceDocument.objects.filter(pk=plan.document_id).values_list("lines", flat=True).first() or []


# ---------------------------------------------------------------- the whole document


def document_lines(plan: Plan, marked: tuple[int, int] | None) -> list[SourceLine]:
    """Every non-blank line of the document with what it was read as; four queries."""
    lines = _lines(plan)
    rows = [SourceLine(number, text) for number, (text, *_) in enumerate(lines, 1)]

    def claim(spans: Iterable[list[int]], kind: LineKind, said: str, url: str) -> None:
        for first, last in spans:
            for row in rows[first - 1 : last]:
                row.kind, row.said, row.url = kind, "", ""
            if first <= len(rows):
                rows[first - 1].said, rows[first - 1].url = said, url

    address = reverse("plans:node", args=[plan.pk, 0]).replace("/0/", "/{}/")
    for item in plan.ignored:
        claim(item["spans"], "ignored", item["why"], "")
    nodes = Node.objects.filter(plan=plan).values_list("pk", "level", "level_label", "code", "spans")
    for pk, level, label, code, spans in nodes:
        word = level_word(plan.network, level, label)
        said = code if code.startswith(word) else f"{word} {code}".strip()
        claim(spans, "read", said, address.format(pk))
    for node, spans in IndicatorSentence.objects.filter(plan=plan).values_list("node_id", "spans"):
        claim(spans, "read", "indicator", address.format(node) if node else "")
    tray = reverse("plans:tray", args=[plan.pk])
    for pk, spans in TrayItem.objects.filter(plan=plan).values_list("pk", "spans"):
        claim(spans, "unplaced", "in de lade", f"{tray}#lade-{pk}")
    if marked:
        for row in rows[max(marked[0], 1) - 1 : marked[1]]:
            row.kind = "found"
    page = None
    for row, (_, _, its_page) in zip(rows, lines, strict=True):
        if its_page and its_page != page:
            row.page = page = its_page
    return [row for row in rows if row.text.strip() or row.page]


# ---------------------------------------------------------------- findings


@dataclass
class RuleGroup:
    """The findings of one rule, with its explanation."""

    code: str
    name: str
    explanation: str
    remedy: str
    severity: str
    findings: list[PlanFinding] = field(default_factory=list)


@dataclass(frozen=True)
class Leaflet:
    """The bijsluiter of a plan."""

    groups: list[RuleGroup]
    accepted: list[PlanFinding]
    solved: int

    @property
    def open(self) -> int:
        return sum(len(group.findings) for group in self.groups)

    @property
    def per_severity(self) -> Counter[str]:
        return Counter(finding.severity for group in self.groups for finding in group.findings)


def leaflet_of(plan: Plan) -> Leaflet:
    """Open findings by rule, worst first; accepted ones apart; how many were solved. One query."""
    rules = {rule.code: rule for rule in RULES}
    groups: dict[str, RuleGroup] = {}
    accepted, solved = [], 0
    for finding in PlanFinding.objects.filter(plan=plan).select_related("node").order_by("node__position", "pk"):
        if finding.resolved_at:
            solved += 1
        elif finding.accepted_at:
            accepted.append(finding)
        elif rule := rules.get(finding.rule):
            group = groups.setdefault(
                rule.code, RuleGroup(rule.code, rule.name, rule.explanation, rule.remedy, finding.severity)
            )
            group.findings.append(finding)
    order = {severity: place for place, severity in enumerate(SEVERITY_ORDER)}
    return Leaflet(
        sorted(groups.values(), key=lambda group: (order[group.severity], -len(group.findings), group.name)),
        accepted,
        solved,
    )


# ---------------------------------------------------------------- search


@dataclass(frozen=True)
class Hit:
    node: Node
    level_word: str
    plan: Plan


def search(actor: Actor, words: str, *, limit: int = 100) -> list[Hit]:
    """Nodes of every plan the actor sees in which all words occur, titles first; one query."""
    stems = search_stems(words)
    if not stems:
        return []
    rows = (
        Node.objects.visible_to(actor)
        .matching(stems)
        .select_related("plan", "plan__network")
        .order_by("plan__title", "position")[: limit + 1]
    )
    hits = [Hit(row, level_word(row.plan.network, row.level, row.level_label), row.plan) for row in rows]

    def in_title(hit: Hit) -> bool:
        title = hit.node.title.casefold()
        return all(stem in title for stem in stems)

    return sorted(hits, key=lambda hit: not in_title(hit))


# ---------------------------------------------------------------- roadmap


def roadmap_of(plan: Plan) -> list[RoadmapStep]:
    """The decision roadmap in order of time; one query."""
    return list(RoadmapStep.objects.filter(plan=plan).order_by("date", "position"))


