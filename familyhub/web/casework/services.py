"""Other services: refer to one, record that one is involved, and what it replied."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.permissions import SEE, WORK
from familyhub.casework.queries import ServicePage
from familyhub.casework.terms.services import FOLLOWS
from familyhub.components.words import short_day
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.meanwhile import Stands
from familyhub.web.casework.needs import back_to, case_or_404
from familyhub.web.casework.service_forms import ServiceForm, StandForm
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.working import may_work

INVOLVE, MOVE = "casework:involve_service", "casework:move_service"


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def involve(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Refer somebody of the case to a service, or record that it works with them."""
    page = case_or_404(request, case)
    begun = {"on": timezone.localdate()} | drafts.initial_from_draft(request, INVOLVE, case, ServiceForm)
    form = ServiceForm(request.POST or None, initial=begun, members=page.members)

    def act() -> tuple[str, str]:
        made = actions.involve_service(case=case, new=form.new(), by=asker_of(request), at=timezone.now())
        return "The service was recorded", reverse("casework:service", args=[made])

    lead = (
        "Whoever may see the person reads which service it is, who it is there and the last contact, and no more. What "
        "is restricted is seen by whoever records it and the lead worker alone."
    )
    title = "Another service"
    return take(request, Sheet(INVOLVE, case, title, "Record it", back_to(page), form, act, more={"lead": lead}))


def service_or_404(request: HttpRequest, outside: uuid.UUID) -> ServicePage:
    """The service; the same 404 whether there is none or the asker does not hold the case."""
    page = queries.service_for(asker_of(request), outside)
    if page is None:
        raise Http404
    return page


@needs(SEE)
def service(request: HttpRequest, outside: uuid.UUID) -> HttpResponse:
    """One of them, with what was said."""
    page = service_or_404(request, outside)
    context = {
        "page": page,
        "back": back_to(case_or_404(request, page.line.case)),
        "rows": _rows(page),
        "may": bool(FOLLOWS[page.line.stand]) and may_work(request, page.line.case),
    }
    return render(request, "casework/service.html", context)


def _rows(page: ServicePage) -> list[dict[str, str]]:
    line = page.line
    said = [
        ("For", ", ".join(page.people)),
        ("How it stands", line.stand_label),
        ("Who it is there", line.practitioner or "Not known yet"),
        ("Since", short_day(line.since) if line.since else ""),
        ("Last contact", short_day(line.last_contact_on) if line.last_contact_on else "None yet"),
        ("Ends by", short_day(line.ends_by) if line.ends_by and line.until is None else ""),
        ("Ended", short_day(line.until) if line.until else ""),
    ]
    return [{"key": key, "value": value} for key, value in said if value]


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, outside: uuid.UUID) -> HttpResponse:
    """It replied, had contact, or ended."""
    page, back = service_or_404(request, outside), reverse("casework:service", args=[outside])
    boxes = {"practitioner": page.line.practitioner}
    begun = {"on": timezone.localdate()} | boxes
    form = StandForm(
        request.POST or None,
        initial=begun | drafts.initial_from_draft(request, MOVE, outside),
        now=page.line.stand,
    )

    def act() -> tuple[str, str]:
        seen, by, at = form.cleaned_data["version"], asker_of(request), timezone.now()
        actions.move_service(involved=outside, new=form.new(), by=by, at=at, version_seen=seen)
        return "It was kept", back

    more = {"lead": f"{page.line.label}, for {', '.join(page.people)}. {page.line.stand_label}."}
    facts = {row["key"]: row["value"] for row in _rows(page) if row["key"] != "Who it is there"}
    stands, words = Stands(page.line.version, boxes, facts), ("What the service said", "Save")
    return take(request, Sheet(MOVE, outside, *words, back, form, act, more=more, stands=stands))
