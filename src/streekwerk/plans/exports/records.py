"""What an export holds: the nodes of a selection with everything on their sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from streekwerk.audit import clock
from streekwerk.plans.choices import LEVEL_LABELS, TagOrigin
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, NodeLink, Plan, Tag
from streekwerk.plans.queries import Selection, level_word, priorities_in, selected_nodes
from streekwerk.plans.queries.fields import sheet_fields, template_of
from streekwerk.plans.queries.stands import stands_in
from streekwerk.ui.dutch import day, vague_day

FIXED = (
    "Niveau", "Code", "Titel", "Tekst", "Start", "Einde", "Prioriteit", "Deelrapportcode", "Stand", "Persoon",
    "Organisatie", "Mee betrokken", "Thema's",
)  # fmt: skip
"""Labels of our own that stand before the fields of the sheet."""
LISTS = ("Indicatoren", "Mijlpalen")
PLACE = ("Regels in de bron", "Soort", "Nummer", "Onder")
"""Labels of our own that say where a row stands, so that a program finds it back."""
OF_A_SHEET = " (fiche)"
"""Written behind a label of the sheet that we use for something of our own."""


@dataclass(frozen=True)
class Record:
    """A node on its way to a file."""

    node: Node
    under: int | None
    """The nearest node above it that is in the file too."""
    depth: int
    word: str
    """The network's own word for its level; `kind` is ours, the same everywhere."""
    kind: str
    priority: str
    stand: str
    fields: list[tuple[str, str]]
    indicators: list[IndicatorSentence]
    milestones: list[Milestone]
    themes: list[str]
    partners: list[str]
    links: list[int]

    @property
    def start(self) -> str:
        node = self.node
        return node.start_words or _said(node.start_date, node.start_precision)

    @property
    def end(self) -> str:
        node = self.node
        return node.end_words or _said(node.end_date, node.end_precision)

    def fixed(self) -> list[tuple[str, str]]:
        """What stands before the fields of the sheet, by the labels of `FIXED`."""
        node = self.node
        values = (
            self.word, node.code, node.title, node.text, self.start, self.end, self.priority,
            node.external_code, self.stand, node.steward.name if node.steward and self.stand_is_ours else "",
            node.lead.name if node.lead else "", "; ".join(self.partners), "; ".join(self.themes),
        )  # fmt: skip
        return list(zip(FIXED, values, strict=True))

    stand_is_ours: bool = True

    def lists(self) -> list[tuple[str, list[str]]]:
        """Indicators and milestones, a line each."""
        return [
            ("Indicatoren", [indicator_line(item) for item in self.indicators]),
            (
                "Mijlpalen",
                [
                    f"{item.words or vague_day(item.date, item.precision)}: {flat(item.text)}"
                    for item in self.milestones
                ],
            ),
        ]


@dataclass(frozen=True)
class Contents:
    """A selection of a plan on its way to a file."""

    plan: Plan
    selection: Selection
    records: list[Record]
    labels: list[str] = field(default_factory=list)
    """Every label of the sheets, in the order of the plan's template, then of the document."""

    @property
    def said(self) -> str:
        """Where the file comes from, in one line."""
        plan = self.plan
        years = (
            f"{plan.period_start.year}–{plan.period_end.year}"
            if plan.period_start and plan.period_end
            else ""
        )
        parts = [
            plan.network.name,
            years,
            plan.get_status_display(),
            f"{'zoals gekend' if clock.known_on() else 'uit Streekwerk'} op {day(clock.today())}",
        ]
        return " · ".join(part for part in parts if part)


def contents_of(plan: Plan, selection: Selection) -> Contents:
    """The nodes of a selection with their sheets, in the order chosen; nine queries at most."""
    rows: Any = selected_nodes(plan, selection)
    nodes: list[Node] = list(rows.select_related("steward", "lead").prefetch_related("partners"))
    chosen = {node.pk for node in nodes}
    parents = dict(Node.objects.filter(plan=plan).order_by().values_list("pk", "parent_id"))
    indicators = _by_node(IndicatorSentence.objects.filter(plan=plan, node__isnull=False))
    milestones = _by_node(
        Milestone.objects.filter(plan=plan, node__isnull=False).order_by("date", "position")
    )
    themes: dict[int, list[str]] = {}
    tags = Tag.objects.filter(node__plan=plan).exclude(origin=TagOrigin.REFUSED).order_by("term__label")
    for node_id, label in tags.values_list("node_id", "term__label"):
        themes.setdefault(node_id, []).append(label)
    links: dict[int, list[int]] = {}
    for source, target in NodeLink.objects.filter(source__plan=plan, target__plan=plan).values_list(
        "source_id", "target_id"
    ):
        links.setdefault(source, []).append(target)
    priorities, template = priorities_in(plan), template_of(plan.network_id)
    stands = stands_in(plan, clock.today()) if selection.own else {}
    depths: dict[int, int] = {}
    records: list[Record] = []
    labels: dict[str, None] = {}
    for node in nodes:
        node.plan = plan
        above = parents.get(node.pk)
        while above is not None and above not in chosen:
            above = parents.get(above)
        depths[node.pk] = depths.get(above, -1) + 1 if above is not None else 0
        fields = [(each.label, each.text) for each in sheet_fields(node, template)]
        labels.update(dict.fromkeys(label for label, _ in fields))
        records.append(
            Record(
                node=node,
                under=above,
                depth=depths[node.pk],
                word=level_word(plan.network, node.level, node.level_label),
                kind=LEVEL_LABELS[node.level][0],
                priority=priorities.get(node.pk) or (node.get_priority_display() if node.priority else ""),
                stand=stands[node.pk].label if node.pk in stands else "",
                fields=fields,
                indicators=indicators.get(node.pk, []),
                milestones=milestones.get(node.pk, []),
                themes=themes.get(node.pk, []),
                partners=[partner.name for partner in node.partners.all()],
                links=links.get(node.pk, []),
                stand_is_ours=selection.own,
            )
        )
    return Contents(plan, selection, records, list(labels))


def _by_node(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.node_id, []).append(row)
    return found


def _said(value: Any, precision: str) -> str:
    return vague_day(value, precision) if value else ""


def sheet_label(label: str) -> str:
    """The label of a field of the sheet, apart from the labels of our own.

    >>> sheet_label("Partners"), sheet_label("Start")
    ('Partners', 'Start (fiche)')
    """
    return f"{label}{OF_A_SHEET}" if label in (*FIXED, *LISTS, *PLACE) else label


def flat(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def indicator_line(item: IndicatorSentence) -> str:
    """An indicator on one line: its number before it, another label between brackets behind it."""
    text, label = flat(item.text), flat(item.label)
    if not label:
        return text
    return f"{label} {text}" if label[-1] in ".)" else f"{text} [{label}]"


def lines_label(spans: Iterable[Sequence[int]]) -> str:
    """Lines of the source as numbers.

    >>> lines_label([[4, 6], [9, 9]])
    '4–6, 9'
    """
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
