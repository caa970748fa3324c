"""Functions and how much work they carry."""

from __future__ import annotations

from django.urls import URLPattern, path

from streekwerk.stewardship.views import functions, involvements, workload

OF_NODE = "inzet/<int:plan_id>/<int:node_id>/"

urlpatterns: list[URLPattern] = [
    path("functies/<slug:code>/", functions.functions, name="functions"),
    path("functies/<slug:code>/nieuw/", functions.new, name="function-new"),
    path("functies/<slug:code>/<int:function_id>/", functions.change, name="function"),
    path("functies/<slug:code>/<int:function_id>/archiveren/", functions.archive, name="function-archive"),
    path("functies/<slug:code>/<int:function_id>/terugzetten/", functions.restore, name="function-restore"),
    path("functies/<slug:code>/<int:function_id>/wie/", functions.give, name="function-give"),
    path(
        "functies/<slug:code>/<int:function_id>/wie/<int:holding_id>/beeindigen/",
        functions.end,
        name="function-end",
    ),
    path("inzet/<int:plan_id>/", involvements.staffing, name="staffing"),
    path(OF_NODE, involvements.add, name="involvement-add"),
    path(f"{OF_NODE}<int:involvement_id>/", involvements.change, name="involvement"),
    path(f"{OF_NODE}<int:involvement_id>/weg/", involvements.archive, name="involvement-archive"),
    path(f"{OF_NODE}<int:involvement_id>/terug/", involvements.restore, name="involvement-restore"),
    path("belasting/<slug:code>/", workload.overview, name="workload"),
    path("belasting/<slug:code>/<int:function_id>/", workload.function, name="function-load"),
    path("belasting/<slug:code>/als.<str:kind>", workload.export, name="workload-export"),
]
