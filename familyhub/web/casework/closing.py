"""Help ends, steps to another tier, or goes back to the front door; and what was found six months on."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.permissions import MANAGE, SEE, WORK
from familyhub.casework.queries import CheckLine
from familyhub.casework.terms.episodes import Tier
from familyhub.casework.terms.plans import Sustained
from familyhub.components.words import counted
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.closing_forms import BackForm, CloseForm, SustainedForm, TierForm
from familyhub.web.casework.episodes import page_or_404, stands_of
from familyhub.web.casework.onward import ONWARD
from familyhub.web.casework.taking import Sheet, take

CLOSE, TIER, BACK, RESULT = "casework:close", "casework:step_tier", "casework:hand_back", "casework:check_result"


@needs(WORK, MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    """Help for this child ends, with an outcome of each need that is still open."""
    page, back = page_or_404(request, episode), reverse("casework:episode", args=[episode])
    open_needs = queries.needs_at_closing(asker_of(request), episode)
    typed = drafts.initial_from_draft(request, CLOSE, episode, CloseForm(needs=open_needs))
    begun = {"version": page.version} | {name: value for name, value in typed.items() if value is not None}
    form = CloseForm(request.POST or None, initial=begun, needs=open_needs)
    if request.method == "POST" and form.data.get("reason") in ONWARD:
        return _onward(request, episode)

    def act() -> tuple[str, str]:
        by, at, seen = asker_of(request), timezone.now(), form.cleaned_data["version"]
        actions.close(episode=episode, new=form.new(), by=by, at=at, version_seen=seen)
        return "The episode was closed", back

    lead = f"{counted(len(open_needs), 'need')} still open: say of each what came of it." if open_needs else ""
    more, words = {"lead": lead}, ("Close the episode", "Close")
    return take(request, Sheet(CLOSE, episode, *words, back, form, act, more=more, stands=stands_of(page)))


def _onward(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    """Somebody else takes over: they are told first, and what was typed goes along."""
    code = ONWARD[request.POST["reason"]]
    drafts.keep(request, CLOSE, episode)
    drafts.begin(request, code, episode, {"worry": request.POST.get("words", "")})
    return redirect(reverse(code, args=[episode]))


@needs(WORK, MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def tier(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    """Step up or down."""
    page, back = page_or_404(request, episode), reverse("casework:episode", args=[episode])
    begun = drafts.initial_from_draft(request, TIER, episode)
    form = TierForm(request.POST or None, initial=begun, now=page.tier)

    def act() -> tuple[str, str]:
        said, by, at = form.cleaned_data, asker_of(request), timezone.now()
        new, seen = Tier(int(said["tier"])), said["version"]
        actions.step_tier(episode=episode, tier=new, words=said["words"], by=by, at=at, version_seen=seen)
        return "Help goes on at another tier", back

    words = ("Step to another tier", "Save")
    return take(request, Sheet(TIER, episode, *words, back, form, act, stands=stands_of(page)))


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    """The whole case goes back to the front door; nothing is told twice."""
    page, home = page_or_404(request, episode), reverse("casework:episode", args=[episode])
    begun = drafts.initial_from_draft(request, BACK, episode)
    form = BackForm(request.POST or None, initial=begun)

    def act() -> tuple[str, str]:
        said, by, at = form.cleaned_data, asker_of(request), timezone.now()
        actions.hand_back(episode=episode, words=said["words"], by=by, at=at, version_seen=said["version"])
        return "The family is with the front door again", reverse("casework:caseload")

    lead = (
        "Needs, plan and notes stay in the case, and whoever accepts the request next goes on with it: the family "
        "tells nothing twice. Your team loses sight of it at once."
    )
    more, words = {"lead": lead}, ("Back to the front door", "Hand back")
    return take(request, Sheet(BACK, episode, *words, home, form, act, more=more, stands=stands_of(page)))


def check_or_404(request: HttpRequest, check: uuid.UUID) -> CheckLine:
    """The check; the same 404 whether there is none or the asker may not see it."""
    line = queries.check_for(asker_of(request), check)
    if line is None:
        raise Http404
    return line


@needs(SEE)
def check(request: HttpRequest, check: uuid.UUID) -> HttpResponse:
    """What was found six months on, or the day on which the family is asked."""
    line = check_or_404(request, check)
    may = asker_of(request).may(WORK.code) and line.result is None
    context = {"line": line, "back": reverse("casework:episode", args=[line.episode]), "may": may}
    return render(request, "casework/check.html", context)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest, check: uuid.UUID) -> HttpResponse:
    """What was found."""
    line, home = check_or_404(request, check), reverse("casework:check", args=[check])
    form = SustainedForm(request.POST or None, initial=drafts.initial_from_draft(request, RESULT, check))

    def act() -> tuple[str, str]:
        found, words = Sustained(form.cleaned_data["result"]), form.cleaned_data["words"]
        actions.record_sustained(check=check, result=found, words=words, by=asker_of(request), at=timezone.now())
        return "It was kept", home

    name = line.who.name if line.who else "Name not shown"
    return take(request, Sheet(RESULT, check, f"Six months on: {name}", "Save", home, form, act))
