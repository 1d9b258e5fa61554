"""What a worker will meet: a set or a draft as its parts are written, on a desk and on a phone; and its text."""

from __future__ import annotations

import uuid
from typing import Any

from csp.constants import SELF
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from familyhub.casework.permissions import SEE, SETS
from familyhub.casework.policy import assessments as policy
from familyhub.casework.queries.assessment_parts import PartShown, QuestionShown
from familyhub.casework.queries.question_sets import set_numbered
from familyhub.casework.queries.set_drafts import draft_page
from familyhub.casework.question_sets import Section
from familyhub.casework.question_sets.reading import section_of
from familyhub.casework.question_sets.writing import raw_of, text_of
from familyhub.casework.terms.assessments import PER_LABELS
from familyhub.core.permissions import needs
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.asking import asker_of
from familyhub.web.casework.assess_forms import PartForm


def _raw(request: HttpRequest, chosen: uuid.UUID) -> tuple[dict[str, Any], str]:
    """A version by its number or a draft by its own, and its page. Errors: Http404, the same for either."""
    found = set_numbered(chosen)
    if found is not None:
        return raw_of(found), reverse("casework:question_set", args=[chosen])
    page = draft_page(asker_of(request), chosen, timezone.localdate())
    if page is None:
        raise Http404
    return page.raw, reverse("casework:set_draft", args=[chosen])


@require_safe
@xframe_options_sameorigin
@needs(SEE, SETS)
def preview(request: HttpRequest, chosen: uuid.UUID) -> HttpResponse:
    """Every part as whoever writes an assessment meets it. What is typed here is not kept."""
    raw, back = _raw(request, chosen)
    levels = vocabulary.level_set(timezone.localdate())
    parts = []
    for number, section in enumerate(section_of(one) for one in raw["sections"]):
        form = PartForm(shown=_empty(section), levels=levels, prefix=f"s{number}")
        parts.append((section, PER_LABELS[section.per], form.rows()))
    response = render(
        request, "casework/set_preview.html", {"raw": raw, "parts": parts, "back": back, "chosen": chosen}
    )
    response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
    return response


def _empty(section: Section) -> PartShown:
    """The section before anybody wrote in it."""
    questions = tuple(
        QuestionShown(
            question=one,
            value=policy.nothing(one.kind),
            words="",
            version=0,
            source="",
            by="",
            at=None,
            given=(),
            before="",
        )
        for one in section.questions
    )
    return PartShown(uuid.uuid4(), section, None, questions)


@require_safe
@needs(SEE, SETS)
def phone(request: HttpRequest, chosen: uuid.UUID) -> HttpResponse:
    """The same page as a phone shows it."""
    raw, back = _raw(request, chosen)
    response = render(request, "casework/set_phone.html", {"raw": raw, "back": back, "chosen": chosen})
    response._csp_replace = {"frame-src": [SELF]}  # type: ignore[attr-defined]
    return response


@require_safe
@needs(SEE, SETS)
def text(request: HttpRequest, chosen: uuid.UUID) -> HttpResponse:
    """The text of its file, to keep or to take to another authority."""
    raw, _ = _raw(request, chosen)
    response = HttpResponse(text_of(raw), content_type="text/plain; charset=utf-8")
    name = f"{raw['code']}-{raw['version']}.toml"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
