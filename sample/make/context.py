"""Invented omgevingscijfers of the municipalities of the sample, the same every time: a table per series."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from random import Random

SAMPLE = Path(__file__).resolve().parents[1]

SHARES: dict[str, tuple[tuple[int, ...], float, float, float]] = {
    # By series: years, what part of the inhabitants the denominator is, the rate on it, its yearly step.
    "grijze-druk": ((2021, 2022, 2023), 0.57, 0.36, 0.009),
    "groene-druk": ((2022, 2023, 2024), 0.57, 0.37, -0.002),
    "alleenwonenden": ((2023, 2024, 2025), 0.42, 0.29, 0.006),
    "tegemoetkoming": ((2022, 2023, 2024), 1.0, 0.148, 0.004),
    "huisartsen": ((2023, 2024, 2025), 1.0, 0.00098, 0.00001),
}
BARE: dict[str, tuple[tuple[int, ...], float, float]] = {
    # By series the years, the level, and how far it spreads: published without its parts.
    "kansarme-gezinnen": ((2021, 2022, 2023), 9.0, 4.5),
    "mediaan-inkomen": ((2021, 2022, 2023), 27_400, 2_600),
}
HIDDEN_BELOW = 4_000
"""Of a smaller municipality the invented publisher hides the figure of children."""


def inhabitants() -> dict[str, int]:
    """Inhabitants of each municipality in 2023, by NIS code."""
    with (SAMPLE / "data" / "populations.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["year"] == "2023"]
    return {row["place_code"]: int(row["inhabitants"]) for row in rows}


def table(name: str) -> str:
    """The table of one series, as its publisher would send it: semicolons and decimal commas."""
    random = Random(name)
    people = inhabitants()
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    pairs = name in SHARES
    years = SHARES[name][0] if pairs else BARE[name][0]
    halves = (" teller", " noemer") if pairs else ("",)
    writer.writerow(["NIS-code", *(f"{year}{half}" for year in years for half in halves)])
    for code, number in sorted(people.items()):
        own = random.uniform(-1, 1)
        writer.writerow([code, *(cell for at in range(len(years)) for cell in _cells(name, at, number, own))])
    return out.getvalue()


def _cells(name: str, at: int, people: int, own: float) -> list[str]:
    if name in SHARES:
        _, part, rate, step = SHARES[name]
        below = round(people * part * (1 + 0.004 * at))
        return [str(max(1, round(below * (rate * (1 + 0.16 * own) + step * at)))), str(below)]
    _, level, spread = BARE[name]
    if name == "mediaan-inkomen":
        return [str(round(level + spread * own + 900 * at))]
    return ["×" if people < HIDDEN_BELOW else f"{level + spread * own - 0.3 * at:.1f}".replace(".", ",")]


def tables() -> dict[str, str]:
    """By file name every table."""
    return {f"{name}.csv": table(name) for name in (*SHARES, *BARE)}


def write(folder: Path) -> None:
    """Write every table in this folder."""
    for name, text in tables().items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    write(SAMPLE / "context")
