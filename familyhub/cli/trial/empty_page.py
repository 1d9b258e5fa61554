"""The site's addresses, and one page more: signed in, one person named for the access log, and nothing else on it."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from familyhub.core import fence
from familyhub.core.permissions import signed_in

ADDRESS = "/bench/empty/"
PAGE = '{% extends "layouts/staff.html" %}{% block title %}Empty{% endblock %}{% block content %}{% endblock %}'
NOBODY = uuid.UUID(int=0)
_template = engines["django"].from_string(PAGE)


@signed_in
def empty(request: HttpRequest) -> HttpResponse:
    """The least that a signed-in page can be: layout, session, context and access row."""
    fence.note_subjects([NOBODY])
    return HttpResponse(_template.render({}, request))


urlpatterns = [path(ADDRESS.removeprefix("/"), empty, name="bench_empty"), path("", include("familyhub.config.urls"))]
