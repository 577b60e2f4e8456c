"""Migrations: named, and as the models are."""

import re

import pytest
from django.core.management import call_command

from tests.architecture.sources import ROOT


@pytest.mark.django_db
def test_the_migrations_make_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)  # exits with 1 where something is missing


def test_every_migration_has_a_name_of_its_own() -> None:
    names = [path.stem for path in (ROOT / "articles" / "migrations").glob("[0-9]*.py")]
    assert names
    assert [name for name in names if not re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", name) or "_auto_" in name] == []


def test_the_numbers_of_migrations_have_no_gap() -> None:
    numbers = sorted(int(path.stem[:4]) for path in (ROOT / "articles" / "migrations").glob("[0-9]*.py"))
    assert numbers == list(range(1, len(numbers) + 1))
