"""The things out of which effects grow: finding one, and what a form offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from streekwerk.access.models import Actor
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Network
from streekwerk.origins.models import Origin
from streekwerk.origins.ports import KINDS, OriginKind
from streekwerk.plans.models import Node

MOST_LABEL = 300


class NoSuchThing(DomainError):
    def __init__(self) -> None:
        super().__init__("Waar dit uit voortkomt, staat niet (meer) in uw plannen. Kies opnieuw.")


@dataclass(frozen=True)
class Thing:
    """Something out of which an effect grows, by kind and number."""

    kind: str
    number: int
    label: str
    plan: int | None = None
    node: int | None = None

    @property
    def key(self) -> str:
        """As it stands in an address: `node:12`."""
        return f"{self.kind}:{self.number}"

    @property
    def url(self) -> str:
        return KINDS[self.kind].url(self.plan, self.node, self.number) if self.kind in KINDS else ""

    @property
    def word(self) -> str:
        """What kind of thing it is."""
        return KINDS[self.kind].word if self.kind in KINDS else self.kind


def thing_of(actor: Actor, network: Network, key: str) -> Thing:
    """The thing of this network with that kind and number, as far as the actor may see it; one query.

    Raises:
        NoSuchThing: there is none.
    """
    code, _, number = key.partition(":")
    kind = KINDS.get(code)
    if kind is None or not number.isascii() or not number.isdecimal() or len(number) > 15:
        raise NoSuchThing
    found = kind.rows(actor).filter(**{kind.network: network.pk, "pk": int(number)}).first()
    if found is None:
        raise NoSuchThing
    return _thing(kind, found)


def things_on(actor: Actor, node: Node) -> list[Thing]:
    """The node itself and everything on it out of which an effect can grow; one query per kind."""
    found: list[Thing] = []
    for kind in KINDS.values():
        if kind.node:
            rows = kind.rows(actor).filter(**{kind.network: node.plan.network_id, kind.node: node.pk})
            found += [_thing(kind, each) for each in rows[:200]]
    return found


def nodes_of(actor: Actor, network: Network) -> dict[str, list[tuple[str, str]]]:
    """The parts of the plans of a network by the title of their plan, each as key and name; one query."""
    rows = KINDS["node"].rows(actor).filter(plan__network=network).order_by("-plan__period_start", "position")
    found: dict[str, list[tuple[str, str]]] = {}
    for plan, pk, code, title in rows.values_list("plan__title", "pk", "code", "title"):
        name = f"{code}: {title}" if code else title
        found.setdefault(plan, []).append((f"node:{pk}", name if len(name) < 110 else f"{name[:108]}…"))
    return found


def url_of(origin: Origin) -> str:
    """Where the thing is seen out of which it grew; empty when it is gone, or its kind is not kept here."""
    gone = origin.node is not None and origin.node.archived_at is not None
    kind = KINDS.get(origin.kind)
    return "" if gone or kind is None else kind.url(origin.plan_id, origin.node_id, origin.number)


def word_of(origin: Origin) -> str:
    """What kind of thing it grew out of."""
    return KINDS[origin.kind].word if origin.kind in KINDS else origin.kind


def _thing(kind: OriginKind, found: Any) -> Thing:
    label = " ".join(kind.label(found).split())
    if len(label) > MOST_LABEL:
        label = f"{label[: MOST_LABEL - 1]}…"
    return Thing(kind.code, found.pk, label, _at(found, kind.plan), _at(found, kind.node))


def _at(found: Any, path: str) -> int | None:
    """What stands at the end of a path; None for an empty path, or where it breaks off."""
    if not path:
        return None
    for name in path.split("__"):
        found = getattr(found, name, None)
    return found  # type: ignore[no-any-return]
