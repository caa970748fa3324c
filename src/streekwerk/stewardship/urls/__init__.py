"""The addresses of the room, a module per subject."""

from __future__ import annotations

from streekwerk.stewardship.urls import functions, handovers, quarter, reminders

app_name = "stewardship"
urlpatterns = [
    *quarter.urlpatterns,
    *functions.urlpatterns,
    *handovers.urlpatterns,
    *reminders.urlpatterns,
]
