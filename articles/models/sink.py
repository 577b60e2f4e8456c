"""Sinks: the places outside of the desk to which checkpoints and alarms are sent, and what arrived there."""

from django.db import models
from django.utils import timezone


class SinkName(models.TextChoices):
    """Where to."""

    WEBHOOK = "webhook", "Webhook"
    MAIL = "mail", "E-mail"
    ALARM = "alarm", "Alarm by e-mail"


class Sink(models.Model):
    """One place that is told things by the desk; its row says what arrived there last.

    arrived     the size of the newest checkpoint there; of alarms, the id of the last verification that was told
    tries       how often it was tried in a row without success
    error       why the last try failed, in words; "" when it did not
    """

    name = models.CharField(max_length=8, choices=SinkName.choices, unique=True)
    arrived = models.BigIntegerField(default=0)
    arrived_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.arrived}"
