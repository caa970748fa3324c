"""The addresses of the room."""

from __future__ import annotations

from django.urls import path

from streekwerk.impact.views import measures, overview, templates, tests

app_name = "impact"
urlpatterns = [
    path("toets/<int:test_pk>/", tests.show, name="test"),
    path("toets/<int:test_pk>/invullen/", tests.write, name="write"),
    path("toets/<int:test_pk>/concept/", tests.draft, name="draft"),
    path("toets/<int:test_pk>/concept/weg/", tests.drop, name="drop"),
    path("toets/<int:test_pk>/nakijken/", tests.review, name="review"),
    path("toets/<int:test_pk>/weg/", tests.archive, name="archive"),
    path("toets/<int:test_pk>/terug/", tests.restore, name="restore"),
    path("maatregel/<int:measure_pk>/", measures.step, name="measure"),
    path("plan/<int:plan_pk>/<int:node_pk>/", tests.begin, name="begin"),
    path("<slug:code>/", overview.overview, name="overview"),
    path("<slug:code>/als.<str:kind>", overview.export, name="export"),
    path("<slug:code>/maatregelen/", measures.listed, name="measures"),
    path("<slug:code>/maatregelen/als.<str:kind>", measures.export, name="measures-export"),
    path("<slug:code>/modellen/", templates.listed, name="templates"),
    path("<slug:code>/modellen/aanbod/<str:kind>/", templates.take, name="take"),
    path("<slug:code>/modellen/nieuw/", templates.new, name="template-new"),
    path("<slug:code>/modellen/<int:template_pk>/", templates.change, name="template"),
    path("<slug:code>/modellen/<int:template_pk>/weg/", templates.archive, name="template-archive"),
    path("<slug:code>/modellen/<int:template_pk>/terug/", templates.restore, name="template-restore"),
]
