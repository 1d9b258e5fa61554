"""One enquiry: colour, clocks, who has it, partners, adults, decision, action, end, all on one page."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.core.asker import Asker
from familyhub.core.clocks import last_day_of, working_days_between
from familyhub.core.permissions import needs
from familyhub.documents import queries as documents
from familyhub.messages.policy import MessageRefused
from familyhub.places.front_door import front_door
from familyhub.referrals import queries
from familyhub.referrals.actions import mash as actions
from familyhub.referrals.actions.claiming import OpenElsewhere
from familyhub.referrals.actions.deciding import NeedsReason
from familyhub.referrals.actions.enquiring import NoSuchEnquiry
from familyhub.referrals.actions.mash.partners import NoSuchQuestion
from familyhub.referrals.actions.steps import ChangedMeanwhile, NotNow
from familyhub.referrals.permissions import BOARD, DECIDE, DECIDE_MASH
from familyhub.referrals.queries import mash
from familyhub.referrals.queries.mash import EnquiryPage, Question
from familyhub.referrals.terms.mash import Due
from familyhub.referrals.terms.requests import Colour, EnquiryOutcome
from familyhub.sharing.terms.partners import USE_LABELS, Use
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.drafts import initial_from_draft
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.mash.forms import (
    ActionForm,
    AskForm,
    CloseEnquiryForm,
    ColourForm,
    EnquiryDecisionForm,
    PeopleForm,
    ReleaseForm,
)
from familyhub.web.mash.lists import KINDS, colour_name
from familyhub.web.mash.phoning import phone_words
from familyhub.web.referrals.deciding import settle
from familyhub.web.referrals.forms import at_version
from familyhub.web.referrals.showing import helped_already, may_find, sent_of, who_questions
from familyhub.web.told import line_of

SAID = {
    actions.NeedsColour: "Choose a colour: an enquiry is decided when somebody has said how urgent it is",
    NeedsReason: "Say why: a decision needs a reason",
    actions.NeedsReleaseWords: "Release what is held, in your words: early help cannot begin while it is held",
    actions.NobodyChosen: "Choose whom you ask about",
    KeyReused: KEY_REUSED,
}
STORED_NOTHING = "{}. Nothing was stored: look at what changed, then decide again."


def found_or_404(request: HttpRequest, enquiry: uuid.UUID) -> EnquiryPage:
    """The enquiry; the same 404 when it is not this asker's."""
    found = mash.enquiry_for(asker_of(request), enquiry, timezone.now())
    if found is None:
        raise Http404
    return found


def _asked(question: Question) -> dict[str, Any]:
    """One question with its clock, in words."""
    over = question.answer is None and question.row.due_at < timezone.now()
    uses = [(USE_LABELS[Use(use.use)], use.at) for use in question.uses]
    return {"question": question, "is_overdue": over, "uses": uses, "is_open": question.state == "open"}


def draw(request: HttpRequest, found: EnquiryPage, status: int = 200, **bound: Form) -> HttpResponse:
    """The workspace with its forms; `bound` are forms that came back with something to mend."""
    asker = asker_of(request)
    page = queries.request_for(asker, found.line.request)
    if page is None:
        raise Http404
    version = {"version": found.version}
    kept = initial_from_draft(request, "mash:decide", found.line.id, EnquiryDecisionForm)
    last_day = last_day_of(found.line.decide_by)
    left = working_days_between(timezone.localdate(), last_day)
    context: dict[str, Any] = {
        "enquiry": found,
        "line": found.line,
        "page": page,
        "sent": [sent_of(contact) for contact in page.contacts],
        "files": documents.attached(asker, "referrals.contact", [contact.id for contact in page.contacts]),
        "colour_name": colour_name(found.line.colour),
        "colour_kind": KINDS[found.line.colour],
        "due_on": last_day,
        "left": min(left, -1) if found.line.decide_by < timezone.now() else left,
        "asked": [_asked(one) for one in found.asked],
        "told": [line_of(told) for told in found.told],
        "phone_words": phone_words(),
        "adult_team": front_door(settings.ENVIRONMENT.authority).adult,
        "may_work": asker.may(DECIDE.code),
        "may_find": may_find(asker),
        "who": who_questions(request, page) if found.can_decide and may_find(asker) else [],
        "helped": helped_already(asker, page),
        "may_decide": asker.may(DECIDE.code),
        "may_decide_mash": asker.may(DECIDE_MASH.code),
        "next_enquiry": _next(asker, found),
        "people_form": PeopleForm(),
        "colour_form": ColourForm(initial=version | {"colour": found.line.colour}),
        "decision_form": EnquiryDecisionForm(initial={"colour": found.line.colour} | kept | version),
        "release_form": ReleaseForm(),
        "action_form": ActionForm(initial=version),
        "close_form": CloseEnquiryForm(initial=version),
    }
    form = next(iter(bound.values()), None)
    return render(request, "mash/enquiry.html", context | bound | {"form": form}, status=status)


def _next(asker: Asker, found: EnquiryPage) -> uuid.UUID | None:
    """What a decision maker opens when this one is decided."""
    is_done = not found.can_decide and asker.may(DECIDE_MASH.code)
    return mash.next_undecided(asker, found.line.id) if is_done else None


@needs(BOARD)
def page(request: HttpRequest, enquiry: uuid.UUID) -> HttpResponse:
    """The whole enquiry on one page."""
    return draw(request, found_or_404(request, enquiry))


@dataclass(frozen=True)
class Step:
    """One step from a form on the workspace: the form, its name there, and what it does."""

    form: Form
    name: str
    act: Callable[[], object]


def _step(request: HttpRequest, enquiry: uuid.UUID, taken: Step) -> HttpResponse:
    """Take it once, or go back to the page with what is to be mended."""
    found = found_or_404(request, enquiry)
    if not taken.form.is_valid():
        return draw(request, found, 422, **{taken.name: taken.form})

    def do() -> str:
        taken.act()
        return reverse("mash:enquiry", args=[enquiry])

    code = {"decision_form": "mash:decide"}.get(taken.name, f"mash:{taken.name.removesuffix('_form')}")
    try:
        return redirect(sent_once(request, code, do, about=enquiry))
    except OpenElsewhere as refused:
        taken.form.add_error(None, f"{refused.name} has this open. Nothing was stored: wait, or ask them")
    except (ChangedMeanwhile, NotNow) as refused:
        taken.form.add_error(None, STORED_NOTHING.format(refused))
    except (actions.WrongDate, actions.CannotClose) as refused:
        taken.form.add_error(None, str(refused))
    except tuple(SAID) as refused:
        taken.form.add_error(None, SAID[type(refused)])
    changed = found_or_404(request, enquiry)
    at_version(taken.form, changed.version)
    return draw(request, changed, 409, **{taken.name: taken.form})


def _seen(form: Form) -> int | None:
    version: int | None = form.cleaned_data["version"]
    return version


@needs(BOARD)
@require_POST
def acknowledge(request: HttpRequest, enquiry: uuid.UUID) -> HttpResponse:
    """ "I have it": the calling stops."""
    try:
        actions.acknowledge(enquiry=enquiry, by=asker_of(request), at=timezone.now())
    except NoSuchEnquiry as gone:
        raise Http404 from gone
    return redirect("mash:enquiry", enquiry=enquiry)


@needs(DECIDE, DECIDE_MASH)
@require_POST
def colour(request: HttpRequest, enquiry: uuid.UUID) -> HttpResponse:
    """How urgent it is. What was typed of the decision in the same form is kept."""
    form = ColourForm(request.POST)
    if request.POST.get("reason") or request.POST.get("outcome"):
        drafts.keep(request, "mash:decide", enquiry)

    def act() -> None:
        chosen = Colour(form.cleaned_data["colour"])
        actions.set_colour(
            enquiry=enquiry, colour=chosen, by=asker_of(request), at=timezone.now(), version_seen=_seen(form)
        )

    return _step(request, enquiry, Step(form, "colour_form", act))


@needs(DECIDE, DECIDE_MASH)
@require_POST
def people(request: HttpRequest, enquiry: uuid.UUID) -> HttpResponse:
    """Say who they are, before it is decided; "not known yet" is an answer."""
    found = found_or_404(request, enquiry)
    page = queries.request_for(asker_of(request), found.line.request)
    if page is None:
        raise Http404
    return _step(request, enquiry, Step(PeopleForm(request.POST), "people_form", lambda: settle(request, page)))


@needs(DECIDE_MASH)
@require_POST
def decide(request: HttpRequest, enquiry: uuid.UUID) -> HttpResponse:
    """The decision, with the release where something is held. There is no undo."""
    form = EnquiryDecisionForm(request.POST)

    def act() -> None:
        said = form.cleaned_data
        decision = actions.NewEnquiryDecision(
            EnquiryOutcome(said["outcome"]), said["reason"], said["release_words"], Colour(said["colour"])
        )
        actions.decide_enquiry(
            enquiry=enquiry, decision=decision, by=asker_of(request), at=timezone.now(), version_seen=_seen(form)
        )

    return _step(request, enquiry, Step(form, "decision_form", act))


@needs(DECIDE_MASH)
@require_POST
def release(request: HttpRequest, enquiry: uuid.UUID) -> HttpResponse:
    """What is still held goes on."""
    form = ReleaseForm(request.POST)

    def act() -> int:
        return actions.release(
            enquiry=enquiry, words=form.cleaned_data["words"], by=asker_of(request), at=timezone.now()
        )

    return _step(request, enquiry, Step(form, "release_form", act))


@needs(DECIDE_MASH)
@require_POST
def action(request: HttpRequest, enquiry: uuid.UUID) -> HttpResponse:
    """The day on which action began."""
    form = ActionForm(request.POST)

    def act() -> None:
        day = form.cleaned_data["started_on"]
        actions.start_action(
            enquiry=enquiry, started_on=day, by=asker_of(request), at=timezone.now(), version_seen=_seen(form)
        )

    return _step(request, enquiry, Step(form, "action_form", act))


@needs(DECIDE_MASH)
@require_POST
def close(request: HttpRequest, enquiry: uuid.UUID) -> HttpResponse:
    """The end."""
    form = CloseEnquiryForm(request.POST)

    def act() -> None:
        words = form.cleaned_data["words"]
        actions.close_enquiry(
            enquiry=enquiry, words=words, by=asker_of(request), at=timezone.now(), version_seen=_seen(form)
        )

    return _step(request, enquiry, Step(form, "close_form", act))


@needs(DECIDE, DECIDE_MASH)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, enquiry: uuid.UUID) -> HttpResponse:
    """Ask a partner for information, by a link of its own."""
    asker = asker_of(request)
    found = found_or_404(request, enquiry)
    named = [(str(s.id), s.name) for s in queries.subjects_for(asker, found.line.request) if s.given or s.family]
    named += [(str(s.id), s.role_label) for s in queries.subjects_for(asker, found.line.request) if not s.name]
    if request.method != "POST":
        return _ask_page(request, found, AskForm(named=named))
    form = AskForm(request.POST, named=named)
    if not form.is_valid():
        return _ask_page(request, found, form, 422)
    try:
        return redirect(sent_once(request, "mash:ask", lambda: _ask(asker, enquiry, form), about=enquiry))
    except MessageRefused:
        form.add_error("contact_email", "Enter their work email address in full, like name@school.example")
    except (NotNow, *SAID) as refused:
        form.add_error(None, SAID.get(type(refused), str(refused)))
    return _ask_page(request, found, form, 409)


def _ask(asker: Asker, enquiry: uuid.UUID, form: AskForm) -> str:
    said = form.cleaned_data
    new = actions.NewQuestion(
        agency=said["agency"],
        contact_name=said["contact_name"],
        contact_email=said["contact_email"],
        question=said["question"],
        subjects=tuple(uuid.UUID(one) for one in said["subjects"]),
        due=Due(said["due"]),
    )
    actions.ask_partner(enquiry=enquiry, new=new, by=asker, at=timezone.now(), link_path="/information/{}/")
    return reverse("mash:enquiry", args=[enquiry])


def _ask_page(request: HttpRequest, found: EnquiryPage, form: AskForm, status: int = 200) -> HttpResponse:
    return render(request, "mash/ask.html", {"line": found.line, "form": form}, status=status)


@needs(DECIDE, DECIDE_MASH)
@require_POST
def withdraw(request: HttpRequest, enquiry: uuid.UUID, asked: uuid.UUID) -> HttpResponse:
    """Close a partner's link at once."""
    found = found_or_404(request, enquiry)
    if asked not in {question.row.id for question in found.asked}:
        raise Http404
    try:
        actions.withdraw(asked=asked, by=asker_of(request), at=timezone.now())
    except NoSuchQuestion as gone:
        raise Http404 from gone
    return redirect("mash:enquiry", enquiry=enquiry)
