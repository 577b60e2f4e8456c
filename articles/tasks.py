"""The worker's door: each task takes ids, calls one action, and is safe to run twice."""

from celery import shared_task

from articles.actions import extract, import_bundle, send_out, signing, sweep, verify_trail

MOST_SECONDS = 3600
"""So long a verification of the whole trail may take."""


@shared_task(name="articles.extract_claims")
def extract_claims(extraction_id: int) -> None:
    """Find the claims of a revision."""
    extract.extract_claims(extraction_id)


@shared_task(name="articles.import_bundle")
def take_files(bundle_id: int) -> None:
    """Take the next files of a zip."""
    import_bundle.import_bundle(bundle_id)


# Acknowledged before it runs, because it may take longer than a message waits for that: the row is the queue of record.
@shared_task(name="articles.verify_trail", acks_late=False, soft_time_limit=MOST_SECONDS, time_limit=MOST_SECONDS + 60)
def verify_whole_trail(verification_id: int) -> None:
    """Walk the whole trail and replay it."""
    verify_trail.verify_queued(verification_id)


@shared_task(name="articles.sign_checkpoint")
def sign_checkpoint() -> None:
    """Sign what came since the last checkpoint."""
    signing.sign_or_tell()


@shared_task(name="articles.send_out", soft_time_limit=60, time_limit=75)
def send_to_sink(sink_id: int) -> None:
    """Send a checkpoint or an alarm to one of its sinks."""
    send_out.send_out(sink_id)


@shared_task(name="articles.sweep")
def sweep_queue() -> None:
    """Ring again for what waits."""
    sweep.sweep()
