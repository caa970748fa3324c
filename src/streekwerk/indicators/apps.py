from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "streekwerk.indicators"
    verbose_name = "Indicatoren"

    def ready(self) -> None:
        from streekwerk.audit.ports import watch, watch_room
        from streekwerk.indicators.measures import register_all
        from streekwerk.indicators.models import Definition, Measurement, Release
        from streekwerk.indicators.pages import card_section, section
        from streekwerk.indicators.readings import forget_of
        from streekwerk.network.ports import MEMBERS_CHANGED
        from streekwerk.plans import ports

        register_all()
        MEMBERS_CHANGED.append(forget_of)
        ports.SECTIONS.append(section.meters_section)
        ports.SECTIONS.append(card_section.cards_section)
        ports.OWN_VIEWS["indicators"] = section.meters_url
        watch_room(self, but={"MeterReading": "it is worked out from figures and targets of then"})
        watch(Measurement, born="entered_at", ended=("succeeded_at",))
        watch(Release, born="released_at")
        watch(Definition, as_today=("smallest",))
