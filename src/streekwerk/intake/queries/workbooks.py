"""A plan as the rows and cells of a workbook, and the workbooks of a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from streekwerk.access.models import Actor
from streekwerk.accounts.models import User
from streekwerk.audit.models import Entry
from streekwerk.intake.choices import ChangeKind, ChangeState
from streekwerk.intake.models import ColourMeaning, Workbook, WorkbookReturn
from streekwerk.intake.rules.workbooks.cells import Kind
from streekwerk.intake.rules.workbooks.file import LONGEST_CELL, PALETTE
from streekwerk.intake.rules.workbooks.likeness import bare
from streekwerk.intake.rules.workbooks.model import Column, Row, Sent, SentSheet
from streekwerk.network.models import Network, Party
from streekwerk.network.queries import colleagues_in
from streekwerk.plans.choices import Confidence, Priority, ProgressStatus
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan, Progress
from streekwerk.plans.queries import Selection, level_word, selected_nodes
from streekwerk.plans.queries.fields import sheet_fields, template_of
from streekwerk.ui.dutch import vague_day

FIELD = "field:"
REPORT = ("status", "reason", "narrative", "next_step", "confidence")
"""Columns that together are a report about how it stands."""
RESTING = ("statement", "funding")
"""Levels that do not run or stop."""
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
STANDS = {status.value: str(status.label) for status in ProgressStatus}
CONFIDENCES = {each.value: str(each.label) for each in Confidence}
PRIORITIES = {each.value: str(each.label) for each in Priority}


@dataclass(frozen=True)
class People:
    """Who can be chosen, by the name that stands in the list."""

    stewards: dict[str, User]
    leads: dict[str, Party]


def people_for(network: Network, today: date) -> People:
    """The colleagues of a network, and every organisation; a name of two tells them apart. Two queries."""
    users, parties = colleagues_in(network.pk, today), list(Party.objects.order_by("name", "pk"))
    return People(
        _by_name((user.name, user.email, user) for user in users),
        _by_name((party.name, f"nr. {party.pk}", party) for party in parties),
    )


def _by_name(things: Iterable[tuple[str, str, Any]]) -> dict[str, Any]:
    found = list(things)
    counts = Counter(bare(name) for name, _, _ in found)
    return {name if counts[bare(name)] == 1 else f"{name} ({more})": thing for name, more, thing in found}


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


def cells_now(plan: Plan, nodes: set[int], people: People) -> dict[str, dict[str, str]]:
    """What these nodes and their indicators and milestones say now, by row and column; seven queries."""
    found = list(Node.objects.filter(plan=plan, pk__in=nodes))
    rows = _node_rows(plan, found, people) | _parts(plan, nodes)
    return {name: row.cells for name, row in rows.items()}


def _some(rows: Mapping[str, Row], letter: str) -> dict[str, Row]:
    return {name: row for name, row in rows.items() if name.startswith(letter)}


def _node_rows(plan: Plan, nodes: list[Node], people: People) -> dict[str, Row]:
    template = template_of(plan.network_id)
    chosen = {node.pk for node in nodes}
    reports: dict[int, Progress] = {}
    for report in Progress.objects.filter(plan=plan, node__in=chosen).order_by("pk"):
        reports[report.node_id or 0] = report
    sentences = IndicatorSentence.objects.filter(plan=plan, node__in=chosen)
    counts = Counter(sentences.order_by().values_list("node_id", flat=True))
    stewards = {user.pk: name for name, user in people.stewards.items()}
    gone = {node.steward_id for node in nodes if node.steward_id} - stewards.keys()
    stewards |= dict(User.objects.filter(pk__in=gone).values_list("pk", "name")) if gone else {}
    leads = {party.pk: name for name, party in people.leads.items()}
    rows = {}
    for node in nodes:
        node.plan = plan
        cells = {
            "level": level_word(plan.network, node.level, node.level_label),
            "code": node.code,
            "title": node.title,
            "text": node.text,
            "start": node.start_words or _said(node.start_date, node.start_precision),
            "end": node.end_words or _said(node.end_date, node.end_precision),
            "steward": stewards.get(node.steward_id or 0, ""),
            "lead": leads.get(node.lead_id or 0, ""),
            "priority": PRIORITIES.get(node.priority, ""),
            "external_code": node.external_code,
            "indicators": str(counts.get(node.pk, 0)),
        }
        if node.level not in RESTING:
            cells |= _report(node, reports.get(node.pk))
        cells |= {f"{FIELD}{each.label}": each.text for each in sheet_fields(node, template)}
        rows[f"n{node.pk}"] = _row(str(node), cells, node.pk)
    return rows


def _report(node: Node, report: Progress | None) -> dict[str, str]:
    return {
        "status": STANDS.get(node.status, ""),
        "reason": report.reason if report else "",
        "narrative": report.narrative if report else "",
        "next_step": report.next_step if report else "",
        "confidence": CONFIDENCES.get(report.confidence, "") if report else "",
    }


def _parts(plan: Plan, nodes: set[int]) -> dict[str, Row]:
    """Indicators and milestones of these nodes; three queries."""
    named = Node.objects.filter(plan=plan, pk__in=nodes).only("pk", "code", "title")
    names = {node.pk: str(node) for node in named}
    rows = {}
    for item in IndicatorSentence.objects.filter(plan=plan, node__in=nodes).order_by("position"):
        at = names.get(item.node_id or 0, "")
        rows[f"i{item.pk}"] = _row(
            f"Indicator bij {at}", {"at": at, "label": item.label, "text": item.text}, item.node_id or 0
        )
    for step in Milestone.objects.filter(plan=plan, node__in=nodes).order_by("date", "position"):
        at = names.get(step.node_id or 0, "")
        words = step.words or vague_day(step.date, step.precision)
        rows[f"m{step.pk}"] = _row(
            f"Mijlpaal bij {at}", {"at": at, "words": words, "text": step.text}, step.node_id or 0
        )
    return rows


def _row(label: str, cells: dict[str, str], node: int) -> Row:
    return Row(label[:380], {key: text for key, text in cells.items() if len(text) <= LONGEST_CELL}, node)


def _said(day: date | None, precision: str) -> str:
    return vague_day(day, precision) if day else ""


# ------------------------------------------------------------------ what there is


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
