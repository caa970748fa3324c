"""One test: see it, begin it, fill it in, have it looked at."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit import clock
from streekwerk.impact.choices import DONE, ReviewOutcome
from streekwerk.impact.commands import drafts
from streekwerk.impact.commands import testing as commands
from streekwerk.impact.forms import ImpactTestForm, ReviewForm, initial_of, typed_in
from streekwerk.impact.models import ImpactTemplate, ImpactTest
from streekwerk.impact.pages.test import TestPage
from streekwerk.impact.queries.overview import Shown
from streekwerk.impact.queries.templates import offered, templates_of
from streekwerk.impact.views.shared import find_test, own_node_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.choices import TermKind
from streekwerk.network.middleware import Request
from streekwerk.network.models import Term
from streekwerk.network.queries import colleagues_in
from streekwerk.plans.pages.undo import done


@login_required
@require_GET
def show(request: Request, test_pk: int) -> HttpResponse:
    return _page(request, find_test(request, test_pk, own=False), ReviewForm())


@login_required
@require_http_methods(["GET", "POST"])
def begin(request: Request, plan_pk: int, node_pk: int) -> HttpResponse:
    """Choose a template; the test of a part begins as an empty concept."""
    node = own_node_or_404(request, plan_pk, node_pk)
    require(request.actor, Permission.PLAN_EDIT, at=node.plan.network_id)
    templates = templates_of(node.plan.network, request.actor)
    if request.method == "POST":
        asked = request.POST.get("model", "")
        wanted = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 16 else 0
        rows = ImpactTemplate.objects.visible_to(request.actor).filter(network=node.plan.network_id)
        template = get_object_or_404(rows, pk=wanted)
        test = commands.begin_test(node=node, template=template, by=request.actor)
        return redirect("impact:write", test.pk)
    context = {
        "node": node,
        "plan": node.plan,
        "templates": [each for each in templates if each.archived_at is None],
        "offered": offered(templates),
        "may_keep": may(request.actor, Permission.WORDS_MANAGE, at=node.plan.network_id),
    }
    return render(request, "impact/begin.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def write(request: Request, test_pk: int) -> HttpResponse:
    test = find_test(request, test_pk)
    require(request.actor, Permission.PLAN_EDIT, at=test.node.plan.network_id)
    if request.method == "GET":
        return _form(request, test, None)
    form = _made(request, test, request.POST)
    status = 422
    if form.is_valid():
        try:
            row = commands.write_test(
                test=test,
                given=form.given(),
                version=form.cleaned_data["version"],
                done=request.POST.get("stap") == "klaar",
                today=clock.today(),
                by=request.actor,
            )
        except commands.NotComplete as refusal:
            form.add_error(None, str(refusal))
            form.tell(refusal.problems)
        except commands.ChangedSince as refusal:
            form.add_error(None, str(refusal))
            # A second save is deliberate: the page says that somebody was first.
            form.data = _with_version(request, refusal.test.version)
            status = 409
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(row))
            return redirect(row)
    # What was typed survives the refusal.
    typed = typed_in(request.POST, test)
    drafts.save_draft(test=test, typed=typed, base=None, seen=_seen(request), by=request.actor)
    return _form(request, test, form, status)


@login_required
@require_POST
def draft(request: Request, test_pk: int) -> HttpResponse:
    """Keep what was typed; asked by the page itself while one types."""
    test = find_test(request, test_pk)
    typed, base = typed_in(request.POST, test), request.POST.get("base", "")
    try:
        kept = drafts.save_draft(test=test, typed=typed, base=base, seen=_seen(request), by=request.actor)
    except drafts.TypedElsewhere as refusal:
        return JsonResponse({"said": str(refusal)}, status=409)
    moment = timezone.localtime(kept.saved_at)
    return JsonResponse({"mark": drafts.mark_of(kept), "said": f"Bewaard om {moment:%H:%M}"})


@login_required
@require_POST
def drop(request: Request, test_pk: int) -> HttpResponse:
    test = find_test(request, test_pk)
    drafts.drop_draft(test=test, by=request.actor)
    messages.success(request, "Wat u niet bewaarde, is weg.")
    return redirect("impact:write", test.pk)


@login_required
@require_POST
def review(request: Request, test_pk: int) -> HttpResponse:
    test = find_test(request, test_pk)
    require(request.actor, Permission.PLAN_EDIT, at=test.node.plan.network_id)
    form = ReviewForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            commands.review_test(
                test=test, outcome=ReviewOutcome(said["outcome"]), note=said["note"], version=said["version"],
                by=request.actor,
            )  # fmt: skip
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Uw oordeel staat bij de toets.")
            return redirect(test)
    return _page(request, test, form, status=422)


@login_required
@require_POST
def archive(request: Request, test_pk: int) -> HttpResponse:
    test = find_test(request, test_pk)
    commands.archive_test(test=test, by=request.actor)
    done(request, "De toets is weggehaald.", undo_url=reverse("impact:restore", args=[test.pk]), fields={})
    return redirect(test.node)


@login_required
@require_POST
def restore(request: Request, test_pk: int) -> HttpResponse:
    test = find_test(request, test_pk)
    commands.restore_test(test=test, by=request.actor)
    messages.success(request, "De toets staat er weer.")
    return redirect(test)


# ------------------------------------------------------------------ answering


def _page(request: Request, test: ImpactTest, form: ReviewForm, status: int = 200) -> HttpResponse:
    page = TestPage.of(Shown(test), request.actor, clock.today())
    return render(request, "impact/test.html", {"page": page, "test": test, "form": form}, status=status)


def _made(request: Request, test: ImpactTest, data: QueryDict | None = None) -> ImpactTestForm:
    network_id = test.node.plan.network_id
    groups = Term.objects.visible_to(request.actor).filter(
        network=network_id, kind=TermKind.TARGET_GROUP, archived_at=None
    )
    people = colleagues_in(network_id, clock.today())
    if data is not None:
        return ImpactTestForm(test, people, groups, data)
    kept = drafts.draft_of(test, request.actor)
    measures = list(test.mitigations.filter(archived_at=None))
    return ImpactTestForm(test, people, groups, initial=initial_of(test, measures, kept))


def _form(request: Request, test: ImpactTest, form: ImpactTestForm | None, status: int = 200) -> HttpResponse:
    kept = drafts.draft_of(test, request.actor)
    context = {
        "test": test,
        "shown": Shown(test),
        "form": form or _made(request, test),
        "draft": kept,
        "mark": drafts.mark_of(kept),
        "overtaken": kept is not None and 0 < kept.seen < test.version,
        "was_done": test.state in DONE,
    }
    return render(request, "impact/write.html", context, status=status)


def _seen(request: Request) -> int:
    """The version of the test that the typing began from."""
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else 0


def _with_version(request: Request, version: int) -> QueryDict:
    data = request.POST.copy()
    data["version"] = str(version)
    return data


def _said(test: ImpactTest) -> str:
    if test.state not in DONE:
        return "Bewaard als concept."
    said = "De toets is klaar." if test.revised_on is None else "De toets is herzien."
    return f"{said} Vraag nu een collega om ze na te kijken."
