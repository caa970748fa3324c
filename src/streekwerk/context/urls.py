"""The addresses of the room."""

from __future__ import annotations

from django.urls import path

from streekwerk.context.views import groundings, importing, profile, series

app_name = "context"
urlpatterns = [
    path("cijfer/<int:series_pk>/", series.detail, name="series"),
    path("cijfer/<int:series_pk>/als/<str:kind>", series.export, name="export"),
    path("cijfer/<int:series_pk>/wijzigen/", series.change, name="change"),
    path("cijfer/<int:series_pk>/weg/", series.archive, name="archive"),
    path("cijfer/<int:series_pk>/terug/", series.restore, name="restore"),
    path("cijfer/<int:series_pk>/inlezen/", importing.import_table, name="import"),
    path("uitdaging/<int:statement_pk>/", groundings.ground, name="ground"),
    path("onderbouwing/<int:grounding_pk>/weg/", groundings.unground, name="unground"),
    path("<slug:code>/", series.listing, name="list"),
    path("<slug:code>/als/<str:kind>", series.list_export, name="list-export"),
    path("<slug:code>/nieuw/", series.new, name="new"),
    path("<slug:code>/gemeente/", profile.profile, name="profile"),
]
