from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    name = "streekwerk.stewardship"
    verbose_name = "Trekkerschap"

    def ready(self) -> None:
        from streekwerk.plans import ports
        from streekwerk.stewardship.pages import staffing_section

        ports.SECTIONS.append(staffing_section.section)
