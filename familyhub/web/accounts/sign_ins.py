"""The page of sign-ins, and the same table about oneself."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode

from familyhub.accounts import queries
from familyhub.accounts.permissions import SEE_SIGN_INS
from familyhub.components.fields import Choice, Tick
from familyhub.components.tables import Column, Table, status
from familyhub.components.words import short_day
from familyhub.core.permissions import needs


class SignInFilter(forms.Form):
    """Choices kept in the address: numbers alone."""

    staff = Choice(called="a member of staff", label="Member of staff", required=False, widget=forms.Select)
    failed = Tick(label="What was refused alone")

    def __init__(self, *args: Any, names: dict[uuid.UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = [(str(number), name) for number, name in names.items()]
        self.fields["staff"].choices = [("", "Everybody"), *everybody]  # type: ignore[attr-defined]


def table(lines: Iterable[queries.SignInLine], *, is_own: bool = False) -> Table:
    """When, who unless it is oneself, what and how, from where."""
    who = [] if is_own else [Column("Who")]
    return Table(
        caption="Last sign-ins" if is_own else "Sign-ins",
        caption_hidden=True,
        columns=[Column("When", short=True), *who, Column("What"), Column("How"), Column("From")],
        rows=[_row(line, is_own) for line in lines],
        empty="Nothing yet",
    )


def _row(line: queries.SignInLine, is_own: bool) -> list[object]:
    when = f"{short_day(line.at)} {timezone.localtime(line.at):%H:%M:%S}"
    what = status(line.what, "urgent") if line.is_failure else line.what
    rest = [what, line.how or "–", line.ip or "–"]
    return [when, *rest] if is_own else [when, line.who, *rest]


@needs(SEE_SIGN_INS)
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Newest first, 50 a page."""
    form = SignInFilter(request.GET or None, names=queries.staff_names())
    is_wrong = form.is_bound and not form.is_valid()
    given: dict[str, Any] = form.cleaned_data if form.is_bound and not is_wrong else {}
    typed = request.GET.get("page", "")
    number = max(int(typed), 1) if re.fullmatch(r"[0-9]{1,6}", typed) else 1
    staff = uuid.UUID(given["staff"]) if given.get("staff") else None
    found = queries.sign_ins(page=number, staff=staff, is_failure=bool(given.get("failed")))
    kept = {name: str(request.GET[name]) for name in ("staff", "failed") if request.GET.get(name)}
    page = {
        "filter": form,
        "table": table(found.lines),
        "older": f"?{urlencode({**kept, 'page': str(number + 1)})}" if found.has_older else "",
        "newer": f"?{urlencode({**kept, 'page': str(number - 1)})}" if number > 1 else "",
    }
    return render(request, "accounts/sign_ins.html", page, status=422 if is_wrong else 200)
