from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "streekwerk.plans"
    verbose_name = "Plannen"
