"""Addresses of the plan pages."""

from django.urls import path, re_path

from streekwerk.plans import views

app_name = "plans"
urlpatterns = [
    path("", views.overview, name="list"),
    path("<int:plan_id>/", views.tree, name="tree"),
    path("<int:plan_id>/tabel/", views.table, name="table"),
    path("<int:plan_id>/indicatoren/", views.indicators, name="indicators"),
    re_path(
        r"^(?P<plan_id>\d+)/(?P<what>tabel|indicatoren)\.(?P<kind>csv|xlsx)$", views.export, name="export"
    ),
    path("<int:plan_id>/bijsluiter/", views.leaflet, name="leaflet"),
    path("<int:plan_id>/bijsluiter/<int:finding_id>/aanvaarden/", views.accept, name="accept"),
    path("<int:plan_id>/bijsluiter/<int:finding_id>/heropenen/", views.reopen, name="reopen"),
    path("<int:plan_id>/lade/", views.tray, name="tray"),
    path("<int:plan_id>/bron/", views.source, name="source"),
    path("<int:plan_id>/bron/origineel", views.original, name="original"),
    path("<int:plan_id>/<int:node_id>/", views.node, name="node"),
    path("<int:plan_id>/<int:node_id>/wijzigen/", views.edit, name="edit"),
]
