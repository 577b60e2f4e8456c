"""The Celery application: only a bell, the database is the queue of record."""

import os

from celery import Celery
from celery.signals import worker_process_init

from articles.running.leash import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def leash_pool_process(**_: object) -> None:
    """A pool process whose worker was killed with -9 must not live on as an orphan."""
    die_with_parent()
