"""The MASH workspace: what partners were asked and said, concerns about adults, and who was called to answer."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.accounts.models import Post, Staff
from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson
from familyhub.referrals.models.lanes import Enquiry

COMMON = dict.fromkeys(("id", "fence", "at", "by", "by_name"), H.INTERNAL)


class InformationRequest(models.Model):
    """A partner is asked one question about named people by a link of its own. Its fence opens nothing else.

    `token_hash` is SHA-256 of the secret in the link; the secret itself is kept nowhere but in the letter.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="asked")
    agency = models.CharField(max_length=120)
    contact_name = models.CharField(max_length=120)
    contact_email = models.CharField(max_length=254)
    question = models.TextField(max_length=2000)
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "enquiry", "token_hash", "asked_at", "asked_by", "asked_by_name"), H.INTERNAL),
        **dict.fromkeys(("due_at", "expires_at", "withdrawn_at", "withdrawn_by_name", "answered_at"), H.INTERNAL),
        **dict.fromkeys(("agency", "contact_name", "contact_email"), H.PERSONAL),
        "question": H.SPECIAL,
    }

    class Meta:
        indexes = [models.Index(fields=["enquiry"], name="referrals_asked_enquiry")]


class InformationSubject(models.Model):
    """Whom the partner is asked about: as much as tells who is meant, and no address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    asked = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="subjects")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=170)
    born_on = models.DateField(null=True)
    record = AboutPerson(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "asked", "number"), H.INTERNAL),
        **dict.fromkeys(("name", "born_on", "record"), H.PERSONAL),
    }


class LinkUse(models.Model):
    """What was done with a partner's link, and when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    asked = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="uses")
    use = models.CharField(max_length=16)
    at = models.DateTimeField()
    handling = dict.fromkeys(("id", "fence", "asked", "use", "at"), H.INTERNAL)


class LinkCode(models.Model):
    """A code that was sent to the address that was named: what opens a link that somebody forwarded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    asked = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="codes")
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    handling = dict.fromkeys(("id", "fence", "asked", "code_hash", "made_at", "tries", "used_at"), H.INTERNAL)


class PartnerAnswer(models.Model):
    """What the partner said, once. It lies behind the enquiry's fence: the partner cannot read it back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    asked = models.OneToOneField(InformationRequest, on_delete=models.PROTECT, related_name="answer")
    words = models.TextField(max_length=8000)
    is_late = models.BooleanField()
    at = models.DateTimeField()
    handling = {**dict.fromkeys(("id", "fence", "asked", "is_late", "at"), H.INTERNAL), "words": H.SPECIAL}


class AdultConcern(models.Model):
    """A concern about an adult: it is passed on, never dropped, and stays open until its receipt is known (S4-10)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    enquiry = models.ForeignKey(Enquiry, null=True, on_delete=models.PROTECT, related_name="adults")
    who = models.CharField(max_length=400)
    words = models.TextField(max_length=4000)
    raised_at = models.DateTimeField()
    raised_by = models.UUIDField(null=True)
    raised_by_name = models.CharField(max_length=120)
    due_by = models.DateTimeField()
    passed_at = models.DateTimeField(null=True)
    passed_how = models.CharField(max_length=12, blank=True)
    passed_to = models.CharField(max_length=200, blank=True)
    passed_by_name = models.CharField(max_length=120, blank=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=120, blank=True)
    received_reference = models.CharField(max_length=60, blank=True)
    handling = {
        **dict.fromkeys(("id", "fence", "enquiry", "raised_at", "raised_by", "raised_by_name", "due_by"), H.INTERNAL),
        **dict.fromkeys(("passed_at", "passed_how", "passed_to", "passed_by_name", "received_at"), H.INTERNAL),
        **dict.fromkeys(("received_by", "received_reference"), H.INTERNAL),
        **dict.fromkeys(("who", "words"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(passed_at__isnull=False),
                name="referrals_adult_received_after_passed",
            )
        ]
        indexes = [
            models.Index(fields=["due_by"], name="referrals_adult_open", condition=Q(received_at__isnull=True)),
            models.Index(fields=["enquiry"], name="referrals_adult_enquiry"),
        ]


class DutyPost(models.Model):
    """One line of the dated duty list: a post, or one member of staff, from when to when, in the order of calling."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    order = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=120)
    handling = dict.fromkeys(("id", "order", "post", "staff", "since", "until", "made_at", "made_by_name"), H.INTERNAL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=True, staff__isnull=False) | Q(post__isnull=False, staff__isnull=True),
                name="referrals_duty_post_or_staff",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="referrals_duty_in_order"
            ),
        ]


class DutyCall(models.Model):
    """Somebody on the duty list was told that a concern waits. `staff` null: nobody was on the list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="calls")
    number = models.PositiveIntegerField()
    round = models.PositiveIntegerField()
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    staff_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    handling = dict.fromkeys(("id", "fence", "enquiry", "number", "round", "staff", "staff_name", "at"), H.INTERNAL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enquiry", "number"], name="referrals_duty_call_once")]


class Acknowledgement(models.Model):
    """Somebody said "I have it": the calling stops."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    enquiry = models.OneToOneField(Enquiry, on_delete=models.PROTECT, related_name="acknowledged")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {**COMMON, "enquiry": H.INTERNAL}
