"""Definitions and reports."""

from __future__ import annotations

from django.urls import URLPattern, path

from streekwerk.reports.views import definitions, files, overview, reports

_DEFINITION = "plannen/<int:plan_pk>/<slug:code>/"

urlpatterns: list[URLPattern] = [
    path("", overview.overview, name="overview"),
    path("plannen/<int:plan_pk>/nieuw/", definitions.new, name="definition-new"),
    path(_DEFINITION, definitions.definition, name="definition"),
    path(f"{_DEFINITION}maken/", definitions.make, name="make"),
    path(f"{_DEFINITION}voorbeeld/", definitions.preview, name="preview"),
    path(f"{_DEFINITION}weg/", definitions.archive, name="definition-archive"),
    path(f"{_DEFINITION}terug/", definitions.restore, name="definition-restore"),
    path(f"{_DEFINITION}<slug:period>.zip", files.bundle, name="bundle"),
    path("<int:pk>/", reports.report, name="report"),
    path("<int:pk>/zinnen/", reports.sentences, name="sentences"),
    path("<int:pk>/bevriezen/", reports.freeze, name="freeze"),
    path("<int:pk>/verbeteren/", reports.correct, name="correct"),
    path("<int:pk>/opnieuw/", reports.again, name="again"),
    path("<int:pk>/weggooien/", reports.throw_away, name="throw-away"),
    path("<int:pk>/rapport.<slug:kind>", files.download, name="download"),
]
