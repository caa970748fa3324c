"""The job that reads one upload."""

from __future__ import annotations

from django.utils.timezone import localdate
from django_tasks import task

from streekwerk.intake.choices import UploadStatus
from streekwerk.intake.commands import run_reading
from streekwerk.intake.models import Upload
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
