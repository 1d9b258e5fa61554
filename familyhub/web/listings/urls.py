"""Addresses of the directory's editors and providers, and of what people tell us about a listing."""

from __future__ import annotations

from django.urls import path

from familyhub.web.listings import changes, desk, editing, feedback, joining, links, offer, one, provider, sites

app_name = "listings"
urlpatterns = [
    path("listings/", desk.desk, name="desk"),
    path("listings/new/", editing.new, name="new"),
    path("listings/changes/", changes.changes, name="changes"),
    path("listings/changes/<uuid:proposal>/", changes.change, name="change"),
    path("listings/feeds/", changes.readings, name="readings"),
    path("listings/feeds/<uuid:reading>/", changes.reading, name="reading"),
    path("listings/feedback/", feedback.waiting, name="feedback"),
    path("listings/feedback/<uuid:told>/", feedback.one, name="told"),
    path("listings/feedback/<uuid:told>/front-door/", feedback.front_door, name="front_door"),
    path("listings/offer/", offer.offer, name="offer"),
    path("listings/offer/<uuid:network>/", offer.hub, name="hub_offer"),
    path("listings/<uuid:listing>/", one.one, name="one"),
    path("listings/<uuid:listing>/edit/", editing.edit, name="edit"),
    path("listings/<uuid:listing>/place/", editing.place, name="place"),
    path("listings/<uuid:listing>/site/", sites.site, name="site"),
    path("listings/<uuid:listing>/link/", links.links, name="links"),
    path("listings/<uuid:listing>/join/<uuid:other>/", joining.join, name="join"),
    path("listings/changes/<uuid:proposal>/join/", joining.join_change, name="join_change"),
    path("listing/<str:token>/", provider.provider, name="provider"),
    path("feedback/<uuid:listing>/", feedback.tell_us, name="tell_us"),
]
