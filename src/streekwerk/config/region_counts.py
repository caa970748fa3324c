"""Loading the countings of a region, through the commands that people use.

Described in `counts.json`: per counting what it asks and what each service gave. A counting whose title is
there already is left as it is.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, operator
from streekwerk.accounts.models import User
from streekwerk.campaigns.commands import answering, campaigns, publishing
from streekwerk.campaigns.commands.answering import Written
from streekwerk.campaigns.models import Campaign, ServiceRequest
from streekwerk.network.models import Network, Party, Place
from streekwerk.network.queries import actor_of

Entry = dict[str, Any]
REASON = "nagekeken, voorbeeld"


def load_counts(path: Path) -> list[Campaign]:
    """The countings that are new, in the order of the file.

    Raises:
        DomainError: a counting is refused, as it would be of a person.
    """
    if not path.exists():
        return []
    said = json.loads(path.read_text(encoding="utf-8"))
    return [made for entry in said["countings"] if (made := _load(said, entry))]


@transaction.atomic
def _load(said: Entry, entry: Entry) -> Campaign | None:
    network = Network.objects.get(code=said["network"])
    if Campaign.objects.filter(network=network, title=entry["title"]).exists():
        return None
    by, opened = _actor(said["by"]), date.fromisoformat(entry["opened"])
    asking = campaigns.Asking(
        title=entry["title"],
        day=date.fromisoformat(entry["day"]),
        moment="night",
        code_list=said["code_list"],
        trait=said["trait"],
        due=date.fromisoformat(entry["due"]),
        places=list(Place.objects.filter(code__in=said["places"]).values_list("pk", flat=True)),
        services=list(Party.objects.filter(code__in=entry["services"]).values_list("pk", flat=True)),
        method=said["method"],
        source=said["source"],
    )
    campaign = campaigns.open_campaign(network=network, asking=asking, by=by, on=opened)
    for code, numbers in entry["services"].items():
        request = ServiceRequest.objects.select_related("campaign__network", "party").get(
            campaign=campaign, party__code=code
        )
        if numbers is None:
            continue
        written = [Written(key, str(number), REASON) for key, number in numbers.items()]
        answering.save_counts(request=request, written=written, by=by)
        answering.finish(request=request, empty_is_zero=True, by=by)
    moments = {"opened_at": _noon(opened)}
    if "published" in entry:
        campaigns.close_campaign(campaign=campaign, by=by)
        made = publishing.publish(campaign=campaign, by=by)
        on = _noon(date.fromisoformat(entry["published"]))
        made.published_at = on
        made.save(update_fields=["published_at"])
        moments |= {"closed_at": on, "published_at": on}
        campaign.requests.filter(answered_at__isnull=False).update(
            answered_at=_noon(asking.due), asked_at=None
        )
    Campaign.objects.filter(pk=campaign.pk).update(**moments)
    return campaign


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _actor(email: str) -> Actor:
    user = User.objects.filter(email=email).first()
    return actor_of(user, timezone.localdate()) if user else operator(email)
