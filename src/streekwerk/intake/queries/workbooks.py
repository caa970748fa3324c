"""A plan as the rows and cells of a workbook, and the workbooks of a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from streekwerk.access.models import Actor
from streekwerk.audit.models import Entry
from streekwerk.intake.choices import ChangeKind, ChangeState
from streekwerk.intake.models import ColourMeaning, Workbook, WorkbookReturn
from streekwerk.intake.queries.workbook_cells import (
    CONFIDENCES,
    FIELD,
    PRIORITIES,
    STANDS,
    Cells,
    People,
    milestone_cells,
    sentence_cells,
)
from streekwerk.intake.rules.workbooks.cells import Kind
from streekwerk.intake.rules.workbooks.file import LONGEST_CELL, PALETTE
from streekwerk.intake.rules.workbooks.likeness import bare
from streekwerk.intake.rules.workbooks.model import Column, Row, Sent, SentSheet
from streekwerk.network.models import Network
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan
from streekwerk.plans.queries import Selection, selected_nodes

HIDDEN = (Column("id", "nummer", "hidden", 6), Column("hash", "kenmerk", "hidden", 10))
BEFORE = (
    Column("level", "Niveau", "fixed", 16),
    Column("code", "Code", "fixed", 12),
    Column("title", "Titel", "text", 50),
    Column("status", "Stand", "word", 15),
    Column("reason", "Reden", "text", 30),
    Column("narrative", "Wat gebeurde er", "text", 40),
    Column("next_step", "Volgende stap", "text", 32),
    Column("confidence", "Inschatting", "word", 20),
    Column("start", "Start", "when", 18),
    Column("end", "Einde", "when", 18),
    Column("steward", "Persoon", "word", 22),
    Column("lead", "Organisatie", "word", 26),
    Column("priority", "Prioriteit", "word", 16),
    Column("external_code", "Deelrapportcode", "code", 16),
    Column("text", "Tekst", "text", 50),
)
AFTER = (Column("indicators", "Aantal indicatoren", "fixed", 12),)
INDICATORS = (
    *HIDDEN,
    Column("at", "Onderdeel", "fixed", 50),
    Column("label", "Nr.", "fixed", 8),
    Column("text", "Indicator", "text", 80),
)
MILESTONES = (
    *HIDDEN,
    Column("at", "Onderdeel", "fixed", 50),
    Column("words", "Datum", "when", 22),
    Column("text", "Mijlpaal", "text", 80),
)


def words_for(people: People) -> dict[str, list[str]]:
    """What can be chosen in each column with a list."""
    return {
        "status": list(STANDS.values()),
        "confidence": list(CONFIDENCES.values()),
        "priority": list(PRIORITIES.values()),
        "steward": list(people.stewards),
        "lead": list(people.leads),
    }


def colours_for(network: Network) -> dict[str, str]:
    """Per word of a stand the colour of its row: as the network explained its own colours, else ours."""
    own = {bare(row.meaning): row.colour for row in ColourMeaning.objects.filter(network=network)}
    colours = {}
    for value, word in STANDS.items():
        given = next((colour for meaning, colour in own.items() if bare(word) in meaning), None)
        colour = given or PALETTE[value]
        if colour != "FFFFFF":
            colours[word] = colour
    return colours


def sent_of(plan: Plan, selection: Selection, people: People) -> Sent:
    """A selection of a plan as the sheets of a workbook; nine queries."""
    nodes = list(selected_nodes(plan, selection))
    rows = _node_rows(plan, nodes, people)
    labels = dict.fromkeys(key for row in rows.values() for key in row.cells if key.startswith(FIELD))
    ours = {bare(column.head) for column in (*BEFORE, *AFTER)}
    fields = [
        Column(key, f"{label} (fiche)" if bare(label) in ours else label, "text", 34)
        for key, label in ((key, key.removeprefix(FIELD)) for key in labels)
    ]
    chosen = {node.pk for node in nodes}
    parts = _parts(plan, chosen)
    return Sent(
        (
            SentSheet("plan", "Plan", (*HIDDEN, *BEFORE, *fields, *AFTER), rows),
            SentSheet("indicators", "Indicatoren", INDICATORS, _some(parts, "i")),
            SentSheet("milestones", "Mijlpalen", MILESTONES, _some(parts, "m")),
        )
    )


def _some(rows: Mapping[str, Row], letter: str) -> dict[str, Row]:
    return {name: row for name, row in rows.items() if name.startswith(letter)}


def _node_rows(plan: Plan, nodes: list[Node], people: People) -> dict[str, Row]:
    cells = Cells.of(plan, nodes, people)
    sentences = IndicatorSentence.objects.filter(plan=plan, node__in=[node.pk for node in nodes])
    counts = Counter(sentences.order_by().values_list("node_id", flat=True))
    return {
        f"n{node.pk}": _row(str(node), cells.every(node, counts.get(node.pk, 0)), node.pk) for node in nodes
    }


def _parts(plan: Plan, nodes: set[int]) -> dict[str, Row]:
    """Indicators and milestones of these nodes; three queries."""
    named = Node.objects.filter(plan=plan, pk__in=nodes).only("pk", "code", "title")
    names = {node.pk: str(node) for node in named}
    rows = {}
    for item in IndicatorSentence.objects.filter(plan=plan, node__in=nodes).order_by("position"):
        at = names.get(item.node_id or 0, "")
        cells = {"at": at, **sentence_cells(item)}
        rows[f"i{item.pk}"] = _row(f"Indicator bij {at}", cells, item.node_id or 0)
    for step in Milestone.objects.filter(plan=plan, node__in=nodes).order_by("date", "position"):
        at = names.get(step.node_id or 0, "")
        cells = {"at": at, **milestone_cells(step)}
        rows[f"m{step.pk}"] = _row(f"Mijlpaal bij {at}", cells, step.node_id or 0)
    return rows


def _row(label: str, cells: dict[str, str], node: int) -> Row:
    return Row(label[:380], {key: text for key, text in cells.items() if len(text) <= LONGEST_CELL}, node)


def workbooks_of(plan: Plan, actor: Actor, *, limit: int = 20) -> list[Workbook]:
    """The workbooks that went out, newest first, without their cells; one query."""
    rows = Workbook.objects.visible_to(actor).filter(plan=plan).defer("sent")
    return list(rows.annotate(came_back=Count("returns"))[:limit])


def returns_of(plan: Plan, actor: Actor, *, limit: int = 20) -> list[WorkbookReturn]:
    """The workbooks that came back, newest first, with how many proposals are `open`; one query."""
    proposals = Q(changes__kind__in=(ChangeKind.CELL, ChangeKind.NEW), changes__state=ChangeState.OPEN)
    return list(returns(actor).filter(plan=plan).annotate(open=Count("changes", filter=proposals))[:limit])


def returns(actor: Actor) -> QuerySet[WorkbookReturn]:
    """Returned workbooks the actor may see, without their cells."""
    rows = WorkbookReturn.objects.visible_to(actor).select_related("plan__network", "workbook", "by")
    return rows.defer("grids", "workbook__sent", "plan__ignored", "plan__repairs")


_KINDS = {column.key: column.kind for column in (*INDICATORS, *MILESTONES, *BEFORE, *AFTER)}


def kind_of_column(key: str) -> Kind:
    """What a column holds; a field of the sheet holds text."""
    return _KINDS.get(key, "text")


def head_of(key: str) -> str:
    """The name of a column as people know it."""
    return _HEADS.get(key, key.removeprefix(FIELD))


_HEADS = {column.key: column.head for column in (*INDICATORS, *MILESTONES, *BEFORE, *AFTER)}


def changed_by(nodes: Iterable[int], since: datetime) -> dict[tuple[int, str], tuple[str, datetime]]:
    """Who changed which text of these nodes last since a moment, by node and name in the log; one query."""
    rows = Entry.objects.filter(object_kind=Node._meta.label_lower, object_id__in=list(nodes), at__gte=since)
    found: dict[tuple[int, str], tuple[str, datetime]] = {}
    for entry in rows.order_by("at", "pk"):
        for name in entry.changes:
            found[entry.object_id, name] = (entry.by_label, entry.at)
    return found
