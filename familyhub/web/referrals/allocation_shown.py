"""What the request's page shows of its allocation: loads, attempts, back, the transfer, what senders added."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from familyhub.core import drafts
from familyhub.core.asker import Asker
from familyhub.referrals import queries
from familyhub.referrals.actions.allocation_reaching import may_leave_message
from familyhub.referrals.permissions import ALLOCATE, BOARD, DECIDE
from familyhub.referrals.queries import RequestPage
from familyhub.referrals.terms.requests import AT_FRONT_DOOR, State
from familyhub.web.asking import asker_of
from familyhub.web.referrals.allocation_forms import AttemptForm, BackForm, NotReachedForm, ReopenForm, now_words
from familyhub.web.referrals.forms import GiveForm

GIVABLE = (State.ALLOCATED_TO_TEAM, State.ALLOCATED_TO_WORKER, State.ACCEPTED, State.FIRST_CONTACT_MADE)


def allocation_shown(request: HttpRequest, page: RequestPage) -> dict[str, Any]:
    """For `referrals/request.html` and its parts; `is_mine` is also true for whoever covers."""
    asker = asker_of(request)
    found = queries.allocation_of(asker, page)
    works_on_it = found.works_on_it
    may_give = page.team in asker.holders and asker.may(ALLOCATE.code) and page.state in GIVABLE
    has_form = works_on_it or may_give or found.can_reopen
    wants_place = asker.may(DECIDE.code) and page.state in (*AT_FRONT_DOOR, State.TRANSFERRED)
    return {
        "allocated": found,
        "is_mine": works_on_it,
        "may_give": may_give,
        "may_see_transfers": asker.may(BOARD.code),
        "guide": queries.place_guide(asker, page.id) if wants_place and _is_awkward(page) else None,
        **(_giving(asker, page) if may_give else {}),
        **(_forms(request, page, works_on_it=works_on_it) if has_form else {}),
    }


def _is_awkward(page: RequestPage) -> bool:
    """Does the map leave something open: a place that is not in the file, two homes, a transfer?"""
    return queries.must_choose_on(page) or page.state is State.TRANSFERRED


def _giving(asker: Asker, page: RequestPage) -> dict[str, Any]:
    workers = queries.worker_loads(asker, page.team, timezone.now(), page.id) if page.team else []
    return {"workers": workers, "give_form": GiveForm(workers=workers, initial={"version": page.version})}


def _kept(request: HttpRequest, page: RequestPage) -> dict[str, dict[str, str]]:
    """What this person typed into the forms of this request and did not send: one query for all."""
    kept = drafts.all_kept(asker_of(request))
    return {one.form: {name: typed[0] for name, typed in one.values.items()} for one in kept if one.about == page.id}


def _forms(request: HttpRequest, page: RequestPage, *, works_on_it: bool) -> dict[str, Any]:
    version = {"version": page.version}
    kept = _kept(request, page)
    shown: dict[str, Any] = {
        "back_form": BackForm(initial=kept.get("referrals:back", {}) | version),
        "reopen_form": ReopenForm(initial=kept.get("referrals:reopen", {}) | version),
    }
    if works_on_it and page.state is State.ACCEPTED:
        is_safe = may_leave_message(page.id, timezone.now())
        typed = kept.get("referrals:attempt", {})
        attempt = {"words": typed.get("words", ""), "way": typed.get("way"), "result": typed.get("result")}
        shown["attempt_form"] = AttemptForm(initial=attempt | version | now_words(), message_is_safe=is_safe)
        shown["not_reached_form"] = NotReachedForm(initial=kept.get("referrals:not_reached", {}) | version)
    return shown
