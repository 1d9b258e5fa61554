"""Every address of the site, one line an area. Each view declares its own access."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from familyhub.web.health.views import alive

handler400 = "familyhub.web.errors.views.bad_request"
handler403 = "familyhub.web.errors.views.no_access"
handler404 = "familyhub.web.errors.views.not_found"
handler429 = "familyhub.web.errors.views.too_many"
handler500 = "familyhub.web.errors.views.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("familyhub.web.tray.urls")),
    path("people/", include("familyhub.web.people.urls")),
    path("places/", include("familyhub.web.places.urls")),
    path("messages/", include("familyhub.web.messages.urls")),
    path("access-log/", include("familyhub.web.access_log.urls")),
    path("health/", alive, name="health"),
    path("", include("familyhub.web.accounts.urls")),
    path("", include("familyhub.web.draft_views")),
    path("", include("familyhub.web.referrals.urls")),
    path("", include("familyhub.web.casework.urls")),
    path("", include("familyhub.web.workforce.urls")),
    path("", include("familyhub.web.mash.urls")),
    path("", include("familyhub.web.refer.urls")),
    path("refer/", include("familyhub.web.referrer_link.urls")),
    path("", include("familyhub.web.ask.urls")),
    path("services/", include("familyhub.web.services.urls")),
    path("", include("familyhub.web.sharing.urls")),
    path("", include("familyhub.web.feeds.urls")),
    path("", include("familyhub.web.listings.urls")),
    path("", include("familyhub.api.urls")),
    path("documents/", include("familyhub.web.documents.urls")),
    path("offline/", include("familyhub.web.offline.urls")),
]
if settings.DIRECTORY:  # without the council's own directory these addresses do not exist
    urlpatterns.append(path("directory/", include("familyhub.web.directory.urls")))
if settings.DEMO:  # nowhere else does the one-press sign-in exist; `familyhub doctor` looks for it
    urlpatterns.append(path("demo/", include("familyhub.web.demo.urls")))
