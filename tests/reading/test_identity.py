"""Title, organisation and period of a plan."""

import pytest

from streekwerk.reading.extract import extract_bytes
from streekwerk.reading.queries import read_document


def identity(text: str) -> tuple[str | None, str | None, tuple[str, str] | None]:
    reading = read_document(extract_bytes(text.encode(), "plan.txt"))
    return reading.title, reading.organisation, reading.period


@pytest.mark.parametrize(
    ("text", "title", "organisation", "period"),
    [
        (
            "Meerjarenplan 2025-2029 Welzijnsregio Scheldeland\n\n1. Kop\nTekst.",
            "Meerjarenplan 2025-2029",
            "Welzijnsregio Scheldeland",
            ("2025-01-01", "2029-12-31"),
        ),
        (
            "Actieplan warme scholen\n2026 - 2028\nstad Kluisdorp\n\n1. Kop\nTekst.",
            "Actieplan warme scholen 2026 - 2028",
            "stad Kluisdorp",
            ("2026-01-01", "2028-12-31"),
        ),
        (
            "Jaaractieplan 2026\nSociaal Huis\n\n1. Kop\nZie het plan 2025.",
            "Jaaractieplan 2026",
            None,
            ("2026-01-01", "2026-12-31"),
        ),
        (
            "1. Inleiding\nHet zorg- en actieplan 2024-2026 volgt op het zorgplan 2020-2023.\n"
            "In dit zorg- en actieplan 2024-2026 kiest Zorgraad Hoek. Zorgraad Hoek bestaat.",
            "Zorg- en actieplan 2024-2026",
            "Zorgraad Hoek",
            ("2024-01-01", "2026-12-31"),
        ),
        ("1. Inleiding\nEr is niets gezegd.", None, None, None),
        ("Discussietekst over de toekomst\n\n1. Kop\nTekst.", "Discussietekst over de toekomst", None, None),
    ],
)
def test_what_the_document_says_of_itself(
    text: str, title: str | None, organisation: str | None, period: tuple[str, str] | None
) -> None:
    assert identity(text) == (title, organisation, period)


def test_the_running_footer_names_the_organisation() -> None:
    page = "Tekst van de bladzijde.\n\n  Netwerk Hoekbos - 3 mei 2025\n\n{}\n"
    assert identity(page.format(1) + "\f" + page.format(2))[1] == "Netwerk Hoekbos"
