"""Seconds and memory of a workbook that goes out and comes back: 2,000 rows; 12 changed cells, 2,000 texts
in as many rows, and 2,000 in 500 rows: of each a text, a stand with what happened, and a priority.

The physical limit is openpyxl writing and reading the same cells and nothing else. Wall and processor time
are both printed: on a busy machine only the second says something.
Run it with: python bench/workbook.py
"""

from __future__ import annotations

import io
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests")]
os.environ["STREEKWERK_DATA"] = tempfile.mkdtemp(prefix="streekwerk-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "streekwerk.config.settings_test"

import django

django.setup()

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from people import TODAY, Cast, make_cast
from plan_texts import large_reading, stored_plan
from streekwerk.intake.commands.deciding import accept_all, undo
from streekwerk.intake.commands.workbooks import hand_in_workbook, make_workbook
from streekwerk.intake.models import WorkbookReturn
from streekwerk.intake.pages.workbooks import looked_at
from streekwerk.intake.queries.workbooks import returns
from streekwerk.plans.models import Plan
from streekwerk.plans.queries import Selection

ROWS = 2_000


def timed(what: str, do: Callable[[], Any], limit: float = 0.0) -> Any:
    """The outcome, after telling how long it took, and how often the limit that is."""
    wall, own = time.perf_counter(), _processor()
    made = do()
    wall, own = time.perf_counter() - wall, _processor() - own
    ratio = f"   {own / limit:4.1f} x openpyxl" if limit else ""
    print(f"{what:<56} {wall:6.2f} s   processor {own:6.2f} s{ratio}")
    return made


def _processor() -> float:
    """Of this process and of those it started."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def megabytes(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1000


def written(rows: list[list[Any]]) -> bytes:
    """The same cells with openpyxl."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


MIXED = {"Tekst": "Andere tekst van rij {}", "Stand": "loopt", "Wat gebeurde er": "Stap {} gezet",
         "Prioriteit": "prioritair"}  # fmt: skip


def edited(content: bytes, cells: int, columns: Mapping[str, str]) -> bytes:
    """The workbook after somebody changed so many cells, in each row these columns."""
    book, out = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    sheet = book["Plan"]
    at = {cell.value: cell.column for cell in sheet[1]}
    actions = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, at["Niveau"]).value == "Actie"]
    rows = actions if len(columns) > 1 else range(2, 2 + cells)
    for row in rows[: cells // len(columns)]:
        for head, text in columns.items():
            sheet.cell(row, at[head]).value = text.format(row)
    book.save(out)
    return out.getvalue()


def handed_in(plan: Plan, content: bytes, cast: Cast) -> WorkbookReturn:
    file = SimpleUploadedFile("werkboek.xlsx", content)
    made = hand_in_workbook(plan=plan, file=file, user=cast.bo.user, by=cast.bo.actor)
    return returns(cast.bo.actor).get(pk=made.pk)


def main() -> None:
    call_command("migrate", verbosity=0)
    cast = make_cast()
    plan = stored_plan(cast, reading=large_reading(ROWS))
    before = megabytes(resource.RUSAGE_SELF)

    def make() -> bytes:
        return make_workbook(
            plan=plan, selection=Selection(), said="Alles", user=None, address="https://x/", by=cast.bo.actor
        )[1]

    content = timed(f"making a workbook of {ROWS} rows", make)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content))["Plan"].rows]
    print(f"{'':<56} {len(rows) * len(rows[0]):,} cells, {len(content) / 1000:,.0f} kB")
    started = _processor()
    plain = timed("openpyxl writes the same cells", lambda: written(rows))
    timed("openpyxl reads them", lambda: openpyxl.load_workbook(io.BytesIO(plain)))
    limit = _processor() - started
    one = {"Tekst": "Nieuwe tekst van rij {}"}
    for cells, columns in ((12, one), (ROWS, one), (ROWS, MIXED)):
        back = edited(content, cells, columns)
        print(f"\n{cells} cells changed, {len(columns)} in a row")
        # Here the job runs on the spot, as soon as the file is in.
        returned = timed(
            "reading back and comparing (the job)",
            lambda back=back: handed_in(plan, back, cast),  # type: ignore[misc]
            limit,
        )
        found = returned.changes.count()
        timed("the page to decide on", lambda returned=returned: looked_at(returned, {}))  # type: ignore[misc]
        decided = timed(
            f"accepting all {found}",
            lambda returned=returned: accept_all(returned=returned, today=TODAY, by=cast.bo.actor),  # type: ignore[misc]
        )
        timed(
            "undoing it",
            lambda returned=returned, batch=decided.batch: undo(  # type: ignore[misc]
                returned=returned, batch=batch, today=TODAY, by=cast.bo.actor
            ),
        )
        assert found == cells, (found, cells)
    after = megabytes(resource.RUSAGE_SELF)
    child = megabytes(resource.RUSAGE_CHILDREN)
    print(f"\nmemory: {after} MB at most ({before} MB before), the process that reads the file {child} MB")


if __name__ == "__main__":
    main()
