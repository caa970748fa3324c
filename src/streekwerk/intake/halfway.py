"""How far a job is while its one transaction is open: kept beside the database, where others can see it.

The site and the worker share the folder of data. Nothing depends on it: without it a page has no percentage.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def _path(returned: int) -> Path:
    return Path(settings.DATA, "progress", f"workbook-{returned}")


def tell(returned: int, percent: int) -> None:
    """Remember how far the job of this return is."""
    path = _path(returned)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(bytes([percent]))


def told(returned: int) -> int | None:
    """What was told last; None when nothing was."""
    try:
        return int(_path(returned).read_bytes()[0])
    except (FileNotFoundError, IndexError):
        return None


def forget(returned: int) -> None:
    """The job is done."""
    _path(returned).unlink(missing_ok=True)
