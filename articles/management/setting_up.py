"""Setting up a desk: database, pages' files, sample accounts.  Every step says what it does and is done only once."""

import hashlib
import io
from collections.abc import Callable
from urllib.parse import urlsplit

from celery import current_app
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import Tags
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from kombu.exceptions import KombuError

Say = Callable[[str], None]


def prepare_database(say: Say) -> None:
    """Bring the database to the newest form.  Raises CommandError when it does not answer or is not ours to change."""
    try:
        executor = MigrationExecutor(connection)
        steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if steps:
            say(f"Preparing the database ({len(steps)} steps) …")
            call_command("migrate", interactive=False, verbosity=0)
    except (DatabaseError, OSError) as error:
        raise CommandError(f"{_database()} cannot be used: {_first_line(error)}") from error
    call_command("check", databases=["default"], tags=[Tags.database], stdout=io.StringIO())  # the trail's guards


def collect_pages_files(say: Say) -> None:
    """Put the pages' files where the web server finds them, compressed; again only when one of them changed."""
    if settings.DEBUG:
        return
    state, stamp = _state_of_files(), settings.STATIC_ROOT / ".state"
    if stamp.exists() and stamp.read_text("ascii") == state:
        return
    say("Collecting the pages' files …")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(state, "ascii")


def ask_for_broker() -> None:
    """Raise CommandError when the broker that the settings name does not answer."""
    try:
        with current_app.connection_for_write() as line:
            line.ensure_connection(max_retries=1, interval_start=0, timeout=3)
    except (KombuError, OSError, KeyError, ValueError) as error:
        parts = urlsplit(settings.CELERY_BROKER_URL)
        where = f"{parts.scheme}://{parts.hostname or ''}:{parts.port or ''}{parts.path}"  # without the password
        raise CommandError(f"The broker at {where} does not answer: {_first_line(error)}") from error


def open_sample_desk(say: Say) -> None:
    """Fill a desk that nobody works at yet; only on an address of this machine, for its passwords lie on its disk."""
    if get_user_model().objects.exists():
        return
    if not settings.ON_LOOPBACK:
        say("Nobody can log in yet: python manage.py person NAME --role admin")
    elif "sample_desk" in get_commands():
        say("Opening the sample desk …")
        call_command("sample_desk")


def _state_of_files() -> str:
    """Return a digest of the names, sizes and times of all files that pages use."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    return digest.hexdigest()


def _database() -> str:
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"The database file {config['NAME']}"
    return f"The database {config['NAME']} at {config['HOST'] or 'localhost'}:{config['PORT'] or 5432}"


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def sample_logins() -> str | None:
    """Return where the sample log-ins are written down, or None for a desk without them."""
    return str(settings.SAMPLE_LOGINS) if settings.SAMPLE_LOGINS.exists() else None
