"""What may be done on a page of a case, so that no page offers what would be refused."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest

from familyhub.casework import queries
from familyhub.casework.permissions import WORK
from familyhub.web.asking import asker_of

READS = "You opened this record with a reason: you can read the case and leave a note, and nothing else."


def reads_alone(request: HttpRequest, case: uuid.UUID) -> bool:
    """Did the asker open this case with a reason, and holds it in no other way? Then the page says so. One query."""
    if not queries.reads_alone(asker_of(request), case):
        return False
    messages.info(request, READS)
    return True


def may_work(request: HttpRequest, case: uuid.UUID) -> bool:
    """May the asker do something in this case?"""
    return not reads_alone(request, case) and asker_of(request).may(WORK.code)
