from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "streekwerk.network"
    verbose_name = "Netwerken"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from streekwerk.audit.ports import watch_room
        from streekwerk.network.models import Membership
        from streekwerk.network.ports import tell_members_changed

        watch_room(self, but={"RoleHolding": "rights are always those of today"})
        # Whoever writes it, a file of the region or the operator's shell: the rooms above are told.
        for signal in (post_save, post_delete):
            signal.connect(tell_members_changed, sender=Membership, dispatch_uid="members_changed")
