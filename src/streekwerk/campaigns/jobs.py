"""The job that publishes a counting."""

from __future__ import annotations

from django_tasks import task

from streekwerk.campaigns.choices import MakingState
from streekwerk.campaigns.commands.making import make
from streekwerk.campaigns.models import Making


@task()
def make_publication(making_id: int) -> None:
    """Make the publication, once: a second run of the same job finds nothing waiting."""
    rows = Making.objects.filter(pk=making_id, state=MakingState.WAITING)
    if rows.update(state=MakingState.WORKING, hidden=0):
        make(making_id)
