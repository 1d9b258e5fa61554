"""What partners are asked for an assessment, by a link of their own, and what they said."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from familyhub.casework.models.assessments import Assessment, AssessmentPart
from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson


class ContributionAsk(models.Model):
    """What one partner is asked, and all that they see. Its fence is its own number, which is the partner's too.

    `tells` is who is told of the answer: whoever asked, or leads the help now. `case` says where the answers will lie;
    it is a number, and opens nothing. `account` is whoever was asked at their account here, in place of by a link;
    `agreement` the one on which that rests, if it does: when it ends the account sees nothing. `token_hash` is SHA-256
    of the secret in the link; the secret itself is kept nowhere but in the letter.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    case = models.UUIDField()
    assessment = models.UUIDField()
    agency = models.CharField(max_length=120)
    contact_name = models.CharField(max_length=120)
    contact_email = models.CharField(max_length=254)
    words = models.TextField(max_length=2000, default="")
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=120)
    tells = models.UUIDField(null=True)
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=120, default="")
    answered_at = models.DateTimeField(null=True)
    account = models.UUIDField(null=True)
    agreement = models.UUIDField(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "case", "assessment", "token_hash", "asked_at", "asked_by"), H.INTERNAL),
        **dict.fromkeys(("tells", "account", "agreement"), H.INTERNAL),
        **dict.fromkeys(("asked_by_name", "due_at", "expires_at", "reminded_at", "withdrawn_at"), H.INTERNAL),
        **dict.fromkeys(("withdrawn_by_name", "answered_at"), H.INTERNAL),
        **dict.fromkeys(("agency", "contact_name", "contact_email"), H.PERSONAL),
        "words": H.SPECIAL,
    }

    class Meta:
        # seen through its tie, it could else be moved by whoever sees it
        constraints = [models.CheckConstraint(condition=Q(fence=F("id")), name="casework_ask_fence_is_own")]
        indexes = [
            models.Index(
                fields=["tells", "due_at"],
                name="casework_asked_waits",
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.Index(
                fields=["account", "due_at"], name="casework_asked_account", condition=Q(account__isnull=False)
            ),
        ]


class ContributionOf(models.Model):
    """Ties what a partner was asked to the assessment: whoever sees this row sees the ask and what became of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    ask = models.OneToOneField(ContributionAsk, on_delete=models.PROTECT, related_name="tie")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="asked")
    handling = dict.fromkeys(("id", "fence", "behind", "ask", "assessment"), H.INTERNAL)


class ContributionQuestion(models.Model):
    """One question to a partner, in its words, and of whom; `who` is a name alone. Seen with the ask."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    ask = models.ForeignKey(ContributionAsk, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    part = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    question = models.CharField(max_length=40)
    words = models.CharField(max_length=200)
    record = AboutPerson(null=True)
    who = models.CharField(max_length=170, default="")
    handling = {
        **dict.fromkeys(("id", "fence", "ask", "number", "part", "behind", "question", "words"), H.INTERNAL),
        **dict.fromkeys(("record", "who"), H.PERSONAL),
    }


class ContributionUse(models.Model):
    """What was done with a partner's link, and when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    ask = models.ForeignKey(ContributionAsk, on_delete=models.PROTECT, related_name="uses")
    use = models.CharField(max_length=16)
    at = models.DateTimeField()
    handling = dict.fromkeys(("id", "fence", "ask", "use", "at"), H.INTERNAL)


class ContributionCode(models.Model):
    """A code sent to the address that was named: what opens a link that somebody forwarded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    ask = models.ForeignKey(ContributionAsk, on_delete=models.PROTECT, related_name="codes")
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    handling = dict.fromkeys(("id", "fence", "ask", "code_hash", "made_at", "tries", "used_at"), H.INTERNAL)


class Contribution(models.Model):
    """What a partner said to one question, once. Behind the part's fences: the partner cannot read it back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    ask = models.ForeignKey(ContributionAsk, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(AssessmentPart, on_delete=models.PROTECT, related_name="contributions")
    question = models.CharField(max_length=40)
    words = models.TextField()
    agency = models.CharField(max_length=120)
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "behind", "ask", "part", "question", "at"), H.INTERNAL),
        **dict.fromkeys(("words", "agency"), H.SPECIAL),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ask", "part", "question"], name="casework_contribution_once")]
