"""Asking the members: the rounds of a plan, one round, and the page on which a member answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit import clock
from streekwerk.indicators.commands import rounds as commands
from streekwerk.indicators.models import CollectionRound, RoundRequest
from streekwerk.indicators.models.figures import subject_key
from streekwerk.indicators.pages.rounds import AnswerPage, RoundPage, period_choices
from streekwerk.indicators.queries import rounds as queries
from streekwerk.indicators.rules.entry.judging import Typed
from streekwerk.indicators.rules.figures.periods import NoSuchPeriod, Period, read_period
from streekwerk.indicators.views.shared import own_plan_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans import pages as plan_pages
from streekwerk.ui import dutch

NOBODY_REMINDED = (
    "Niemand kreeg een herinnering: wie nog moet antwoorden, kreeg vandaag al post "
    "of heeft geen contactpersoon."
)


class RoundForm(forms.Form):
    """What is asked of the members, about when and before which day."""

    title = forms.CharField(
        label="Naam", max_length=160, help_text="Zoals de leden hem zien: “Cijfers 2026”."
    )
    period = forms.ChoiceField(label="Periode")
    due = forms.DateField(label="Graag tegen", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    indicators = forms.MultipleChoiceField(label="Wat wordt gevraagd?", widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(
        label="Boodschap",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Staat in de mail en boven de vragen.",
    )

    def __init__(self, data: Any, *, asked: Sequence[queries.Askable], today: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["period"].choices = period_choices(today)  # type: ignore[attr-defined]
        self.fields["indicators"].choices = [  # type: ignore[attr-defined]
            (str(one.indicator.pk), f"{one.indicator} ({one.definition.get_rhythm_display()})")
            for one in asked
        ]

    def clean_period(self) -> Period:
        try:
            return read_period(self.cleaned_data["period"])
        except NoSuchPeriod as error:
            raise forms.ValidationError(str(error)) from error

    def asking(self) -> commands.Asking:
        """What was filled in, as the command takes it."""
        said = self.cleaned_data
        chosen = [int(number) for number in said["indicators"]]
        return commands.Asking(said["title"], said["period"], said["due"], chosen, said["note"])


@login_required
@require_GET
def rounds(request: Request, plan_pk: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    context = {
        "plan": plan,
        "tabs": plan_pages.tabs(plan, "indicators"),
        "rounds": [RoundPage(one) for one in queries.rounds_of(plan, request.actor)],
        "may_ask": may(request.actor, Permission.INDICATOR_MANAGE, at=plan.network_id),
        "mine": [
            one for one in queries.open_requests(request.actor, clock.today()) if one.round.plan_id == plan.pk
        ],
        "today": clock.today(),
    }
    return render(request, "indicators/rounds/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_round(request: Request, plan_pk: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    require(request.actor, Permission.INDICATOR_MANAGE, at=plan.network_id)
    today = clock.today()
    asked = queries.askable(plan, today)
    chosen = {"indicators": request.GET.getlist("indicator")}
    form = RoundForm(request.POST or None, asked=asked, today=today, initial=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.open_round(plan=plan, asking=form.asking(), by=request.actor, on=today)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De leden zijn gevraagd. Hieronder ziet u wie nog niet antwoordde.")
            return redirect(made)
    context = {"plan": plan, "form": form, "asked": asked}
    return render(request, "indicators/rounds/new.html", context, status=422 if form.errors else 200)


def _round(request: Request, round_pk: int) -> CollectionRound:
    rows = CollectionRound.objects.visible_to(request.actor).select_related("plan__network")
    found: CollectionRound = get_object_or_404(rows, pk=round_pk)
    request.network = found.plan.network
    return found


@login_required
@require_GET
def round_page(request: Request, round_pk: int) -> HttpResponse:
    """One round: who answered, who not yet, who said why not, and for whom nobody is known."""
    round_ = _round(request, round_pk)
    requests = list(round_.requests.select_related("party", "contact"))
    network_id = round_.plan.network_id
    context = {
        "page": RoundPage(round_, requests, clock.today()),
        "round": round_,
        "indicators": queries.asked_in(round_),
        "may_ask": may(request.actor, Permission.INDICATOR_MANAGE, at=network_id),
        "may_answer": may(request.actor, Permission.FIGURES_ENTER, at=network_id),
        "may_manage": may(request.actor, Permission.MEMBERS_MANAGE, at=network_id),
    }
    return render(request, "indicators/rounds/round.html", context)


@login_required
@require_POST
def round_step(request: Request, round_pk: int) -> HttpResponse:
    """Remind, close or reopen."""
    round_ = _round(request, round_pk)
    require(request.actor, Permission.INDICATOR_MANAGE, at=round_.plan.network_id)
    step = request.POST.get("stap")
    if step == "herinner":
        count = commands.remind(round_=round_, by=request.actor, on=clock.today())
        if count:
            messages.success(request, f"{dutch.counted(count, 'lid kreeg', 'leden kregen')} een herinnering.")
        else:
            messages.info(request, NOBODY_REMINDED)
    elif step == "sluit":
        commands.close_round(round_=round_, by=request.actor)
        messages.success(request, "Gesloten. Wat niet kwam, blijft leeg.")
    elif step == "heropen":
        commands.reopen_round(round_=round_, by=request.actor)
        messages.success(request, "Weer open.")
    return redirect(round_)


def _request(request: Request, request_pk: int) -> RoundRequest:
    """What one member is asked, for who answers for it or gathers figures.

    Raises:
        Http404: not there for this person, or of another member.
        NotAllowed: the actor reads the network but gives no figures in it.
    """
    rows = RoundRequest.objects.visible_to(request.actor)
    found: RoundRequest = get_object_or_404(
        rows.select_related("round__plan__network", "party"), pk=request_pk
    )
    at = found.round.plan.network_id
    request.network = found.round.plan.network
    if may(request.actor, Permission.FIGURES_ENTER, at=at):
        return found
    own = {party for network, party in request.actor.parties_with(Permission.FIGURES_ANSWER) if network == at}
    if own and found.party_id not in own:
        raise Http404("of another member")
    if not own:
        require(request.actor, Permission.FIGURES_ENTER, at=at)
    return found


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: Request, request_pk: int) -> HttpResponse:
    """The page on which a member answers: its own questions, with what it gave the period before."""
    asked = _request(request, request_pk)
    indicators = queries.asked_in(asked.round)
    page = AnswerPage(asked, queries.questions_of(asked, indicators), clock.today())
    if request.method == "POST":
        try:
            if request.POST.get("stap") == "weiger":
                commands.decline(request=asked, reason=request.POST.get("reden", ""), by=request.actor)
                messages.success(request, "Genoteerd. U kunt later alsnog antwoorden.")
                return redirect("indicators:answer", asked.pk)
            typed = _typed(request.POST, page.questions, asked)
            finish = request.POST.get("stap") == "klaar"
            with_answers = commands.answer(
                request=asked, typed=typed, finish=False, by=request.actor, on=clock.today()
            )
            page.take(request.POST, with_answers)
            if not page.unsettled:
                if finish:
                    commands.answer(request=asked, typed={}, finish=True, by=request.actor, on=clock.today())
                said = "Bedankt, alles is binnen." if finish else "Bewaard. U kunt later verder."
                messages.success(request, said)
                return redirect("indicators:answer", asked.pk)
        except DomainError as refusal:
            page.refused(request.POST, str(refusal))
    done = asked.answered_at is not None or asked.round.closed_at is not None
    context = {
        "page": page,
        "together": queries.together(asked.round, indicators, request.actor, clock.today()) if done else [],
    }
    return render(request, "indicators/rounds/answer.html", context, status=422 if page.problem else 200)


def _typed(
    sent: QueryDict, questions: Sequence[queries.Question], asked: RoundRequest
) -> dict[int, list[Typed]]:
    """What was filled in, by indicator; what did not change is left out."""
    subject = subject_key(asked.party_id, None, "")
    found: dict[int, list[Typed]] = {}
    for question in questions:
        key = question.key
        if f"v|{key}" not in sent:
            continue
        text, below = (str(sent.get(f"{part}|{key}", "")).strip() for part in "vd")
        if sent.get(f"x|{key}"):
            text, below = "n.v.t.", ""
        base = sent.get(f"b|{key}", "")
        typed = Typed(
            subject,
            question.period.key,
            text,
            below,
            comment=sent.get(f"c|{key}", "") if text else None,
            reason=sent.get(f"r|{key}", ""),
            base=int(base) if base.isdecimal() and len(base) < 19 else None,
        )
        found.setdefault(question.indicator.pk, []).append(typed)
    return found
