from django.apps import AppConfig


class BudgetConfig(AppConfig):
    name = "streekwerk.budget"
    verbose_name = "Budget en middelen"

    def ready(self) -> None:
        from streekwerk.audit.ports import tell_with, watch_room
        from streekwerk.budget import findings
        from streekwerk.budget.models import BudgetLine
        from streekwerk.budget.pages import section
        from streekwerk.plans import ports

        watch_room(self)
        tell_with(BudgetLine, through="node", anchor="#budget")
        ports.find_too(findings.FINDER)
        ports.SECTIONS.append(section.budget_section)
        ports.OWN_TABS["budget"] = "Budget"
        ports.OWN_VIEWS["budget"] = section.budget_url
