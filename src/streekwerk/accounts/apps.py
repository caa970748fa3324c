from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "streekwerk.accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from streekwerk.audit.ports import watch_room

        watch_room(self, but={"User": "a person is shown under the name of today"})
