"""Working through the tray of a plan."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.network.middleware import Request
from streekwerk.plans import pages
from streekwerk.plans.commands import tray as commands
from streekwerk.plans.models import TrayItem
from streekwerk.plans.pages.picker import picker
from streekwerk.plans.pages.tray import HOWS, passages, set_aside_by_people
from streekwerk.plans.pages.undo import done
from streekwerk.plans.views.shared import node_or_404, own_plan_or_404

PER_PAGE = 50


class PlaceForm(forms.Form):
    """Where a passage goes, and as what."""

    node = forms.IntegerField(error_messages={"required": "Kies waar dit hoort."})
    how = forms.ChoiceField(choices=list(HOWS.items()))
    label = forms.CharField(required=False)


class UndoForm(PlaceForm):
    """What it takes to undo it."""

    version = forms.IntegerField()
    indicator = forms.IntegerField()


@login_required
@require_GET
def tray(request: Request, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    items = list(TrayItem.objects.filter(plan=plan).select_related("node"))
    shown = Paginator(items, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(
        request,
        "plans/tray.html",
        {
            "plan": plan,
            "tabs": pages.tabs(plan, "tray"),
            "page": shown,
            "items": passages(plan, shown.object_list),
            "aside": set_aside_by_people(plan),
            "may_edit": may(request.actor, Permission.PLAN_EDIT, at=plan.network_id),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def place(request: Request, plan_id: int, item_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    item = _item(request, plan_id, item_id)
    item.plan = plan
    refusal = ""
    if request.method == "POST":
        form = PlaceForm(request.POST)
        if not form.is_valid():
            refusal = "Kies waar deze passage hoort, en als wat."
        else:
            try:
                return _placed(request, item, form)
            except commands.NoLabel as no_label:
                refusal = str(no_label)
    [passage] = passages(plan, [item])
    return render(
        request,
        "plans/tray/place.html",
        {
            "plan": plan,
            "passage": passage,
            "picker": picker(
                plan,
                request.GET.get("zoek", ""),
                first=[item.node_id] if item.node_id else [],
                actions=plan.actions <= 12,  # type: ignore[attr-defined]
            ),
            "chosen": int(request.POST["node"]) if request.POST.get("node", "").isdecimal() else item.node_id,
            "hows": HOWS,
            "how": request.POST.get("how", "text"),
            "refusal": refusal,
        },
        status=422 if refusal else 200,
    )


@login_required
@require_POST
def aside(request: Request, plan_id: int, item_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    item = _item(request, plan_id, item_id)
    commands.set_aside(item=item, reason=request.POST.get("reason", ""), by=request.actor)
    back = reverse("plans:tray-back", args=[plan.pk, item.pk])
    done(request, "Terzijde gelegd. De passage blijft onderaan de lade leesbaar.", undo_url=back, fields={})
    return redirect("plans:tray", plan.pk)


@login_required
@require_POST
def back(request: Request, plan_id: int, item_id: int) -> HttpResponse:
    """Back in the tray: from aside, or, when the form says where it was put, out of the plan."""
    plan = own_plan_or_404(request, plan_id)
    item = get_object_or_404(TrayItem.every.filter(plan=plan), pk=item_id)
    form = UndoForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        placing = commands.Placing(
            node_or_404(request, plan, data["node"]),
            data["how"],
            data["label"],
            data["version"],
            data["indicator"],
        )
        commands.unplace_tray_item(item=item, placing=placing, by=request.actor)
    else:
        commands.take_back(item=item, by=request.actor)
    messages.success(request, "De passage ligt weer in de lade.")
    return redirect(f"{reverse('plans:tray', args=[plan.pk])}#lade-{item.pk}")


def _item(request: Request, plan_id: int, item_id: int) -> TrayItem:
    """The passage, if it is in the tray.

    Raises:
        Http404: there never was one for this actor.
        PlacedAlready: it was placed or set aside.
    """
    item = TrayItem.objects.visible_to(request.actor).select_related("node").filter(pk=item_id, plan=plan_id)
    found: TrayItem | None = item.first()
    if found is None:
        if TrayItem.every.filter(pk=item_id, plan=plan_id).exists():
            raise commands.PlacedAlready
        raise Http404
    return found


def _placed(request: Request, item: TrayItem, form: PlaceForm) -> HttpResponse:
    data = form.cleaned_data
    at = node_or_404(request, item.plan, data["node"])
    placing = commands.place_tray_item(
        item=item, at=at, how=data["how"], label=data["label"], by=request.actor
    )
    fields = {
        "node": placing.node.pk,
        "how": placing.how,
        "label": placing.label,
        "version": placing.version,
        "indicator": placing.indicator,
    }
    where = f"{HOWS[placing.how]} van “{at}”" if placing.how == "text" else f"{HOWS[placing.how]}: “{at}”"
    undo = reverse("plans:tray-back", args=[item.plan_id, item.pk])
    done(request, f"Geplaatst {where}.", undo_url=undo, fields=fields)
    return redirect("plans:tray", item.plan_id)
