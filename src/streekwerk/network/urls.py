"""Addresses of the network pages."""

from django.urls import path

from streekwerk.network import views

app_name = "network"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<slug:code>/", views.detail, name="detail"),
    path("<slug:code>/logboek/", views.log, name="log"),
    path("<slug:code>/rollen/<int:holding_id>/beeindigen/", views.end_role, name="end-role"),
]
