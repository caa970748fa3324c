from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "streekwerk.reports"
    verbose_name = "Rapporten"

    def ready(self) -> None:
        from streekwerk.audit.ports import watch_room

        # A file is made anew from what was frozen.
        watch_room(self, but={"HouseStyle", "ReportFile"})
