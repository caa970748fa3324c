"""A job about a row, and the file that the row no longer needs: neither is lost when a process is killed."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django_tasks.base import Task
from django_tasks_db import DatabaseBackend

from streekwerk.intake.models import Upload, WorkbookReturn


def queue(task: Task[[int], None], number: int) -> None:
    """Put a job in the queue; it comes there with the commit of what it is about, not just after."""
    if isinstance(task.get_backend(), DatabaseBackend):
        task.enqueue(number)
    else:
        transaction.on_commit(partial(task.enqueue, number))


def let_go(row: Upload | WorkbookReturn) -> None:
    """Throw away the file of what was read; call it after the commit. The row names it until it is gone."""
    row.file.storage.delete(str(row.file.name))
    type(row)._default_manager.filter(pk=row.pk).update(file="")
    row.file = ""
