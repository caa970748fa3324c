"""Addresses of the network pages."""

from django.urls import path

from streekwerk.network.views import network as views
from streekwerk.network.views import terms

app_name = "network"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<slug:code>/", views.detail, name="detail"),
    path("<slug:code>/logboek/", views.log, name="log"),
    path("<slug:code>/rollen/<int:holding_id>/beeindigen/", views.end_role, name="end-role"),
    path("<slug:code>/begrippen/", terms.terms, name="terms"),
    path("<slug:code>/begrippen/nieuw/", terms.new_term, name="new-term"),
    path("<slug:code>/begrippen/inlezen/", terms.import_terms, name="import-terms"),
    path("<slug:code>/begrippen.csv", terms.export_terms, name="export-terms"),
    path("<slug:code>/begrippen/<int:term_id>/", terms.term, name="term"),
    path("<slug:code>/begrippen/<int:term_id>/wijzigen/", terms.edit_term, name="edit-term"),
    path("<slug:code>/begrippen/<int:term_id>/archiveren/", terms.archive_term, name="archive-term"),
    path("<slug:code>/begrippen/<int:term_id>/terugzetten/", terms.restore_term, name="restore-term"),
]
