"""House styles."""

from __future__ import annotations

from django.urls import URLPattern, path

from streekwerk.reports.views import house_styles as views

_STYLE = "huisstijl/<slug:code>/"

urlpatterns: list[URLPattern] = [
    path(_STYLE, views.house_style, name="house-style"),
    path(f"{_STYLE}sjabloon.docx", views.start, name="house-style-start"),
    path(f"{_STYLE}voorbeeld.docx", views.sample, name="house-style-sample"),
    path(f"{_STYLE}streekwerk/", views.ours, name="house-style-ours"),
    path(f"{_STYLE}<int:pk>/sjabloon.docx", views.template, name="house-style-template"),
    path(f"{_STYLE}<int:pk>/gebruiken/", views.use, name="house-style-use"),
]
