"""What the request's page shows of its allocation: loads, attempts, back, the transfer, what senders added."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from familyhub.core.asker import Asker
from familyhub.referrals import queries
from familyhub.referrals.actions.allocation_reaching import may_leave_message
from familyhub.referrals.permissions import ALLOCATE, BOARD, DECIDE
from familyhub.referrals.queries import RequestPage
from familyhub.referrals.terms import AT_FRONT_DOOR, State
from familyhub.web.drafts import initial_from_draft
from familyhub.web.referrals.allocation_forms import AttemptForm, BackForm, NotReachedForm, ReopenForm, now_words
from familyhub.web.referrals.forms import GiveForm
from familyhub.web.referrals.lists import asker_of

GIVABLE = (State.ALLOCATED_TO_TEAM, State.ALLOCATED_TO_WORKER, State.ACCEPTED, State.FIRST_CONTACT_MADE)


def allocation_shown(request: HttpRequest, page: RequestPage) -> dict[str, Any]:
    """For `referrals/request.html` and its parts; `is_mine` is also true for whoever covers."""
    asker = asker_of(request)
    found = queries.allocation_of(asker, page.id)
    works_on_it = found is not None and found.works_on_it
    may_give = page.team in asker.holders and asker.may(ALLOCATE.code) and page.state in GIVABLE
    wants_place = asker.may(DECIDE.code) and page.state in (*AT_FRONT_DOOR, State.TRANSFERRED)
    return {
        "allocated": found,
        "is_mine": works_on_it,
        "may_give": may_give,
        "may_see_transfers": asker.may(BOARD.code),
        "guide": queries.place_guide(asker, page.id) if wants_place else None,
        **(_giving(asker, page) if may_give else {}),
        **(_working(request, page) if works_on_it else {}),
        **(_back(request, page) if may_give or works_on_it else {}),
        **(_reopening(request, page) if found is not None and found.can_reopen else {}),
    }


def _giving(asker: Asker, page: RequestPage) -> dict[str, Any]:
    workers = queries.worker_loads(asker, page.team, timezone.now(), page.id) if page.team else []
    return {"workers": workers, "give_form": GiveForm(workers=workers, initial={"version": page.version})}


def _working(request: HttpRequest, page: RequestPage) -> dict[str, Any]:
    version = {"version": page.version}
    is_safe = may_leave_message(page.id, timezone.now())
    kept = initial_from_draft(request, "referrals:not_reached", page.id, NotReachedForm)
    return {
        "attempt_form": AttemptForm(initial=version | now_words(), message_is_safe=is_safe),
        "not_reached_form": NotReachedForm(initial=kept | version),
    }


def _back(request: HttpRequest, page: RequestPage) -> dict[str, Any]:
    kept = initial_from_draft(request, "referrals:back", page.id, BackForm)
    return {"back_form": BackForm(initial=kept | {"version": page.version})}


def _reopening(request: HttpRequest, page: RequestPage) -> dict[str, Any]:
    kept = initial_from_draft(request, "referrals:reopen", page.id, ReopenForm)
    return {"reopen_form": ReopenForm(initial=kept | {"version": page.version})}
