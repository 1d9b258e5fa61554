"""Lists that everybody who signs in may read: teams, contacts, roles; and the page about oneself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.accounts import actions, queries
from familyhub.accounts.permissions import SEE_CONTACTS
from familyhub.components.tables import Column, Table, status
from familyhub.core.asker import Kind
from familyhub.core.permissions import for_kind, needs, signed_in
from familyhub.web import drafts, signin
from familyhub.web.accounts import sign_ins
from familyhub.web.accounts.forms import MobileForm
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once


@needs(SEE_CONTACTS)
def teams(request: HttpRequest) -> HttpResponse:
    """Teams, what they serve, how many work in them."""
    table = Table(
        caption="Teams",
        caption_hidden=True,
        columns=[Column("Team"), Column("Kind"), Column("Under"), Column("Serves"), Column("People", numeric=True)],
        rows=[
            (line.name, line.kind, line.above or "–", ", ".join(line.serves) or "–", line.people)
            for line in queries.team_lines(timezone.localdate())
        ],
        empty="There are no teams yet",
    )
    return render(request, "accounts/teams.html", {"table": table})


def _mail(addresses: tuple[str, ...]) -> SafeString:
    rows = ((address, address) for address in addresses)
    return format_html_join(", ", '<a class="govuk-link" href="mailto:{}">{}</a>', rows)


@needs(SEE_CONTACTS)
def contacts(request: HttpRequest) -> HttpResponse:
    """Made from the posts, never typed (S0-02)."""
    today = timezone.localdate()
    lines = queries.contact_list(today)
    table = Table(
        caption="Coordinators and managers",
        caption_hidden=True,
        columns=[Column("Post"), Column("Team"), Column("Held by"), Column("Email"), Column("Phone")],
        rows=[
            (
                format_html("{} <span class='govuk-hint'>{}</span>", line.post, line.role),
                line.team,
                status("Vacant", "soon") if line.is_vacant else ", ".join(line.holders),
                _mail(line.emails) or "–",
                ", ".join(line.phones) or "–",
            )
            for line in lines
        ],
        empty="No post of a coordinator or manager has been made yet",
    )
    vacant = sum(line.is_vacant for line in lines)
    return render(request, "accounts/contacts.html", {"table": table, "today": today, "vacant": vacant})


@needs(SEE_CONTACTS)
def roles(request: HttpRequest) -> HttpResponse:
    """What each role is for and may do, in words."""
    return render(request, "accounts/roles.html", {"roles": queries.roles()})


@for_kind(Kind.STAFF, Kind.REFERRER)
def stay(request: HttpRequest) -> HttpResponse:
    """Asking for it is use: the session's time without use starts again. Whoever comes by a link goes to the start."""
    if request.headers.get("Sec-Fetch-Mode") == "navigate":
        return redirect("tray:home")
    return HttpResponse(status=204)


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """My posts, my second factor, my sessions."""
    staff: Any = request.user
    this = request.session.session_key or ""
    page = {
        "person": queries.staff_person(staff.id, timezone.localdate()),
        "sessions": queries.sessions_of(staff.id, is_live=signin.is_live, this=this),
        "codes_left": queries.recovery_codes_left(staff.id),
        "has_app": queries.has_second_factor(staff),
        "passkeys": queries.passkeys_of(staff.id),
        "last": sign_ins.table(queries.own_sign_ins(staff.id), is_own=True),
    }
    return render(request, "accounts/me.html", page)


@signed_in
@require_POST
def my_session_end(request: HttpRequest, session: int) -> HttpResponse:
    """One of my sessions is signed out."""
    staff: Any = request.user
    asker = request.asker  # type: ignore[attr-defined]
    if not actions.end_session(staff=staff, session=session, by=asker, at=timezone.now()):
        raise Http404
    messages.success(request, "The session was ended")
    return redirect("me")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def my_mobile(request: HttpRequest) -> HttpResponse:
    """Where texts about duty reach me."""
    staff: Any = request.user
    if request.method != "POST":
        kept = drafts.initial_from_draft(request, "my_mobile", form_class=MobileForm)
        return _mobile_page(request, MobileForm(initial=kept or {"number": staff.work_mobile}))
    form = MobileForm(request.POST)
    if not form.is_valid():
        return _mobile_page(request, form, 422)

    def act() -> str:
        asker = request.asker  # type: ignore[attr-defined]
        actions.set_work_mobile(staff=staff, number=form.cleaned_data["number"], by=asker, at=timezone.now())
        messages.success(request, "Your work mobile number was saved")
        return reverse("me")

    try:
        return redirect(sent_once(request, "my_mobile", act))
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    return _mobile_page(request, form, 409)


def _mobile_page(request: HttpRequest, form: MobileForm, code: int = 200) -> HttpResponse:
    return render(request, "accounts/my_mobile.html", {"form": form}, status=code)
