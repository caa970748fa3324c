from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "streekwerk.audit"
    verbose_name = "Logboek"
