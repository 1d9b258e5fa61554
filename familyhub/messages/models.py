"""The outbox and the history of each message. Written in the transaction of what the message tells of."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.core.handling import Handling
from familyhub.messages.terms import Arrival, Audience, State, Step, Way

H = Handling
OPEN = (State.WAITING.value, State.FAILED.value)


def _codes(codes: type[Arrival] | type[Audience] | type[State] | type[Step] | type[Way]) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


class Message(models.Model):
    """One message to one address. `values` holds a reference, a link and a date at most (`policy.check_values`).

    `provider_reference` is the Message-ID: made once from the id, so that a message sent twice is seen as one.
    `wide` is the class that a county-wide right opens. `carrier` is the transport that took it, `carrier_number` that
    server's own number for it, `arrival` what the server said later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    wide = models.CharField(max_length=20)
    letter = models.CharField(max_length=60)
    audience = models.CharField(max_length=12, choices=_codes(Audience))
    person_record = models.UUIDField(null=True)
    to_address = models.CharField(max_length=320)
    way = models.CharField(max_length=8, choices=_codes(Way))
    about_kind = models.CharField(max_length=40)
    about = models.UUIDField()
    values = models.JSONField()
    state = models.CharField(max_length=10, choices=_codes(State))
    reason = models.CharField(max_length=200)
    tries = models.PositiveIntegerField()
    refusals = models.PositiveIntegerField()
    next_try_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    provider_reference = models.CharField(max_length=320)
    carrier = models.CharField(max_length=20)
    carrier_number = models.CharField(max_length=64)
    arrival = models.CharField(max_length=12, choices=_codes(Arrival), blank=True)
    handling = {
        "id": H.INTERNAL,
        "fence": H.INTERNAL,
        "wide": H.INTERNAL,
        "letter": H.INTERNAL,
        "audience": H.INTERNAL,
        "person_record": H.PERSONAL,
        "to_address": H.PROTECTED,
        "way": H.INTERNAL,
        "about_kind": H.INTERNAL,
        "about": H.INTERNAL,
        "values": H.PERSONAL,
        "state": H.INTERNAL,
        "reason": H.SPECIAL,
        "tries": H.INTERNAL,
        "refusals": H.INTERNAL,
        "next_try_at": H.INTERNAL,
        "made_at": H.INTERNAL,
        "made_by": H.INTERNAL,
        "sent_at": H.INTERNAL,
        "provider_reference": H.INTERNAL,
        "carrier": H.INTERNAL,
        "carrier_number": H.INTERNAL,
        "arrival": H.INTERNAL,
    }

    class Meta:
        indexes = [
            models.Index(fields=["about", "made_at"], name="messages_about"),
            models.Index(fields=["next_try_at"], condition=Q(state__in=OPEN), name="messages_due"),
            models.Index(fields=["state", "-made_at"], name="messages_state"),
            models.Index(
                fields=["sent_at"],
                condition=Q(state="sent", arrival="") & ~Q(carrier_number=""),
                name="messages_followed",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="sent") & Q(sent_at__isnull=False)) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="messages_sent_has_time",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=OPEN) & Q(next_try_at__isnull=False))
                | (~Q(state__in=OPEN) & Q(next_try_at__isnull=True)),
                name="messages_open_has_next_try",
            ),
            models.CheckConstraint(
                condition=(Q(audience="person") & Q(person_record__isnull=False))
                | (~Q(audience="person") & Q(person_record__isnull=True)),
                name="messages_person_has_record",
            ),
        ]


class Attempt(models.Model):
    """One line of a message's history. `is_repeat`: an earlier try was begun and its end is not known, so that the
    same message, with the same Message-ID, may have arrived before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    wide = models.CharField(max_length=20)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=10, choices=_codes(Step))
    at = models.DateTimeField()
    detail = models.CharField(max_length=200)
    is_repeat = models.BooleanField()
    handling = {
        "id": H.INTERNAL,
        "fence": H.INTERNAL,
        "wide": H.INTERNAL,
        "message": H.INTERNAL,
        "number": H.INTERNAL,
        "step": H.INTERNAL,
        "at": H.INTERNAL,
        "detail": H.SPECIAL,
        "is_repeat": H.INTERNAL,
    }

    class Meta:
        indexes = [models.Index(fields=["message", "number"], name="messages_attempt_of")]
