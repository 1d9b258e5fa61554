"""Supervision: mine, those whom I lead and whose is overdue, write one down, and what came of a decision."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import queries as casework
from familyhub.casework.actions import NotThere, Refused
from familyhub.casework.actions.supervising import hold_supervision
from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import short_day
from familyhub.core.asker import Asker
from familyhub.core.clocks import is_working_day
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.meeting_forms import SayForm
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.workforce.forms import SupervisionForm
from familyhub.workforce import actions, queries
from familyhub.workforce.local import workforce_rules
from familyhub.workforce.permissions import SUPERVISE, SUPERVISED
from familyhub.workforce.policy.supervision import next_due
from familyhub.workforce.queries import WorkerLine

HOLD, DONE = "workforce:hold", "workforce:decision"
WORKERS = [Column("Worker"), Column("Last", short=True), Column("Next by", short=True)]


@needs(SUPERVISED, SUPERVISE)
def supervisions(request: HttpRequest) -> HttpResponse:
    """Those whom I lead, the longest overdue first after those who had none; and my own."""
    asker = asker_of(request)
    led = queries.workers_led(asker, timezone.localdate())
    context = {
        "own": queries.own_supervision(asker),
        "overdue": sum(one.is_overdue for one in led),
        "table": Table("Supervision of those I lead", WORKERS, [_row(one) for one in led], caption_hidden=True),
        "leads": asker.may(SUPERVISE.code),
    }
    return render(request, "workforce/supervisions.html", context)


def _row(one: WorkerLine) -> list[object]:
    name = link(one.name, reverse("workforce:hold", args=[one.worker]))
    if one.last is None:
        return [name, "None yet", ""]
    last = link(short_day(one.last.happened_on), reverse("workforce:supervision", args=[one.last.id]))
    following = short_day(one.last.next_on)
    return [name, last, status(f"was due {following}", "urgent") if one.is_overdue else following]


def _cases(asker: Asker, worker: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """The families whose help this worker leads, by the children's names."""
    names: dict[uuid.UUID, list[str]] = {}
    for line in casework.caseload_of(asker, worker)[0]:
        names.setdefault(line.case, []).append(line.name or "a child")
    return [(case, " and ".join(children)) for case, children in names.items()]


@needs(SUPERVISE)
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, worker: uuid.UUID) -> HttpResponse:
    """Write supervision down."""
    asker, today = asker_of(request), timezone.localdate()
    line = queries.worker_led(asker, worker, today)
    if line is None:
        raise Http404
    form = SupervisionForm(request.POST or None, cases=_cases(asker, worker), name=line.name)
    weeks = workforce_rules(settings.ENVIRONMENT.authority).supervision_every_weeks
    begun = {"happened_on": today, "next_on": next_due(today, weeks, is_working_day)}
    form.initial = begun | drafts.initial_from_draft(request, HOLD, worker, form)

    def act() -> tuple[str, str]:
        new = form.new(worker, line.team, asker.number)
        made = hold_supervision(new=new, by=asker, at=timezone.now())
        return "Supervision was written down", reverse("workforce:supervision", args=[made])

    lead = (
        f"Read by {line.name}, you and whoever leads your line. What is about a family, as long as they work with it."
    )
    back, title = reverse("workforce:supervisions"), f"Supervision with {line.name}"
    return take(request, Sheet(HOLD, worker, title, "Save", back, form, act, more={"lead": lead}))


@needs(SUPERVISED, SUPERVISE)
def supervision(request: HttpRequest, supervision: uuid.UUID) -> HttpResponse:
    """One supervision, as far as this reader holds each family's case."""
    page = queries.supervision_for(asker_of(request), supervision)
    if page is None:
        raise Http404
    context = {"page": page, "back": reverse("workforce:supervisions")}
    return render(request, "workforce/supervision.html", context)


@needs(SUPERVISED, SUPERVISE)
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, decided: uuid.UUID) -> HttpResponse:
    """What came of a decision."""
    line = queries.decision_for(asker_of(request), decided)
    if line is None:
        raise Http404
    back = reverse("workforce:supervision", args=[line.supervision])
    form = SayForm(request.POST or None, initial=drafts.initial_from_draft(request, DONE, decided))

    def act() -> tuple[str, str]:
        said = form.cleaned_data["words"]
        try:
            actions.finish_decision(decision=decided, words=said, by=asker_of(request), at=timezone.now())
        except actions.NoSuchSupervision as gone:
            raise NotThere(str(decided)) from gone
        except actions.SupervisionRefused as refused:
            raise Refused(str(refused), refused.field) from refused
        return "It was kept", back

    more = {"lead": f"{line.words}. By {line.due_on:%-d %B %Y}."}
    return take(request, Sheet(DONE, decided, "What came of it", "Save", back, form, act, more=more))
