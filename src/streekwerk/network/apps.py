from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "streekwerk.network"
    verbose_name = "Netwerken"
