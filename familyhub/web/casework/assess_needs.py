"""A need that an assessment found: recorded where all needs of the family are, with where it was found."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions
from familyhub.casework.permissions import WORK
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.assessing import address_of, page_or_404
from familyhub.web.casework.needs import case_or_404, choices_on
from familyhub.web.casework.plan_forms import NeedForm
from familyhub.web.casework.taking import Sheet, take

ADD = "casework:assess_need"


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, assessment: uuid.UUID) -> HttpResponse:
    """Record a need of somebody whom the assessment is about, or of the whole family."""
    page, asker = page_or_404(request, assessment), asker_of(request)
    if request.method != "POST" and not page.may_write:
        return redirect("casework:assessment", assessment)
    case = case_or_404(request, page.case)
    form = NeedForm(
        request.POST or None,
        initial={"code": request.GET.get("need", "")} | drafts.initial_from_draft(request, ADD, assessment),
        members=case.members,
        frameworks=choices_on(timezone.localdate()),
    )

    def act() -> tuple[str, str]:
        new = replace(form.new(), found_by=assessment)
        actions.add_need(case=page.case, new=new, by=asker, at=timezone.now())
        return "The need was recorded", address_of(assessment)

    back = address_of(assessment)
    return take(request, Sheet(ADD, assessment, "Add a need that was found", "Add the need", back, form, act))
