"""Reshaping a plan: add, move, take out, put back; each can be undone."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.network.middleware import Request
from streekwerk.plans.choices import LEVEL_LABELS
from streekwerk.plans.commands import structure as commands
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.pages.picker import picker
from streekwerk.plans.pages.undo import done
from streekwerk.plans.queries.counts import level_word
from streekwerk.plans.queries.structure import branch_at, stored_tree, taken_out
from streekwerk.plans.rules.structure import PlaceInTree, branch_of, odd_level
from streekwerk.plans.structure_forms import AddForm
from streekwerk.plans.views.shared import node_or_404, own_plan_or_404


@login_required
@require_http_methods(["GET", "POST"])
def add(request: Request, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    under, after = _named(request, plan, "onder"), _named(request, plan, "na")
    level = after.level if after else _usual_under(under)
    form = AddForm(plan, request.POST or None, initial={"level": level})
    if request.method == "POST" and form.is_valid():
        place = (
            PlaceInTree(after.parent_id, after.pk)
            if after
            else commands.last_place_under(plan=plan, under=under)
        )
        node = commands.add_node(plan=plan, to=place, by=request.actor, **form.cleaned_data)
        node.plan = plan
        seen = branch_at(node, request.actor).seen
        done(
            request, f"“{node}” staat in het plan.", undo_url=_address("archive", node), fields={"seen": seen}
        )
        _hint(request, node)
        return redirect(node)
    said = f"Na “{after}”" if after else f"Onder “{under}”" if under else "Op het hoogste niveau, onderaan"
    context = {
        "plan": plan,
        "form": form,
        "place": said,
        "back_url": (after or under or plan).get_absolute_url(),
    }
    return render(request, "plans/structure/add.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def move(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    node = node_or_404(request, plan, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    if request.method == "POST":
        before = commands.move_node(
            node=node,
            to=_asked_place(request, node),
            version=_number(request, "version") or 0,
            by=request.actor,
        )
        node.refresh_from_db()
        back = {
            "how": "at",
            "under": before.under or "",
            "after": before.after or "",
            "version": node.version,
        }
        done(request, f"Verplaatst: staat nu {_said(node)}.", undo_url=_address("move", node), fields=back)
        _hint(request, node)
        return redirect(node)
    branch = branch_of(stored_tree(plan).tree, node.pk)
    here = [*branch, node.parent_id] if node.parent_id else branch
    context = {"plan": plan, "node": node, "picker": picker(plan, request.GET.get("zoek", ""), without=here)}
    return render(request, "plans/structure/move.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def archive(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    node = node_or_404(request, plan, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    if request.method == "POST":
        above = node.parent
        count = commands.archive_branch(node=node, seen=request.POST.get("seen", ""), by=request.actor)
        along = f", met {count - 1} wat eronder stond" if count > 1 else ""
        done(
            request,
            f"“{node}” is uit het plan gehaald{along}.",
            undo_url=_address("restore", node),
            fields={},
        )
        return redirect(above or plan)
    context = {"plan": plan, "node": node, "branch": branch_at(node, request.actor)}
    return render(request, "plans/structure/archive.html", context)


@login_required
@require_GET
def archived(request: Request, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    rows = [
        (taken, level_word(plan.network, taken.node.level, taken.node.level_label))
        for taken in taken_out(plan)
    ]
    editing = may(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    return render(request, "plans/structure/archived.html", {"plan": plan, "rows": rows, "may_edit": editing})


@login_required
@require_POST
def restore(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    rows = Node.every.visible_to(request.actor)
    node = commands.restore_branch(node=get_object_or_404(rows, pk=node_id, plan=plan), by=request.actor)
    seen = branch_at(node, request.actor).seen
    done(
        request,
        f"“{node}” staat weer in het plan, {_said(node)}.",
        undo_url=_address("archive", node),
        fields={"seen": seen},
    )
    return redirect(node)


def _said(node: Node) -> str:
    """Where a node stands, for within a sentence."""
    return f"onder “{node.parent}”" if node.parent else "op het hoogste niveau"


def _address(name: str, node: Node) -> str:
    return reverse(f"plans:{name}", args=[node.plan_id, node.pk])


def _number(request: Request, name: str) -> int | None:
    given = request.POST.get(name, "")
    return int(given) if given.isdecimal() else None


def _named(request: Request, plan: Plan, name: str) -> Node | None:
    """The part that the address names, if it does."""
    given = request.GET.get(name, "")
    return node_or_404(request, plan, int(given)) if given.isdecimal() else None


def _asked_place(request: Request, node: Node) -> PlaceInTree:
    """The place that was asked for: a step, under another part, or exactly there.

    Raises:
        Http404: no such thing was asked.
    """
    how = request.POST.get("how", "")
    under, after = _number(request, "under"), _number(request, "after")
    if how in ("up", "down", "top"):
        return commands.step_of(node=node, how=how)
    if how == "at":
        return PlaceInTree(under, after)
    if how != "under" or "under" not in request.POST:
        raise Http404
    above = node_or_404(request, node.plan, under) if under else None
    return commands.last_place_under(plan=node.plan, under=above)


def _usual_under(above: Node | None) -> str:
    """The level that most often stands under this one."""
    if above is None:
        return "goal"
    if above.level == "statement":
        return "statement"
    child = Node.objects.filter(parent=above).first()
    return child.level if child else "action"


def _hint(request: Request, node: Node) -> None:
    """Levels are a hint, not a law: say what is unusual and let it be."""
    if node.parent and odd_level(node.level, node.parent.level):
        own, above = (LEVEL_LABELS[each.level][0].lower() for each in (node, node.parent))
        messages.info(request, f"Ongewoon: {own} onder {above}. Klopt het, dan hoeft u niets te doen.")
