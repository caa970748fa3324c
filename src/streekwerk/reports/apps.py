from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "streekwerk.reports"
    verbose_name = "Rapporten"

    def ready(self) -> None:
        from streekwerk.audit.ports import watch_room

        anew = "a file is made anew from what was frozen, in the house style of today"
        watch_room(self, but=dict.fromkeys(("HouseStyle", "ReportFile"), anew))
