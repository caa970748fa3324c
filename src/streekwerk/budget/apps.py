from django.apps import AppConfig


class BudgetConfig(AppConfig):
    name = "streekwerk.budget"
    verbose_name = "Budget en middelen"

    def ready(self) -> None:
        from streekwerk.budget import findings
        from streekwerk.plans import ports

        ports.find_too(findings.FINDER)
