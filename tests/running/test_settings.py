"""Settings: safe as they come, and a wrong one is one clear line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.desk import ROOT, bare_environment

KEY = "x7mZ-2qLw9_TbE4cVnR8sKdF1gYhJ6uPaQoW3eXiCzBtM5vN0rGkHsUl"


def manage(tmp_path: Path, *argv: str, **env: str) -> "subprocess.CompletedProcess[str]":
    env = bare_environment() | {"FACTCHECK_DATA": str(tmp_path / "desk"), "DATABASE_URL": "", "REDIS_URL": ""} | env
    return subprocess.run(
        [sys.executable, "manage.py", *argv], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS=* would answer to any name"),
        ("SECRET_KEY", "secret", "SECRET_KEY is too weak"),
        ("SECRET_KEY", "django-insecure-" + KEY, "SECRET_KEY is too weak"),
        ("DATABASE_URL", "mysql://desk@localhost/desk", "DATABASE_URL must look like postgres://"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL must look like postgres://"),
        ("DATABASE_URL", "postgres://desk@localhost:port/desk", "DATABASE_URL cannot be read"),
        ("REDIS_URL", "http://localhost", "REDIS_URL must look like redis://"),
        ("CELERY_BROKER_URL", "localhost", "CELERY_BROKER_URL must look like redis://"),
        ("PORT", "eight", "PORT must be a number"),
        ("PORT", "0", "PORT must be a number"),
        ("FACTCHECK_DATA", "/dev/null/desk", "The data folder /dev/null/desk cannot be written"),
        ("TIME_ZONE", "Mars/Olympus", "TIME_ZONE"),
        ("FACTCHECK_VERIFY_HOUR", "24", "FACTCHECK_VERIFY_HOUR must be a number from 0 to 23"),
        ("FACTCHECK_MAIL_URL", "mail.example", "FACTCHECK_MAIL_URL must look like smtp://"),
        ("FACTCHECK_ALARM_MAIL", "carl", "FACTCHECK_ALARM_MAIL must be e-mail addresses"),
        ("FACTCHECK_CHECKPOINT_WEBHOOK", "http://sink.example", "FACTCHECK_CHECKPOINT_WEBHOOK must be an https://"),
        ("FACTCHECK_LANGUAGE_MODEL_URL", "ftp://models.example", "FACTCHECK_LANGUAGE_MODEL_URL must look like http://"),
    ],
)
def test_a_wrong_setting_is_one_line_and_no_traceback(tmp_path: Path, name: str, value: str, word: str) -> None:
    refused = manage(tmp_path, "run", **{name: value})
    assert refused.returncode == 1
    assert word in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_debug_is_refused_where_others_can_see_it(tmp_path: Path) -> None:
    refused = manage(tmp_path, "check", DEBUG="on", ALLOWED_HOSTS="desk.example")
    assert refused.returncode == 1
    assert "DEBUG shows the desk's inside to everybody" in refused.stderr


def test_a_database_that_does_not_answer_is_one_line_without_its_password(tmp_path: Path) -> None:
    refused = manage(tmp_path, "run", DATABASE_URL="postgres://desk:hush@127.0.0.1:9/desk", PORT="18999")
    assert refused.returncode == 1
    assert refused.stderr.startswith("CommandError: The database desk at 127.0.0.1:9 cannot be used")
    assert refused.stderr.count("\n") == 1
    assert "hush" not in refused.stderr + refused.stdout


def test_a_broker_that_does_not_answer_is_one_line_without_its_password(tmp_path: Path) -> None:
    refused = manage(tmp_path, "worker", REDIS_URL="redis://:hush@127.0.0.1:9/0")
    assert refused.returncode == 1
    assert refused.stderr.startswith("CommandError: The broker at redis://127.0.0.1:9/0 does not answer")
    assert refused.stderr.count("\n") == 1
    assert "hush" not in refused.stderr + refused.stdout


def test_behind_tls_django_finds_nothing_to_warn_about(tmp_path: Path) -> None:
    checked = manage(
        *(tmp_path, "check", "--deploy", "--fail-level", "WARNING"),
        ALLOWED_HOSTS="desk.example",
        CSRF_TRUSTED_ORIGINS="https://desk.example",
    )
    assert checked.returncode == 0, checked.stderr


def test_a_desk_on_postgresql_keeps_read_committed_and_checks_its_connections(tmp_path: Path) -> None:
    code = "import json; from django.conf import settings; print(json.dumps(settings.DATABASES['default']))"
    shown = manage(tmp_path, "shell", "--no-imports", "-c", code, DATABASE_URL="postgres://desk@db.example/desk")
    config = json.loads(shown.stdout)
    assert config["OPTIONS"] == {"connect_timeout": 5, "isolation_level": 2}
    assert config["CONN_HEALTH_CHECKS"] is True


def test_a_desk_on_sqlite_waits_its_turn_and_forgets_nothing(tmp_path: Path) -> None:
    code = (
        "from django.db import connection\n"
        "with connection.cursor() as c:\n"
        "    print([c.execute(f'PRAGMA {n}').fetchone()[0] for n in "
        "('journal_mode', 'synchronous', 'recursive_triggers', 'busy_timeout', 'foreign_keys')])\n"
        "    print(connection.transaction_mode)"
    )
    shown = manage(tmp_path, "shell", "--no-imports", "-c", code)
    assert shown.stdout.splitlines() == ["['wal', 2, 1, 20000, 1]", "IMMEDIATE"]


def test_the_visibility_timeout_is_above_the_time_limit_in_all_three_places() -> None:
    places = {
        settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"],
        settings.CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS["visibility_timeout"],
        settings.CELERY_VISIBILITY_TIMEOUT,
    }
    assert len(places) == 1
    assert places.pop() > settings.CELERY_TASK_TIME_LIMIT > settings.CELERY_TASK_SOFT_TIME_LIMIT


def test_all_processes_of_a_desk_in_a_long_folder_find_the_same_socket(tmp_path: Path) -> None:
    code = "from django.conf import settings; print(settings.BROKER_SOCKET)"
    deep = str(tmp_path / ("long" * 30))
    shown = [
        manage(tmp_path, "shell", "--no-imports", "-c", code, FACTCHECK_DATA=deep, TMPDIR=folder).stdout
        for folder in ("/tmp", str(tmp_path))
    ]
    assert shown[0] == shown[1] != ""
