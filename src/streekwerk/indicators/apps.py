from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "streekwerk.indicators"
    verbose_name = "Indicatoren"
