"""factcheck: the street.  It only switches things on; the house is articles/."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
