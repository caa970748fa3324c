"""What a person says about the themes of a node."""

from __future__ import annotations

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Term
from streekwerk.plans.choices import TagOrigin
from streekwerk.plans.models import Node, Tag


class WordOfAnotherNetwork(DomainError):
    def __init__(self, term: Term) -> None:
        super().__init__(f"“{term}” is geen woord van dit netwerk. Kies een woord uit de eigen lijst.")


@transaction.atomic
def say_tag(*, node: Node, term: Term, by: Actor) -> Tag:
    """Return the tag: the node is about this word because somebody says so, whatever its text.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        WordOfAnotherNetwork: the word is not in the list of the network of the plan.
    """
    return _decide(node, term, TagOrigin.SAID, "tag.said", by)


@transaction.atomic
def refuse_tag(*, node: Node, term: Term, by: Actor) -> Tag:
    """Return the tag, refused: the node is not about this word, even when its text names it.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        WordOfAnotherNetwork: the word is not in the list of the network of the plan.
    """
    return _decide(node, term, TagOrigin.REFUSED, "tag.refused", by)


def _decide(node: Node, term: Term, origin: TagOrigin, verb: str, by: Actor) -> Tag:
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    if term.network_id != node.plan.network_id:
        raise WordOfAnotherNetwork(term)
    tag = Tag.objects.filter(node=node, term=term).first() or Tag(node=node, term=term, origin="")
    if tag.origin != origin:
        tag.origin, tag.by_label = origin, by.label[:160]
        tag.save()
        record(verb, node, by=by, network_id=node.plan.network_id, changes={"theme": [None, term.label]})
    return tag
