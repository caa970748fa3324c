"""Loading the cards, figures and deliverables of a region, through the commands that people use.

Per network a file says what each card means and what was delivered (`figures/<code>.json`), another which
figures there are (`figures/<code>.csv`). A plan that has cards already is left as it is.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from streekwerk.access.models import Actor, operator
from streekwerk.accounts.models import User
from streekwerk.indicators.choices import Dimension
from streekwerk.indicators.commands import cards, correcting, definitions, figures, ratings, rounds, targets
from streekwerk.indicators.models import Indicator
from streekwerk.indicators.models.figures import subject_key
from streekwerk.indicators.queries.cards import Seen
from streekwerk.indicators.rules.cards.drafts import TargetDraft, draft_of
from streekwerk.indicators.rules.entry.judging import Typed
from streekwerk.indicators.rules.figures.periods import read_period
from streekwerk.kernel.errors import DomainError
from streekwerk.network.choices import PlaceKind
from streekwerk.network.models import Party, Place
from streekwerk.network.queries import actor_of
from streekwerk.plans.choices import ProgressStatus
from streekwerk.plans.commands.indicators import add_part
from streekwerk.plans.commands.people import Who, name_people
from streekwerk.plans.commands.progress import Report, report_progress
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan, Progress

SOURCE = "voorbeeld, verzonnen"
Row = dict[str, str]
Entry = dict[str, Any]


class FigureRefused(DomainError):
    """A figure of the region that a user could not have entered either."""

    def __init__(self, key: str, typed: Typed, sentence: str) -> None:
        super().__init__(f"{key}, {typed.subject}, {typed.period}: {sentence}")


@dataclass
class Loading:
    """One plan with what its files say, and the people who do it."""

    plan: Plan
    said: Entry
    rows: Mapping[str, list[Row]]
    today: date = field(default_factory=localdate)

    def actor(self, name: str) -> Actor:
        """The person with this address, or an operator of that name."""
        user = User.objects.filter(email=name).first()
        return actor_of(user, self.today) if user else operator(name)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The indicators that the file names, by their key there."""
        every = list(Indicator.objects.filter(plan=self.plan).select_related("sentence", "plan__network"))
        return {
            entry["key"]: next(each for each in every if each.sentence.text.startswith(entry["sentence"]))
            for entry in self.said["cards"]
        }

    def indicator(self, key: str) -> Indicator:
        """The indicator as it stands now."""
        found = self.indicators[key]
        found.refresh_from_db(fields=["version"])
        return found

    def node(self, title: str) -> Node:
        """The part of the plan whose title begins so."""
        found: Node = Node.objects.select_related("plan__network").get(
            plan=self.plan, title__startswith=title
        )
        return found


@transaction.atomic
def load_figures(path: Path) -> Loading | None:
    """Load the cards and figures of one plan; None when it has cards already.

    Raises:
        DomainError: something in the files is refused, as it would be of a person.
    """
    said = json.loads(path.read_text(encoding="utf-8"))
    plan = Plan.objects.select_related("network").get(document__name=said["file"])
    if Indicator.objects.filter(plan=plan).exists():
        return None
    rows: dict[str, list[Row]] = defaultdict(list)
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["key"]].append(row)
    loading = Loading(plan, said, rows)
    _parts_of_the_plan(loading)
    _cards(loading)
    _figures(loading)
    _ratings(loading)
    if "round" in said:
        _round(loading, said["round"])
    return loading


def _parts_of_the_plan(loading: Loading) -> None:
    """Partners, milestones and reports: what recipes count."""
    by, said = loading.actor(loading.said["cards_by"]), loading.said
    for entry in said.get("partners", []):
        node = loading.node(entry["node"])
        who = Who(node.steward, node.lead, list(Party.objects.filter(code__in=entry["parties"])))
        name_people(node=node, who=who, version=node.version, today=loading.today, by=by)
    for entry in said.get("milestones", []):
        node = loading.node(entry["node"])
        add_part(node=node, kind=Milestone, texts={name: entry[name] for name in ("text", "words")}, by=by)
    for entry in said.get("progress", []):
        node, since = loading.node(entry["node"]), date.fromisoformat(entry["since"])
        last = Progress.objects.filter(node=node).order_by("-pk").values_list("pk", flat=True).first()
        report = Report(ProgressStatus.RUNNING, since)
        report_progress(
            plan=loading.plan, node=node, report=report, seen=last or 0, today=loading.today, by=by
        )


def _cards(loading: Loading) -> None:
    """The cards with what a person corrected in them; the others as they are proposed."""
    by, plan = loading.actor(loading.said["cards_by"]), loading.plan
    sentences = list(IndicatorSentence.objects.filter(plan=plan))
    for entry in loading.said["cards"]:
        sentence = next(each for each in sentences if each.text.startswith(entry["sentence"]))
        target = draft_of(sentence.text).target
        if "target" in entry:
            target = _target(entry["target"]) if entry["target"] else None
        correcting.save_card(
            plan=plan,
            seen=Seen(sentence.pk, sentence.version, 0),
            facts=entry.get("card", {}),
            target=target,
            by=by,
            on=loading.today,
        )
    cards.confirm_all(plan, by)
    for entry in loading.said["cards"]:
        if changed := entry.get("changed_target"):
            indicator = loading.indicator(entry["key"])
            targets.set_target(
                indicator=indicator,
                version=indicator.version,
                target=_target(changed["target"]),
                reason=changed["reason"],
                by=by,
                on=loading.today,
            )
        if keep := entry.get("keep"):
            indicator = loading.indicator(entry["key"])
            steward = User.objects.get(email=keep["steward"])
            definitions.change_keeping(
                indicator=indicator, version=indicator.version, level=keep["level"], steward=steward, by=by
            )


def _target(said: Entry) -> TargetDraft:
    """The target as the file says it: numbers as text, days as in a calendar."""
    made = dict(said)
    for name in ("number", "baseline"):
        if name in made:
            made[name] = Decimal(made[name])
    for name in ("by", "starts", "baseline_on"):
        if name in made:
            made[name] = date.fromisoformat(made[name])
    if "baseline" in made:
        made["baseline_source"] = SOURCE
    return TargetDraft(**made)


# ------------------------------------------------------------------ figures


def _figures(loading: Loading) -> None:
    """Every figure but those of the round; those after a redefinition follow it."""
    by = loading.actor(loading.said["cards_by"])
    redefined = {entry["key"]: entry["redefined"] for entry in loading.said["cards"] if "redefined" in entry}
    asked = loading.said.get("round", {"keys": [], "period": ""})
    for key, rows in loading.rows.items():
        kept = [row for row in rows if key not in asked["keys"] or row["period"] != asked["period"]]
        change = redefined.get(key)
        if change is None:
            _enter(loading, key, kept)
            continue
        begins = date.fromisoformat(change["begins"])
        before = [row for row in kept if read_period(row["period"]).start < begins]
        _enter(loading, key, before)
        indicator = loading.indicator(key)
        definitions.change_definition(
            indicator=indicator,
            version=indicator.version,
            values=change["values"],
            begins=begins,
            reason=change["reason"],
            by=by,
        )
        _enter(loading, key, [row for row in kept if row not in before])


def _enter(loading: Loading, key: str, rows: list[Row]) -> None:
    by = loading.actor(loading.said["figures_by"])
    indicator = loading.indicator(key)
    typed = _typed(indicator, rows)
    _settled(key, figures.enter_figures(indicator=indicator, typed=typed, by=by, whole=True))


def _settled(key: str, answers: list[figures.Answer]) -> None:
    for answer in answers:
        if not answer.verdict.settled:
            raise FigureRefused(key, answer.typed, answer.verdict.sentence)


def _typed(indicator: Indicator, rows: list[Row]) -> list[Typed]:
    """The rows as somebody would type them in the grid."""
    subjects = _subjects(indicator)
    return [
        Typed(
            subjects.get(row["who"], subject_key(None, None, row["who"])),
            row["period"],
            row["value"],
            row["denominator"],
            comment=row["comment"] or None,
            source=SOURCE,
            reason=row["reason"],
        )
        for row in rows
    ]


def _subjects(indicator: Indicator) -> dict[str, str]:
    """The key of each member or municipality, by its name; none where there is one figure or parts."""
    dimension = definitions.current_definition(indicator).dimension
    if dimension == Dimension.PARTY:
        rows = Party.objects.filter(
            memberships__network=indicator.plan.network, memberships__role="member"
        ).values_list("name", "pk")
        return {name: subject_key(pk, None, "") for name, pk in rows}
    if dimension == Dimension.PLACE:
        municipalities = Place.objects.filter(kind=PlaceKind.MUNICIPALITY).values_list("name", "pk")
        return {name: subject_key(None, pk, "") for name, pk in municipalities}
    return {}


def _ratings(loading: Loading) -> None:
    for entry in loading.said.get("ratings", []):
        given = ratings.Judgement(read_period(entry["period"]), entry["level"], entry["why"])
        ratings.rate(indicator=loading.indicator(entry["key"]), given=given, by=loading.actor(entry["by"]))


def _round(loading: Loading, said: Entry) -> None:
    """The members are asked; most answer, one says why not, the others still have to."""
    by = loading.actor(loading.said["cards_by"])
    period = read_period(said["period"])
    made = rounds.open_round(
        plan=loading.plan,
        asking=rounds.Asking(
            said["title"],
            period,
            date.fromisoformat(said["due"]),
            [loading.indicator(key).pk for key in said["keys"]],
            said["note"],
        ),
        by=by,
        on=date.fromisoformat(said["opened"]),
    )
    for request in made.requests.select_related("party", "round__plan__network"):
        name = request.party.name
        if reason := said["declined"].get(name):
            rounds.decline(request=request, reason=reason, by=by)
        elif name not in said["silent"]:
            typed = {
                loading.indicators[key].pk: _typed(
                    loading.indicators[key],
                    [
                        row
                        for row in loading.rows[key]
                        if (row["who"], row["period"]) == (name, said["period"])
                    ],
                )
                for key in said["keys"]
            }
            answers = rounds.answer(request=request, typed=typed, finish=True, by=by, on=loading.today)
            _settled(said["title"], answers)
