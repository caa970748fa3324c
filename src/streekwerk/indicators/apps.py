from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "streekwerk.indicators"
    verbose_name = "Indicatoren"

    def ready(self) -> None:
        from streekwerk.indicators.measures import register_all

        register_all()
