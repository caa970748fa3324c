"""Addresses with which a plan is kept up: its structure, its tray, how it stands, who, what it counts on."""

from django.urls import path

from streekwerk.plans.views import assumptions, people, progress, structure, tray

urlpatterns = [
    path("toevoegen/", structure.add, name="add"),
    path("uit-het-plan/", structure.archived, name="archived"),
    path("<int:node_id>/plaats/", structure.move, name="move"),
    path("<int:node_id>/uit-het-plan/", structure.archive, name="archive"),
    path("<int:node_id>/terugzetten/", structure.restore, name="restore"),
    path("lade/", tray.tray, name="tray"),
    path("lade/<int:item_id>/", tray.place, name="tray-place"),
    path("lade/<int:item_id>/terzijde/", tray.aside, name="tray-aside"),
    path("lade/<int:item_id>/terug/", tray.back, name="tray-back"),
    path("stand/", progress.plan, name="plan-stand"),
    path("<int:node_id>/stand/", progress.node, name="stand"),
    path("wie/", people.proposals, name="people-proposals"),
    path("<int:node_id>/wie/", people.node, name="people"),
    path("veronderstellingen/", assumptions.overview, name="assumptions"),
    path("<int:node_id>/veronderstellingen/", assumptions.add, name="assumption-add"),
    path("<int:node_id>/veronderstellingen/overnemen/", assumptions.take_over, name="assumption-take"),
    path("<int:node_id>/veronderstellingen/<int:assumption_id>/", assumptions.change, name="assumption"),
    path(
        "<int:node_id>/veronderstellingen/<int:assumption_id>/weg/",
        assumptions.archive,
        name="assumption-archive",
    ),
    path(
        "<int:node_id>/veronderstellingen/<int:assumption_id>/terug/",
        assumptions.restore,
        name="assumption-restore",
    ),
]
