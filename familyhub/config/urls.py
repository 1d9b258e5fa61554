"""Every address of the site. Each view declares its own access; third-party routes are wrapped where included."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
