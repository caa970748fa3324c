from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "streekwerk.network"
    verbose_name = "Netwerken"

    def ready(self) -> None:
        from streekwerk.audit.ports import watch_room

        watch_room(self, but={"RoleHolding": "rights are always those of today"})
