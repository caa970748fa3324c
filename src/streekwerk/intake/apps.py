from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "streekwerk.intake"
    verbose_name = "Inlezen"

    def ready(self) -> None:
        from streekwerk.audit.ports import watch
        from streekwerk.intake.models import ColourMeaning

        # A review keeps its own steps, each of which can be undone.
        watch(ColourMeaning)
