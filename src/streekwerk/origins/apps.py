from django.apps import AppConfig


class OriginsConfig(AppConfig):
    name = "streekwerk.origins"
    verbose_name = "Doorwerking"

    def ready(self) -> None:
        from streekwerk.audit.ports import tell_with, watch_room
        from streekwerk.indicators.ports import register
        from streekwerk.origins import kinds, measures
        from streekwerk.origins.models import Origin
        from streekwerk.origins.pages import section
        from streekwerk.plans import ports

        watch_room(self)
        tell_with(Origin, through="node", anchor="#doorwerking")
        tell_with(Origin, through="effect")
        kinds.register_all()
        register(measures.EFFECTS)
        ports.SECTIONS.append(section.effects_section)
