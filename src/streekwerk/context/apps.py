from django.apps import AppConfig


class ContextConfig(AppConfig):
    name = "streekwerk.context"
    verbose_name = "Omgevingscijfers"

    def ready(self) -> None:
        from streekwerk.audit.ports import watch, watch_room
        from streekwerk.context.models import Observation
        from streekwerk.context.pages import beneath
        from streekwerk.plans import ports

        watch_room(self)
        watch(Observation, born="entered_at", ended=("succeeded_at",))
        ports.BENEATH.append(beneath.beneath)
        ports.BRIEFLY.append(beneath.briefly)
