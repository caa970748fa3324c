from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    name = "streekwerk.stewardship"
    verbose_name = "Trekkerschap"

    def ready(self) -> None:
        from streekwerk.audit.ports import watch_room
        from streekwerk.plans import ports
        from streekwerk.stewardship.pages import staffing_section

        one_person = "it concerns one person only: there is no past that others could look at"
        watch_room(self, but=dict.fromkeys(("CalendarFeed", "DigestPreference", "QuarterDraft"), one_person))
        ports.SECTIONS.append(staffing_section.section)
