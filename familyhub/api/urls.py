"""The machine door, one line a standard and version. A version is answered with and without a slash behind it."""

from __future__ import annotations

from django.urls import include, path

from familyhub.api.oruk1 import views as oruk1
from familyhub.api.oruk3 import views as oruk3

urlpatterns = [
    path("open-referral-uk/v3", oruk3.about, name="oruk3"),
    path("open-referral-uk/v3/", include("familyhub.api.oruk3.urls")),
    path("open-referral-uk/v1", oruk1.about, name="oruk1"),
    path("open-referral-uk/v1/", include("familyhub.api.oruk1.urls")),
]
