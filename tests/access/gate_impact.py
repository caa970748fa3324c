"""How to open the addresses of tests, and what is sent there."""

from __future__ import annotations

from people import Cast
from streekwerk.impact.commands.templates import take_starting
from streekwerk.impact.commands.testing import begin_test
from streekwerk.impact.models import ImpactDraft, ImpactTemplate, ImpactTest, Mitigation
from streekwerk.plans.models import Node, Plan


def addresses(people: Cast, plan: Plan, node: Node) -> dict[str, list[object]]:
    """Per address the arguments with which it shows something of Zonnedorp."""
    network, bo = people.zonnedorp, people.bo.actor
    template = ImpactTemplate.objects.filter(network=network).first()
    template = template or take_starting(network=network, kind="poverty", by=bo)
    test = ImpactTest.objects.filter(node=node).first() or begin_test(node=node, template=template, by=bo)
    measure = Mitigation.objects.get_or_create(test=test, question="q1", text="Een bus van Zonnedorp")[0]
    ImpactDraft.objects.get_or_create(test=test, user=people.bo.user)
    of_network, of_test = ["zonnedorp"], [test.pk]
    of_template = ["zonnedorp", template.pk]
    return {
        "impact:overview": of_network,
        "impact:export": ["zonnedorp", "csv"],
        "impact:measures": of_network,
        "impact:measures-export": ["zonnedorp", "xlsx"],
        "impact:measure": [measure.pk],
        "impact:templates": of_network,
        "impact:take": ["zonnedorp", "residents"],
        "impact:template-new": of_network,
        "impact:template": of_template,
        "impact:template-archive": of_template,
        "impact:template-restore": of_template,
        "impact:begin": [plan.pk, node.pk],
        "impact:test": of_test,
        "impact:write": of_test,
        "impact:draft": of_test,
        "impact:drop": of_test,
        "impact:review": of_test,
        "impact:archive": of_test,
        "impact:restore": of_test,
    }


LISTS: set[str] = set()
"""Addresses without an object: they list what the visitor may see."""

_READERS = {"dirk", "gus"}
_NOT_KEEPERS = {"an", "dirk", "gus"}
_QUESTIONS = {"name": "anders", "kind": "own", "version": "1", "vraag-TOTAL_FORMS": "1",
              "vraag-INITIAL_FORMS": "0", "vraag-0-text": "anders"}  # fmt: skip

CHANGES: dict[str, tuple[dict[str, str], set[str]]] = {
    "impact:begin": ({"model": "1"}, _READERS),
    "impact:write": ({"conclusion": "anders", "version": "1", "stap": "bewaar"}, _READERS),
    "impact:draft": ({"conclusion": "anders"}, _READERS),
    "impact:drop": ({}, _READERS),
    "impact:review": ({"outcome": "agreed", "version": "1"}, _READERS),
    "impact:archive": ({}, _READERS),
    "impact:restore": ({}, _READERS),
    "impact:measure": ({"stap": "klaar"}, _READERS),
    "impact:take": ({}, _NOT_KEEPERS),
    "impact:template-new": (_QUESTIONS, _NOT_KEEPERS),
    "impact:template": (_QUESTIONS, _NOT_KEEPERS),
    "impact:template-archive": ({}, _NOT_KEEPERS),
    "impact:template-restore": ({}, _NOT_KEEPERS),
}
"""Per address what is sent to change something, and who sees it but may not (403); administrators get 404."""
