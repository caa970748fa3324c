"""The words of a network: the list, one word, keeping them, and the list as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit.queries import history_of
from streekwerk.kernel.errors import DomainError
from streekwerk.network import commands, ports, rules
from streekwerk.network.choices import TermKind
from streekwerk.network.files import terms_as_csv
from streekwerk.network.forms import TermFilterForm, TermForm, TermsFileForm
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network, Term
from streekwerk.network.queries import TermFilter, selected_terms
from streekwerk.network.views.shared import members_network_or_404


def _term(request: Request, network: Network, term_id: int) -> Term:
    return get_object_or_404(Term.objects.visible_to(request.actor), pk=term_id, network=network)


def _may_keep(request: Request, network: Network) -> bool:
    return may(request.actor, Permission.WORDS_MANAGE, at=network.pk)


@login_required
@require_GET
def terms(request: Request, code: str) -> HttpResponse:
    network = members_network_or_404(request, code)
    chosen = TermFilter.of(request.GET.dict())
    rows = list(selected_terms(network, request.actor, chosen))
    uses = ports.uses_of(request.actor, rows)
    context = {
        "network": network,
        "form": TermFilterForm(request.GET),
        "terms": [(term, uses.get(term.pk)) for term in rows],
        "filtered": any((chosen.words, chosen.kind, chosen.only)),
        "may_keep": _may_keep(request, network),
    }
    return render(request, "network/terms.html", context)


@login_required
@require_GET
def term(request: Request, code: str, term_id: int) -> HttpResponse:
    network = members_network_or_404(request, code)
    word = _term(request, network, term_id)
    context = {
        "network": network,
        "term": word,
        "use": ports.uses_of(request.actor, [word]).get(word.pk),
        "history": history_of(word),
        "may_keep": _may_keep(request, network),
    }
    return render(request, "network/term.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_term(request: Request, code: str) -> HttpResponse:
    network = members_network_or_404(request, code)
    require(request.actor, Permission.WORDS_MANAGE, at=network.pk)
    initial = {"label": request.GET.get("woord", "")[:120], "kind": request.GET.get("soort", "")}
    form = TermForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            word = commands.add_term(network=network, word=form.word(), by=request.actor)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{word}” staat in de lijst.")
            return redirect("network:terms", network.code)
    context = {"network": network, "form": form}
    return render(request, "network/term_edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def edit_term(request: Request, code: str, term_id: int) -> HttpResponse:
    network = members_network_or_404(request, code)
    word = _term(request, network, term_id)
    require(request.actor, Permission.WORDS_MANAGE, at=network.pk)
    form = TermForm.about(word, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"network": network, "term": word, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_term(
                term=word, word=form.word(), version=form.cleaned_data["version"] or 0, by=request.actor
            )
        except commands.TermChangedMeanwhile as refusal:
            form.add_error(None, str(refusal))
            # What was typed stays; the version moves on, so that a second save is deliberate.
            form.data = {**request.POST.dict(), "version": str(refusal.term.version)}
            context["now"] = refusal.term
            return render(request, "network/term_edit.html", context, status=409)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Bewaard. Het woord is overal opnieuw opgezocht.")
            return redirect("network:term", network.code, word.pk)
    return render(request, "network/term_edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def archive_term(request: Request, code: str, term_id: int) -> HttpResponse:
    network = members_network_or_404(request, code)
    word = commands.archive_term(term=_term(request, network, term_id), by=request.actor)
    messages.success(request, f"“{word}” is uit de lijst gehaald. U kunt het terugzetten.")
    return redirect("network:term", network.code, word.pk)


@login_required
@require_POST
def restore_term(request: Request, code: str, term_id: int) -> HttpResponse:
    network = members_network_or_404(request, code)
    word = commands.restore_term(term=_term(request, network, term_id), by=request.actor)
    messages.success(request, f"“{word}” staat weer in de lijst.")
    return redirect("network:term", network.code, word.pk)


@login_required
@require_GET
def export_terms(request: Request, code: str) -> HttpResponse:
    network = members_network_or_404(request, code)
    rows = selected_terms(network, request.actor, TermFilter.of(request.GET.dict()))
    response = HttpResponse(terms_as_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="begrippen-{network.code}.csv"'
    return response


@login_required
@require_http_methods(["GET", "POST"])
def import_terms(request: Request, code: str) -> HttpResponse:
    """First the file and what it would do, then the same list again with “bewaren”: all of it or nothing."""
    network = members_network_or_404(request, code)
    require(request.actor, Permission.WORDS_MANAGE, at=network.pk)
    sent = request.POST.get("list", "")[:1_000_000]
    form = TermsFileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"network": network, "heads": "; ".join(rules.HEADS)}
    if request.method == "POST" and (sent or form.is_valid()):
        text = sent or form.cleaned_data["file"]
        known = {term.label: term for term in Term.objects.filter(network=network, archived_at=None)}
        rows = rules.read_words(
            text, dict(TermKind.choices), [commands.word_of(term) for term in known.values()]
        )
        problems = [row for row in rows if row.problem]
        if sent and not problems:
            done = commands.import_terms(network=network, words=[row.word for row in rows], by=request.actor)
            messages.success(request, f"De lijst is ingelezen: {len(done)} toegevoegd of gewijzigd.")
            return redirect(reverse("network:terms", args=[network.code]))
        context |= {
            "rows": [(row, row.word.label in known) for row in rows],
            "problems": problems,
            "text": text,
        }
        return render(request, "network/terms_import.html", context | {"form": TermsFileForm()})
    failed = request.method == "POST"
    return render(
        request, "network/terms_import.html", context | {"form": form}, status=422 if failed else 200
    )
