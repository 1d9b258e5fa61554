"""Draws pages without the rest of the house: no database, no context processors of other rooms."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import django
import pytest
from django.conf import settings
from django.test import RequestFactory, override_settings

if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
    settings.configure(
        SECRET_KEY="for the tests of components alone",
        INSTALLED_APPS=["django.contrib.staticfiles", "familyhub.components"],
        FORM_RENDERER="familyhub.components.renderer.DesignSystemRenderer",
        STATIC_URL="/static/",
        LANGUAGE_CODE="en-gb",
        TIME_ZONE="Europe/London",
        USE_TZ=True,
        ALLOWED_HOSTS=["testserver"],
        ROOT_URLCONF=(),
    )
    django.setup()

from django.template.backends.django import DjangoTemplates

from familyhub.components.words import LONDON

Draw = Callable[..., str]


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 24, 14, 15, tzinfo=LONDON)


@pytest.fixture
def draw() -> Iterator[Draw]:
    """`draw("layouts/page.html", {...}, query="/?page=2")` gives HTML; a template may also be given as its text."""
    processors = ["django.template.context_processors.request", "django.template.context_processors.i18n"]
    engine = DjangoTemplates(
        {"NAME": "plain", "DIRS": [], "APP_DIRS": True, "OPTIONS": {"context_processors": processors}}
    )
    storages = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

    def drawn(name: str, context: dict[str, Any] | None = None, query: str = "/") -> str:
        template = engine.from_string(name) if "{%" in name or "{{" in name else engine.get_template(name)
        return str(template.render({"CSP_NONCE": "n0nce", **(context or {})}, RequestFactory().get(query)))

    with override_settings(STORAGES=storages):
        yield drawn
