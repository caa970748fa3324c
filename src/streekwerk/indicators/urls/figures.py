"""Entering, pasting and importing figures."""

from __future__ import annotations

from django.urls import URLPattern, path

from streekwerk.indicators.views import figures, importing

urlpatterns: list[URLPattern] = [
    path("<int:indicator_pk>/cijfers/", figures.grid, name="entry"),
    path("<int:indicator_pk>/cijfers/cellen/", figures.save_cells, name="save-cells"),
    path("<int:indicator_pk>/cijfers/cel/", figures.cell, name="cell"),
    path("<int:indicator_pk>/cijfers/inlezen/", importing.import_table, name="import"),
    path("<int:indicator_pk>/cijfers/export.<str:kind>", importing.export_grid, name="export"),
]
