"""What workforce stores: supervision, the families talked about in it, and what was decided."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from familyhub.accounts.models import Staff, Team
from familyhub.core.handling import Handling as H


class Supervision(models.Model):
    """A worker and their supervisor on one day. Its fence is its own number: those two hold it, and the team above."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    worker = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField()
    words = models.TextField(default="")
    next_on = models.DateField()
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "worker", "supervisor", "team", "happened_on", "next_on", "at"), H.INTERNAL),
        "words": H.PERSONAL,
    }

    class Meta:
        indexes = [models.Index(fields=["worker", "-happened_on", "id"], name="workforce_of_worker")]
        constraints = [
            models.UniqueConstraint(fields=["worker", "supervisor", "happened_on"], name="workforce_once_a_day"),
            models.CheckConstraint(condition=~Q(worker=F("supervisor")), name="workforce_of_two"),
            models.CheckConstraint(condition=Q(next_on__gt=F("happened_on")), name="workforce_next_is_later"),
        ]


class TalkedAbout(models.Model):
    """A family in it. Behind the case; `behind`: the supervision, and everybody of the case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="talked")
    reference = models.CharField(max_length=12)
    words = models.TextField()
    handling = {
        **dict.fromkeys(("id", "fence", "behind", "supervision", "reference"), H.INTERNAL),
        "words": H.SPECIAL,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["supervision", "fence"], name="workforce_case_once")]


class SupervisionDecision(models.Model):
    """What was decided. About a family it lies where the family lies, else with the supervision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="decisions")
    words = models.CharField(max_length=500)
    holder = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_words = models.CharField(max_length=500, default="")
    handling = {
        **dict.fromkeys(("id", "fence", "behind", "supervision", "holder", "due_on", "done_at"), H.INTERNAL),
        **dict.fromkeys(("words", "done_words"), H.SPECIAL),
    }


class AuditDraw(models.Model):
    """A sample of a team’s families, asked for by somebody and drawn by lot. `could`: how many there were to draw from.
    That and the seed are kept and shown to nobody: with them the lot could be told again, and who
    was passed over. Its fence is its own number.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    as_on = models.DateField()
    size = models.PositiveSmallIntegerField()
    auditors = ArrayField(models.UUIDField())
    seed = models.CharField(max_length=32)
    state = models.CharField(max_length=8)
    could = models.PositiveIntegerField(null=True)
    drawn_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "team", "first", "last", "as_on", "size", "auditors", "seed"), H.INTERNAL),
        **dict.fromkeys(("state", "could", "drawn_by", "at"), H.INTERNAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "first"], condition=~Q(state="too_few"), name="workforce_sample_once_a_quarter"
            ),
        ]
        indexes = [models.Index(fields=["team", "-first"], name="workforce_samples")]


class AuditLeftOut(models.Model):
    """A case that could not be drawn, and why. Behind the sample; `behind`: the case and everybody of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    case = models.UUIDField()
    draw = models.ForeignKey(AuditDraw, on_delete=models.PROTECT, related_name="left_out")
    reference = models.CharField(max_length=12)
    reason = models.CharField(max_length=8)
    handling = {
        **dict.fromkeys(("id", "fence", "behind", "case", "draw", "reference"), H.INTERNAL),
        "reason": H.SPECIAL,
    }


class Audit(models.Model):
    """The audit of one case as on a date. Its fence is its own number; `behind`: the case and everybody of it, so that
    whoever loses the family loses the audit. `grade` is the auditor's, `final` what stands. Final once it is moderated.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    case = models.UUIDField()
    reference = models.CharField(max_length=12)
    draw = models.ForeignKey(AuditDraw, on_delete=models.PROTECT, related_name="audits")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    auditor = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    as_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10)
    scale = models.CharField(max_length=24, default="")
    grade = models.CharField(max_length=24, default="")
    words = models.TextField(max_length=2000, default="")
    finished_at = models.DateTimeField(null=True)
    moderator = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    final = models.CharField(max_length=24, default="")
    moderated_words = models.TextField(max_length=2000, default="")
    moderated_at = models.DateTimeField(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "behind", "case", "reference", "draw", "team", "worker"), H.INTERNAL),
        **dict.fromkeys(("auditor", "as_on", "due_on", "state", "scale", "moderator"), H.INTERNAL),
        **dict.fromkeys(("finished_at", "moderated_at"), H.INTERNAL),
        **dict.fromkeys(("grade", "words", "final", "moderated_words"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "case"], name="workforce_audit_once_a_sample"),
            models.CheckConstraint(
                condition=Q(worker__isnull=True) | ~Q(worker=F("auditor")), name="workforce_audit_not_ones_own"
            ),
            models.CheckConstraint(
                condition=Q(moderator__isnull=True) | ~Q(moderator=F("auditor")), name="workforce_audit_of_two"
            ),
            models.CheckConstraint(
                condition=~Q(state="moderated") | (~Q(final="") & Q(moderated_at__isnull=False)),
                name="workforce_audit_final_says_what",
            ),
        ]
        indexes = [
            models.Index(fields=["auditor", "state", "due_on"], name="workforce_audits_to_write"),
            models.Index(fields=["moderator", "state", "due_on"], name="workforce_audits_to_check"),
            models.Index(fields=["worker", "-moderated_at"], name="workforce_audits_of_worker"),
            models.Index(fields=["case"], name="workforce_audits_of_case"),
        ]


class AuditAnswer(models.Model):
    """What was seen of one question, and its grade. A fact, where the audit lies."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=16)
    grade = models.CharField(max_length=24)
    words = models.TextField(max_length=2000)
    handling = {
        **dict.fromkeys(("id", "fence", "behind", "audit", "question"), H.INTERNAL),
        **dict.fromkeys(("grade", "words"), H.SPECIAL),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audit", "question"], name="workforce_audit_answer_once")]


class AuditAction(models.Model):
    """What an audit asks for. It lies with the audit until that is moderated, then where the family lies."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="actions")
    words = models.CharField(max_length=500)
    owner = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=120, default="")
    done_words = models.CharField(max_length=500, default="")
    handling = {
        **dict.fromkeys(("id", "fence", "behind", "audit", "owner", "due_on", "done_at", "done_by"), H.INTERNAL),
        **dict.fromkeys(("words", "done_words"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["fence", "due_on"], name="workforce_actions_of_case")]


class AuditResult(models.Model):
    """That some audit of a team was completed on a day with a grade: what is counted. It says of no family whose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    completed_on = models.DateField()
    scale = models.CharField(max_length=24)
    grade = models.CharField(max_length=24)
    handling = dict.fromkeys(("id", "team", "completed_on", "scale", "grade"), H.INTERNAL)

    class Meta:
        indexes = [models.Index(fields=["completed_on", "team"], name="workforce_results")]
