"""Documents on their way in: handing in, reading, answering, reviewing, committing, reading again."""

from streekwerk.intake.commands.again import NoSuchPlan, choose_plan, compared, take_over_changes
from streekwerk.intake.commands.questions import (
    NoColourMeaning,
    NoSuchColour,
    explain_colour,
    settle_numbers,
)
from streekwerk.intake.commands.resuming import resume_interrupted
from streekwerk.intake.commands.reviews import (
    NothingToUndo,
    ReviewClosed,
    SomebodyElse,
    commit,
    drop,
    redo,
    store_plan,
    take_step,
    take_up,
    undo,
)
from streekwerk.intake.commands.uploads import (
    AlreadyRead,
    EmptyFile,
    TooLarge,
    UnknownKind,
    hand_in,
    import_file,
    read_again,
    run_reading,
    start_reading,
)

__all__ = [
    "AlreadyRead",
    "EmptyFile",
    "NoColourMeaning",
    "NoSuchColour",
    "NoSuchPlan",
    "NothingToUndo",
    "ReviewClosed",
    "SomebodyElse",
    "TooLarge",
    "UnknownKind",
    "choose_plan",
    "commit",
    "compared",
    "drop",
    "explain_colour",
    "hand_in",
    "import_file",
    "read_again",
    "redo",
    "resume_interrupted",
    "run_reading",
    "settle_numbers",
    "start_reading",
    "store_plan",
    "take_over_changes",
    "take_step",
    "take_up",
    "undo",
]
