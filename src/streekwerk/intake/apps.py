from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "streekwerk.intake"
    verbose_name = "Inlezen"
