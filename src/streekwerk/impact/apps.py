from django.apps import AppConfig


class ImpactConfig(AppConfig):
    name = "streekwerk.impact"
    verbose_name = "Toetsen"

    def ready(self) -> None:
        from streekwerk.audit.ports import tell_with, watch_room
        from streekwerk.impact.measures import register_all
        from streekwerk.impact.models import ImpactTest, Mitigation
        from streekwerk.impact.pages import section
        from streekwerk.plans import ports

        one_person = "it concerns one person only: there is no past that others could look at"
        watch_room(self, but={"ImpactDraft": one_person})
        tell_with(ImpactTest, through="node")
        tell_with(Mitigation, through="test")
        ports.SECTIONS.append(section.section)
        ports.OWN_TABS["impact"] = "Toetsen"
        ports.OWN_VIEWS["impact"] = section.tests_url
        register_all()
