"""One request: read it whole, find or make its people, decide."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from familyhub.components.words import clock_time, short_day
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, last_day_of, working_days_between
from familyhub.core.permissions import needs
from familyhub.documents import queries as documents
from familyhub.people.actions import NoSuchPerson, Refused
from familyhub.people.permissions import SEARCH
from familyhub.referrals import actions, queries
from familyhub.referrals.actions import allocating as giving
from familyhub.referrals.actions import deciding as rules
from familyhub.referrals.actions.steps import ChangedMeanwhile, NoSuchRequest, NotNow
from familyhub.referrals.permissions import DECIDE, SEE
from familyhub.referrals.queries import RequestPage
from familyhub.referrals.queries.one import Clock
from familyhub.referrals.terms import Found, Outcome, ReturnReason, State
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.drafts import initial_from_draft
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.referrals.allocation_shown import allocation_shown
from familyhub.web.referrals.forms import CloseForm, DecideForm, ReturnForm
from familyhub.web.referrals.lists import asker_of

SAID = {
    rules.NeedsReason: "Say why: a decision needs a reason",
    rules.NeedsLevel: "Choose the level of need: a team cannot be given a request without one",
    rules.NeedsTeam: "Choose a team: no team serves the address, or the address is not known",
    rules.NeedsTeamWhy: "Say why this team: the map cannot choose it",
    giving.GaveItBack: "This worker gave it back for a conflict of interest: choose another",
    rules.PeopleOpen: "First say who each person is: link, make new, or mark as not known",
    giving.NotYours: "Another worker holds this request: only they can take this step",
    giving.NotInTheTeam: "Choose a worker of the team that holds this request",
    KeyReused: KEY_REUSED,
}
RECORD = re.compile(r"record:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def page_or_404(asker: Asker, number: uuid.UUID) -> RequestPage:
    """The request for its page; the same 404 when it is not this asker's."""
    page = queries.request_for(asker, number)
    if page is None:
        raise Http404
    return page


def clock_bar(clock: Clock) -> dict[str, Any]:
    """One clock for its bar: days left, or when it was met."""
    last_day = last_day_of(clock.due)
    left = working_days_between(timezone.localdate(), last_day)
    left = min(left, -1) if clock.due < timezone.now() else left
    met = f"{short_day(day_of(clock.met_at))}, {clock_time(clock.met_at)}" if clock.met_at else ""
    standard = "statutory guidance" if clock.is_statutory else "local standard"
    late = clock.met_at is not None and clock.met_at > clock.due
    return {"label": clock.label, "due_on": last_day, "left": left, "met": met, "late": late, "standard": standard}


def draw(request: HttpRequest, page: RequestPage, status: int = 200, **bound: Form) -> HttpResponse:
    """The request's page with its forms; `bound` are forms that came back with something to mend."""
    asker = asker_of(request)
    version = {"version": page.version}
    kept = initial_from_draft(request, "referrals:decide", page.id, DecideForm)
    suggested = rules.suggested_team_of(page.area, page.cluster, page.district_code, timezone.localdate())
    context: dict[str, Any] = {
        "page": page,
        "files": documents.attached(asker, "referrals.contact", [contact.id for contact in page.contacts]),
        "clocks": [clock_bar(clock) for clock in page.clocks],
        "suggested": suggested.name if suggested else "",
        "levels": vocabulary.level_set(day_of(page.received_at)),
        "told": [{"title": told.sentence, "when": told.at, "by": told.by} for told in page.told],
        "words_sent": [(contact, queries.words_sent(asker, contact.id)) for contact in page.contacts],
        "may_decide": asker.may(DECIDE.code) and page.can_decide,
        "may_search": asker.may(SEARCH.code),
        "state_name": page.state.value,
        "decide_form": DecideForm(initial=kept | version),
        "return_form": ReturnForm(initial=version),
        **allocation_shown(request, page),
        "close_form": CloseForm(initial=version),
        "may_give": page.team in asker.holders and asker.may("referrals.allocate"),
        "may_return": page.state in {State.RECEIVED},
    }
    form = next(iter(bound.values()), None)
    return render(request, "referrals/request.html", context | bound | {"form": form}, status=status)


@needs(SEE)
def request_page(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The whole request on one page."""
    return draw(request, page_or_404(asker_of(request), number))


@dataclass(frozen=True)
class Step:
    """One step from a form on the request's page: the form, its name there, and what it does."""

    form: Form
    name: str
    act: Callable[[], None]

    @property
    def code(self) -> str:
        """The code of the form, for drafts and for sending once."""
        return f"referrals:{self.name.removesuffix('_form')}"


def step(request: HttpRequest, number: uuid.UUID, taken: Step) -> HttpResponse:
    """Take it once, or go back to the page with what is to be mended."""
    page = page_or_404(asker_of(request), number)
    if not taken.form.is_valid():
        return draw(request, page, 422, **{taken.name: taken.form})

    def do() -> str:
        taken.act()
        return f"/requests/{number}/"

    try:
        return redirect(sent_once(request, taken.code, do, about=number))
    except (ChangedMeanwhile, NotNow) as refused:
        taken.form.add_error(None, f"{refused}. Nothing was stored: look at what changed, then decide again.")
    except NoSuchRequest as gone:
        raise Http404 from gone
    except tuple(SAID) as refused:
        taken.form.add_error(None, SAID[type(refused)])
    return draw(request, page, 409, **{taken.name: taken.form})


@needs(DECIDE)
@require_POST
def decide(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Record the decision and go to the board."""
    form = DecideForm(request.POST)

    def act() -> None:
        decision = rules.NewDecision(
            outcome=Outcome(form.cleaned_data["outcome"]),
            reason=form.cleaned_data["reason"],
            level=form.level_chosen,
            team=form.team_chosen,
            team_why=form.cleaned_data["team_why"],
        )
        actions.decide(
            request=number,
            decision=decision,
            by=asker_of(request),
            at=timezone.now(),
            version_seen=form.cleaned_data["version"],
        )

    return step(request, number, Step(form, "decide_form", act))


@needs(DECIDE)
@require_POST
def send_back(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Back to the sender with a coded reason and a date."""
    form = ReturnForm(request.POST)

    def act() -> None:
        new = rules.NewReturn(ReturnReason(form.cleaned_data["reason"]), form.cleaned_data["words"])
        actions.return_to_sender(
            request=number,
            new=new,
            by=asker_of(request),
            at=timezone.now(),
            version_seen=form.cleaned_data["version"],
        )

    return step(request, number, Step(form, "return_form", act))


@needs(DECIDE)
def identify(request: HttpRequest, number: uuid.UUID, subject: uuid.UUID) -> HttpResponse:
    """Candidates for somebody named: link one, make a new person, or say that they are not known."""
    asker = asker_of(request)
    page = page_or_404(asker, number)
    named = next((s for contact in page.contacts for s in contact.subjects if s.id == subject), None)
    if named is None:
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            sent_once(request, "referrals:identify", lambda: _identify(request, number, subject), about=subject)
            return redirect("referrals:request", number=number)
        except (NotNow, KeyReused) as refused:
            error = str(refused) or KEY_REUSED
        except NoSuchPerson as gone:
            raise Http404 from gone
        except (ValueError, Refused) as refused:
            error = str(refused)
    context = {
        "page": page,
        "named": named,
        "candidates": queries.candidates_for(asker, subject),
        "error": error,
        "form_key": uuid.uuid4(),
        "is_open": named.found is Found.NOT_YET,
    }
    return render(request, "referrals/identify.html", context, status=409 if error else 200)


def _identify(request: HttpRequest, number: uuid.UUID, subject: uuid.UUID) -> str:
    by, at = asker_of(request), timezone.now()
    choice = request.POST.get("choice", "")
    if choice == "new":
        actions.make(subject=subject, by=by, at=at)
    elif choice == "unknown":
        actions.mark_unknown(subject=subject, by=by, at=at)
    elif RECORD.fullmatch(choice):
        actions.link(subject=subject, record=uuid.UUID(choice.removeprefix("record:")), by=by, at=at)
    else:
        raise ValueError("Choose who this is, make a new person, or say that they are not known")
    return f"/requests/{number}/"
