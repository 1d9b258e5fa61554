"""Young carers: mark a child, and say what became of the offer of an assessment."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.permissions import SEE, WORK
from familyhub.casework.queries import CarerPage
from familyhub.casework.queries.assessments import AssessmentPage, assessment_for
from familyhub.casework.terms.carers import NEXT
from familyhub.components.words import short_day
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.assessing import address_of
from familyhub.web.casework.carer_forms import CarerForm, OfferedForm
from familyhub.web.casework.meanwhile import Stands
from familyhub.web.casework.needs import back_to, case_or_404
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.working import may_work

MARK, MOVE = "casework:mark_carer", "casework:move_carer"


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """A child of the case is a young carer; where an assessment found it, who and where is filled in already."""
    page = case_or_404(request, case)
    found = _found_by(request, case)
    known = {"source": f"{found.title}, begun on {short_day(found.opened_on)}"} if found else {}
    begun = {"who": request.GET.get("who", ""), **known} | drafts.initial_from_draft(request, MARK, case, CarerForm)
    form = CarerForm(request.POST or None, initial=begun, members=page.members)

    def act() -> tuple[str, str]:
        made = actions.mark_carer(case=case, new=form.new(), by=asker_of(request), at=timezone.now())
        after = reverse("casework:carer", args=[made])
        return "The child was marked as a young carer", address_of(found.id) if found else after

    lead = "A child who cares for somebody has a right to an assessment of their own. To offer it goes into the tray."
    sheet = Sheet(MARK, case, "Mark a young carer", "Mark", back_to(page), form, act, more={"lead": lead})
    return take(request, sheet)


def _found_by(request: HttpRequest, case: uuid.UUID) -> AssessmentPage | None:
    """The assessment of this case that the address names, as far as the asker sees it."""
    try:
        number = uuid.UUID(request.GET.get("assessment", ""))
    except ValueError:
        return None
    page = assessment_for(asker_of(request), number)
    return page if page and page.case == case else None


def carer_or_404(request: HttpRequest, carer: uuid.UUID) -> CarerPage:
    """The young carer; the same 404 whether there is none or the asker may not see the child."""
    page = queries.carer_for(asker_of(request), carer)
    if page is None:
        raise Http404
    return page


@needs(SEE)
def carer(request: HttpRequest, carer: uuid.UUID) -> HttpResponse:
    """One of them, with what was said on the way."""
    page = carer_or_404(request, carer)
    context = {
        "page": page,
        "back": back_to(case_or_404(request, page.case)),
        "rows": _rows(page),
        "may": bool(NEXT[page.line.state]) and may_work(request, page.case),
    }
    return render(request, "casework/carer.html", context)


def _rows(page: CarerPage) -> list[dict[str, str]]:
    line = page.line
    said = [
        ("What the child does", ". ".join(line.cares)),
        ("Since", short_day(page.cares_since) if page.cares_since else "Not known"),
        ("For whom", line.who_for),
        ("Why that person needs care", line.about_them),
        ("Who saw it", f"{page.found_by}. {page.source}" if page.source else page.found_by),
        ("The child’s words", page.child_words or f"Not asked: {page.why_no_words}"),
        ("Next by", short_day(line.due_on) if line.due_on else ""),
    ]
    return [{"key": key, "value": value} for key, value in said if value]


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, carer: uuid.UUID) -> HttpResponse:
    """The assessment was offered, accepted, declined or done."""
    page, back = carer_or_404(request, carer), reverse("casework:carer", args=[carer])
    begun = {"on": timezone.localdate()}
    form = OfferedForm(
        request.POST or None, initial=begun | drafts.initial_from_draft(request, MOVE, carer), now=page.line.state
    )

    def act() -> tuple[str, str]:
        seen, by, at = form.cleaned_data["version"], asker_of(request), timezone.now()
        actions.move_carer(carer=carer, new=form.new(), by=by, at=at, version_seen=seen)
        return "It was kept", back

    more = {"lead": f"{page.line.who.name}. {page.line.state_label}."}
    facts = {"How it stands": page.line.state_label} | {row["key"]: row["value"] for row in _rows(page)}
    stands, words = Stands(page.line.version, facts=facts), ("A young carer’s assessment", "Save")
    return take(request, Sheet(MOVE, carer, *words, back, form, act, more=more, stands=stands))
