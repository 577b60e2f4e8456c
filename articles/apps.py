"""Switches the house on."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """The one app: articles, their claims, and everything that is done with them."""

    name = "articles"
    default_auto_field = "django.db.models.BigAutoField"
