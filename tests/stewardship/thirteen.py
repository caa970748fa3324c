"""A plan of thirteen action sheets, made small: each says in its own words who works on it."""

from __future__ import annotations

from datetime import date

from people import Cast
from streekwerk.plans.models import Node, Plan

SHEETS: list[tuple[str, str, int, int]] = [
    ("Beperkt Beleidsmedewerker en/of coördinator Rol: faciliteren/ trekkerschap", "Kennismaken", 2024, 2024),
    ("Beperkt Beleidsmedewerker en/of coördinator Rol: faciliteren", "Samen vergaderen", 2023, 2026),
    ("Ruim Projectmanager Rol: projectleider", "Eén loket", 2023, 2025),
    ("Ruim Projectmanager Rol projectleider", "Buurtzorg", 2024, 2026),
    ("Ruim Projectmanager Rol projectleider", "Digitaal dossier", 2025, 2026),
    ("Beperkt Beleidsmedewerker Rol projectleider", "Valpreventie", 2023, 2024),
    ("Beperkt Beleidsmedewerker Rol faciliteren", "Bewegen", 2024, 2025),
    ("Beperkt beleidsmedewerker", "Gezond eten", 2024, 2024),
    ("Beperkt Beleidsmedewerker Rol faciliteren", "Stoppen met roken", 2024, 2026),
    ("Beperkt Coördinator en beleidsmedewerker voor communicatie Rol faciliteren/trekkerschap", "Nieuwsbrief",
     2024, 2026),
    ("Beperkt Coördinator/beleidsmedewerker", "Registreren", 2024, 2024),
    ("Ruim coördinator", "Besturen", 2023, 2026),
    ("Beperkt Coördinator", "Evalueren", 2026, 2026),
]  # fmt: skip


def thirteen_sheets(people: Cast) -> Plan:
    """The stored plan, from 2023 to 2026."""
    plan = Plan.objects.create(
        network=people.zonnedorp,
        title="Dertien fiches",
        period_start=date(2023, 1, 1),
        period_end=date(2026, 12, 31),
    )
    Node.objects.bulk_create(
        Node(
            plan=plan,
            position=number,
            level="action",
            code=f"Actie {number}",
            title=title,
            fields=[{"label": "Wat", "text": title}, {"label": "Personeelsinzet", "text": words}],
            start_date=date(first, 1, 1),
            end_date=date(last, 12, 31),
        )
        for number, (words, title, first, last) in enumerate(SHEETS, 1)
    )
    return plan
