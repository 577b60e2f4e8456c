"""Switches the house on."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ArticlesConfig(AppConfig):
    """The one app: articles, their claims, and everything that is done with them."""

    name = "articles"
    default = True
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the tasks known to every process, so that the web door can ring for them by name, and have the checks made."""
        autodiscover_modules("tasks", "checks")


class RowsOnly(AppConfig):
    """The rows without tasks and checks: for a process that only reads them (reports/replay_beside.py)."""

    name = "articles"
    default_auto_field = "django.db.models.BigAutoField"
