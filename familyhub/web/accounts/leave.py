"""Leave and cover: one's own, and a team's for whoever leads it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.accounts import actions, queries
from familyhub.accounts.permissions import MANAGE_LEAVE
from familyhub.accounts.terms import ABSENCE_WORDS, AbsenceKind
from familyhub.components.fields import Choice, DateParts
from familyhub.core.asker import Asker
from familyhub.core.permissions import needs, signed_in
from familyhub.web import drafts
from familyhub.web.forms_once import KEY_REUSED, FormKey, KeyReused, sent_once

People = Iterable[tuple[uuid.UUID, str]]
either = require_http_methods(["GET", "HEAD", "POST"])


class LeaveForm(FormKey, forms.Form):
    """Who is away, from when to when, and who covers."""

    staff = Choice(called="who is away", label="Who is away", widget=forms.Select)
    kind = Choice(called="why", label="Why", choices=[(k.value, t) for k, t in ABSENCE_WORDS.items()], small=True)
    first_day = DateParts(called="the first day", label="First day away")
    last_day = DateParts(
        called="the last day", label="Last day away", help_text="Empty if nobody knows yet", required=False
    )
    cover = Choice(
        called="who covers",
        label="Who covers",
        help_text="They see the requests of whoever is away for these days, and no longer",
        widget=forms.Select,
        required=False,
    )

    def __init__(self, *args: Any, people: People, cover: People, is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose"), *((str(number), name) for number, name in people)]
        self.fields["staff"].choices = choices  # type: ignore[attr-defined]
        self.fields["cover"].choices = [("", "Nobody"), *((str(number), name) for number, name in cover)]  # type: ignore[attr-defined]
        if is_own:
            del self.fields["staff"]

    def new(self, staff: uuid.UUID) -> actions.NewAbsence:
        """The absence as it is to be recorded."""
        said = self.cleaned_data
        cover = uuid.UUID(said["cover"]) if said["cover"] else None
        return actions.NewAbsence(staff, AbsenceKind(said["kind"]), said["first_day"], said["last_day"], cover)


def _asker(request: HttpRequest) -> Asker:
    return request.asker  # type: ignore[attr-defined, no-any-return]


def _number(request: HttpRequest) -> uuid.UUID:
    number = _asker(request).number
    if number is None:
        raise Http404
    return number


def _record(request: HttpRequest, form: LeaveForm, staff: uuid.UUID, team: uuid.UUID | None) -> HttpResponse | None:
    """Record it once; None when the page has to be shown again."""

    def act() -> str:
        actions.record_absence(new=form.new(staff), by=_asker(request), at=timezone.now())
        messages.success(request, "Recorded")
        return reverse("team_leave", args=[team]) if team else reverse("my_leave")

    try:
        return redirect(sent_once(request, "team_leave" if team else "my_leave", act, about=team))
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    except actions.AbsenceRefused as refused:
        form.add_error(None, str(refused))
    return None


@signed_in
@either
def my_leave(request: HttpRequest) -> HttpResponse:
    """My own leave, and who covers for me."""
    me, today = _number(request), timezone.localdate()
    kept = drafts.initial_from_draft(request, "my_leave", form_class=LeaveForm)
    cover = queries.colleagues_of(me, today)
    form = LeaveForm(request.POST or None, people=(), cover=cover, is_own=True, initial=kept)
    if request.method == "POST" and form.is_valid():
        done = _record(request, form, me, None)
        if done:
            return done
    context = {"form": form, "leave": queries.absences_of([me], today), "today": today}
    return render(request, "accounts/leave.html", context, status=422 if request.method == "POST" else 200)


@signed_in
@require_POST
def my_leave_end(request: HttpRequest, absence: uuid.UUID) -> HttpResponse:
    """I am back, or do not go."""
    away = queries.absence(absence)
    if away is None or away.staff != _number(request):
        raise Http404
    actions.end_absence(absence=absence, by=_asker(request), at=timezone.now())
    return redirect("my_leave")


def _team(request: HttpRequest, team: uuid.UUID) -> tuple[str, list[tuple[uuid.UUID, str]]]:
    name = queries.team_named(team)
    if not name or team not in _asker(request).holders:
        raise Http404
    return name, [(member.id, member.name) for member in queries.members_of(team, timezone.localdate())]


@needs(MANAGE_LEAVE)
@either
def team_leave(request: HttpRequest, team: uuid.UUID) -> HttpResponse:
    """Who of the team is away or will be, and who covers."""
    name, members = _team(request, team)
    today = timezone.localdate()
    kept = drafts.initial_from_draft(request, "team_leave", team, LeaveForm)
    form = LeaveForm(request.POST or None, people=members, cover=members, initial=kept)
    if request.method == "POST" and form.is_valid():
        staff = uuid.UUID(form.cleaned_data["staff"])
        done = _record(request, form, staff, team)
        if done:
            return done
    leave = queries.absences_of([number for number, _ in members], today)
    context = {"form": form, "leave": leave, "today": today, "team": team, "team_name": name}
    return render(request, "accounts/leave.html", context, status=422 if request.method == "POST" else 200)


@needs(MANAGE_LEAVE)
@require_POST
def team_leave_end(request: HttpRequest, team: uuid.UUID, absence: uuid.UUID) -> HttpResponse:
    """Somebody of the team is back, or does not go."""
    _, members = _team(request, team)
    away = queries.absence(absence)
    if away is None or away.staff not in {number for number, _ in members}:
        raise Http404
    actions.end_absence(absence=absence, by=_asker(request), at=timezone.now())
    return redirect("team_leave", team)
