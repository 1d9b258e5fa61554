"""Who is protected: read by one matching function and by the desk that looks after them, and by nobody else."""

from __future__ import annotations

import uuid

from django.db import models

from familyhub.core.handling import Handling as H


class Shield(models.Model):
    """This person is protected: hidden as a whole, or somewhere of theirs is. The fence is the row's own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    person = models.UUIDField()
    is_whole = models.BooleanField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "since", "until"), H.INTERNAL),
        **dict.fromkeys(("person", "is_whole"), H.PROTECTED),
    }

    class Meta:
        indexes = [models.Index(fields=["person"], name="people_shield_person")]
