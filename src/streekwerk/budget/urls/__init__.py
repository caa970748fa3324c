"""The addresses of the room."""

from __future__ import annotations

from django.urls import path

from streekwerk.budget.views import importing, lines, plan

app_name = "budget"
urlpatterns = [
    path("plan/<int:plan_pk>/", plan.overview, name="plan"),
    path("plan/<int:plan_pk>/lijnen/", plan.lines, name="lines"),
    path("plan/<int:plan_pk>/als/<str:kind>", plan.export, name="export"),
    path("plan/<int:plan_pk>/boekhouding/<str:column>", plan.accounting, name="accounting"),
    path("plan/<int:plan_pk>/inlezen/", importing.upload, name="import"),
    path("plan/<int:plan_pk>/onderdeel/<int:node_pk>/nieuw/", lines.add, name="add"),
    path("plan/<int:plan_pk>/onderdeel/<int:node_pk>/overnemen/", lines.take_over, name="take"),
    path("plan/<int:plan_pk>/lijn/<int:line_pk>/", lines.change, name="line"),
    path("plan/<int:plan_pk>/lijn/<int:line_pk>/weg/", lines.archive, name="archive"),
    path("plan/<int:plan_pk>/lijn/<int:line_pk>/terug/", lines.restore, name="restore"),
    path("inlezen/<int:import_pk>/", importing.preview, name="preview"),
]
