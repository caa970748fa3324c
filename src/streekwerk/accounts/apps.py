from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "streekwerk.accounts"
    verbose_name = "Accounts"
