"""The addresses of the room, a module per subject."""

from __future__ import annotations

from streekwerk.reports.urls import house_styles, reports

app_name = "reports"
urlpatterns = [
    *reports.urlpatterns,
    *house_styles.urlpatterns,
]
