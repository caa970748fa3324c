"""The app that carries the templates, the style sheets and the script of every page."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "streekwerk.ui"
    verbose_name = "Vormgeving"
