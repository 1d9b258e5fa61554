"""The machine door, one line a standard and version."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("open-referral-uk/v3/", include("familyhub.api.oruk3.urls")),
    path("open-referral-uk/v1/", include("familyhub.api.oruk1.urls")),
]
