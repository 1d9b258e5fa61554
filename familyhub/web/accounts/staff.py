"""Screens of those who look after accounts: staff, their posts, training and sessions. No case is in sight here."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.accounts import actions, queries
from familyhub.accounts.permissions import MANAGE_STAFF
from familyhub.accounts.terms import HoldingKind, Purpose
from familyhub.components.tables import Column, Paging, Table, link, status
from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.web import drafts, signin
from familyhub.web.accounts.forms import AddStaffForm, FillPostForm, LeavePostForm, StaffFilter, TrainingForm
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.sending import STAFF_INVITATION, send_link
from familyhub.web.stepup import fresh_factor

SIZE = 50
KINDS = {"READY": "done", "CLOSED": "stopped"}


def _by(request: HttpRequest) -> Asker:
    return request.asker  # type: ignore[attr-defined, no-any-return]


def _person(number: uuid.UUID) -> queries.StaffPerson:
    person = queries.staff_person(number, timezone.localdate())
    if person is None:
        raise Http404
    return person


def _their_page(number: uuid.UUID) -> str:
    """Where the buttons about one member of staff stand."""
    return reverse("staff_person", args=[number])


def _page_number(request: HttpRequest) -> int:
    """The page in the address; the first when it says nothing that can be one."""
    typed = request.GET.get("page", "")
    return max(int(typed), 1) if re.fullmatch(r"[0-9]{1,6}", typed) else 1


@needs(MANAGE_STAFF)
def staff_list(request: HttpRequest) -> HttpResponse:
    """Staff by name, with a filter kept in the address."""
    choices = [(role.code, role.title) for role in queries.roles()]
    form = StaffFilter(request.GET or None, roles=choices)
    chosen: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = _page_number(request)
    found = queries.staff_page(
        timezone.localdate(), name=chosen.get("name", ""), role=chosen.get("role", ""), page=page
    )
    table = Table(
        caption="Staff",
        caption_hidden=True,
        columns=[Column("Name"), Column("Email"), Column("Posts"), Column("Stands")],
        rows=[
            (
                link(line.name, reverse("staff_person", args=[line.id])),
                line.email,
                ", ".join(line.posts) or "No post",
                status(line.stands.value, KINDS.get(line.stands.name, "waiting")),
            )
            for line in found.lines
        ],
        empty="Nobody matches",
    )
    paging = Paging(page=page, size=SIZE, total=found.total)
    return render(request, "accounts/staff_list.html", {"filter": form, "table": table, "paging": paging})


@needs(MANAGE_STAFF)
def staff_person(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """One member of staff: posts with dates, training, sessions."""
    person = _person(number)
    this = request.session.session_key or ""
    page = {
        "person": person,
        "sessions": queries.sessions_of(number, is_live=signin.is_live, this=this),
        "is_me": number == _by(request).number,
        "invitation": request.session.pop(f"hub_invitation:{number}", None),
    }
    return render(request, "accounts/staff_person.html", page)


@needs(MANAGE_STAFF)
@fresh_factor
@require_http_methods(["GET", "POST"])
def staff_add(request: HttpRequest) -> HttpResponse:
    """Somebody joins: they get an invitation, and nothing opens to them before post, second factor and training."""
    if request.method == "GET":
        kept = drafts.initial_from_draft(request, "staff_add", form_class=AddStaffForm)
        return _form_page(request, AddStaffForm(initial=kept), "Add staff", restored=kept)
    form = AddStaffForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, "Add staff")

    def act() -> str:
        given = {name: form.cleaned_data[name] for name in ("name", "email", "phone")}
        staff = actions.add_staff(**given, by=_by(request), at=timezone.now())
        _invite(request, staff)
        return reverse("staff_person", args=[staff.id])

    return _sent(request, form, act, "Add staff")


def _form_page(request: HttpRequest, form: Any, title: str, **page: Any) -> HttpResponse:
    return render(request, "accounts/staff_form.html", {"form": form, "title": title, **page})


def _sent(request: HttpRequest, form: Any, act: Any, title: str, **page: Any) -> HttpResponse:
    """Do it once; a refusal becomes a message in the form, with everything still typed."""
    match: Any = request.resolver_match
    about = match.kwargs.get("number")
    try:
        return redirect(sent_once(request, match.url_name, act, about=about))
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    except actions.AddressTaken:
        form.add_error("email", "Somebody has an account with this address already: look for them in the list")
    except actions.PostTaken:
        form.add_error("post", "Somebody holds this post on that day: end that first, or choose acting up or covering")
    except actions.CannotEnd:
        form.add_error("on", "The last day must be on or after the first day in the post")
    return _form_page(request, form, title, **page)


def _invite(request: HttpRequest, staff: Any) -> None:
    """The link goes to the person's address. It is shown here once too, for an office without email."""
    path = reverse("invitation", args=[queries.token_for_staff(staff, Purpose.INVITATION)])
    send_link(letter=STAFF_INVITATION, to=staff.email, about=staff.id, path=path, at=timezone.now())
    request.session[f"hub_invitation:{staff.id}"] = settings.ENVIRONMENT.site_url.rstrip("/") + path


@needs(MANAGE_STAFF)
@fresh_factor(back=_their_page)
@require_POST
def staff_invite(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """A fresh invitation for somebody who has no password yet."""
    person = _person(number)
    if not person.has_password and person.staff.is_active:
        _invite(request, person.staff)
    return redirect("staff_person", number)


@needs(MANAGE_STAFF)
@fresh_factor
@require_http_methods(["GET", "POST"])
def post_fill(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Somebody takes up a post."""
    person = _person(number)
    posts = [
        (str(post.id), f"{post.title}, {post.team} ({post.held_by or 'vacant'})")
        for post in queries.posts(timezone.localdate())
    ]
    page = {"person": person.staff}
    if request.method == "GET":
        begun: dict[str, Any] = {"valid_from": timezone.localdate(), "kind": HoldingKind.SUBSTANTIVE.value}
        kept = drafts.initial_from_draft(request, "post_fill", number, FillPostForm)
        return _form_page(
            request, FillPostForm(posts=posts, initial=begun | kept), "Fill a post", restored=kept, **page
        )
    form = FillPostForm(request.POST, posts=posts)
    if not form.is_valid():
        return _form_page(request, form, "Fill a post", **page)

    def act() -> str:
        given = form.cleaned_data
        post: Any = queries.post(uuid.UUID(given["post"]))
        kind, day = HoldingKind(given["kind"]), given["valid_from"]
        actions.fill_post(post=post, staff=person.staff, kind=kind, valid_from=day, by=_by(request), at=timezone.now())
        return reverse("staff_person", args=[number])

    return _sent(request, form, act, "Fill a post", **page)


@needs(MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def post_leave(request: HttpRequest, number: uuid.UUID, holding: uuid.UUID) -> HttpResponse:
    """Somebody leaves a post; what it opened closes that day."""
    person, held = _person(number), queries.holding(holding, number)
    if held is None or held.valid_to is not None:
        raise Http404
    page = {"person": person.staff, "post": held.post.title}
    form = LeavePostForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "GET" or not form.is_valid():
        return _form_page(request, form, "End a post", **page)

    def act() -> str:
        actions.leave_post(holding=held, on=form.cleaned_data["on"], by=_by(request), at=timezone.now())
        return reverse("staff_person", args=[number])

    return _sent(request, form, act, "End a post", **page)


@needs(MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def training_record(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Training, without which no live record opens."""
    person = _person(number)
    page = {"person": person.staff}
    if request.method == "GET":
        kept = drafts.initial_from_draft(request, "training_record", number, TrainingForm)
        return _form_page(request, TrainingForm(initial=kept), "Record training", restored=kept, **page)
    form = TrainingForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, "Record training", **page)

    def act() -> str:
        given = form.cleaned_data
        course = actions.Course(given["course"], given["done_on"], given["expires_on"])
        actions.record_training(staff=person.staff, course=course, by=_by(request), at=timezone.now())
        return reverse("staff_person", args=[number])

    return _sent(request, form, act, "Record training", **page)


@needs(MANAGE_STAFF)
@require_POST
def session_end(request: HttpRequest, number: uuid.UUID, session: int) -> HttpResponse:
    """The person is signed out there on their next request."""
    person = _person(number)
    if not actions.end_session(staff=person.staff, session=session, by=_by(request), at=timezone.now()):
        raise Http404
    messages.success(request, "The session was ended")
    return redirect("staff_person", number)


@needs(MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def account_close(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Asked once more, because it ends everything at once."""
    person = _person(number)
    if request.method == "GET":
        return render(request, "accounts/staff_confirm.html", {"person": person.staff, "what": "close"})
    try:
        actions.close_account(staff=person.staff, by=_by(request), at=timezone.now())
        messages.success(request, f"{person.staff.name} is signed out and cannot sign in")
    except actions.OwnAccount:
        messages.error(request, "Nobody can close their own account: ask another administrator")
    return redirect("staff_person", number)


@needs(MANAGE_STAFF)
@fresh_factor(back=_their_page)
@require_POST
def account_open(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """A closed account opens again."""
    person = _person(number)
    actions.open_account(staff=person.staff, by=_by(request), at=timezone.now())
    return redirect("staff_person", number)


@needs(MANAGE_STAFF)
@fresh_factor
@require_http_methods(["GET", "POST"])
def factor_remove(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """For a lost phone with no recovery codes left. Asked once more: it takes a protection away."""
    person = _person(number)
    if request.method == "GET":
        return render(request, "accounts/staff_confirm.html", {"person": person.staff, "what": "factor"})
    actions.remove_second_factor(staff=person.staff, by=_by(request), at=timezone.now())
    messages.success(request, f"{person.staff.name} sets up a new second factor at the next sign-in")
    return redirect("staff_person", number)
