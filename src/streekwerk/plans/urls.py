"""Addresses of the plan pages."""

from django.urls import include, path, re_path

from streekwerk.plans.views import (
    codes,
    comments,
    documents,
    exports,
    fields,
    leaflet,
    links,
    parts,
    plan,
    sheet,
    template,
    themes,
    versions,
    why,
)

app_name = "plans"
urlpatterns = [
    path("", plan.overview, name="list"),
    path("themas/", themes.themes, name="themes"),
    path("thema/<int:term_id>/", themes.theme, name="theme"),
    path("thema/<int:term_id>.csv", themes.export, name="theme-export"),
    path("reacties/", comments.inbox, name="comments"),
    path("reacties/gelezen/", comments.everything_seen, name="comments-all-seen"),
    path("fiche/<slug:code>/", template.template, name="template"),
    path("fiche/<slug:code>/voorstel/", template.propose, name="template-propose"),
    path("fiche/<slug:code>/<int:field_id>/", template.field, name="template-field"),
    path("fiche/<slug:code>/<int:field_id>/verplaatsen/", template.move, name="template-move"),
    path("fiche/<slug:code>/<int:field_id>/samen/", template.join, name="template-join"),
    path("fiche/<slug:code>/<int:field_id>/verwijderen/", template.remove, name="template-remove"),
    path("<int:plan_id>/", plan.tree, name="tree"),
    path("<int:plan_id>/tabel/", plan.table, name="table"),
    path("<int:plan_id>/tijdlijn/", plan.timeline, name="timeline"),
    path("<int:plan_id>/indicatoren/", plan.indicators, name="indicators"),
    re_path(
        r"^(?P<plan_id>\d+)/(?P<what>tabel|indicatoren)\.(?P<kind>csv|xlsx)$", exports.export, name="export"
    ),
    re_path(r"^(?P<plan_id>\d+)/(?P<what>tabel)\.(?P<kind>docx|json)$", exports.export, name="export"),
    path("<int:plan_id>/bijsluiter/", leaflet.leaflet, name="leaflet"),
    path("<int:plan_id>/bijsluiter/opgelost/", leaflet.solved, name="leaflet-solved"),
    re_path(r"^(?P<plan_id>\d+)/bijsluiter\.(?P<kind>csv|xlsx)$", leaflet.export, name="leaflet-export"),
    path("<int:plan_id>/bijsluiter/<int:finding_id>/aanvaarden/", leaflet.accept, name="accept"),
    path("<int:plan_id>/bijsluiter/<int:finding_id>/heropenen/", leaflet.reopen, name="reopen"),
    path("<int:plan_id>/", include("streekwerk.plans.upkeep_urls")),
    path("<int:plan_id>/bron/", documents.source, name="source"),
    path("<int:plan_id>/bron/origineel", documents.original, name="original"),
    path("<int:plan_id>/versies/", versions.versions, name="versions"),
    path("<int:plan_id>/versies/<int:number>/", versions.version, name="version"),
    path("<int:plan_id>/versies/verschil/", versions.difference, name="difference"),
    path("<int:plan_id>/vaststellen/", versions.decide, name="adopt"),
    path("<int:plan_id>/afsluiten/", versions.close, name="close"),
    path("<int:plan_id>/heropenen/", versions.reopen, name="reopen-plan"),
    path("<int:plan_id>/verbanden/", links.links, name="links"),
    path("<int:plan_id>/<int:node_id>/verbinden/", links.connect, name="connect"),
    path("<int:plan_id>/<int:node_id>/verbinden/<int:link_id>/weg/", links.remove, name="link-remove"),
    path("<int:plan_id>/<int:node_id>/verbinden/terug/", links.restore, name="link-restore"),
    path("<int:plan_id>/<int:node_id>/gelijkenissen/", links.alike, name="alike"),
    path("<int:plan_id>/<int:node_id>/voortzetten/", links.carry, name="carry"),
    path("<int:plan_id>/waarom/", why.why, name="why"),
    path("<int:plan_id>/waarom/nieuw/", why.new_statement, name="new-statement"),
    path("<int:plan_id>/waarom/overnemen/", why.take_over, name="take-over"),
    path("<int:plan_id>/waarom/<int:statement_id>/", why.edit_statement, name="edit-statement"),
    path("<int:plan_id>/waarom/<int:statement_id>/doelen/", why.statement_goals, name="statement-goals"),
    path("<int:plan_id>/waarom/<int:statement_id>/plaats/", why.move_statement, name="move-statement"),
    path("<int:plan_id>/waarom/<int:statement_id>/weg/", why.archive_statement, name="archive-statement"),
    path("<int:plan_id>/waarom/<int:statement_id>/terug/", why.restore_statement, name="restore-statement"),
    path("<int:plan_id>/<int:node_id>/waarom/", why.node_why, name="node-why"),
    path("<int:plan_id>/<int:node_id>/themas/", why.add_theme, name="add-theme"),
    path("<int:plan_id>/<int:node_id>/themas/<int:term_id>/weg/", why.remove_theme, name="remove-theme"),
    path("<int:plan_id>/<int:node_id>/", sheet.node, name="node"),
    path("<int:plan_id>/<int:node_id>/wijzigen/", sheet.edit, name="edit"),
    path("<int:plan_id>/<int:node_id>/veld/<slug:key>/", fields.field, name="field"),
    *(
        re_path(
            rf"^(?P<plan_id>\d+)/(?P<node_id>\d+)/(?P<kind>indicatoren|mijlpalen)/{rest}$", view, name=name
        )
        for rest, view, name in (
            ("nieuw/", parts.new, "part-new"),
            (r"(?P<part_id>\d+)/", parts.part, "part"),
            (r"(?P<part_id>\d+)/verplaatsen/", parts.move, "part-move"),
            (r"(?P<part_id>\d+)/verwijderen/", parts.remove, "part-remove"),
            (r"(?P<part_id>\d+)/terughalen/", parts.restore, "part-restore"),
        )
    ),
    path("<int:plan_id>/<int:node_id>/codes/", codes.codes, name="codes"),
    path("<int:plan_id>/<int:node_id>/reacties/", comments.write, name="comment"),
    path("<int:plan_id>/<int:node_id>/reacties/gelezen/", comments.seen, name="comments-seen"),
    path("<int:plan_id>/<int:node_id>/reacties/<int:comment_id>/", comments.edit, name="comment-edit"),
    path(
        "<int:plan_id>/<int:node_id>/reacties/<int:comment_id>/terugnemen/",
        comments.remove,
        name="comment-remove",
    ),
]
