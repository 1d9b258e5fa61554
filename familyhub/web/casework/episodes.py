"""One child's episode: what stands, what was noted, and how it changes hands or ends."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.accounts import queries as accounts
from familyhub.casework import actions, queries
from familyhub.casework.permissions import MANAGE, SEE, WORK
from familyhub.casework.queries import EpisodePage
from familyhub.casework.queries.assessments import assessments_of, suggested_tier
from familyhub.casework.terms.episodes import TIER_LABELS
from familyhub.components.words import short_day
from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.sharing.permissions import RECORD
from familyhub.sharing.queries import service_answers
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.case_parts import beside_table, needs_table
from familyhub.web.casework.forms import HandOverForm, ReopenForm
from familyhub.web.casework.meanwhile import Stands
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.working import reads_alone

VERBS = [
    ("casework:hand_over", "Hand over"),
    ("casework:step_tier", "Another tier"),
    ("casework:step_up", "Step up"),
    ("casework:close", "Close"),
]
CHANGE = "casework/change.html"


def page_or_404(request: HttpRequest, number: uuid.UUID) -> EpisodePage:
    """The episode; the same 404 whether there is none or the asker may not see it."""
    page = queries.episode_for(asker_of(request), number)
    if page is None:
        raise Http404
    return page


@needs(SEE)
def episode(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    """What stands, the newest notes, what happened."""
    page, asker = page_or_404(request, episode), asker_of(request)
    reads = reads_alone(request, page.case)
    may = (asker.may(WORK.code) or asker.may(MANAGE.code)) and not reads
    verbs = [*VERBS, ("casework:hand_back", "Back to the front door")] if asker.may(MANAGE.code) else VERBS
    verbs = [*verbs, ("casework:put_child", "Put to the partners meeting")] if asker.may(WORK.code) else verbs
    verbs = [("casework:reopen", "Open again")] if page.closed_on else verbs
    assessed = assessments_of(asker, page.case)
    named = {one.who.record: one.who for one in page.members}
    other_tier = None if page.closed_on else suggested_tier(assessed, page.tier)
    context = {
        "page": page,
        "held_words": queries.words_of_hold() if page.is_held else "",
        "name": page.who.name if page.who else "",
        "facts": [page.who.age] if page.who else [],
        "rows": _rows(page),
        "may_note": asker.may(WORK.code),
        "may_write": asker.may(WORK.code) and not reads,
        "family": _family(asker, page),
        "may_ask": asker.may(RECORD.code) and not reads,
        "assessments": assessed,
        "other_tier": TIER_LABELS[other_tier] if other_tier and may else "",
        "plan": next(iter(queries.plans_of(asker, page.case)), None),
        "checks": queries.checks_of(asker, page.id),
        "waiting": queries.waiting_words(page),
        "needs": needs_table(queries.needs_of(asker, page.case, named)),
        "beside": beside_table(queries.beside_of(asker, page.case, named)),
        "verbs": [{"text": text, "href": reverse(name, args=[page.id])} for name, text in verbs] if may else [],
    }
    return render(request, "casework/episode.html", context)


def _family(asker: Asker, page: EpisodePage) -> list[dict[str, Any]]:
    """Everybody of the case; of each child, for whoever works with them, whether the family agrees to that."""
    works = asker.may(WORK.code)
    said = service_answers(asker, [one.who.person for one in page.members if one.is_child]) if works else {}
    return [
        {"who": one.who, "is_child": one.is_child and works, "agreed": said.get(one.who.person, "")}
        for one in page.members
    ]


def _rows(page: EpisodePage) -> list[dict[str, str]]:
    last = short_day(page.last_contact_on) if page.last_contact_on else "None yet"
    said = [
        ("Tier", TIER_LABELS[page.tier]),
        ("Lead worker", page.lead or "Nobody yet"),
        ("Team", page.team),
        ("Since", short_day(page.opened_on)),
        ("Last contact", last),
    ]
    if page.closed_on:
        said.append(("Closed", f"{short_day(page.closed_on)}. {page.closed_because}"))
    return [{"key": key, "value": value} for key, value in said]


def stands_of(page: EpisodePage) -> Stands:
    """What a form about the episode changes."""
    return Stands(page.version, facts={row["key"]: row["value"] for row in _rows(page) if row["key"] != "Last contact"})


def _more(page: EpisodePage) -> dict[str, Any]:
    return {
        "page": page,
        "name": page.who.name if page.who else "",
        "facts": [page.who.age] if page.who else [],
        "siblings": [name for _, name, state in page.siblings if state == "open"],
    }


@needs(WORK, MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    """Somebody else goes on with the family."""
    page, today, code = page_or_404(request, episode), timezone.localdate(), "casework:hand_over"
    back = reverse("casework:episode", args=[episode])
    colleagues = accounts.members_of(page.team_id, today, "family_support_worker")
    teams = {one.team: one.name for one in accounts.places_served(today) if one.team != page.team_id and one.level}
    form = HandOverForm(
        request.POST or None,
        initial=drafts.initial_from_draft(request, code, episode, HandOverForm),
        colleagues=[(one.id, one.name) for one in colleagues if one.id != page.lead_id],
        team=page.team_id,
        teams=list(teams.items()),
    )

    def act() -> tuple[str, str]:
        seen = form.cleaned_data["version"]
        by, at = asker_of(request), timezone.now()
        actions.hand_over(episode=episode, new=form.new(), by=by, at=at, version_seen=seen)
        return "The family was handed over", reverse("casework:caseload")

    more, words = {**_more(page), "is_hand_over": True}, ("Hand the family over", "Hand over")
    return take(request, Sheet(code, episode, *words, back, form, act, CHANGE, more, stands_of(page)))


@needs(WORK, MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, episode: uuid.UUID) -> HttpResponse:
    """Help goes on."""
    page, code = page_or_404(request, episode), "casework:reopen"
    back = reverse("casework:episode", args=[episode])
    form = ReopenForm(request.POST or None, initial=drafts.initial_from_draft(request, code, episode, ReopenForm))

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        by, at = asker_of(request), timezone.now()
        actions.reopen(episode=episode, words=said["words"], by=by, at=at, version_seen=said["version"])
        return "The episode was opened again", back

    words = ("Open the episode again", "Open again")
    return take(request, Sheet(code, episode, *words, back, form, act, CHANGE, _more(page), stands_of(page)))
