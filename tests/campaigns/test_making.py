"""A publication is made by a job: asked once, whole or not at all, refused with a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from counting import Place3, asked, counted
from people import Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.campaigns.commands import answering, campaigns, publishing
from streekwerk.campaigns.commands.answering import Written
from streekwerk.campaigns.commands.making import ask_publication, put_away, resume_makings
from streekwerk.campaigns.jobs import make_publication
from streekwerk.campaigns.models import Campaign, Making, Publication
from streekwerk.campaigns.rules import publishing as rules
from streekwerk.network.models import RoleHolding

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def ask(people: Cast, campaign: Campaign, reason: str = "") -> Making:
    """Asked, and waiting: nothing is done after a commit in these tests unless they say so."""
    return ask_publication(campaign=campaign, by=people.bo.actor, user=people.bo.user, reason=reason)


def correct(people: Cast, there: Place3, campaign: Campaign, text: str, base: int = 1) -> None:
    request = asked(campaign, there.services["Hoogstraten"])
    written = Written("13014|6-v", text, "nageteld", base=base)
    [answer] = answering.save_counts(request=request, written=[written], by=people.bo.actor)
    assert answer.verdict.kind == "saved"


def test_asked_twice_and_run_twice_it_is_published_once(people: Cast, there: Place3) -> None:
    campaign = counted(people, there)
    making = ask(people, campaign)
    assert ask(people, campaign) == making
    assert not Publication.objects.exists()
    for _ in range(2):
        make_publication.enqueue(making.pk)
    assert Publication.objects.get().by_label == people.bo.actor.label
    assert not Making.objects.exists()
    assert Entry.objects.filter(verb="counting.published").count() == 1


def test_what_cannot_be_published_is_refused_before_a_job_begins(people: Cast, there: Place3) -> None:
    campaign = counted(people, there)
    for person in (people.an, people["gus"], people["dirk"], people.cas):
        with pytest.raises(NotAllowed):
            ask_publication(campaign=campaign, by=person.actor, user=person.user)
        with pytest.raises(NotAllowed):
            put_away(campaign=campaign, by=person.actor)
    campaigns.reopen_campaign(campaign=campaign, by=people.bo.actor)
    with pytest.raises(publishing.StillOpen):
        ask(people, campaign)
    campaigns.close_campaign(campaign=campaign, by=people.bo.actor)
    publishing.publish(campaign=campaign, by=people.bo.actor)
    with pytest.raises(publishing.ReasonForCorrection):
        ask(people, campaign, "  ")
    assert not Making.objects.exists()


def test_a_stopped_worker_is_followed_by_one_publication(
    people: Cast, there: Place3, django_capture_on_commit_callbacks: Any
) -> None:
    making = ask(people, counted(people, there))
    Making.objects.update(state="working", hidden=40)
    make_publication.enqueue(making.pk)  # what is being made is not begun by another
    assert not Publication.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert resume_makings() == 1
    assert Publication.objects.count() == 1
    assert resume_makings() == 0


def test_a_refusal_and_a_mistake_of_ours_are_told_and_put_away(
    people: Cast, there: Place3, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = counted(people, there)
    publishing.publish(campaign=campaign, by=people.bo.actor)
    client.force_login(people.bo.user)
    address, step = (reverse(f"campaigns:{name}", args=[campaign.pk]) for name in ("campaign", "step"))
    make_publication.enqueue(ask(people, campaign, "Niets verbeterd.").pk)
    page = client.get(address).content.decode()
    assert "Er verandert niets, of te weinig om te tonen" in page
    assert 'value="Niets verbeterd."' in page
    assert client.get(address, **HTMX)["HX-Redirect"] == address
    monkeypatch.setattr(rules, "release_of", lambda *_: 1 / 0)
    make_publication.enqueue(ask(people, campaign, "Nog eens.").pk)
    assert "Er is niets half gepubliceerd." in client.get(address).content.decode()
    assert resume_makings() == 0
    assert Publication.objects.count() == 1
    client.post(step, {"stap": "gelezen"})
    assert not Making.objects.exists()


def test_who_lost_the_role_meanwhile_publishes_nothing(people: Cast, there: Place3) -> None:
    making = ask(people, counted(people, there))
    RoleHolding.objects.filter(user=people.bo.user).delete()
    make_publication.enqueue(making.pk)
    assert not Publication.objects.exists()
    assert Making.objects.get().state == "failed"


def test_a_number_that_is_corrected_meanwhile_is_published_as_it_became(
    people: Cast, there: Place3, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign, real, tries = counted(people, there), rules.release_of, []

    def corrected(*given: Any) -> Any:
        tries.append(1)
        if len(tries) <= meanwhile:
            correct(people, there, campaign, str(60 + 10 * len(tries)), base=len(tries))
        return real(*given)

    monkeypatch.setattr(rules, "release_of", corrected)
    meanwhile = 1
    made = publishing.publish(campaign=campaign, by=people.bo.actor)
    assert (len(tries), made.total) == (2, 138 - 40 + 70)
    correct(people, there, campaign, "80", base=2)
    tries[:] = [1, 1]
    meanwhile = 9
    with pytest.raises(publishing.KeepsChanging):
        publishing.publish(campaign=campaign, by=people.bo.actor, reason="Hoogstraten telde na.")
    assert Publication.objects.count() == 1


def test_the_page_tells_how_far_it_is_to_who_publishes_and_changes_for_nobody_else(
    people: Cast, there: Place3, client: Client
) -> None:
    campaign = counted(people, there)
    address, step = (reverse(f"campaigns:{name}", args=[campaign.pk]) for name in ("campaign", "step"))

    def page(person: str, **more: Any) -> str:
        client.force_login(people[person].user)
        with CaptureQueriesContext(connection) as queries:
            text = str(client.get(address, **more).content.decode())
        costs.append(len(queries))
        return text

    costs: list[int] = []
    page("bo")
    assert "Publiceren" in page("bo")
    assert client.post(step, {"stap": "publiceer"})["Location"] == address
    busy = page("bo")
    assert costs[1] == costs[2]
    assert "De publicatie wacht op haar beurt" in busy
    assert "Kijk opnieuw hoever het staat" in busy  # without JavaScript
    assert "Publiceren" not in busy
    Making.objects.update(state="working", hidden=12)
    assert "Kleine getallen worden verborgen: 12 getallen tot nu …" in page("bo", **HTMX)
    assert "U mag deze pagina verlaten" not in page("gus")
    client.force_login(people.cas.user)
    assert client.get(reverse("campaigns:table", args=[campaign.pk])).status_code == 404
    resume_makings()
    make_publication.enqueue(Making.objects.get().pk)
    client.force_login(people.bo.user)
    assert client.get(address, **HTMX)["HX-Redirect"] == address
    done = page("bo")
    assert "Gepubliceerd. Kleine getallen zijn verborgen." in done
    assert "Publicatie 1" in done
