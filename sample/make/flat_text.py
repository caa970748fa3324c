"""The text layer of a budget-cycle table, as a PDF viewer hands it over: columns gone, cells wrapped.

Reads the outline in `welzijnsbond.txt` and writes the flattened text that a clerk gets by copying a
wide table out of a PDF: a narrow column for the action plan, wide cells for actions and indicators.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
PLAN_WIDTH, CELL_WIDTH, VERTICAL_WIDTH = 44, 164, 11
# What some PDF producers leave of the glyphs "ti" and "tf".
LIGATURES = {"ti": "Ɵ", "tf": "ƞ"}
ITEM = re.compile(r"(?P<kind>[-+])(?P<label>\w+|\.)? (?P<text>.+)")
PLAN = re.compile(r"== (?P<title>[^{]+?)\s*(?:\{(?P<quirk>[a-z-]+)\})?")


@dataclass
class Plan:
    """One row of the table: an action plan with its two cells, still waiting to be printed."""

    title: str
    quirk: str | None
    actions: list[str] = field(default_factory=list)
    indicators: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The row as the text layer has it: three blocks with a blank line after each."""
        actions = [line for item in self.actions for line in wrap(item, CELL_WIDTH)]
        indicators = list(self.indicators)
        if self.quirk == "ligatures":
            actions = [_broken(line) for line in actions]
            indicators = [_broken(line) for line in indicators]
        if self.quirk == "run-together":
            actions[-1] += " " + indicators.pop(0)
            cells = [[*actions, *indicators]]
        else:
            cells = [actions, indicators]
        blocks = [wrap(self.title, PLAN_WIDTH), *(cell for cell in cells if cell)]
        return [line for block in blocks for line in [*block, ""]]


def flatten(outline: str) -> str:
    """The flattened text of an outline.

    Raises:
        ValueError: a line of the outline has no known marker.
    """
    printed: list[str] = []
    plan: Plan | None = None
    for number, line in enumerate(outline.splitlines(), start=1):
        item = ITEM.fullmatch(line)
        if item and plan:
            cell = plan.actions if item["kind"] == "-" else plan.indicators
            cell.append(_labelled(item["label"], item["text"], len(cell) + 1))
            continue
        if not line.strip() or line.startswith("#"):
            continue
        if plan:
            printed += plan.lines()
            plan = None
        if heading := PLAN.fullmatch(line):
            plan = Plan(heading["title"], heading["quirk"])
        elif line.startswith("= "):
            printed += [line[2:] + " ", ""]
        elif line.startswith("!"):
            printed.append(line[2:])
        elif line.startswith("@vertical "):
            printed += ["", *_vertical(line.removeprefix("@vertical "))]
        else:
            raise ValueError(f"welzijnsbond.txt, lijn {number}: geen bekend merkteken vooraan in {line!r}")
    return "\n".join([*printed, ""])


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width`; each but the last ends in the space on which it was broken."""
    *full, last = textwrap.wrap(text, width, break_on_hyphens=False)
    return [*(line + " " for line in full), last]


def _labelled(label: str | None, text: str, position: int) -> str:
    if label == ".":
        return text
    if label and label.isalpha():
        return f"{label}. {text}"
    return f"{label or position}) {text}"


def _broken(text: str) -> str:
    for letters, glyph in LIGATURES.items():
        text = text.replace(letters, glyph)
    return text


def _vertical(text: str) -> list[str]:
    """A cell that was printed upright: narrow lines, long words cut."""
    return [line.rstrip() + " " for line in textwrap.wrap(text, VERTICAL_WIDTH)]


def write(folder: Path) -> Path:
    """Write the plan into the folder; returns the file."""
    target = folder / "welzijnsbond-heidebrug-meerjarenplan-2026-2031.txt"
    outline = (HERE / "welzijnsbond.txt").read_text(encoding="utf-8")
    target.write_text(flatten(outline), encoding="utf-8", newline="\n")
    return target
