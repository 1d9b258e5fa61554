"""Today's visits: the door, who is visited, check-in and check-out, and the note in hand."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from familyhub.casework import actions, queries
from familyhub.casework.queries import CasePage, VisitPage
from familyhub.core import drafts
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.web.asking import asker_of
from familyhub.web.casework.visits_forms import WriteUpForm
from familyhub.web.offline.shapes import Came, Work

CODE = "visits"
VERBS = {"in": actions.check_in, "out": actions.check_out}
FORM = "casework:write_up"
GONE = "You do not see this family any more: what you typed stays on this device. Ask your coordinator what to do"
NOT_YET = "It is kept as a draft of yours, and waits for you to finish it: "
BOTH = "It was written up meanwhile. Both are kept: look at them side by side"


def still(asker: Asker, about: uuid.UUID) -> bool:
    """Does this asker still go to it, and may it be on a device?"""
    page = queries.visit_for(asker, about)
    if page is None or page.mine is None:
        return False
    return about in queries.may_be_carried(asker, [page.line], timezone.localdate())


def receive(request: HttpRequest, about: uuid.UUID, work: Work) -> Came:
    """The moments first, then the note. What cannot be taken is a draft; nothing that was typed is dropped."""
    asker = asker_of(request)
    page = queries.visit_for(asker, about)
    case = queries.case_for(asker, page.line.case) if page else None
    if page is None or case is None:
        return Came("gone", GONE)
    said = _steps(asker, about, work)
    if not any(work.values.get("words", [])):
        return Came("stored", said or "Sent", reverse("casework:visit", args=[about]), is_over=False)
    return _written(asker, page, case, work, said)


def _steps(asker: Asker, about: uuid.UUID, work: Work) -> str:
    """Each step that can be taken; of one that cannot, why."""
    said = []
    for step in sorted(work.steps, key=lambda one: one.said):
        kept = actions.Kept(step.said, work.device_now, work.taken_at)
        try:
            if step.code in VERBS:
                VERBS[step.code](visit=about, by=asker, at=timezone.now(), kept=kept)
        except actions.Refused as refused:
            said.append(str(refused))
    return ". ".join(said)


def _written(asker: Asker, page: VisitPage, case: CasePage, work: Work, said: str) -> Came:
    about = page.line.id
    values = work.values | _when(asker, page)
    if page.line.is_written:
        drafts.keep(asker, FORM, values, at=timezone.now(), about=about)
        return Came("kept", BOTH, reverse("casework:both", args=[about]))
    posted = QueryDict(mutable=True)
    for name, several in values.items():
        posted.setlist(name, several)
    may_leave = queries.may_leave_word(asker, page.line.case, page.home, timezone.now())
    form = WriteUpForm(posted, members=case.members, may_leave_word=may_leave)
    problem = "; ".join(str(words) for several in form.errors.values() for words in several)
    if not problem:
        try:
            actions.write_up(visit=about, new=form.write_up(), by=asker, at=timezone.now())
            return Came("stored", said or "Written up", reverse("casework:visit", args=[about]))
        except (actions.Refused, actions.NoSuchNote) as refused:
            problem = str(refused)
    drafts.keep(asker, FORM, values, at=timezone.now(), about=about)
    return Came("kept", NOT_YET + problem, reverse("casework:write_up", args=[about]))


def _when(asker: Asker, page: VisitPage) -> dict[str, list[str]]:
    """The note is of the moment at which the worker came in."""
    now = queries.visit_for(asker, page.line.id)
    came = now.mine.in_at if now and now.mine else None
    moment = came or min(page.line.starts_at, timezone.now())
    day = day_of(moment)
    parts = {"day_day": str(day.day), "day_month": str(day.month), "day_year": str(day.year)}
    return {name: [value] for name, value in parts.items()} | {"time": [f"{timezone.localtime(moment):%H:%M}"]}
