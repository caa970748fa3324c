"""Changing the codes and the priority of a node."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.commands.codes import set_codes
from streekwerk.plans.forms import CodesForm
from streekwerk.plans.queries.family import family_of
from streekwerk.plans.views.in_place import answer
from streekwerk.plans.views.shared import node_or_404, own_plan_or_404


@login_required
@require_http_methods(["GET", "POST"])
def codes(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    node = node_or_404(request, plan, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    form = CodesForm(node, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            node = set_codes(
                node=node, codes=form.codes(), version=form.cleaned_data["version"], by=request.actor
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Bewaard.")
            if same := family_of(node.plan).same_code(node):
                messages.warning(
                    request, f"Code {node.code} staat ook bij “{same[0].title}”. Geef elk een eigen code."
                )
            return redirect(f"{node.get_absolute_url()}#codes")
    return answer(request, plan=plan, node=node, form=form, title="Code en prioriteit", anchor="codes")
