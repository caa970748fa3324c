from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "streekwerk.network"
    verbose_name = "Netwerken"

    def ready(self) -> None:
        from streekwerk.audit.ports import watch_room

        # Rights are always those of today.
        watch_room(self, but={"RoleHolding"})
