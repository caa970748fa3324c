"""A plan that says why, and words with and without a definition, for the pages that show them."""

from __future__ import annotations

from streekwerk.access.models import Actor
from streekwerk.network.models import Term
from streekwerk.plans.commands.why import StatementChange, add_statement, archive_statement, choose_goals
from streekwerk.plans.models import Node, Plan


def give_reasons(plan: Plan, *, by: Actor) -> dict[str, int]:
    """A mission, a challenge that two goals serve, and one out of the list; keys of what pages ask for."""
    for kind, title in (("mission", "Zorg vindbaar voor elke inwoner"), ("ambition", "Uit de lijst")):
        made = add_statement(plan=plan, change=StatementChange(kind, title), by=by)
    archive_statement(statement=made, by=by)
    change = StatementChange("challenge", "Veel inwoners vinden de weg niet", "Vooral ouderen en jongeren.")
    served = add_statement(plan=plan, change=change, by=by)
    goals = Node.objects.filter(plan=plan, level="strategic_objective").values_list("pk", flat=True)[:2]
    choose_goals(statement=served, plan=plan, goals=list(goals), by=by)
    return {
        "statement": served.pk,
        "term": Term.objects.get(network=plan.network_id, label="onthaal").pk,
        "undefined": Term.objects.get(network__code="welzijnsbond", definition="").pk,
    }
