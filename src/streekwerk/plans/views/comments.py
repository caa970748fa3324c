"""Talking about a node, and what a person still has to read."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.commands import comments as commands
from streekwerk.plans.forms import CommentForm
from streekwerk.plans.models import Comment, Node
from streekwerk.plans.pages import comments as pages
from streekwerk.plans.queries.comments import threads_of
from streekwerk.plans.views.shared import node_or_404, own_plan_or_404

PER_PAGE = 50


def _node(request: Request, plan_id: int, node_id: int) -> Node:
    return node_or_404(request, own_plan_or_404(request, plan_id), node_id)


def _comment(request: Request, node: Node, comment_id: int) -> Comment:
    comment = get_object_or_404(Comment.objects.visible_to(request.actor), pk=comment_id, node=node)
    comment.node = node
    return comment


def _thread(request: Request, node: Node, *, typed: str = "", refusal: str = "") -> HttpResponse:
    """The thread alone, for htmx; what was typed stays when it was refused."""
    section = pages.section(node, request.actor, True)
    shown = {**section.data, "typed": typed, "refusal": refusal} if section else {}
    return render(request, "plans/comments/_thread.html", {"section": shown}, status=422 if refusal else 200)


@login_required
@require_GET
def inbox(request: Request) -> HttpResponse:
    only_unread = request.GET.get("toon") == "ongelezen"
    threads = threads_of(request.actor, only_unread=only_unread)
    page = Paginator(threads, PER_PAGE).get_page(request.GET.get("pagina"))
    unread = sum(thread.unread > 0 for thread in threads)  # type: ignore[attr-defined]
    context = {"page": page, "only_unread": only_unread, "unread": unread}
    return render(request, "plans/comments/inbox.html", context)


@login_required
@require_POST
def write(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    node = _node(request, plan_id, node_id)
    require(request.actor, Permission.COMMENT_WRITE, at=node.plan.network_id)
    typed = request.POST.get("text", "")
    try:
        comment = commands.write_comment(node=node, text=typed, user=request.user, by=request.actor)
    except DomainError as refusal:
        if request.htmx:
            return _thread(request, node, typed=typed, refusal=str(refusal))
        form = CommentForm({"text": typed})
        form.add_error("text", str(refusal))
        context = {"node": node, "plan": node.plan, "form": form, "title": "Reageren"}
        return render(request, "plans/comments/edit.html", context, status=422)
    if request.htmx:
        return _thread(request, node)
    return redirect(f"{node.get_absolute_url()}#reactie-{comment.pk}")


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, plan_id: int, node_id: int, comment_id: int) -> HttpResponse:
    node = _node(request, plan_id, node_id)
    comment = _comment(request, node, comment_id)
    if comment.author_id != request.user.pk or comment.removed_at:
        raise commands.NotYours
    form = CommentForm(request.POST if request.method == "POST" else {"text": comment.text})
    if request.method == "POST":
        try:
            commands.change_comment(
                comment=comment, text=request.POST.get("text", ""), user=request.user, by=request.actor
            )
        except DomainError as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, "Uw reactie is gewijzigd.")
            return redirect(f"{node.get_absolute_url()}#reactie-{comment.pk}")
    context = {"node": node, "plan": node.plan, "form": form, "title": "Reactie wijzigen"}
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/comments/edit.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def remove(request: Request, plan_id: int, node_id: int, comment_id: int) -> HttpResponse:
    node = _node(request, plan_id, node_id)
    comment = _comment(request, node, comment_id)
    if request.method == "POST":
        commands.remove_comment(comment=comment, user=request.user, by=request.actor)
        messages.success(request, "Uw reactie is teruggenomen.")
        return redirect(f"{node.get_absolute_url()}#kop-reacties")
    if comment.author_id != request.user.pk or comment.removed_at:
        raise commands.NotYours
    context = {
        "title": "Reactie terugnemen",
        "question": "Wilt u deze reactie terugnemen? De tekst verdwijnt voor iedereen.",
        "consequence": f"“{comment.text[:300]}”",
        "button": "Terugnemen",
        "back_url": f"{node.get_absolute_url()}#reactie-{comment.pk}",
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


@login_required
@require_POST
def seen(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    node = _node(request, plan_id, node_id)
    commands.see_thread(node=node, user=request.user, by=request.actor)
    if request.htmx:
        return HttpResponse(status=204)
    return redirect(f"{node.get_absolute_url()}#kop-reacties")


@login_required
@require_POST
def everything_seen(request: Request) -> HttpResponse:
    threads = threads_of(request.actor, only_unread=True)
    commands.see_everything(nodes=threads, user=request.user, by=request.actor)
    messages.success(request, "Alles staat nu als gelezen.")
    return redirect("plans:comments")
