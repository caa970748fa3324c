from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "streekwerk.campaigns"
    verbose_name = "Tellingen"

    def ready(self) -> None:
        from streekwerk.audit.ports import watch_room
        from streekwerk.campaigns import measures
        from streekwerk.indicators import ports

        watch_room(self, but={"Making": "on its way to a publication, which keeps its past"})
        ports.register(measures.COUNTINGS)
