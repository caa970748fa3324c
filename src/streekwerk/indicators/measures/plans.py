"""What plans hold: their parts, from goals to actions, with how they stand and since when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet, TextChoices

from streekwerk.access.models import Actor
from streekwerk.accounts.models import User
from streekwerk.indicators.ports import Fact, Field, Here, Measurable, Relation, SetShape, Source
from streekwerk.indicators.queries.effects import timing_of_nodes
from streekwerk.indicators.rules.deliverables import fixed
from streekwerk.network.models import Network
from streekwerk.plans.choices import LEVEL_LABELS, Priority, ProgressStatus, TagOrigin
from streekwerk.plans.models import Node, Plan


def options_of(choices: type[TextChoices]) -> tuple[tuple[str, str], ...]:
    """The codes of a word list with their words, as a field declares them."""
    return tuple((code, str(word)) for code, word in choices.choices)


LEVELS = tuple((code, one.lower()) for code, (one, _) in LEVEL_LABELS.items())
LEVEL_NOUNS = tuple((code, many.lower()) for code, (_, many) in LEVEL_LABELS.items())
STATUSES = options_of(ProgressStatus)
STATUS_WORDS = (
    ("afgerond", "done"), ("afgewerkt", "done"), ("uitgevoerd", "done"), ("gerealiseerd", "done"),
    ("voltooid", "done"), ("lopend", "running"), ("gestart", "running"), ("opgestart", "running"),
)  # fmt: skip
PLAN = Field("plan", "record", of="van plan", plural="plannen", here=(Here.PLAN,))
_DEPTH = 8


def level(label: str = "niveau") -> Field:
    """The field that says what kind of part it is."""
    return Field(label, "choice", options=LEVELS, nouns=LEVEL_NOUNS)


def own_levels(shape: SetShape, network: Network) -> SetShape:
    """The shape with the network's own words for levels."""
    one = tuple((code, (network.level_label(code) or word).lower()) for code, word in LEVELS)
    many = tuple(
        (code, (network.level_label(code, plural=True) or word).lower()) for code, word in LEVEL_NOUNS
    )
    levels = replace(shape.fields["level"], options=one, nouns=many)
    return replace(shape, fields={**shape.fields, "level": levels})


def _nodes(actor: Actor, network: Network, day: date) -> QuerySet[Node]:
    rows: QuerySet[Node] = Node.objects.visible_to(actor)
    return rows.filter(plan__network=network)


def _reported(status: ProgressStatus) -> Source:
    return Source("progress__valid_from", many=True, where=Q(progress__status=status))


NODES = Measurable(
    shape=SetShape(
        "nodes",
        "onderdeel",
        "onderdelen",
        fields={
            "plan": PLAN,
            "level": level(),
            "status": Field("stand", "choice", options=STATUSES, words=STATUS_WORDS),
            "priority": Field("prioriteit", "choice", options=options_of(Priority)),
            "under": Field(
                "tak", "record", many=True, of="in tak", plural="takken", here=(Here.NODE,), this="deze tak"
            ),
            "lead": Field("dragende organisatie", "party", plural="dragende organisaties"),
            "partners": Field("partner", "party", many=True, plural="partners"),
            "steward": Field("trekker", "record", of="van trekker", plural="trekkers"),
            "themes": Field(
                "thema of doelgroep", "term", many=True, plural="thema’s en doelgroepen", of="rond"
            ),
            "effect": Field(
                "effectindicator vooraf vastgelegd",
                "choice",
                many=True,
                options=fixed.WORDS,
                phrases=((fixed.Timing.IN_TIME, "met een vooraf vastgelegde effectindicator"),),
                words=(("vooraf vastgelegde effectindicatoren", fixed.Timing.IN_TIME),),
                told=fixed.WHY_NOT,
            ),
            "start": Field("begindatum", "date"),
            "end": Field("einddatum", "date"),
            "title": Field("titel", "text"),
        },
        facts={
            "started": Fact("gestart", words=("opgestart", "de start", "starten", "opstarten")),
            "done": Fact("klaar gemeld", words=("afgerond", "afronden", "uitgevoerd", "uitvoeren")),
            "stopped": Fact("stopgezet"),
        },
        relations={
            "links": Relation("links", "source", "verband", "verbanden"),
            "links_in": Relation(
                "links", "target", "verband vanuit een ander onderdeel", "verbanden hierheen"
            ),
            "milestones": Relation("milestones", "node", "mijlpaal", "mijlpalen"),
            "indicators": Relation("indicators", "node", "indicator", "indicatoren"),
            "reports": Relation("progress", "node", "melding", "meldingen"),
        },
        here=(("plan", Here.PLAN),),
    ),
    records=_nodes,
    sources={
        "plan": Source("plan_id"),
        "level": Source("level"),
        "status": Source("status"),
        "priority": Source("priority"),
        "under": Source(("pk", *("parent__" * depth + "parent_id" for depth in range(_DEPTH - 1)))),
        "lead": Source("lead_id"),
        "partners": Source("partners__pk", many=True),
        "steward": Source("steward_id"),
        "themes": Source(
            "tags__term_id", many=True, where=Q(tags__origin__in=[TagOrigin.FOUND, TagOrigin.SAID])
        ),
        "effect": Source("pk", pairs=timing_of_nodes),
        "start": Source("start_date"),
        "end": Source("end_date"),
        "title": Source("title"),
        "started": _reported(ProgressStatus.RUNNING),
        "done": _reported(ProgressStatus.DONE),
        "stopped": _reported(ProgressStatus.STOPPED),
    },
    title=str,
    url=Node.get_absolute_url,
    entered="plan__created_at",
    named={"plan": Plan, "under": Node, "steward": User},
    worded=own_levels,
)

SETS = (NODES,)
