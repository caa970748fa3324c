"""A workbook of the sample that came back, with one of everything to decide about."""

from __future__ import annotations

from typing import Any

from intake.workbooks import column_of, sent_out, worked_on
from people import Person
from plan_texts import rewrite
from streekwerk.accounts.models import User
from streekwerk.intake.commands.workbooks import hand_in_workbook, run_return
from streekwerk.intake.models import Workbook, WorkbookReturn
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.queries import Selection


def workbooks_came_back(plan: Plan) -> dict[str, int | str]:
    """A workbook with a conflict, a question, a new row and a missing one; one that failed, one without mark."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    sofie = Person(User.objects.get(email="sofie@heidebrug.example"))
    workbook, content = sent_out(plan, sofie, Selection(level="acties"))

    def edit(book: Any) -> None:
        sheet = book["Plan"]
        for row, head, text in (
            (2, "Titel", "Met andere woorden"),
            (2, "Tekst", "Een korte toelichting."),
            (3, "Tekst", "Nog een toelichting."),
            (4, "Stand", "bezig"),
            (5, "Einde", "31/02/2027"),
            (sheet.max_row + 1, "Titel", "Samen klussen in de wijk"),
        ):
            sheet.cell(row, column_of(sheet, head)).value = text
        sheet.delete_rows(7)

    book = worked_on(content, edit)
    first = next(iter(workbook.sent["sheets"][0]["rows"]))[2]
    node = Node.objects.get(pk=first)
    rewrite(node, sofie.actor, title=f"{node.title} (herzien)")
    file = SimpleUploadedFile("werkboek.xlsx", book)
    returned = hand_in_workbook(plan=plan, file=file, user=sofie.user, by=sofie.actor)
    returned = WorkbookReturn.objects.select_related("plan__network", "workbook").get(pk=returned.pk)
    if returned.status == "waiting":
        run_return(returned=returned, by=sofie.actor)
    more = {"plan": plan, "by_label": "Sofie", "by": sofie.user}
    failed = WorkbookReturn.objects.create(
        **more, name="kapot.xlsx", sha256="1" * 64, status="failed", message="Dit bestand is beschadigd."
    )
    which = WorkbookReturn.objects.create(**more, name="zonder.xlsx", sha256="2" * 64, status="which")
    reading = WorkbookReturn.objects.create(
        **more, name="traag.xlsx", sha256="3" * 64, status="reading", progress=40
    )
    assert Workbook.objects.filter(plan=plan).exists()
    return {
        "returned": returned.pk,
        "returned_failed": failed.pk,
        "returned_which": which.pk,
        "returned_busy": reading.pk,
    }
