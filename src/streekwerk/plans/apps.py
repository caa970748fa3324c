from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "streekwerk.plans"
    verbose_name = "Plannen"

    def ready(self) -> None:
        from streekwerk.network import ports
        from streekwerk.plans.queries.themes import uses
        from streekwerk.plans.tagging import find_terms

        ports.USES.append(uses)
        ports.CHANGED.append(find_terms)
