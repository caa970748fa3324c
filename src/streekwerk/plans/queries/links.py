"""Links between actions: on a sheet, in a whole plan, and what could be linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from streekwerk.access.models import Actor, Permission
from streekwerk.plans.choices import ACTION_LEVELS, LinkKind, PlanStatus, ProgressStatus
from streekwerk.plans.models import Node, NodeLink, Plan
from streekwerk.plans.queries.standing import standings_in
from streekwerk.plans.rules.days import last_day_of
from streekwerk.plans.rules.likeness import Alike, alike
from streekwerk.plans.rules.links import LINK_WORDS, LinkEnd, link_word, overdue
from streekwerk.plans.rules.search import search_stems
from streekwerk.ui.dutch import short

FOUND = 20
"""Actions that a search shows; more means other words."""


@dataclass(frozen=True)
class LinkLine:
    """A link as the sheet of one of its two actions tells it."""

    link: NodeLink
    here: Node
    other: Node
    word: str
    warning: str
    removable: bool

    @property
    def same_plan(self) -> bool:
        return self.here.plan_id == self.other.plan_id

    @property
    def about(self) -> str:
        """Where the other action stands, when it runs, and how it stands."""
        when = " → ".join(filter(None, (self.other.start_words, self.other.end_words)))
        where = "" if self.same_plan else where_of(self.other)
        return " · ".join(filter(None, (where, when, self.other.get_status_display())))


def where_of(node: Node) -> str:
    """The plan of an action, with its network unless the title of the plan says that."""
    plan = node.plan
    return plan.title if plan.network.name in plan.title else f"{plan.network.name}, {plan.title}"


def name_in(here: Node, node: Node) -> str:
    """The action as a sentence on the sheet of another names it: “Actie 4”, in another plan its title."""
    if here.plan_id != node.plan_id:
        return f"“{short(node.title)}” ({node.plan.network.name})"
    return node.code if node.code[:3].isalpha() else f"“{short(node.title)}”"


def live_links(actor: Actor) -> QuerySet[NodeLink]:
    """Links of which the actor may read both ends, and both ends are in their plan."""
    return (
        NodeLink.objects.visible_to(actor)
        .filter(source__archived_at__isnull=True, target__archived_at__isnull=True)
        .select_related("source__plan__network", "target__plan__network")
    )


def links_of(node: Node, actor: Actor, today: date) -> list[LinkLine]:
    """The links of an action, both ways, most telling kind first; two queries."""
    rows = list(live_links(actor).filter(Q(source=node) | Q(target=node)))
    resting = _resting_plans(rows, today, node.plan_id)
    lines = [link_line(row, row.source_id == node.pk, actor, today, resting) for row in rows]
    return sorted(lines, key=_order)


def links_in(plan: Plan, actor: Actor, today: date) -> list[LinkLine]:
    """Every link of the actions of a plan, each once, in the order of the plan; two queries."""
    rows = list(live_links(actor).filter(Q(source__plan=plan) | Q(target__plan=plan)))
    resting = _resting_plans(rows, today, plan.pk)
    lines = [link_line(row, row.source.plan_id == plan.pk, actor, today, resting) for row in rows]
    return sorted(lines, key=lambda line: (line.here.position, _order(line)))


def _order(line: LinkLine) -> tuple[int, str, int]:
    return list(LINK_WORDS).index(line.link.kind), line.word, line.link.pk


@dataclass(frozen=True)
class Waiting:
    """An action that waits for another one that passed its end."""

    link: int
    node: Node
    last_day: date
    sentence: str


def waiting_for(actor: Actor, today: date) -> list[Waiting]:
    """Actions of the actor's own networks that wait in vain for another one; two queries."""
    rows = live_links(actor).filter(kind__in=[LinkKind.PREPARATION, LinkKind.DEPENDENCY])
    links = list(rows)
    resting, mine = _resting_plans(links, today), actor.networks_with(Permission.PLAN_READ)
    found = []
    for link in links:
        on_source = link.kind == LinkKind.DEPENDENCY
        node, other = (link.source, link.target) if on_source else (link.target, link.source)
        first = _end(node, other, resting)
        said = overdue(
            link.kind,
            _end(node, link.source, resting),
            _end(node, link.target, resting),
            today,
            on_source=on_source,
        )
        if said and first.last_day and node.plan.network_id in mine:
            found.append(Waiting(link.pk, node, first.last_day, said))
    return found


def _resting_plans(links: Iterable[NodeLink], today: date, *here: int) -> frozenset[int]:
    """The plans of these links, and those that are looked at, that are paused as a whole; one query."""
    plans = {plan for link in links for plan in (link.source.plan_id, link.target.plan_id)}.union(here)
    standings, _ = standings_in(plans, (), today)
    return frozenset(plan for plan in plans if standings[plan].plan.code == "paused")


def link_line(
    link: NodeLink, on_source: bool, actor: Actor, today: date, resting: frozenset[int] = frozenset()
) -> LinkLine:
    """The link as the sheet of its source, or of its target, tells it; `resting` plans make nothing late."""
    here, other = (link.source, link.target) if on_source else (link.target, link.source)
    editable = actor.networks_with(Permission.PLAN_EDIT)
    return LinkLine(
        link,
        here,
        other,
        link_word(link.kind, incoming=not on_source),
        overdue(
            link.kind,
            _end(here, link.source, resting),
            _end(here, link.target, resting),
            today,
            on_source=on_source,
        ),
        actor.kind == "operator" or link.source.plan.network_id in editable,
    )


def _end(here: Node, node: Node, resting: frozenset[int]) -> LinkEnd:
    last = last_day_of(node.end_date, node.end_precision, node.end_words)
    rests = node.status == ProgressStatus.PAUSED or node.plan_id in resting
    return LinkEnd(name_in(here, node), last, node.status == ProgressStatus.DONE, rests)


def linkable(node: Node, actor: Actor, words: str) -> list[Node]:
    """Actions the actor may read in which all words occur, titles first; at most twenty and one query."""
    stems = search_stems(words)
    if not stems:
        return []
    rows = (
        Node.objects.visible_to(actor)
        .matching(stems)
        .filter(level__in=ACTION_LEVELS)
        .exclude(pk=node.pk)
        .select_related("plan__network")
        .order_by("plan__title", "position")[: FOUND * 5]
    )
    found = sorted(rows, key=lambda row: not all(stem in row.title.casefold() for stem in stems))
    return found[:FOUND]


@dataclass(frozen=True)
class ProposedLink:
    """An action of another plan that is about the same, and the words one sees it by."""

    node: Node
    found: Alike

    @property
    def where(self) -> str:
        return where_of(self.node)

    @property
    def why(self) -> str:
        return ", ".join(self.found.words)


def proposals_for(node: Node, actor: Actor) -> list[ProposedLink]:
    """Actions of other plans that could be a smart combination with this one; three queries."""
    linked = NodeLink.objects.filter(Q(source=node) | Q(target=node)).values_list("source_id", "target_id")
    skip = {pk for pair in linked for pk in pair} | {node.pk}
    rows = Node.objects.visible_to(actor).filter(level__in=ACTION_LEVELS)
    texts = rows.values_list("pk", "plan_id", "search")
    others, common = {}, []
    for pk, plan, text in texts:
        if plan != node.plan_id and pk not in skip:
            others[pk] = text
        elif pk != node.pk:
            common.append(text)
    own_text = " ".join([node.title, node.text, *(item["text"] for item in node.fields)])
    found = alike(own_text, others, common)
    nodes = rows.select_related("plan__network").in_bulk([one.number for one in found])
    return [ProposedLink(nodes[one.number], one) for one in found if one.number in nodes]


def lineage_of(node: Node, lines: Iterable[LinkLine], actor: Actor) -> list[Node]:
    """The action with what it continues and what continues it, oldest first; at most one query."""
    if not any(line.link.kind == LinkKind.CONTINUES for line in lines):
        return []
    rows = live_links(actor).filter(kind=LinkKind.CONTINUES, source__plan__network_id=node.plan.network_id)
    before: dict[int, Node] = {}
    after: dict[int, Node] = {}
    for row in rows.order_by("-pk"):
        before[row.source_id] = row.target
        after[row.target_id] = row.source
    chain, seen = [node], {node.pk}
    for step, at_front in ((before, True), (after, False)):
        here = step.get(node.pk)
        while here is not None and here.pk not in seen:
            seen.add(here.pk)
            chain.insert(0, here) if at_front else chain.append(here)
            here = step.get(here.pk)
    return chain


def drafts_for(node: Node, actor: Actor) -> list[Plan]:
    """The drafts of the node's network in which it could be continued; one query."""
    if node.plan.network_id not in actor.networks_with(Permission.PLAN_EDIT) and actor.kind != "operator":
        return []
    rows = Plan.objects.visible_to(actor).filter(network_id=node.plan.network_id, status=PlanStatus.DRAFT)
    return list(rows.exclude(pk=node.plan_id).order_by("-period_start", "title"))
