"""What an answer says when it cannot be given: a problem document (RFC 9457) that names each parameter at fault."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Fault:
    """One parameter, and what is wrong with it."""

    name: str
    reason: str


class BadParameters(Exception):
    """Some parameters of a request are wrong; all of them are told at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(", ".join(fault.name for fault in faults))
        self.faults = tuple(faults)


class NotFound(Exception):
    """There is nothing of that number that is published."""


def problem(status: int, detail: str, faults: Sequence[Fault] = ()) -> HttpResponse:
    """The document, as an answer."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if faults:
        body["invalid_params"] = [{"name": fault.name, "reason": fault.reason} for fault in faults]
    return HttpResponse(json.dumps(body), status=status, content_type=MEDIA_TYPE)
