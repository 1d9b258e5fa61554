"""One request: open it, say who its people are, decide, and land on the next."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from familyhub.components.words import clock_time
from familyhub.core.permissions import needs
from familyhub.people.actions import NoSuchPerson, Refused
from familyhub.referrals import actions, queries
from familyhub.referrals.actions import allocating as giving
from familyhub.referrals.actions import deciding as rules
from familyhub.referrals.actions.claiming import OpenElsewhere
from familyhub.referrals.actions.holding import Held
from familyhub.referrals.actions.identifying import NoSuchSubject
from familyhub.referrals.actions.other_parent import OtherParentOpen
from familyhub.referrals.actions.returning import NewReturn
from familyhub.referrals.actions.steps import ChangedMeanwhile, NoSuchRequest, NotNow
from familyhub.referrals.permissions import DECIDE, DECIDE_MASH, SEE
from familyhub.referrals.queries import RequestPage
from familyhub.referrals.terms.requests import Outcome, ReturnReason
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.referrals.forms import ReturnForm, at_version
from familyhub.web.referrals.showing import decide_form, draw, page_or_404

SAID = {
    rules.NeedsReason: "Say why: a decision needs a reason",
    rules.NeedsLevel: "Choose the level of need: a team cannot be given a request without one",
    rules.NeedsTeam: "Choose a team: no team serves the address, or the address is not known",
    rules.TwoHomes: "The children have two homes: choose the team, and say why",
    rules.HiddenHome: "An address is hidden: choose the team, and say why",
    rules.NeedsTeamWhy: "Say why this team: the map cannot choose it",
    giving.GaveItBack: "This worker gave it back for a conflict of interest: choose another",
    rules.PeopleOpen: "First say who each person is: this is them, new person, or not known yet",
    giving.NotYours: "Another worker holds this request: only they can take this step",
    giving.NotInTheTeam: "Choose a worker of the team that holds this request",
    OtherParentOpen: "First say whether the other parent may be contacted: open the line about them above",
    KeyReused: KEY_REUSED,
}
RECORD = re.compile(r"record:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MASH_FIRST = "The MASH decides first: nothing can be decided here until it has"
NOTHING_STORED = "Nothing was stored: look at what changed, then decide again."


@needs(SEE)
def request_page(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The whole request on one page; what the desk took over is one neutral line."""
    asker = asker_of(request)
    page = queries.request_for(asker, number)
    if page is not None:
        return draw(request, page)
    line = queries.with_desk(asker, number)
    if line is None:
        raise Http404
    return render(request, "referrals/with_desk.html", {"line": line})


@dataclass(frozen=True)
class Step:
    """One step from a form on the request's page: the form, its name there, what it does, and where it leads."""

    form: Form
    name: str
    act: Callable[[], str | None]

    @property
    def code(self) -> str:
        """The code of the form, for drafts and for sending once."""
        return f"referrals:{self.name.removesuffix('_form')}"


def step(request: HttpRequest, number: uuid.UUID, taken: Step, page: RequestPage | None = None) -> HttpResponse:
    """Take it once, or go back to the page with what is to be mended. Everything typed is still there."""
    page = page or page_or_404(asker_of(request), number)
    if not taken.form.is_valid():
        return draw(request, page, 422, **{taken.name: taken.form})

    def do() -> str:
        return taken.act() or f"/requests/{number}/"

    try:
        return redirect(sent_once(request, taken.code, do, about=number))
    except NoSuchRequest as gone:
        raise Http404 from gone
    except (ChangedMeanwhile, NotNow, Held, OpenElsewhere) as refused:
        taken.form.add_error(None, _why_not(refused))
    except tuple(SAID) as refused:
        taken.form.add_error(None, SAID[type(refused)])
    changed = page_or_404(asker_of(request), number)
    _carry_to_whole(request, taken, changed)
    at_version(taken.form, changed.version)
    return draw(request, changed, 409, **{taken.name: taken.form})


def _why_not(refused: Exception) -> str:
    if isinstance(refused, OpenElsewhere):
        return f"{refused.name} has this open until {clock_time(refused.until)}. {NOTHING_STORED}"
    return f"{refused}. {NOTHING_STORED}"


def _carry_to_whole(request: HttpRequest, taken: Step, page: RequestPage) -> None:
    """What was typed about a request that has become part of another waits on the page of the whole."""
    if page.joined_to:
        drafts.keep(request, taken.code, page.joined_to)


@needs(DECIDE)
@require_POST
def claim(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Open it for deciding; the page says who has it when somebody else was first."""
    return _moved(
        lambda: actions.claim(request=number, by=asker_of(request), at=timezone.now()), f"/requests/{number}/"
    )


@needs(DECIDE)
@require_POST
def release(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Leave it for somebody else."""
    page_or_404(asker_of(request), number)
    return _moved(lambda: actions.release(request=number, by=asker_of(request)), "/board/")


def _moved(act: Callable[[], object], to: str) -> HttpResponse:
    try:
        act()
    except NoSuchRequest as gone:
        raise Http404 from gone
    except (OpenElsewhere, NotNow):
        pass  # the page itself says so
    return redirect(to)


@needs(DECIDE)
@require_POST
def decide_next(request: HttpRequest) -> HttpResponse:
    """Open the first that nobody else has open, risk first; the board when there is none."""
    return redirect(_next(request) or "/board/?none=1")


def _next(request: HttpRequest, after: uuid.UUID | None = None) -> str:
    """The address of the next one, opened for this asker; "" for none."""
    chosen = {name: request.POST.get(name, "")[:20] for name in ("lane", "district") if request.POST.get("next_of")}
    number = actions.claim_next(by=asker_of(request), at=timezone.now(), **chosen)
    said = f"?after={after}" if after else ""
    return f"/requests/{number}/{said}" if number else ""


@needs(DECIDE)
@require_POST
def decide(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Say who everybody is, record the decision, and open the next one."""
    page = page_or_404(asker_of(request), number)
    form = decide_form(page, request.POST)

    def act() -> str:
        if page.is_enquiry_undecided:
            raise NotNow(MASH_FIRST)
        settle(request, page)
        decision = rules.NewDecision(
            outcome=Outcome(form.cleaned_data["outcome"]),
            reason=form.whole_reason,
            level=form.level_chosen,
            team=form.team_chosen,
            team_why=form.cleaned_data["team_why"],
        )
        seen = form.cleaned_data["version"]
        actions.decide(request=number, decision=decision, by=asker_of(request), at=timezone.now(), version_seen=seen)
        return _next(request, number) or f"/board/?after={number}"

    return step(request, number, Step(form, "decide_form", act), page)


@needs(DECIDE)
@require_POST
def people(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Say who they are, and stay on the page."""
    page = page_or_404(asker_of(request), number)

    def act() -> None:
        actions.claim(request=number, by=asker_of(request), at=timezone.now())
        settle(request, page)

    return step(request, number, Step(Form(request.POST), "people_form", act), page)


def settle(request: HttpRequest, page: RequestPage) -> None:
    """Every answer to "who is this?" in the form, for those who are not settled yet. Errors: NotNow."""
    rules.check_open(request=page.id, by=asker_of(request), at=timezone.now())
    records = {f"same:{subject.id}": subject.record for subject in page.subjects if not subject.is_open}
    for subject in page.subjects:
        choice = request.POST.get(f"who-{subject.id}", "")
        if choice in records:
            choice = f"record:{records[choice]}" if records[choice] else "unknown"
        if subject.is_open and choice:
            try:
                records[f"same:{subject.id}"] = _identify(request, subject.id, choice)
            except (ValueError, Refused, NoSuchPerson) as refused:
                raise NotNow(f"{subject.name}: {refused}") from refused


@needs(DECIDE)
@require_POST
def send_back(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Back to one sender with a coded reason and a date, and on to the next."""
    page = page_or_404(asker_of(request), number)
    form = ReturnForm(request.POST, page=page)

    def act() -> str:
        said = form.cleaned_data
        new = NewReturn(uuid.UUID(said["contact"]), ReturnReason(said["reason"]), said["words"])
        seen = said["version"]
        actions.return_to_sender(request=number, new=new, by=asker_of(request), at=timezone.now(), version_seen=seen)
        return _next(request, number) or f"/board/?after={number}"

    return step(request, number, Step(form, "return_form", act), page)


@needs(DECIDE, DECIDE_MASH)
def identify(request: HttpRequest, number: uuid.UUID, subject: uuid.UUID) -> HttpResponse:
    """Candidates for somebody named: link one, make a new person, or say that they are not known."""
    asker = asker_of(request)
    page = page_or_404(asker, number)
    named = next((one for one in page.subjects if one.id == subject), None)
    if named is None:
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            act = lambda: _identify_one(request, number, subject)  # noqa: E731
            return redirect(sent_once(request, "referrals:identify", act, about=subject))
        except (NoSuchPerson, NoSuchSubject) as gone:
            raise Http404 from gone
        except (NotNow, KeyReused, ValueError, Refused, OpenElsewhere) as refused:
            error = _why_not(refused) if isinstance(refused, OpenElsewhere) else str(refused) or KEY_REUSED
    context = {
        "page": page,
        "named": named,
        "candidates": queries.candidates_for(asker, subject),
        "error": error,
        "form_key": uuid.uuid4(),
        "is_open": named.can_be_found,
    }
    return render(request, "referrals/identify.html", context, status=409 if error else 200)


def _identify_one(request: HttpRequest, number: uuid.UUID, subject: uuid.UUID) -> str:
    rules.check_open(request=number, by=asker_of(request), at=timezone.now())
    _identify(request, subject, request.POST.get("choice", ""))
    return f"/requests/{number}/"


def _identify(request: HttpRequest, subject: uuid.UUID, choice: str) -> uuid.UUID | None:
    """Returns the record that they were linked to or that was made; None where they are not known."""
    by, at = asker_of(request), timezone.now()
    if choice == "new":
        return actions.make(subject=subject, by=by, at=at)
    if choice == "unsure":
        maybe = [one.record for one in queries.candidates_for(by, subject)]
        return actions.unsure(subject=subject, maybe=maybe, by=by, at=at)
    if choice == "unknown":
        actions.mark_unknown(subject=subject, by=by, at=at)
        return None
    if not RECORD.fullmatch(choice):
        raise ValueError("Choose who this is, make a new person, or say that they are not known")
    record = uuid.UUID(choice.removeprefix("record:"))
    actions.link(subject=subject, record=record, by=by, at=at)
    return record
