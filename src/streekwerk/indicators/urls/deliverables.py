"""Deliverables, their proof and their validation; ratings on a rubric."""

from __future__ import annotations

from django.urls import URLPattern, path

from streekwerk.indicators.views import deliverables, evidence, ratings, validations

_PLAN, _ONE, _VERSION = "plannen/<int:plan_pk>/opleveringen/", "opleveringen/<int:pk>/", "versies/<int:pk>/"
_FILE, _INDICATOR = "bewijs/<int:pk>/", "<int:indicator_pk>/"

urlpatterns: list[URLPattern] = [
    path(_PLAN, deliverables.overview, name="deliverables"),
    path(f"{_PLAN}begin/", deliverables.begin_all, name="deliverables-begin"),
    path(f"{_PLAN}opleveringen.<str:kind>", deliverables.export, name="deliverables-export"),
    path(f"{_INDICATOR}oplevering/", deliverables.new, name="deliverable-new"),
    path(_ONE, deliverables.page, name="deliverable"),
    path(f"{_ONE}wijzigen/", deliverables.change, name="deliverable-change"),
    path(f"{_ONE}weghalen/", deliverables.archive, name="deliverable-archive"),
    path(f"{_ONE}terugzetten/", deliverables.restore, name="deliverable-restore"),
    path(f"{_ONE}opleveren/", deliverables.deliver, name="deliver"),
    path(f"{_VERSION}goedkeuren/", validations.approve, name="version-approve"),
    path(f"{_VERSION}goedkeuring-intrekken/", validations.withdraw, name="version-withdraw"),
    path(f"{_VERSION}terugsturen/", validations.send_back, name="version-send-back"),
    path(f"{_VERSION}vragen/", validations.ask, name="validation-ask"),
    path(f"{_VERSION}valideren/", validations.validate, name="validate"),
    path(f"{_VERSION}bewijs/", evidence.add, name="evidence-add"),
    path(_FILE, evidence.download, name="evidence"),
    path(f"{_FILE}weghalen/", evidence.archive, name="evidence-archive"),
    path(f"{_FILE}terugzetten/", evidence.restore, name="evidence-restore"),
    path(f"{_INDICATOR}beoordeling/", ratings.rating, name="rating"),
]
