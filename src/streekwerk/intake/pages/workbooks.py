"""What a returned workbook proposes, as its page shows it: per row, per cell, with all versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from streekwerk.intake.choices import ChangeKind, ChangeState
from streekwerk.intake.models import WorkbookChange, WorkbookReturn
from streekwerk.intake.pages.places import places_for
from streekwerk.intake.queries.workbook_cells import FIELD, CellChange, cells_now, changes_in, people_for
from streekwerk.intake.queries.workbooks import changed_by, head_of, kind_of_column
from streekwerk.intake.rules.workbooks.cells import outcome
from streekwerk.plans.models import Node
from streekwerk.plans.queries.texts import Piece, compared, mark, merged
from streekwerk.ui.dutch import counted

ROWS_PER_PAGE = 15
FILTERS = {
    "": "Alles",
    "conflicten": "Conflicten",
    "vragen": "Vragen",
    "nieuw": "Nieuwe rijen",
    "niet-meegestuurd": "Niet meegestuurd",
    "beslist": "Beslist",
}


@dataclass(frozen=True)
class Cell:
    """One cell that came back otherwise."""

    change: WorkbookChange
    outcome: str
    pieces: list[Piece]
    """From what stands on the site, or what was sent, to what the workbook says."""
    now: str = ""
    now_pieces: list[Piece] = field(default_factory=list)
    """Of a conflict: from what was sent to what stands on the site."""
    together: list[Piece] = field(default_factory=list)
    """Of a conflict: both changes in one text, when they do not touch each other."""
    who: str = ""
    at: datetime | None = None
    seen: str = ""

    @property
    def conflict(self) -> bool:
        return self.outcome == "conflict" and not self.change.problem

    @property
    def can(self) -> bool:
        """Whether a tick takes it over."""
        return self.change.state == ChangeState.OPEN and not self.change.problem


@dataclass
class RowView:
    """A row of the workbook with what is proposed for it."""

    key: str
    label: str
    url: str
    cells: list[Cell] = field(default_factory=list)

    @property
    def clear(self) -> int:
        """How many of its cells can be taken over without choosing."""
        return sum(cell.can and not cell.conflict for cell in self.cells)


@dataclass(frozen=True)
class NewRow:
    """A row that was added in the workbook."""

    change: WorkbookChange
    cells: list[tuple[str, str]]
    places: list[tuple[str, str]]
    """Where it can go: value and words; the first is proposed."""


@dataclass(frozen=True)
class Looked:
    """A returned workbook as one visitor looks at it."""

    chosen: str
    filters: list[dict[str, Any]]
    sentence: str
    page: Page[Any]
    clear: int
    """Proposals of all pages that can be taken over in one go."""


def looked_at(returned: WorkbookReturn, query: Mapping[str, str]) -> tuple[Looked, dict[str, Any]]:
    """The filters and the sentence, and what the chosen filter shows; a fixed number of queries."""
    chosen = query.get("toon", "")
    chosen = chosen if chosen in FILTERS else ""
    every = changes_in(returned)
    people = people_for(returned.plan.network, returned.created_at.date())
    now = cells_now(returned.plan, [each for each in every if each.state == ChangeState.OPEN], people)
    groups = _grouped(every, now)
    shown = groups[chosen]
    rows = _in_rows(shown) if chosen in ("", "conflicten") else [[each] for each in shown]
    page = Paginator(rows, ROWS_PER_PAGE).get_page(query.get("pagina"))
    here = returned.changes.filter(pk__in=[each.pk for row in page.object_list for each in row])
    whole = here.select_related("node").defer("node__text", "node__fields", "node__search")
    context = _pieces(returned, chosen, list(whole), now)
    looked = Looked(chosen, _filters(returned, groups, chosen), _sentence(returned, groups), page,
                    len(groups["clear"]))  # fmt: skip
    return looked, context


def _grouped(every: list[CellChange], now: Mapping[str, Mapping[str, str]]) -> dict[str, list[CellChange]]:
    """The changes per filter, and those that can be taken over at once."""
    found: dict[str, list[CellChange]] = {name: [] for name in (*FILTERS, "clear", "cannot")}
    for each in every:
        if each.state != ChangeState.OPEN:
            found["beslist"].append(each)
        elif each.kind == ChangeKind.MISSING:
            found["niet-meegestuurd"].append(each)
        elif each.kind == ChangeKind.QUESTION or each.options:
            found["vragen"].append(each)
        elif each.kind == ChangeKind.NEW:
            found["nieuw"].append(each)
        else:
            found[""].append(each)
            if each.problem:
                found["cannot"].append(each)
            # Nothing to compare where the site still says what was sent: so it is with nearly every cell.
            elif each.base != _here(each, now) and _outcome(each, now) == "conflict":
                found["conflicten"].append(each)
            else:
                found["clear"].append(each)
    return found


def _in_rows(changes: Iterable[CellChange]) -> list[list[CellChange]]:
    rows: dict[str, list[CellChange]] = {}
    for each in changes:
        rows.setdefault(each.row, []).append(each)
    return list(rows.values())


def _outcome(change: CellChange | WorkbookChange, now: Mapping[str, Mapping[str, str]]) -> str:
    return outcome(change.base, _here(change, now), change.text, kind_of_column(change.column))


def _here(change: CellChange | WorkbookChange, now: Mapping[str, Mapping[str, str]]) -> str:
    """What stands on the site."""
    return now.get(change.row, {}).get(change.column, "")


def _filters(
    returned: WorkbookReturn, groups: Mapping[str, list[CellChange]], chosen: str
) -> list[dict[str, Any]]:
    address = returned.get_absolute_url()
    return [
        {
            "label": label,
            "count": len(groups[name]),
            "url": f"{address}?toon={name}" if name else address,
            "current": name == chosen,
        }
        for name, label in FILTERS.items()
        if groups[name] or name in ("", chosen)
    ]


def _sentence(returned: WorkbookReturn, groups: Mapping[str, list[CellChange]]) -> str:
    """What came back, in one sentence or two."""
    cells, rows = groups[""], _in_rows(groups[""])
    parts = []
    if cells:
        where = counted(len(rows), "rij", "rijen")
        parts.append(f"{counted(len(cells), 'voorstel', 'voorstellen')} in {where}")
    for name, one, many in (
        ("conflicten", "conflict", "conflicten"),
        ("cannot", "kan niet zo", "kunnen niet zo"),
        ("vragen", "vraag", "vragen"),
        ("nieuw", "nieuwe rij", "nieuwe rijen"),
    ):
        if groups[name]:
            parts.append(counted(len(groups[name]), one, many))
    first = ", ".join(parts) or ("Alles is beslist" if groups["beslist"] else "Niets werd gewijzigd")
    same = counted(returned.unchanged, "cel kwam", "cellen kwamen")
    said = f"{first}. {same} ongewijzigd terug."
    gone = len(groups["niet-meegestuurd"])
    if gone:
        stay = "blijft" if gone == 1 else "blijven"
        said += f" {counted(gone, 'rij kwam', 'rijen kwamen')} niet mee en {stay} staan."
    return said


def _pieces(
    returned: WorkbookReturn,
    chosen: str,
    changes: list[WorkbookChange],
    now: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    if chosen == "nieuw":
        return {"news": _new_rows(returned, changes)}
    if chosen == "niet-meegestuurd":
        return {"gone": changes}
    if chosen == "vragen":
        return {"questions": changes}
    if chosen == "beslist":
        return {"decided": [_decided(change) for change in changes]}
    workbook = returned.workbook
    conflicts = {each.node_id for each in changes if each.node_id and _outcome(each, now) == "conflict"}
    who = changed_by(conflicts, workbook.made_at) if workbook else {}
    rows: dict[str, RowView] = {}
    for each in changes:
        url = each.node.get_absolute_url() if each.node else ""
        row = rows.setdefault(each.row, RowView(each.row, each.label, url))
        row.cells.append(_cell(each, now, who))
    return {"rows": list(rows.values())}


def _cell(
    change: WorkbookChange,
    now: Mapping[str, Mapping[str, str]],
    who: Mapping[tuple[int, str], tuple[str, datetime]],
) -> Cell:
    here, found = _here(change, now), _outcome(change, now)
    if found != "conflict":
        return Cell(change, found, compared(change.base, change.text))
    name = {"i": "Indicator", "m": "Mijlpaal"}.get(change.row[0], change.column.removeprefix(FIELD))
    label, at = who.get((change.node_id or 0, name), ("", None))
    both = merged(change.base, here, change.text)
    return Cell(
        change,
        found,
        compared(change.base, change.text),
        here,
        compared(change.base, here),
        compared(here, both) if both not in (None, here, change.text) and both else [],
        label,
        at,
        mark(here),
    )


def _decided(change: WorkbookChange) -> Cell:
    before = change.was if change.state == ChangeState.ACCEPTED else change.base
    after = change.became if change.state == ChangeState.ACCEPTED else change.text
    return Cell(change, "", compared(before, after) if change.kind == ChangeKind.CELL else [])


def _new_rows(returned: WorkbookReturn, changes: list[WorkbookChange]) -> list[NewRow]:
    columns = ("pk", "parent_id", "level", "level_label", "code", "title")
    rows = Node.objects.filter(plan=returned.plan).values_list(*columns, named=True)
    nodes = {row.pk: row for row in rows}
    return [
        NewRow(
            change,
            [(head_of(key), text) for key, text in change.cells.items()],
            places_for(change, nodes, returned.plan.network) if change.sheet == "plan" else [],
        )
        for change in changes
    ]


def decide_url(returned: WorkbookReturn) -> str:
    return reverse("intake:workbook-decide", args=[returned.pk])
