"""The addresses of the room, a module per subject."""

from __future__ import annotations

from streekwerk.indicators.urls import cards, deliverables, figures, meters, rounds

app_name = "indicators"
urlpatterns = [
    *meters.urlpatterns,
    *cards.urlpatterns,
    *figures.urlpatterns,
    *rounds.urlpatterns,
    *deliverables.urlpatterns,
]
