"""Taking up again what a worker was doing when it was stopped."""

from __future__ import annotations

from streekwerk.intake.commands.uploads import resume_uploads
from streekwerk.intake.commands.workbooks import resume_returns


def resume_interrupted() -> int:
    """Queue again the documents and workbooks that were being read; returns how many."""
    return resume_uploads() + resume_returns()
