"""Indicators and milestones of a sheet: added, changed, removed, brought back and moved where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.commands import indicators as commands
from streekwerk.plans.commands.nodes import ChangedMeanwhile
from streekwerk.plans.models import IndicatorSentence, Node
from streekwerk.plans.pages.sheet import part_conflicts, shown_part, shown_parts
from streekwerk.plans.queries.parts import KINDS, Part, change_into, part_texts, parts_of, word_of
from streekwerk.plans.sheet_forms import TextsForm
from streekwerk.plans.views.fields import findings_items
from streekwerk.plans.views.shared import bare_plan_or_404, node_or_404


def _node(request: Request, plan_id: int, node_id: int) -> Node:
    node = node_or_404(request, bare_plan_or_404(request, plan_id), node_id)
    require(request.actor, Permission.PLAN_EDIT, at=node.plan.network_id)
    return node


def _part(request: Request, node: Node, kind: str, part_id: int) -> Part:
    rows: Any = KINDS[kind].every.all()
    part: Part = get_object_or_404(rows.visible_to(request.actor), pk=part_id, node=node)
    return part


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request, plan_id: int, node_id: int, kind: str) -> HttpResponse:
    node = _node(request, plan_id, node_id)
    if request.method == "GET" and "toon" in request.GET:
        return _answer(request, node, kind, "plans/sheet/_part_add.html", {"focus": f"{kind}-nieuw"})
    form = TextsForm(part_texts(KINDS[kind]).values(), _sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            part = commands.add_part(node=node, kind=KINDS[kind], texts=form.texts(), by=request.actor)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            # The whole list comes back, with the button to add one more where it was.
            return _list(request, node, kind, focus=f"{kind}-nieuw", address=f"{kind}-{part.pk}")
    return _form(request, node, kind, form, {})


@login_required
@require_http_methods(["GET", "POST"])
def part(request: Request, plan_id: int, node_id: int, kind: str, part_id: int) -> HttpResponse:
    node = _node(request, plan_id, node_id)
    part = _part(request, node, kind, part_id)
    if request.method == "GET" and "toon" in request.GET:
        return _item(request, node, kind, part)
    form = TextsForm(part_texts(KINDS[kind], part).values(), _sent(request))
    context: dict[str, Any] = {"part": part, "status": 200}
    if request.method == "POST" and form.is_valid():
        try:
            part = commands.change_part(
                part=part,
                node=node,
                texts=form.texts(),
                base=form.base(),
                reason=form.why(),
                by=request.actor,
            )
        except ChangedMeanwhile as refusal:
            found = change_into(node, refusal.conflicts[0].now)
            context["conflicts"] = part_conflicts(KINDS[kind], refusal.conflicts, found)
            context["status"] = 409
            form.begin_from(refusal.conflicts)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _item(request, node, kind, part, changed=True)
    return _form(request, node, kind, form, context)


@login_required
@require_POST
def remove(request: Request, plan_id: int, node_id: int, kind: str, part_id: int) -> HttpResponse:
    node = _node(request, plan_id, node_id)
    part = commands.remove_part(part=_part(request, node, kind, part_id), node=node, by=request.actor)
    return _item(request, node, kind, part, changed=True)


@login_required
@require_POST
def restore(request: Request, plan_id: int, node_id: int, kind: str, part_id: int) -> HttpResponse:
    node = _node(request, plan_id, node_id)
    part = commands.restore_part(part=_part(request, node, kind, part_id), node=node, by=request.actor)
    return _item(request, node, kind, part, changed=True)


@login_required
@require_POST
def move(request: Request, plan_id: int, node_id: int, kind: str, part_id: int) -> HttpResponse:
    node = _node(request, plan_id, node_id)
    part = _part(request, node, kind, part_id)
    up = request.POST.get("richting") == "op"
    if isinstance(part, IndicatorSentence):
        commands.move_indicator(indicator=part, node=node, up=up, by=request.actor)
    live = [row.pk for row in parts_of(node, KINDS[kind])]
    # The button just used keeps the focus, unless the end of the list is reached: there it is off.
    at_end = part.pk == (live[0] if up else live[-1])
    word = "neer" if up == at_end else "op"
    return _list(request, node, kind, focus=f"{kind}-{part.pk}-{word}", address=f"{kind}-{part.pk}")


def _sent(request: Request) -> Mapping[str, str] | None:
    return request.POST.dict() if request.method == "POST" else None


def _form(request: Request, node: Node, kind: str, form: TextsForm, context: dict[str, Any]) -> HttpResponse:
    part = context.get("part")
    page = "plans/sheet/_part_form.html" if request.htmx else "plans/sheet/part.html"
    word = word_of(KINDS[kind])
    shown = {**context, "form": form, "word": word, "title": f"{word} {'wijzigen' if part else 'toevoegen'}"}
    status = 422 if form.errors else context.get("status", 200)
    return _answer(request, node, kind, page, shown, status=status)


def _item(request: Request, node: Node, kind: str, part: Part, *, changed: bool = False) -> HttpResponse:
    """The part where it stands; removed, the button that brings it back stands there."""
    if not request.htmx:
        query = f"?weg={kind}-{part.pk}" if part.archived_at else ""
        return redirect(f"{node.get_absolute_url()}{query}#{kind}-{part.pk}")
    live = [row.pk for row in parts_of(node, KINDS[kind])]
    item = shown_part(node, kind, part, live, may_edit=True)
    return _answer(
        request,
        node,
        kind,
        "plans/sheet/_part_saved.html",
        {"item": item, "focus": f"{kind}-{part.pk}"},
        changed=changed,
    )


def _list(request: Request, node: Node, kind: str, *, focus: str, address: str) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{node.get_absolute_url()}#{address}")
    response = _answer(request, node, kind, "plans/sheet/_parts_saved.html", {"focus": focus}, changed=True)
    return reswap(retarget(response, f"#deel-{kind}"), "outerHTML")


def _answer(
    request: Request,
    node: Node,
    kind: str,
    template: str,
    context: dict[str, Any],
    *,
    changed: bool = False,
    status: int = 200,
) -> HttpResponse:
    context |= {"plan": node.plan, "node": node, "in_place": bool(request.htmx), "changed": changed}
    context["parts"] = shown_parts(node, kind, parts_of(node, KINDS[kind]), may_edit=True)
    if changed:
        context["findings"] = findings_items(request, node)
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
