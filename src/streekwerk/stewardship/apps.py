from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    name = "streekwerk.stewardship"
    verbose_name = "Trekkerschap"

    def ready(self) -> None:
        from streekwerk.audit.ports import watch_room
        from streekwerk.plans import ports
        from streekwerk.stewardship.pages import staffing_section

        # What concerns one person only has no past that others could look at.
        watch_room(self, but={"CalendarFeed", "DigestPreference", "QuarterDraft"})
        ports.SECTIONS.append(staffing_section.section)
