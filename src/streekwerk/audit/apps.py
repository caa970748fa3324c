"""Who did what when, and what it was before."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    name = "streekwerk.audit"
    verbose_name = "Logboek"

    def ready(self) -> None:
        from streekwerk.audit import triggers
        from streekwerk.audit.models import Entry
        from streekwerk.audit.ports import watch, watch_room

        watch_room(self, but={"Past": "it is the past itself"})
        watch(Entry, born="at")
        pre_migrate.connect(triggers.before_migrating, sender=self)
        post_migrate.connect(triggers.after_migrating, sender=self)
