"""The one gate: every model filters by actor, every address asks who is there, and attacks fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from access import (
    gate_budget,
    gate_context,
    gate_counts,
    gate_functions,
    gate_house_styles,
    gate_impact,
    gate_origins,
    gate_past,
    gate_quarter,
    gate_reminders,
    gate_reports,
    gate_workbooks,
)
from access.gate_cards import CARDS, cards_of
from access.gate_deliverables import DELIVERABLES, deliverables_of
from access.gate_meters import meters_of
from measured import ASKING, FIGURES, figure_addresses
from people import Cast
from plan_texts import small_reading
from standing import stands
from streekwerk.access.models import NOBODY
from streekwerk.indicators.models import Indicator
from streekwerk.intake.models import ColourMeaning, Review, Upload
from streekwerk.network.models import Term
from streekwerk.plans.models import (
    Assumption,
    Comment,
    IndicatorSentence,
    Node,
    Plan,
    PlanFinding,
    SheetField,
    Statement,
    TrayItem,
)

Addresses = dict[str, list[object]]

SUBJECTS = (
    gate_budget,
    gate_context,
    gate_counts,
    gate_functions,
    gate_house_styles,
    gate_impact,
    gate_origins,
    gate_past,
    gate_quarter,
    gate_reminders,
    gate_reports,
    gate_workbooks,
)
"""Each tells of its own addresses: `addresses`, `LISTS` and `CHANGES`."""

OURS = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith("streekwerk.")
    for model in config.get_models()
]

PUBLIC = {
    "portal:about",
    "portal:accessibility",
    "portal:privacy",
    "ui:confirm",
    "ui:gallery",
    *gate_reminders.PUBLIC,
}
"""Addresses that anyone may open: they show nothing of a network."""


def routes(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, pattern.namespace or space)
        elif space:
            yield f"{space}:{pattern.name}"


ROUTES = sorted(set(routes(get_resolver().url_patterns)))


ROOMS = sorted({model._meta.app_label for model in OURS})
OF_NETWORKS = {"plans", "indicators", "intake", "audit", "budget", "origins", "context", "campaigns", "reports", "stewardship", "impact"}  # fmt: skip
"""Rooms with nothing in them that is of everyone, nor of Maanstad: no fixture makes any."""


@pytest.mark.parametrize("room", ROOMS)
def test_every_model_filters_by_actor(room: str, people: Cast, plan: Plan, upload: Upload) -> None:
    an, cas = people.an.actor, people.cas.actor
    for model in OURS:
        if model._meta.app_label != room:
            continue
        rows, label = model._default_manager.all(), model._meta.label
        assert hasattr(rows, "visible_to"), f"{label} has no visible_to"
        list(rows.visible_to(an))
        if room in OF_NETWORKS:
            assert not rows.visible_to(cas).exists(), label
        if room in OF_NETWORKS | {"outbox"}:
            assert not rows.visible_to(NOBODY).exists(), label


@stands
def upload(people: Cast, plan: Plan) -> Upload:
    return uploaded(people, plan)


@stands
def addresses(people: Cast, plan: Plan, upload: Upload) -> Addresses:
    """How to open each address with something of Zonnedorp in it."""
    return arguments(people, plan, upload)


def uploaded(people: Cast, plan: Plan) -> Upload:
    ColourMeaning.objects.create(network=people.zonnedorp, colour="FFFF00", meaning="loopt")
    made = Upload.objects.create(
        network=people.zonnedorp, by=people.bo.user, name="plan.txt", size=1, sha256="0" * 64, plan=plan
    )
    read = small_reading().to_json()
    Review.objects.create(
        network=people.zonnedorp, upload=made, document=plan.document, read=read, state=read
    )
    return made


def arguments(people: Cast, plan: Plan, upload: Upload) -> Addresses:
    node = Node.objects.filter(plan=plan, level="action")[0]
    finding = PlanFinding.objects.filter(plan=plan).first() or PlanFinding.objects.create(
        plan=plan, node=node, rule="x", severity="note", message="x", fingerprint="x"
    )
    holding = people["eva"].user.holdings.get()
    comment = Comment.objects.filter(node=node).first() or Comment.objects.create(
        node=node, author=people.bo.user, author_label="Bo", text="Dag @An"
    )
    review = upload.review
    term, _ = Term.objects.get_or_create(network=people.zonnedorp, kind="theme", label="Wonen")
    statement, _ = Statement.objects.get_or_create(
        network=people.zonnedorp, plan=plan, kind="ambition", title="x"
    )
    field = SheetField.objects.get_or_create(network=people.zonnedorp, label="Hoe", position=0)[0]
    part = [plan.pk, node.pk, "indicatoren", IndicatorSentence.objects.filter(node=node)[0].pk]
    return {
        "intake:changes": [review.pk],
        "intake:commit": [review.pk],
        "intake:drop": [review.pk],
        "intake:lines": [review.pk],
        "intake:redo": [review.pk],
        "intake:review": [review.pk],
        "intake:step": [review.pk],
        "intake:take-up": [review.pk],
        "intake:undo": [review.pk],
        "intake:which": [upload.pk],
        "intake:again": [upload.pk],
        "intake:colour": [upload.pk],
        "intake:numbers": [upload.pk],
        "intake:progress": [upload.pk],
        "network:archive-term": ["zonnedorp", term.pk],
        "network:detail": ["zonnedorp"],
        "network:edit-term": ["zonnedorp", term.pk],
        "network:export-terms": ["zonnedorp"],
        "network:import-terms": ["zonnedorp"],
        "network:new-term": ["zonnedorp"],
        "network:restore-term": ["zonnedorp", term.pk],
        "network:term": ["zonnedorp", term.pk],
        "network:terms": ["zonnedorp"],
        "plans:add-theme": [plan.pk, node.pk],
        "plans:archive-statement": [plan.pk, statement.pk],
        "plans:edit-statement": [plan.pk, statement.pk],
        "plans:move-statement": [plan.pk, statement.pk],
        "plans:new-statement": [plan.pk],
        "plans:node-why": [plan.pk, node.pk],
        "plans:remove-theme": [plan.pk, node.pk, term.pk],
        "plans:restore-statement": [plan.pk, statement.pk],
        "plans:statement-goals": [plan.pk, statement.pk],
        "plans:take-over": [plan.pk],
        "plans:theme": [term.pk],
        "plans:theme-export": [term.pk],
        "plans:why": [plan.pk],
        "network:end-role": ["zonnedorp", holding.pk],
        "network:log": ["zonnedorp"],
        **upkeep_of(plan, node),
        **figure_addresses(plan),
        **deliverables_of(people, plan, node),
        **cards_of(people, plan, node),
        **meters_of(plan, Indicator.objects.filter(plan=plan)[0]),
        **{
            route: args
            for subject in SUBJECTS
            for route, args in subject.addresses(people, plan, node).items()
        },
        "plans:accept": [plan.pk, finding.pk],
        "plans:adopt": [plan.pk],
        "plans:alike": [plan.pk, node.pk],
        "plans:carry": [plan.pk, node.pk],
        "plans:close": [plan.pk],
        "plans:codes": [plan.pk, node.pk],
        "plans:comment": [plan.pk, node.pk],
        "plans:comment-edit": [plan.pk, node.pk, comment.pk],
        "plans:comment-remove": [plan.pk, node.pk, comment.pk],
        "plans:comments-seen": [plan.pk, node.pk],
        "plans:connect": [plan.pk, node.pk],
        "plans:difference": [plan.pk],
        "plans:edit": [plan.pk, node.pk],
        "plans:field": [plan.pk, node.pk, "titel"],
        "plans:part": part,
        "plans:part-move": part,
        "plans:part-new": part[:3],
        "plans:part-remove": part,
        "plans:part-restore": part,
        "plans:template": ["zonnedorp"],
        "plans:template-field": ["zonnedorp", field.pk],
        "plans:template-join": ["zonnedorp", field.pk],
        "plans:template-move": ["zonnedorp", field.pk],
        "plans:template-propose": ["zonnedorp"],
        "plans:template-remove": ["zonnedorp", field.pk],
        "plans:export": [plan.pk, "indicatoren", "csv"],
        "plans:indicators": [plan.pk],
        "plans:leaflet": [plan.pk],
        "plans:leaflet-export": [plan.pk, "csv"],
        "plans:leaflet-solved": [plan.pk],
        "plans:link-remove": [plan.pk, node.pk, node.links_out.all()[0].pk],
        "plans:link-restore": [plan.pk, node.pk],
        "plans:links": [plan.pk],
        "plans:node": [plan.pk, node.pk],
        "plans:original": [plan.pk],
        "plans:reopen": [plan.pk, finding.pk],
        "plans:reopen-plan": [plan.pk],
        "plans:source": [plan.pk],
        "plans:table": [plan.pk],
        "plans:timeline": [plan.pk],
        "plans:tray": [plan.pk],
        "plans:tree": [plan.pk],
        "plans:version": [plan.pk, 1],
        "plans:versions": [plan.pk],
    }


def upkeep_of(plan: Plan, node: Node) -> dict[str, list[object]]:
    """How to open the addresses with which a plan is kept up."""
    item = TrayItem.objects.filter(plan=plan)[0]
    assumption = Assumption.objects.get_or_create(node=node, kind="open_question", text="Wie betaalt?")[0]
    of_plan, of_node = [plan.pk], [plan.pk, node.pk]
    of_item, of_assumption = [plan.pk, item.pk], [plan.pk, node.pk, assumption.pk]
    return {
        "plans:add": of_plan,
        "plans:archive": of_node,
        "plans:archived": of_plan,
        "plans:assumption": of_assumption,
        "plans:assumption-add": of_node,
        "plans:assumption-archive": of_assumption,
        "plans:assumption-restore": of_assumption,
        "plans:assumption-take": of_node,
        "plans:assumptions": of_plan,
        "plans:move": of_node,
        "plans:people": of_node,
        "plans:people-proposals": of_plan,
        "plans:plan-stand": of_plan,
        "plans:restore": of_node,
        "plans:stand": of_node,
        "plans:tray-aside": of_item,
        "plans:tray-back": of_item,
        "plans:tray-place": of_item,
    }


UPKEEP: dict[str, dict[str, str]] = {
    "plans:codes": {"code": "anders", "version": "1"},
    "plans:add": {"title": "anders", "level": "action"},
    "plans:archive": {"seen": "x"},
    "plans:assumption": {"kind": "assumption", "text": "anders", "status": "open", "version": "1"},
    "plans:assumption-add": {"kind": "assumption", "text": "anders", "status": "open"},
    "plans:assumption-archive": {"version": "1"},
    "plans:assumption-restore": {},
    "plans:assumption-take": {"label": "Timing"},
    "plans:move": {"how": "at", "under": "", "after": "", "version": "1"},
    "plans:people": {"version": "1"},
    "plans:people-proposals": {"chosen": "1:lead:1"},
    "plans:plan-stand": {"status": "paused", "since": "2026-01-01", "reason": "crisis", "seen": "0"},
    "plans:restore": {},
    "plans:stand": {"status": "running", "since": "2026-01-01", "seen": "0"},
    "plans:tray-aside": {"reason": "hoort hier niet"},
    "plans:tray-back": {},
    "plans:tray-place": {"node": "1", "how": "text"},
}
"""What is sent to keep a plan up: editors and stewards may, readers and board members may not."""


LISTS = {
    "intake:new",
    "network:overview",
    "plans:comments",
    "plans:comments-all-seen",
    "plans:list",
    "plans:themes",
    "portal:home",
    "portal:search",
    *(route for subject in SUBJECTS for route in subject.LISTS),
}
"""Addresses without an object: they list what the visitor may see."""


def by_space(routes: Iterable[str]) -> list[Any]:
    """The addresses of each room as one example: hundreds of tests cost more than what they try."""
    rooms: dict[str, list[str]] = {}
    for route in sorted(routes):
        rooms.setdefault(route.split(":")[0], []).append(route)
    return [pytest.param(routes, id=space) for space, routes in rooms.items()]


@pytest.mark.one_engine
def test_every_address_is_accounted_for(addresses: Addresses) -> None:
    assert set(ROUTES) - PUBLIC - LISTS - set(addresses) == set()


@pytest.mark.one_engine
@pytest.mark.parametrize("routes", by_space(set(ROUTES) - PUBLIC))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_must_sign_in(
    routes: list[str], method: str, client: Client, plan: Plan, addresses: Addresses
) -> None:
    for route in routes:
        response = getattr(client, method)(reverse(route, args=addresses.get(route, [])))
        assert response.status_code == 302, route
        assert response["Location"].startswith(reverse("account_login")), route


@pytest.mark.parametrize("routes", by_space(set(ROUTES) - PUBLIC - LISTS))
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_neighbour_finds_nothing(
    routes: list[str], method: str, client: Client, people: Cast, plan: Plan, addresses: Addresses
) -> None:
    """Cas holds every right in Maanstad and none here: 404, as if it did not exist."""
    client.force_login(people.cas.user)
    for route in routes:
        address = reverse(route, args=addresses[route])
        response = getattr(client, method)(address, {"reason": "x", "colour": "FFFF00", "meaning": "x"})
        assert response.status_code in (404, 405), route
        assert "Zonnedorp" not in response.content.decode(), route


@pytest.mark.parametrize("route", sorted(LISTS))
def test_lists_show_the_neighbour_nothing_of_ours(
    route: str, client: Client, people: Cast, plan: Plan, upload: Upload
) -> None:
    client.force_login(people.cas.user)
    page = client.get(reverse(route), {"zoek": "huis"}, follow=True).content.decode()
    assert "Samen wonen" not in page
    assert "Zonnedorp" not in page


WORDS: dict[str, dict[str, str]] = {
    "network:archive-term": {},
    "network:edit-term": {"label": "anders", "kind": "theme", "version": "1"},
    "network:import-terms": {"list": "woord\nanders"},
    "network:new-term": {"label": "anders", "kind": "theme"},
    "network:restore-term": {},
}
"""Keeping the words of a network, and what is sent."""

WHY: dict[str, dict[str, str]] = {
    "plans:add-theme": {"term": "1"},
    "plans:archive-statement": {},
    "plans:edit-statement": {"kind": "ambition", "title": "anders", "version": "1"},
    "plans:move-statement": {"naar": "omhoog"},
    "plans:new-statement": {"kind": "ambition", "title": "anders"},
    "plans:node-why": {},
    "plans:remove-theme": {},
    "plans:restore-statement": {},
    "plans:statement-goals": {},
    "plans:take-over": {},
}
"""Saying why and about what, and what is sent."""


CHANGES: dict[str, Callable[[Plan, Upload], dict[str, str]]] = {
    "plans:accept": lambda plan, upload: {"reason": "met het bestuur besproken"},
    "plans:adopt": lambda plan, upload: {"body": "bestuur", "on": "2026-01-05", "revision": "1"},
    "plans:carry": lambda plan, upload: {"place": "1-"},
    "plans:close": lambda plan, upload: {"reason": "voorbij"},
    "plans:comment-edit": lambda plan, upload: {"text": "anders"},
    "plans:connect": lambda plan, upload: {"target": "1", "kind": "preparation"},
    "plans:edit": lambda plan, upload: {"title": "anders"},
    "plans:field": lambda plan, upload: {"title": "anders"},
    "plans:part": lambda plan, upload: {"text": "anders"},
    "plans:part-move": lambda plan, upload: {"richting": "op"},
    "plans:part-new": lambda plan, upload: {"text": "anders"},
    "plans:part-remove": lambda plan, upload: {},
    "plans:part-restore": lambda plan, upload: {},
    "plans:template": lambda plan, upload: {"label": "anders"},
    "plans:template-field": lambda plan, upload: {"label": "anders"},
    "plans:template-join": lambda plan, upload: {"label": "anders"},
    "plans:template-move": lambda plan, upload: {"richting": "op"},
    "plans:template-propose": lambda plan, upload: {},
    "plans:template-remove": lambda plan, upload: {},
    "plans:link-remove": lambda plan, upload: {},
    "plans:reopen-plan": lambda plan, upload: {},
    **{route: lambda plan, upload, sent=sent: sent for route, sent in UPKEEP.items()},  # type: ignore[misc]
    **{
        route: lambda plan, upload, sent=sent: sent
        for route, sent in (WORDS | WHY | FIGURES | ASKING | CARDS).items()
    },  # type: ignore[misc]
    **{route: lambda plan, upload, sent=sent: sent for route, (sent, _) in DELIVERABLES.items()},  # type: ignore[misc]
    **{
        route: lambda plan, upload, sent=sent: sent
        for subject in SUBJECTS
        for route, (sent, _) in subject.CHANGES.items()
    },  # type: ignore[misc]
    "intake:colour": lambda plan, upload: {"colour": "00FF00", "meaning": "klaar"},
    "network:end-role": lambda plan, upload: {},
}

REFUSED = {
    **{route: {"an", "dirk", "eva", "gus"} for route in WORDS},
    **{route: {"dirk", "gus"} for route in WHY},
    **{route: {"dirk", "gus"} for route in UPKEEP},
    **{route: {"dirk", "gus"} for route in FIGURES},
    **{route: {"an", "dirk", "gus"} for route in (*ASKING, *CARDS)},
    **{route: refused for route, (_, refused) in DELIVERABLES.items()},
    **{route: refused for subject in SUBJECTS for route, (_, refused) in subject.CHANGES.items()},
    "plans:accept": {"an", "dirk", "gus"},
    "plans:adopt": {"an", "dirk", "gus"},
    "plans:carry": {"dirk", "gus"},
    "plans:close": {"an", "dirk", "gus"},
    "plans:comment-edit": {"an", "dirk", "gus"},
    "plans:connect": {"dirk", "gus"},
    "plans:edit": {"dirk", "gus"},
    "plans:field": {"dirk", "gus"},
    "plans:part": {"dirk", "gus"},
    "plans:part-move": {"dirk", "gus"},
    "plans:part-new": {"dirk", "gus"},
    "plans:part-remove": {"dirk", "gus"},
    "plans:part-restore": {"dirk", "gus"},
    "plans:template": {"an", "dirk", "eva", "gus"},
    "plans:template-field": {"an", "dirk", "gus"},
    "plans:template-join": {"an", "dirk", "gus"},
    "plans:template-move": {"an", "dirk", "gus"},
    "plans:template-propose": {"an", "dirk", "eva", "gus"},
    "plans:template-remove": {"an", "dirk", "gus"},
    "plans:link-remove": {"dirk", "gus"},
    "plans:reopen-plan": {"an", "dirk", "gus"},
    "network:end-role": {"bo", "an", "dirk", "gus"},
    "intake:colour": set(),
}
"""Who sees the object but may not change it: 403. Who may not even see it gets 404."""


@pytest.mark.one_engine
@pytest.mark.parametrize("routes", by_space(REFUSED))
@pytest.mark.parametrize("who", sorted(set().union(*REFUSED.values())))
def test_seeing_is_not_changing(
    routes: list[str],
    who: str,
    client: Client,
    people: Cast,
    plan: Plan,
    upload: Upload,
    addresses: Addresses,
) -> None:
    client.force_login(people[who].user)
    for route in routes:
        if who in REFUSED[route]:
            response = client.post(reverse(route, args=addresses[route]), CHANGES[route](plan, upload))
            # A role holding of somebody else is not even visible to who does not manage members.
            assert response.status_code == (404 if route == "network:end-role" else 403), route
    assert Node.objects.filter(plan=plan, title="anders").count() == 0
    assert not Term.objects.filter(label="anders").exists()
    assert not Statement.objects.filter(title="anders").exists()
    assert PlanFinding.objects.filter(plan=plan, accepted_at__isnull=False).count() == 0
    assert Plan.objects.get(pk=plan.pk).status == "draft"


@pytest.mark.parametrize("who", ["an", "dirk", "eva", "gus"])
def test_only_who_may_import_sees_uploads(who: str, client: Client, people: Cast, upload: Upload) -> None:
    client.force_login(people[who].user)
    assert client.get(upload.get_absolute_url()).status_code == 404


def test_the_administrator_reads_no_plans(client: Client, people: Cast, plan: Plan) -> None:
    client.force_login(people["eva"].user)
    assert client.get(plan.get_absolute_url()).status_code == 404
    assert not TrayItem.objects.visible_to(people["eva"].actor).exists()


def test_a_role_that_ended_opens_nothing(client: Client, people: Cast, plan: Plan) -> None:
    holding = people["gus"].user.holdings.get()
    client.force_login(people["gus"].user)
    assert client.get(plan.get_absolute_url()).status_code == 200
    holding.valid_to = holding.valid_from
    holding.save()
    assert client.get(plan.get_absolute_url()).status_code == 404
