"""The tile map of the sample region: every municipality once, nobody on top of another."""

from __future__ import annotations

import csv
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "sample" / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_municipality_has_a_tile_of_its_own() -> None:
    tiles = rows("place_tiles.csv")
    municipalities = {row["code"] for row in rows("places.csv") if row["kind"] == "municipality"}
    assert len(municipalities) == 27
    assert sorted(row["place_code"] for row in tiles) == sorted(municipalities)
    cells = [(int(row["column"]), int(row["row"])) for row in tiles]
    assert len(set(cells)) == len(cells)
    assert min(column for column, _ in cells) == min(row for _, row in cells) == 0


def test_the_map_can_be_recognised() -> None:
    """Neighbours touch: each tile has another one beside, above, below or slantwise."""
    cells = {(int(row["column"]), int(row["row"])) for row in rows("place_tiles.csv")}
    around = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if (x, y) != (0, 0)]
    assert all(any((column + x, row + y) in cells for x, y in around) for column, row in cells)
    at = {row["place_code"]: (int(row["column"]), int(row["row"])) for row in rows("place_tiles.csv")}
    hoogstraten, mol, turnhout, herselt = (at[code] for code in ("13014", "13025", "13040", "13013"))
    assert hoogstraten[0] < turnhout[0] < mol[0]
    assert hoogstraten[1] < turnhout[1] < mol[1] < herselt[1]
