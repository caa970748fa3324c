"""The text alternative and the table of a chart say what the picture says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from streekwerk.ui.charts import Bar, Break, Chart, State, alternative_of, table_of
from streekwerk.ui.gallery_charts import BULLET, CHARTS, LINE, MULTIPLES, SHARE, TILES
from ui.charts.samples import bullet, line, target, tiles, year

SAID = [
    (
        line(year(2024, "12"), year(2025, "20"), year(2026, "18")),
        "Lijn van 2024 tot 2026, in ritten. Laatste: 18 (2026). Hoogste: 20 (2025); laagste: 12 (2024).",
    ),
    (
        line(year(2025, "12"), year(2026, "12"), unit="%", targets=[target("20", "minstens 20 % in 2028")]),
        "Lijn van 2025 tot 2026, in procent. Laatste: 12 % (2026). Streefwaarde: minstens 20 % in 2028.",
    ),
    (
        line(
            year(2023, "99"),
            year(2024, "10", definition=2),
            year(2025, "14", State.ESTIMATE, definition=2),
            year(2026, None, State.MISSING, definition=2),
            breaks=[Break(date(2024, 1, 1), "ook zondag telt")],
            targets=[target("15", "15", ended=True), target("20", "20")],
        ),
        "Lijn van 2023 tot 2026, in ritten. Laatste: 14 (2025). "
        "Sinds de breuk: hoogste: 14 (2025); laagste: 10 (2024). "
        "Vroegere streefwaarde: 15. Streefwaarde: 20. "
        "Breuk op 1 januari 2024: ook zondag telt. Ervoor en erna zijn niet te vergelijken. "
        "Schatting: 2025. Ontbreekt: 2026.",
    ),
    (line(year(2026, None, State.NOT_ASKED)), "Lijn van 2026 tot 2026, in ritten. Nog geen cijfers. Niet gevraagd: 2026."),
    (line(), "Nog geen cijfers."),
    (
        bullet(
            Bar("Mol", Decimal(4), target=Decimal(5)),
            Bar("Geel", Decimal(9), target=Decimal(5)),
            Bar("Balen", None, State.SUPPRESSED),
        ),
        "Balken van 3 rijen, 2026, in chauffeurs. Hoogste: 9 (Geel); laagste: 4 (Mol). Streefwaarde: 5. "
        "Klein getal: Balen.",
    ),
    (
        tiles("4", "0", None),
        "Kaart van 3 gemeenten als tegels, in vragen. Hoogste: 4 (Plaats 0); laagste: 0 (Plaats 1). "
        "Ontbreekt: Plaats 2.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("chart", "said"), SAID)
def test_the_sentence(chart: Chart, said: str) -> None:
    assert alternative_of(chart).replace("\u00a0", " ") == said


def test_many_names_are_counted() -> None:
    assert "Ontbreekt: 9 gemeenten." in alternative_of(tiles("1", *[None] * 9))


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_every_row_has_a_cell_per_column(chart: Chart) -> None:
    table = table_of(chart)
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert alternative_of(chart).endswith(".")


def titles(chart: Chart) -> list[str]:
    return [column.title for column in table_of(chart).columns]


def test_a_table_has_the_columns_that_say_something() -> None:
    assert titles(line(year(2025, "3"))) == ["Periode", "Ritten"]
    assert titles(LINE) == ["Periode", "Ritten", "Dekking", "Definitie"]
    assert titles(SHARE) == ["Periode", "Waarde", "Stand", "Dekking"]
    assert titles(BULLET) == ["Wie", "2026", "Streefwaarde", "2025", "Stand"]
    assert titles(TILES) == ["Gemeente", "Vragen", "Stand"]
    assert titles(MULTIPLES)[:3] == ["Wie", "K1 2024", "K2 2024"]


def test_the_table_says_why_a_figure_is_not_there_and_never_shows_it() -> None:
    rows = {row[0]: row[1] for row in table_of(BULLET).rows}
    assert rows["Molenakker"] == "0"
    assert rows["Kleinbos"] == "klein getal"
    assert rows["Sint-Jansveld"] == "ontbreekt"
