from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "streekwerk.outbox"
    verbose_name = "Postbak uit"
