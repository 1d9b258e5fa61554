"""The site's addresses, and one public page more: what every page of the directory has, and nothing else on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from familyhub.web.services.kept import Kept
from familyhub.web.services.open_pages import public_page

ADDRESS = "/bench/empty-public/"
PAGE = '{% extends "services/layout.html" %}{% block title %}Empty{% endblock %}{% block content %}{% endblock %}'
_template = engines["django"].from_string(PAGE)


@public_page
def empty(request: HttpRequest) -> HttpResponse:
    """The least that a public page can be: layout, navigation, its mark and how long it may be kept."""
    return HttpResponse(_template.render({"kept": Kept()}, request))


urlpatterns = [
    path(ADDRESS.removeprefix("/"), empty, name="bench_empty_public"),
    path("", include("familyhub.config.urls")),
]
