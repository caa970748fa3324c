"""Make the sample documents, and without a folder also the figures: `python -m sample.make [folder]`."""

from __future__ import annotations

import sys
from pathlib import Path

from . import action_sheets, action_table, context, figures, flat_text, zone_plan

MAKERS = (flat_text, action_sheets, action_table, zone_plan)


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0]) if arguments else Path(__file__).parents[1] / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    for maker in MAKERS:
        print(maker.write(folder).name)
    if not arguments:
        figures.write(figures.SAMPLE / "figures")
        context.write(context.SAMPLE / "context")


if __name__ == "__main__":
    main(sys.argv[1:])
