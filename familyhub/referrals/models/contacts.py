"""What arrived, in the sender's own words: never edited, so that the story is told once and kept as told."""

from __future__ import annotations

import uuid

from django.db import models

from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson
from familyhub.referrals.models.requests import Request
from familyhub.referrals.terms.requests import Agreement, Channel, Evidence, Found, SubjectRole


def codes(kind: type) -> list[tuple[str, str]]:
    """The codes of one vocabulary, as a field's choices."""
    return [(item.value, item.value) for item in kind]  # type: ignore[attr-defined]


class Contact(models.Model):
    """One arrival. `reply_fence` is the compartment that holds what its sender may read, and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="contacts")
    reply_fence = models.UUIDField()
    received_at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=codes(Channel))
    source = models.CharField(max_length=4)
    source_detail = models.CharField(max_length=40, blank=True)
    agency = models.CharField(max_length=120, blank=True)
    sender_name = models.CharField(max_length=120, blank=True)
    sender_role = models.CharField(max_length=120, blank=True)
    sender_email = models.CharField(max_length=254, blank=True)
    sender_phone = models.CharField(max_length=40, blank=True)
    referrer = models.UUIDField(null=True)
    is_safeguarding = models.BooleanField()
    story = models.TextField(max_length=10000, blank=True)
    agreement = models.CharField(max_length=12, choices=codes(Agreement))
    agreement_words = models.TextField(max_length=1000, blank=True)
    engage_safely = models.TextField(max_length=2000, blank=True)
    level_seen = models.PositiveSmallIntegerField(null=True)
    evidence = models.CharField(max_length=12, choices=codes(Evidence))
    assessment_kind = models.CharField(max_length=120, blank=True)
    assessed_on = models.DateField(null=True)
    assessed_by = models.CharField(max_length=120, blank=True)
    assessment_reference = models.CharField(max_length=120, blank=True)
    action_wanted = models.TextField(max_length=2000, blank=True)
    handling = {
        **dict.fromkeys(("id", "fence", "request", "reply_fence", "received_at", "channel"), H.INTERNAL),
        **dict.fromkeys(("source", "source_detail", "agency", "referrer", "level_seen", "evidence"), H.INTERNAL),
        **dict.fromkeys(("sender_name", "sender_role", "sender_email", "sender_phone"), H.PERSONAL),
        **dict.fromkeys(("agreement", "agreement_words", "engage_safely", "is_safeguarding"), H.SPECIAL),
        **dict.fromkeys(("story", "assessment_kind", "assessed_on", "assessed_by"), H.SPECIAL),
        **dict.fromkeys(("assessment_reference", "action_wanted"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["request"], name="referrals_contact_request")]


class Subject(models.Model):
    """Somebody named in a contact, as the sender named them, and the record that they were matched to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="subjects")
    number = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=8, choices=codes(SubjectRole))
    given = models.CharField(max_length=80, blank=True)
    family = models.CharField(max_length=80, blank=True)
    born_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    described_as = models.CharField(max_length=400, blank=True)
    relation = models.CharField(max_length=16, blank=True)
    has_responsibility = models.CharField(max_length=8, blank=True)
    found = models.CharField(max_length=8, choices=codes(Found))
    record = AboutPerson(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "contact", "number", "role", "found"), H.INTERNAL),
        **dict.fromkeys(("given", "family", "born_on", "due_on", "sex", "described_as", "record"), H.PERSONAL),
        **dict.fromkeys(("relation", "has_responsibility"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(born_on__isnull=True) | models.Q(due_on__isnull=True),
                name="referrals_subject_born_or_due",
            ),
            models.CheckConstraint(
                condition=~models.Q(found__in=["linked", "new"]) | models.Q(record__isnull=False),
                name="referrals_subject_found_has_record",
            ),
        ]
        indexes = [
            models.Index(fields=["contact"], name="referrals_subject_contact"),
            models.Index(fields=["born_on", "role"], name="referrals_subject_born"),
        ]


class SubjectPlace(models.Model):
    """Where somebody lives and can be reached, as the sender says. A protected one lies in its own compartment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="places")
    is_protected = models.BooleanField()
    line = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    handling = {
        **dict.fromkeys(("id", "fence", "subject", "is_protected"), H.INTERNAL),
        **dict.fromkeys(("line", "postcode", "phone", "email"), H.PROTECTED),
    }

    class Meta:
        indexes = [
            models.Index(fields=["subject"], name="referrals_place_subject"),
            models.Index(
                fields=["postcode"],
                name="referrals_place_postcode",
                condition=~models.Q(postcode="") & models.Q(is_protected=False),
            ),
        ]


class UnmetNeed(models.Model):
    """A need that is not met: a code of a dated framework, and words that say what is explicit about it (S0-15)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="needs")
    framework = models.CharField(max_length=40)
    need = models.CharField(max_length=20)
    words = models.TextField(max_length=1000)
    handling = {
        **dict.fromkeys(("id", "fence", "contact", "framework"), H.INTERNAL),
        **dict.fromkeys(("need", "words"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["contact"], name="referrals_need_contact")]
