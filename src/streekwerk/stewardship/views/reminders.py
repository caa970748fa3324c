"""Reminders and the calendar: what a person settles for herself, and the feed a calendar reads."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.audit import clock
from streekwerk.network.middleware import Request
from streekwerk.outbox.queries import full_address
from streekwerk.stewardship.choices import Rhythm
from streekwerk.stewardship.commands import reminders as commands
from streekwerk.stewardship.models import CalendarFeed, DigestPreference
from streekwerk.stewardship.queries.reminders import due_of_person, reader_on
from streekwerk.stewardship.rules import digest as rules
from streekwerk.stewardship.rules.calendar import calendar_of


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(
        label="Overzichtsmail",
        choices=Rhythm.choices,
        widget=forms.RadioSelect,
        help_text="Er vertrekt enkel een mail als er iets nieuws te zeggen is.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def reminders(request: Request) -> HttpResponse:
    kept = DigestPreference.objects.visible_to(request.actor).filter(user=request.user.pk).first()
    form = RhythmForm(
        request.POST if request.method == "POST" else None,
        initial={"rhythm": kept.rhythm if kept else Rhythm.WEEKLY},
    )
    if form.is_valid():
        chosen = Rhythm(form.cleaned_data["rhythm"])
        commands.choose_rhythm(rhythm=chosen, by=request.actor)
        messages.success(request, f"Bewaard: u krijgt de overzichtsmail {chosen.label}.")
        return redirect("stewardship:reminders")
    today = clock.today()
    reader = reader_on(request.actor, today)
    rhythm = cast(rules.Rhythm, kept.rhythm if kept else "weekly")
    made = rules.digest_of(reader.own, reader.instead, rhythm, today) if reader else None
    context = {
        "form": form,
        "kept": kept,
        "feed": CalendarFeed.objects.visible_to(request.actor).filter(user=request.user.pk).first(),
        "fresh": request.session.pop("calendar", ""),
        "subject": rules.subject_of(made) if made else "",
        "letter": commands.letter_to(reader, made, today) if reader and made else "",
    }
    return render(request, "stewardship/reminders.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def open_feed(request: Request) -> HttpResponse:
    secret = commands.open_feed(by=request.actor)
    # Shown once, on the next page: the address is a key.
    request.session["calendar"] = full_address(reverse("stewardship:calendar", args=[secret]))
    return redirect(f"{reverse('stewardship:reminders')}#agenda")


@login_required
@require_POST
def close_feed(request: Request) -> HttpResponse:
    commands.close_feed(by=request.actor)
    messages.success(request, "Het adres van uw agenda werkt niet meer.")
    return redirect(f"{reverse('stewardship:reminders')}#agenda")


@require_GET
def calendar(request: Request, secret: str) -> HttpResponse:
    """The feed; whoever has the address reads what its owner may see today."""
    feed = CalendarFeed.objects.select_related("user").filter(digest=commands.fingerprint_of(secret)).first()
    if feed is None or not feed.user.is_active:
        raise Http404
    now = timezone.now()
    CalendarFeed.objects.filter(pk=feed.pk).update(read_at=now)
    body = calendar_of(
        due_of_person(feed.user, clock.today()), name="Streekwerk", site=full_address("/"), made_at=now
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="streekwerk.ics"'
    response["Cache-Control"] = "private, max-age=3600"
    return response
