"""The addresses of the room."""

from __future__ import annotations

from django.urls import path

from streekwerk.campaigns.views import answer, campaigns, table

app_name = "campaigns"
urlpatterns = [
    path("", campaigns.overview, name="list"),
    path("nieuw/<slug:code>/", campaigns.new, name="new"),
    path("<int:campaign_pk>/", campaigns.campaign, name="campaign"),
    path("<int:campaign_pk>/stap/", campaigns.step, name="step"),
    path("<int:campaign_pk>/tabel/", table.published, name="table"),
    path("<int:campaign_pk>/tabel/getal/", table.published_number, name="table-number"),
    path("<int:campaign_pk>/tabel/als/<str:kind>", table.export, name="export"),
    path("<int:campaign_pk>/nu/", table.now, name="now"),
    path("<int:campaign_pk>/nu/getal/", table.now_number, name="now-number"),
    path("vraag/<int:request_pk>/", answer.answer, name="answer"),
]
