"""What goes wrong in production without anybody seeing it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from streekwerk.outbox.models import Mail

PATIENCE = timedelta(minutes=5)
TO_FILES = "django.core.mail.backends.filebased.EmailBackend"


def silent_failures() -> list[str]:
    """Work that nobody does, mail that does not leave, a demo on a public site; each as a sentence."""
    said = []
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - PATIENCE).count()
    if waiting:
        said.append(
            f"Al meer dan vijf minuten wacht er werk ({waiting}): documenten worden niet gelezen en post "
            "vertrekt niet. Start de werker met `streekwerk worker`, of kijk waarom hij stilstaat."
        )
    stuck = Mail.objects.filter(sent_at__isnull=True, attempts__gte=Mail.MAX_ATTEMPTS).order_by("-pk")
    last = stuck.first()
    if last is not None:
        said.append(
            f"Post die niet vertrok en niet meer geprobeerd wordt ({stuck.count()}); de mailserver zei "
            f"laatst: “{last.error}”. Kijk de instellingen STREEKWERK_MAIL_… na."
        )
    if settings.SECURE and settings.OUTBOX_TRANSPORT == TO_FILES:
        said.append(
            "Post gaat naar bestanden in plaats van naar mensen: niemand kan een wachtwoord instellen. "
            "Zet STREEKWERK_MAIL, zie docs/settings.md."
        )
    if settings.SECURE and settings.DEMO:
        said.append(
            "STREEKWERK_DEMO staat aan op een site met https: iedereen kan zich aanmelden met het wachtwoord "
            "van de voorbeeldstreek. Zet het uit."
        )
    return said
