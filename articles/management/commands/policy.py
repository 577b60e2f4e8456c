"""`manage.py policy`: who may do what, as a table."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.models import Role
from articles.policy import TABLE, Right


class Command(BaseCommand):
    help = "Print who may do what. Whatever is not in the table is refused."
    requires_system_checks = ()

    def handle(self, *_: Any, **__: Any) -> None:
        roles = [role for role in Role if role]
        width = max(len(right) for right in Right)
        head = "  ".join(f"{role.label:<8}" for role in roles)
        self.stdout.write(f"{'':<{width}}  {head}".rstrip())
        for right in Right:
            marks = "  ".join(f"{'yes' if role in TABLE.get(right, ()) else '–':<8}" for role in roles)
            self.stdout.write(f"{right:<{width}}  {marks}".rstrip())
