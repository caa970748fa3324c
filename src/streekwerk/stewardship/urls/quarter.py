"""Mijn kwartaal."""

from __future__ import annotations

from django.urls import URLPattern, path

from streekwerk.stewardship.views import quarter

_SHEET = "kwartaal/<int:node_pk>/"

urlpatterns: list[URLPattern] = [
    path("kwartaal/", quarter.overview, name="quarter"),
    path("kwartaal/bestand/", quarter.export, name="quarter-export"),
    path("kwartaal/mijlpaal/<int:milestone_pk>/", quarter.milestone, name="quarter-milestone"),
    path(_SHEET, quarter.sheet, name="quarter-sheet"),
    path(f"{_SHEET}niets/", quarter.unchanged, name="quarter-unchanged"),
    path(f"{_SHEET}einde/", quarter.end, name="quarter-end"),
    path(f"{_SHEET}terug/", quarter.back, name="quarter-back"),
    path(f"{_SHEET}concept/", quarter.draft, name="quarter-draft"),
    path(f"{_SHEET}concept/weg/", quarter.drop, name="quarter-drop"),
]
