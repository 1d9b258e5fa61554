"""Who looked at whom. People who use the service are numbers here; staff are named."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode

from familyhub.accounts import queries as accounts
from familyhub.accounts.permissions import SEE_ACCESS_LOG
from familyhub.components.fields import Choice, Line, Tick
from familyhub.components.tables import Column, Table, status
from familyhub.components.words import short_day
from familyhub.core.access_reads import Look, Sealing, looks, sealing
from familyhub.core.permissions import needs
from familyhub.web.access_log.words import kind_words, outcome_piece, screen_words, subjects_piece

WAITS_TOO_LONG = timedelta(seconds=60)
LARGEST = 2**63 - 1
COLUMNS = [
    Column("When", short=True),
    Column("Who"),
    Column("What for"),
    Column("Screen"),
    Column("People shown"),
    Column("Outcome", short=True),
]


class LogFilter(forms.Form):
    """Choices kept in the address: numbers alone, never a name of somebody who uses the service."""

    staff = Choice(called="a member of staff", label="Member of staff", required=False, widget=forms.Select)
    person = Line(
        called="the number of a person",
        label="Number of a person",
        max_length=36,
        required=False,
        help_text="36 characters, as in the address of the person’s page",
    )
    refused = Tick(label="Refused alone")

    def __init__(self, *args: Any, names: dict[uuid.UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = [(str(number), name) for number, name in names.items()]
        self.fields["staff"].choices = [("", "Everybody"), *everybody]  # type: ignore[attr-defined]

    def clean_person(self) -> uuid.UUID | None:
        """The number. Errors: ValidationError for what cannot be one."""
        typed = self.cleaned_data["person"]
        try:
            return uuid.UUID(typed) if typed else None
        except ValueError as error:
            raise forms.ValidationError(
                "Enter the whole number of the person, as in the address of their page"
            ) from error


@needs(SEE_ACCESS_LOG)
def log(request: HttpRequest) -> HttpResponse:
    """Newest first, 50 a page; the next page starts below the last number, so that new rows move nothing."""
    names = accounts.staff_names()
    form = LogFilter(request.GET or None, names=names)
    given: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    is_wrong = form.is_bound and not form.is_valid()
    staff = uuid.UUID(given["staff"]) if given.get("staff") else None
    chosen = {"asker": staff, "subject": given.get("person"), "refused": given.get("refused", False)}
    page = None if is_wrong else looks(before=_before(request), **chosen)
    rows = [_row(look, names) for look in page.lines] if page else []
    table = Table("Who looked", COLUMNS, rows, caption_hidden=True)
    context = {
        "form": form if is_wrong else None,
        "chosen": form,
        "table": table,
        "is_wrong": is_wrong,
        "is_filtered": any(chosen.values()),
        "older": _address(request, page.older_than) if page and page.older_than else "",
        "is_first": _before(request) is None,
        "newest": _address(request, None),
        "sealing": _sealing(sealing()),
    }
    return render(request, "access_log/log.html", context, status=422 if is_wrong else 200)


def _before(request: HttpRequest) -> int | None:
    """The number in the address; None when it says nothing that can be one."""
    typed = request.GET.get("before", "")
    return min(int(typed), LARGEST) if typed.isascii() and typed.isdigit() and len(typed) < 20 else None


def _address(request: HttpRequest, before: int | None) -> str:
    kept = {name: request.GET[name] for name in ("staff", "person", "refused") if request.GET.get(name)}
    if before is not None:
        kept["before"] = str(before)
    return f"?{urlencode(kept)}" if kept else request.path


def _row(look: Look, names: dict[uuid.UUID, str]) -> list[object]:
    return [
        f"{short_day(look.at)} {timezone.localtime(look.at):%H:%M:%S}",
        names[look.asker] if look.asker in names else kind_words(look.kind),
        look.purpose or "–",
        screen_words(look.screen, look.method),
        subjects_piece(look.subjects, look.asked),
        outcome_piece(look.outcome),
    ]


def _sealing(told: Sealing) -> dict[str, Any]:
    """How far the log is sealed, in words, with a shape when a row waits too long."""
    waits = timezone.now() - told.waiting_since if told.waiting_since else timedelta()
    if waits > WAITS_TOO_LONG:
        piece = status(f"A row has waited {int(waits.total_seconds())} seconds for its seal", "urgent")
    elif told.sealed_at is None:
        piece = status("Nothing is sealed yet", "waiting")
    else:
        piece = status(f"Sealed up to row {told.sealed_to:,}", "done")
    return {"piece": piece, "at": told.sealed_at, "is_late": waits > WAITS_TOO_LONG}
