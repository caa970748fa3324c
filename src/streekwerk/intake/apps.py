from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "streekwerk.intake"
    verbose_name = "Inlezen"

    def ready(self) -> None:
        from streekwerk.audit.ports import watch_room

        coming_in = "on its way into a plan, which keeps its past; a review keeps its own steps"
        back = "a file on its way out and in; the plan keeps what was taken over, the log who decided"
        watch_room(
            self,
            but=dict.fromkeys(("Upload", "Review", "ReviewStep"), coming_in)
            | dict.fromkeys(("Workbook", "WorkbookReturn", "WorkbookChange"), back),
        )
