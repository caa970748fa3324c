from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "streekwerk.portal"
    verbose_name = "Portaal"
