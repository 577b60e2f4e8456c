"""The worker's door: each task takes ids, calls one action, and is safe to run twice."""

from celery import shared_task

from articles.actions import extract, signing, sweep


@shared_task(name="articles.extract_claims")
def extract_claims(extraction_id: int) -> None:
    """Find the claims of a revision."""
    extract.extract_claims(extraction_id)


@shared_task(name="articles.sign_checkpoint")
def sign_checkpoint() -> None:
    """Sign what came since the last checkpoint."""
    signing.sign_or_tell()


@shared_task(name="articles.sweep")
def sweep_queue() -> None:
    """Ring again for what waits."""
    sweep.sweep()
