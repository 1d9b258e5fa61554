"""Staff, teams, posts and dated holders, what each team serves, training, and professionals who refer by a link.

Nothing here is about people who use the service: these tables are exempt from row security (`core.exemptions`).
"""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from familyhub.accounts.terms import AbsenceKind, HoldingKind, PlaceLevel, SignIn, TeamKind
from familyhub.core.handling import Handling

H = Handling


def internal(*fields: str) -> dict[str, Handling]:
    """Every one of these fields is about the service at work."""
    return dict.fromkeys(fields, H.INTERNAL)


def period() -> Func:
    """The days from valid_from until the day before valid_to."""
    return Func(F("valid_from"), F("valid_to"), function="daterange")


class StaffManager(BaseUserManager["Staff"]):
    """How Django finds staff by their email address."""

    def get_by_natural_key(self, username: str | None) -> Staff:
        """Email addresses are kept in small letters."""
        return self.get(email=(username or "").strip().lower())


class Staff(AbstractBaseUser):
    """Somebody who works in the service and signs in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    work_mobile = models.CharField(max_length=20, blank=True, default="")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    objects = StaffManager()
    USERNAME_FIELD = "email"
    handling = internal("id", "email", "name", "phone", "work_mobile", "is_active", "made_at", "password", "last_login")

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """People who share work. A team below another can be seen by those whose role reaches over an area."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in TeamKind])
    above = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="below")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    handling = internal("id", "name", "kind", "above", "valid_from", "valid_to")

    def __str__(self) -> str:
        return self.name


class Serves(models.Model):
    """Which team serves a place, from when to when: the most exact place wins (area, cluster, district)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="serves")
    level = models.CharField(max_length=10, choices=[(level.value, level.value) for level in PlaceLevel])
    place = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    handling = internal("id", "team", "level", "place", "valid_from", "valid_to")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="accounts_one_team_serves_a_place",
                expressions=[
                    ("level", RangeOperators.EQUAL),
                    ("place", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
            )
        ]


class Mailbox(models.Model):
    """The secure mailbox of a district (S0-17): configuration, empty until the authority fills it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    place = models.CharField(max_length=20)
    address = models.EmailField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    handling = internal("id", "place", "address", "valid_from", "valid_to")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="accounts_one_mailbox_a_place",
                expressions=[("place", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
            )
        ]


class Post(models.Model):
    """A job in the structure: it stays when people change. `role` is a code on the roles shelf."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    title = models.CharField(max_length=120)
    role = models.CharField(max_length=40)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="posts")
    place = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    handling = internal("id", "title", "role", "team", "place", "valid_from", "valid_to")

    def __str__(self) -> str:
        return self.title


class Holding(models.Model):
    """Who holds a post, how, from when to when. One substantive holder at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="holdings")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in HoldingKind])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    handling = internal("id", "post", "staff", "kind", "valid_from", "valid_to")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="accounts_one_substantive_holder",
                expressions=[("post", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                condition=Q(kind="substantive"),
            ),
            ExclusionConstraint(
                name="accounts_holds_a_post_once",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    ("staff", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Absence(models.Model):
    """Somebody is away, from when to when (`valid_to` null: nobody knows yet), and who covers. Never twice at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in AbsenceKind])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    cover = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="covers")
    recorded_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    handling = internal("id", "staff", "kind", "valid_from", "valid_to", "cover", "recorded_by", "recorded_at")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="accounts_away_once_at_a_time",
                expressions=[("staff", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(cover__isnull=True) | ~Q(cover=F("staff")), name="accounts_nobody_covers_themselves"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="accounts_away_in_order"
            ),
        ]


class Training(models.Model):
    """That somebody was trained, when, and who recorded it (S1-52: no live records before it)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="training")
    course = models.CharField(max_length=60)
    done_on = models.DateField()
    expires_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    handling = internal("id", "staff", "course", "done_on", "expires_on", "recorded_by", "recorded_at")


class Referrer(models.Model):
    """A professional who refers without an account: a link to the work address proves the address.

    `team_email` is the shared mailbox of their team; from `team_proved_at` whoever has a link sent there reads the
    words that were said to this referrer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    agency = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)
    team_email = models.EmailField(blank=True)
    team_proved_at = models.DateTimeField(null=True)
    handling = internal("id", "email", "name", "agency", "made_at", "proved_at", "team_email", "team_proved_at")

    class Meta:
        indexes = [models.Index(fields=["team_email"], condition=~Q(team_email=""), name="accounts_referrer_team")]


class SignInRecord(models.Model):
    """What happened at the door: never a password, and of an address that nobody here has only a keyed digest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    at = models.DateTimeField()
    what = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in SignIn])
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    unknown = models.CharField(max_length=64, blank=True)
    how = models.CharField(max_length=60, blank=True)
    ip = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=200, blank=True)
    handling = internal("id", "at", "what", "staff", "unknown", "how", "ip", "browser")

    class Meta:
        indexes = [
            models.Index(fields=["-at", "id"], name="accounts_sign_ins_newest"),
            models.Index(fields=["staff", "-at"], name="accounts_sign_ins_of"),
        ]


class DirectoryPerson(models.Model):
    """Whom the council's own directory calls `subject`: bound once by address, then by this number until let go."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    bound_at = models.DateTimeField()
    let_go_at = models.DateTimeField(null=True)
    handling = internal("id", "staff", "issuer", "subject", "bound_at", "let_go_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], condition=Q(let_go_at=None), name="accounts_directory_subject_once"
            ),
            models.UniqueConstraint(
                fields=["issuer", "staff"], condition=Q(let_go_at=None), name="accounts_directory_staff_once"
            ),
        ]
