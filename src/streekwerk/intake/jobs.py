"""The jobs that read one upload, or one workbook that came back."""

from __future__ import annotations

from django.utils.timezone import localdate
from django_tasks import task

from streekwerk.accounts.models import User
from streekwerk.intake.choices import ReturnStatus, UploadStatus
from streekwerk.intake.commands import run_reading
from streekwerk.intake.commands.workbooks import run_return
from streekwerk.intake.commands.writing_job import run_writing
from streekwerk.intake.models import Upload, WorkbookReturn
from streekwerk.network.queries import actor_of


@task()
def read_upload(upload_id: int) -> None:
    """Read the upload, once: a second run of the same job finds nothing waiting."""
    claimed = Upload.objects.filter(pk=upload_id, status=UploadStatus.WAITING).update(
        status=UploadStatus.READING
    )
    if claimed:
        upload = Upload.objects.select_related("network", "by").get(pk=upload_id)
        # Rights count on the day of the reading: a role that ended meanwhile reads nothing in.
        run_reading(upload=upload, by=actor_of(upload.by, localdate()))


@task()
def read_workbook(return_id: int) -> None:
    """Read a workbook that came back, once: a second run of the same job finds nothing waiting."""
    claimed = WorkbookReturn.objects.filter(pk=return_id, status=ReturnStatus.WAITING).update(
        status=ReturnStatus.READING, progress=5
    )
    if claimed:
        returned = WorkbookReturn.objects.select_related("plan__network", "workbook", "by").get(pk=return_id)
        run_return(returned=returned, by=actor_of(returned.by, localdate()))


@task()
def write_workbook(return_id: int) -> None:
    """Take over, or undo, what takes longer than a page may; a second run finds nothing left to do."""
    returned = WorkbookReturn.objects.select_related("plan__network").defer("grids").get(pk=return_id)
    if returned.status == ReturnStatus.WRITING:
        user = User.objects.filter(pk=returned.pending.get("user")).first()
        run_writing(returned=returned, today=localdate(), by=actor_of(user, localdate()))
