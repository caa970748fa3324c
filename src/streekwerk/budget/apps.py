from django.apps import AppConfig


class BudgetConfig(AppConfig):
    name = "streekwerk.budget"
    verbose_name = "Budget en middelen"
