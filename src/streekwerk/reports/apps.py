from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "streekwerk.reports"
    verbose_name = "Rapporten"
