from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    name = "streekwerk.stewardship"
    verbose_name = "Trekkerschap"
