"""The address to which the script posts a form while somebody types, and "Save and finish later"."""

from __future__ import annotations

import re
import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import path
from django.views.decorators.http import require_POST

from familyhub.core.asker import Kind
from familyhub.core.permissions import for_kind
from familyhub.web import drafts

FORM_CODE = re.compile(r"[a-z][a-z0-9_:-]{0,79}")


@require_POST
@for_kind(Kind.STAFF, Kind.REFERRER, Kind.PARTNER)
def draft(request: HttpRequest, form: str, about: uuid.UUID | None = None) -> HttpResponse:
    """Keep what is typed: 204. Only for people who are known; a public form keeps nothing."""
    if not FORM_CODE.fullmatch(form):
        return HttpResponseBadRequest()
    drafts.keep(request, form, about)
    return HttpResponse(status=204)


@require_POST
@for_kind(Kind.STAFF, Kind.REFERRER, Kind.PARTNER)
def forget(request: HttpRequest, form: str, about: uuid.UUID | None = None) -> HttpResponse:
    """The person does not want what was kept."""
    drafts.drop(request, form, about)
    return HttpResponse(status=204)


urlpatterns = [
    path("drafts/<str:form>/", draft, name="draft"),
    path("drafts/<str:form>/forget/", forget, name="draft_forget"),
    path("drafts/<str:form>/<uuid:about>/", draft, name="draft_about"),
    path("drafts/<str:form>/<uuid:about>/forget/", forget, name="draft_about_forget"),
]
