"""What is expected of a person: derived from every room, three lines per thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.campaigns.queries.campaigns import open_asks
from streekwerk.impact.queries.waiting import measures_waiting, tests_sent_back
from streekwerk.indicators.queries import waiting
from streekwerk.indicators.queries.rounds import open_requests
from streekwerk.intake.choices import UploadStatus
from streekwerk.intake.models import Review, Upload
from streekwerk.intake.queries import reviews_to_do
from streekwerk.origins.queries.effects import waiting_for
from streekwerk.plans.models import Plan
from streekwerk.plans.queries import plans_with_counts, threads_of
from streekwerk.stewardship.queries.quarter import reports_waiting
from streekwerk.stewardship.queries.taken_over import to_look_at
from streekwerk.ui.dutch import counted, day


@dataclass(frozen=True)
class Task:
    """One thing somebody is waited for: what, where, and one button."""

    title: str
    where: str
    url: str
    button: str


@dataclass(frozen=True)
class Home:
    tasks: list[Task]
    plans: list[Plan]


def _task_of(review: Review) -> Task:
    said, button = "Een ingelezen document nakijken", "Nakijken"
    if review.plan_id:
        said, button = "Een nieuwe versie van een plan vergelijken", "Vergelijken"
    return Task(said, review.document.name, review.get_absolute_url(), button)


def _questions(actor: Actor, today: date) -> list[Task]:
    """The figures that are asked of the actor's own parties; one query, none for who answers for no party."""
    made = []
    for request in open_requests(actor, today):
        round_ = request.round
        said = f"Cijfers van {request.party} gevraagd tegen {day(round_.due)}"
        said += " – die dag is voorbij" if round_.due < today else ""
        where = f"{round_.title} · {round_.plan.network}"
        made.append(Task(said, where, reverse("indicators:answer", args=[request.pk]), "Invullen"))
    return made


def _countings(actor: Actor, today: date) -> list[Task]:
    """The counts that are asked of the actor's own services; one query."""
    made = []
    for asked in open_asks(actor):
        due = asked.campaign.due
        said = f"Telling van {asked.party} gevraagd tegen {day(due)}"
        said += " – die dag is voorbij" if due < today else ""
        made.append(Task(said, str(asked.campaign), asked.get_absolute_url(), "Invullen"))
    return made


def _quarter(actor: Actor, today: date) -> list[Task]:
    """The sheets that wait for a report of the quarter, as one task; four queries for who keeps sheets."""
    sheets, quarter = reports_waiting(actor, today)
    if not sheets:
        return []
    said = counted(sheets, "fiche wacht", "fiches wachten")
    where = f"{quarter.label}, tegen {day(quarter.end)}"
    return [Task(f"{said} op uw kwartaalmelding", where, reverse("stewardship:quarter"), "Bijwerken")]


def _deliverables(actor: Actor) -> list[Task]:
    """What waits for an approval, a validation or a new version; a query for each the actor may do."""
    made = []
    for each in waiting.to_approve(actor):
        said = counted(each.count, "oplevering wacht", "opleveringen wachten")
        made.append(_listed(each, f"{said} op uw goedkeuring", each.plan_title, "goedkeuren", "Bekijken"))
    for each in waiting.to_validate(actor):
        said = f"{each.party} moet nog {counted(each.count, 'oplevering', 'opleveringen')} valideren"
        made.append(_listed(each, said, each.plan_title, "valideren", "Bekijken"))
    for each in waiting.to_deliver_again(actor):
        said = counted(each.count, "oplevering kwam", "opleveringen kwamen")
        made.append(_listed(each, f"{said} terug", each.plan_title, "sent_back", "Bekijken"))
    return made


def _listed(each: waiting.Waiting, said: str, where: str, stand: str, button: str) -> Task:
    address = reverse("indicators:deliverables", args=[each.plan_id])
    return Task(said, where, f"{address}?stand={stand}", button)


def _effects(actor: Actor) -> list[Task]:
    """What waits for the actor to confirm it, per party; one query for who speaks for one, none otherwise."""
    made = []
    for each in waiting_for(actor):
        said = counted(each.count, "doorwerking wacht", "doorwerkingen wachten")
        where = f"Wat voortkwam uit het werk van {each.network}"
        address = reverse("origins:answer", args=[each.first])
        made.append(Task(f"{each.party}: {said} op uw bevestiging", where, address, "Bevestigen"))
    return made


def _taken_over(actor: Actor) -> list[Task]:
    """What was handed over to the actor and not looked at yet; one query."""
    return [
        Task(
            f"{counted(each.count, 'zaak', 'zaken')} overgenomen van {each.leaver}: bekijk",
            each.network,
            reverse("stewardship:handover", args=[each.handover]),
            "Bekijken",
        )
        for each in to_look_at(actor)
    ]


def _tests(actor: Actor, today: date) -> list[Task]:
    """The measures the actor carries, and tests a colleague wants to see looked at again; two queries."""
    made = []
    for each in measures_waiting(actor, today):
        said = (
            f"{counted(each.count, 'maatregel uit een toets wacht', 'maatregelen uit toetsen wachten')} op u"
        )
        said += f", {each.late} te laat" if each.late else ""
        address = f"{reverse('impact:measures', args=[each.code])}?stand=open&van=mij"
        url = each.first.get_absolute_url() if each.count == 1 else address
        made.append(Task(said, each.first.text if each.count == 1 else each.network, url, "Bekijken"))
    for test in tests_sent_back(actor):
        made.append(
            Task(
                "Een collega vraagt een toets nog eens te bekijken",
                str(test),
                test.get_absolute_url(),
                "Bekijken",
            )
        )
    return made


def home_of(actor: Actor, today: date) -> Home:
    """The plans the actor sees and what is expected of them; seven queries, and one more for each right."""
    plans = list(plans_with_counts(actor))
    open_reviews = reviews_to_do(actor)
    tasks = [*_taken_over(actor), *(_task_of(review) for review in open_reviews)]
    in_review = {review.upload_id for review in open_reviews}
    for upload in (
        Upload.objects.visible_to(actor).select_related("network").exclude(questions=[], status="done")
    ):
        if upload.status == UploadStatus.FAILED:
            tasks.append(
                Task(
                    "Een document kon niet worden gelezen", upload.name, upload.get_absolute_url(), "Bekijken"
                )
            )
        elif upload.questions and upload.pk not in in_review:
            said = counted(len(upload.questions), "vraag", "vragen")
            tasks.append(
                Task(
                    f"{said} over een ingelezen document",
                    upload.name,
                    upload.get_absolute_url(),
                    "Antwoorden",
                )
            )
    tasks += _quarter(actor, today) + _questions(actor, today) + _countings(actor, today)
    tasks += _deliverables(actor) + _effects(actor)
    tasks += _tests(actor, today)
    threads = threads_of(actor, only_unread=True)
    if threads:
        said = counted(len(threads), "gesprek", "gesprekken")
        where = ", ".join(str(thread) for thread in threads[:3]) + (" …" if len(threads) > 3 else "")
        address = f"{reverse('plans:comments')}?toon=ongelezen"
        tasks.append(Task(f"{said} met ongelezen reacties", where, address, "Lezen"))
    for plan in plans:
        if plan.tray and may(actor, Permission.PLAN_IMPORT, at=plan.network_id):  # type: ignore[attr-defined]
            said = counted(plan.tray, "passage", "passages")  # type: ignore[attr-defined]
            tasks.append(
                Task(f"{said} te plaatsen", plan.title, reverse("plans:tray", args=[plan.pk]), "Naar de lade")
            )
        if plan.open_findings and may(actor, Permission.FINDING_ACCEPT, at=plan.network_id):  # type: ignore[attr-defined]
            said = counted(plan.open_findings, "bevinding", "bevindingen")  # type: ignore[attr-defined]
            address = reverse("plans:leaflet", args=[plan.pk])
            tasks.append(Task(f"{said} in de bijsluiter", plan.title, address, "Nakijken"))
    return Home(tasks, plans)
