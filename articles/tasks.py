"""The worker's door: each task takes ids, calls one action, and is safe to run twice."""

from celery import shared_task

from articles.actions import extract, sweep


@shared_task(name="articles.extract_claims")
def extract_claims(extraction_id: int) -> None:
    """Find the claims of a revision."""
    extract.extract_claims(extraction_id)


@shared_task(name="articles.sweep")
def sweep_queue() -> None:
    """Ring again for what waits."""
    sweep.sweep()
