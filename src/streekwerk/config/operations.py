"""What the operator of a server does: serve, work, import, load the demo, look whether all is well."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path
from types import FrameType

import typer

COUNTED = {
    "goals": "doelstellingen",
    "actions": "acties",
    "indicators": "indicatoren",
    "open_findings": "bevindingen",
    "tray": "in de lade.",
}


def prepare() -> None:
    """Start Django; everything below needs it."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "streekwerk.config.settings")
    django.setup()


def migrate() -> None:
    """Bring the database to this version."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def load_demo(folder: Path) -> None:
    """Load the sample region, by reading its documents."""
    from django.conf import settings

    from streekwerk.config.region import load_region

    load_region(folder, password=settings.DEMO_PASSWORD, tell=typer.echo)


def demo_sign_ins() -> list[str]:
    """Who can sign in to the demo, a line each, the password first."""
    from django.conf import settings

    from streekwerk.network.context import demo_people

    said = [f"  {person['email']:32} {person['role']}" for person in demo_people()]
    return [f"Meld u aan als een van deze verzonnen mensen, wachtwoord: {settings.DEMO_PASSWORD}", *said]


def collect_static() -> None:
    """Gather style sheets, scripts and fonts, each under a name with its hash; nothing when none changed."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    # Compressing takes ten seconds, looking whether it is needed a few milliseconds.
    files = sorted((name, store.path(name)) for finder in get_finders() for name, store in finder.list([]))
    stamps = [(name, path, os.stat(path).st_mtime_ns, os.stat(path).st_size) for name, path in files]
    mark = hashlib.sha256(repr(stamps).encode()).hexdigest()
    kept = settings.STATIC_ROOT / ".collected"
    if kept.exists() and kept.read_text() == mark:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    kept.write_text(mark)


def serve(host: str, port: int, *, threads: int = 8) -> None:
    """Serve the site with a worker beside it, until interrupted."""
    from waitress import create_server

    from streekwerk.config.wsgi import application

    server = create_server(application, host=host, port=port, threads=threads, ident="streekwerk")
    worker = subprocess.Popen([sys.executable, "-m", "streekwerk.cli", "worker"])

    def stop(_signal: int, _frame: FrameType | None) -> None:
        # From another thread: closing inside the loop that is being interrupted would wait for itself.
        threading.Thread(target=server.close).start()

    signal.signal(signal.SIGTERM, stop)
    try:
        server.run()
    except (KeyboardInterrupt, OSError):
        pass
    finally:
        worker.terminate()
        worker.wait(timeout=20)


def work(*, until_empty: bool = False) -> None:
    """Do the jobs: read uploads, make reports, publish countings, send mail; first what was left half-way."""
    from django.core.management import call_command

    from streekwerk.campaigns.commands.making import resume_makings
    from streekwerk.intake.commands import resume_interrupted
    from streekwerk.reports.commands.making import resume_interrupted as resume_reports

    resume_interrupted()
    resume_reports()
    resume_makings()
    call_command("db_worker", interval=0.5, batch=until_empty, verbosity=0)


def past(forget_before: str) -> list[str]:
    """Since when the past is kept and how much of it; first throws away what is asked.

    Raises:
        DomainError: what was given is no day of before.
    """
    from django.utils.timezone import localdate

    from streekwerk.audit.commands import forget_before as forget
    from streekwerk.audit.middleware import read_day
    from streekwerk.audit.models import Past
    from streekwerk.audit.past import end_of
    from streekwerk.audit.queries import kept_since
    from streekwerk.audit.triggers import missing
    from streekwerk.kernel.errors import DomainError
    from streekwerk.ui import dutch

    said = []
    if forget_before:
        day = read_day(forget_before)
        if day is None or isinstance(day, str):
            raise DomainError(day or "Geef een dag, zoals 2024-01-01.")
        gone = forget(end_of(day - timedelta(days=1)))
        said.append(
            f"Weggegooid van voor {dutch.day(day)}: {dutch.counted(gone, 'wijziging', 'wijzigingen')}."
        )
    since, kept = kept_since(), Past.objects.exclude(op="start").count()
    when = f"sinds {dutch.day(localdate(since))}" if since else "nog niet; voer `streekwerk migrate` uit"
    said.append(f"Vroeger wordt bewaard {when}: {dutch.counted(kept, 'wijziging', 'wijzigingen')}.")
    if tables := missing():
        said.append(f"Deze tabellen bewaren niets: {', '.join(tables)}. Voer `streekwerk migrate` uit.")
    return said


def remind() -> str:
    """Remind members of figures they were asked, and send digests; nobody is mailed twice on a day.

    First the bijsluiter follows the day: what is open in its money is about the year that runs.
    """
    from django.utils.timezone import localdate

    from streekwerk.access.models import operator
    from streekwerk.budget.commands.new_year import follow_year
    from streekwerk.campaigns.commands import campaigns
    from streekwerk.indicators.commands.rounds import remind_due
    from streekwerk.stewardship.commands.reminders import send_digests
    from streekwerk.ui import dutch

    today = localdate()
    follow_year(on=today)
    by = operator("elke ochtend")
    asked = remind_due(by=by, on=today) + campaigns.remind_due(by=by, on=today)
    members = dutch.counted(asked, "lid kreeg", "leden kregen")
    people = dutch.counted(send_digests(on=today), "persoon kreeg", "personen kregen")
    return f"{members} een herinnering, {people} een overzichtsmail."


def import_document(path: Path, network_code: str) -> str:
    """Read a document into a network and return what became of it, as a sentence.

    Raises:
        DomainError: no such network, or the document cannot be read.
    """
    from rich.progress import BarColumn, Progress, TextColumn

    from streekwerk.access.models import operator
    from streekwerk.intake.choices import STAGES
    from streekwerk.intake.commands import import_file
    from streekwerk.kernel.errors import DomainError
    from streekwerk.network.models import Network
    from streekwerk.plans.queries import plans_with_counts

    network = Network.objects.filter(code=network_code).first()
    if network is None:
        known = ", ".join(Network.objects.values_list("code", flat=True)) or "nog geen enkel"
        raise DomainError(f"Er is geen netwerk met de code “{network_code}”. Bekend: {known}.")
    by = operator(f"opdrachtregel ({os.environ.get('USER') or 'server'})")
    with Progress(TextColumn("{task.description}"), BarColumn(), transient=True) as bar:
        task = bar.add_task(STAGES["uitpakken"], total=1.0)

        def tell(stage: str, share: float) -> None:
            bar.update(task, description=STAGES.get(stage, stage), completed=share)

        plan = import_file(path=path, network=network, by=by, on_progress=tell)
    said = {key: getattr(plans_with_counts(by).get(pk=plan.pk), key) for key in COUNTED}
    return f"“{plan.title}” staat in {network.name}: " + ", ".join(
        f"{said[key]} {word}" for key, word in COUNTED.items()
    )


def write_reports(plan: str, kind: str, period: str, folder: Path) -> list[Path]:
    """Make the report, or take the one that is frozen, and write its files; returns where they are.

    Raises:
        DomainError: there is no such plan, report or period, or it cannot be made.
    """
    from django.db.models import Q
    from django.utils.timezone import localdate

    from streekwerk.access.models import operator
    from streekwerk.kernel.errors import DomainError
    from streekwerk.plans.models import Plan
    from streekwerk.reports.commands.definitions import kept_definition
    from streekwerk.reports.commands.making import written_reports
    from streekwerk.reports.models import ReportDefinition

    by = operator(f"opdrachtregel ({os.environ.get('USER') or 'server'})")
    named = Q(pk=int(plan)) if plan.isdecimal() else Q(title__icontains=plan)
    found = list(Plan.objects.filter(named).select_related("network")[:2])
    if len(found) != 1:
        how = "Geen enkel plan heet" if not found else "Meer dan één plan heet"
        raise DomainError(f"{how} “{plan}”. Geef het nummer uit het adres van het plan.")
    try:
        definition = kept_definition(plan=found[0], code=kind, by=by)
    except ReportDefinition.DoesNotExist:
        raise DomainError(
            f"Er is geen rapport “{kind}”. Kies kwartaal, opvolging, jaar of lid, of een eigen rapport."
        ) from None
    today = localdate()
    return list(written_reports(definition=definition, period=period, folder=folder, by=by, today=today))


def open_network(code: str, name: str, kind: str, email: str, person: str) -> str:
    """Open a network with one coordinator and return how that person gets in, as a sentence.

    Raises:
        DomainError: the code is taken, or something given cannot be kept.
    """
    from django.utils.timezone import localdate

    from streekwerk.access.models import operator
    from streekwerk.config import opening
    from streekwerk.network.choices import NetworkKind

    by = operator(f"opdrachtregel ({os.environ.get('USER') or 'server'})")
    opened = opening.open_network(
        code=code, name=name, kind=NetworkKind(kind), email=email, person=person, by=by, on=localdate()
    )
    return (
        f"{opened.name} is geopend. {person} stelt op de site een wachtwoord in via “Wachtwoord vergeten”, "
        f"met het adres {email}."
    )


def complaints() -> list[str]:
    """What is not well with this installation, each as a sentence that says what to do."""
    from django.conf import settings
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    said = []
    try:
        call_command("check", fail_level="ERROR", stdout=io.StringIO())
    except SystemCheckError as error:
        said.append(f"De instellingen kloppen niet: {error}")
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        said.append("De databank is ouder dan het programma. Voer `streekwerk migrate` uit.")
    else:
        from streekwerk.config.health import silent_failures

        said += silent_failures()
    if not os.access(settings.DATA, os.W_OK):
        said.append(
            f"In de map {settings.DATA} kan niet geschreven worden. Geef de gebruiker van de site rechten."
        )
    if settings.SECURE and settings.DEBUG:
        said.append("STREEKWERK_DEBUG staat aan op een site met https. Zet het uit.")
    return said
