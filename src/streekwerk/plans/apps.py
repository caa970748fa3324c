from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "streekwerk.plans"
    verbose_name = "Plannen"

    def ready(self) -> None:
        from streekwerk.audit.ports import tell_with, watch, watch_room
        from streekwerk.network import ports
        from streekwerk.plans.models import Node, PlanFinding, PlanVersion, SourceDocument
        from streekwerk.plans.queries.themes import uses
        from streekwerk.plans.tagging import find_terms

        ports.USES.append(uses)
        ports.CHANGED.append(find_terms)
        watch_room(
            self,
            but={
                "Mention": "it follows from the text of a comment, which keeps its past",
                "ThreadSeen": "which comments a person has read is nobody's history",
            },
        )
        tell_with(Node, through="plan")
        watch(SourceDocument, PlanVersion, born="created_at")
        watch(PlanFinding, born="found_at", ended=("resolved_at",))
