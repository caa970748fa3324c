"""The page of the quarter as a file: what is on screen, a row per sheet and one per thing it expects."""

from __future__ import annotations

from collections.abc import Iterator

from streekwerk.plans.exports import Column, Sheet
from streekwerk.stewardship.pages.quarter import QuarterPage
from streekwerk.stewardship.pages.quarter_rows import ItemRow
from streekwerk.stewardship.rules.quarter import KINDS, STATES, Kind

WIDTHS = {
    "Plan": 40, "Fiche": 60, "Trekker": 24, "Stand": 16, "Soort": 18, "Wat": 60, "Tegen": 18, "Staat": 14,
    "Uitleg": 40, "Wat gebeurde er": 60, "Volgende stap": 40, "Inschatting": 24, "Gemeld door": 24,
}  # fmt: skip


def sheet_of_quarter(page: QuarterPage) -> Sheet:
    """A row per report that is asked and one for each other thing expected, in the order of the page."""
    return Sheet([Column(head, width) for head, width in WIDTHS.items()], _rows(page))


def _rows(page: QuarterPage) -> Iterator[list[str | int]]:
    until = f"{page.selection.quarter.end:%d/%m/%Y}"
    for due in page.shown:
        sheet, last = due.sheet, due.sheet.last
        head = [sheet.plan_title, str(sheet), sheet.steward_name, sheet.standing.label]
        if due.state:
            said = [last.narrative, last.next_step, last.get_confidence_display()] if last else ["", "", ""]
            by = due.report.by_label if due.report else ""
            yield [*head, KINDS[Kind.SHEET], "", until, STATES[due.state], sheet.standing.rest, *said, by]
        for item in due.items:
            yield [*head, *_cells(ItemRow(item)), "", "", "", ""]
    for loose in page.loose:
        yield [loose.item.plan_title, "", "", "", *_cells(loose), "", "", "", ""]


def _cells(row: ItemRow) -> list[str]:
    item = row.item
    return [row.kind, item.label, f"{item.due:%d/%m/%Y}" if item.due else "", row.state, item.detail]
