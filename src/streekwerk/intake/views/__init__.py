"""The pages of the room."""

from streekwerk.intake.views.changes import changes, which
from streekwerk.intake.views.review import commit, drop, lines, redo, review, step, take_up, undo
from streekwerk.intake.views.uploads import again, explain_colour, new, progress, settle_numbers

__all__ = [
    "again",
    "changes",
    "commit",
    "drop",
    "explain_colour",
    "lines",
    "new",
    "progress",
    "redo",
    "review",
    "settle_numbers",
    "step",
    "take_up",
    "undo",
    "which",
]
