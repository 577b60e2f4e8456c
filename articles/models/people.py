"""People: who may log in, in which role, and with which tokens a program may act for them."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Role(models.TextChoices):
    """What a person does on the desk; somebody without a role sees nothing."""

    NONE = "", "No rights"
    EDITOR = "editor", "Editor"
    REVIEWER = "reviewer", "Reviewer"
    CHIEF = "chief", "Chief"
    AUDITOR = "auditor", "Auditor"
    ADMIN = "admin", "Admin"


class PersonQuerySet(models.QuerySet["Person"]):
    """People, as sentences."""

    def active(self) -> "PersonQuerySet":
        """Those whose account is open."""
        return self.filter(is_active=True)

    def checkers(self) -> "PersonQuerySet":
        """Those who can be given claims to check."""
        return self.active().filter(role__in=(Role.REVIEWER, Role.CHIEF))

    def checking_or_holding(self, holders: Iterable[int]) -> "PersonQuerySet":
        """Those who check, and those of these ids, who may have claims though they check no longer; by name."""
        return self.filter(Q(pk__in=Person.objects.checkers().values("pk")) | Q(pk__in=holders)).order_by("name", "pk")

    def with_load(self, at: datetime | None = None) -> "PersonQuerySet":
        """Each with open_claims, the claims that wait for them, and late_claims, those of them past their time."""
        waiting = Q(assigned_claims__waiting=True)
        late = waiting & Q(assigned_claims__due_at__lt=at or timezone.now())
        return self.annotate(
            open_claims=models.Count("assigned_claims", filter=waiting),
            late_claims=models.Count("assigned_claims", filter=late),
        )


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)["Person"]):  # type: ignore[misc]  # made at run time
    """Finds people; log-in asks it for a person by username."""


class Person(AbstractBaseUser):
    """Somebody with an account.  People are deactivated, never deleted: their acts keep their name."""

    username = models.CharField(max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    name = models.CharField(max_length=150)
    sealed_name = models.CharField(
        max_length=64, blank=True, help_text="The seal under which the trail knows the name; made with the first act."
    )
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.NONE, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=[str(role) for role in Role]), name="a_role_is_one_of_the_desk"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """Two letters for the round badge."""
        parts = self.name.split() or [self.username]
        return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens, as sentences."""

    def usable(self, at: datetime | None = None) -> "ApiTokenQuerySet":
        """Neither revoked nor run out, of a person whose account is open."""
        now = at or timezone.now()
        return self.filter(revoked_at=None, expires_at__gt=now, person__is_active=True)


class ApiToken(models.Model):
    """A key with which a program acts for a person; only its SHA-256 is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=8)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.prefix}… of {self.person_id}"


class FirstAnswer(models.Model):
    """The answer to a POST that carried an Idempotency-Key: a repeat is given it again and changes nothing."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "key"), name="one_first_answer_for_each_key"),)

    def __str__(self) -> str:
        return self.key
