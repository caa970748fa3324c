"""Addresses of the plan pages."""

from django.urls import path, re_path

from streekwerk.plans.views import comments, documents, leaflet, plan, sheet

app_name = "plans"
urlpatterns = [
    path("", plan.overview, name="list"),
    path("reacties/", comments.inbox, name="comments"),
    path("reacties/gelezen/", comments.everything_seen, name="comments-all-seen"),
    path("<int:plan_id>/", plan.tree, name="tree"),
    path("<int:plan_id>/tabel/", plan.table, name="table"),
    path("<int:plan_id>/indicatoren/", plan.indicators, name="indicators"),
    re_path(
        r"^(?P<plan_id>\d+)/(?P<what>tabel|indicatoren)\.(?P<kind>csv|xlsx)$", plan.export, name="export"
    ),
    path("<int:plan_id>/bijsluiter/", leaflet.leaflet, name="leaflet"),
    path("<int:plan_id>/bijsluiter/opgelost/", leaflet.solved, name="leaflet-solved"),
    re_path(r"^(?P<plan_id>\d+)/bijsluiter\.(?P<kind>csv|xlsx)$", leaflet.export, name="leaflet-export"),
    path("<int:plan_id>/bijsluiter/<int:finding_id>/aanvaarden/", leaflet.accept, name="accept"),
    path("<int:plan_id>/bijsluiter/<int:finding_id>/heropenen/", leaflet.reopen, name="reopen"),
    path("<int:plan_id>/lade/", documents.tray, name="tray"),
    path("<int:plan_id>/bron/", documents.source, name="source"),
    path("<int:plan_id>/bron/origineel", documents.original, name="original"),
    path("<int:plan_id>/<int:node_id>/", sheet.node, name="node"),
    path("<int:plan_id>/<int:node_id>/wijzigen/", sheet.edit, name="edit"),
    path("<int:plan_id>/<int:node_id>/reacties/", comments.write, name="comment"),
    path("<int:plan_id>/<int:node_id>/reacties/gelezen/", comments.seen, name="comments-seen"),
    path("<int:plan_id>/<int:node_id>/reacties/<int:comment_id>/", comments.edit, name="comment-edit"),
    path(
        "<int:plan_id>/<int:node_id>/reacties/<int:comment_id>/terugnemen/",
        comments.remove,
        name="comment-remove",
    ),
]
