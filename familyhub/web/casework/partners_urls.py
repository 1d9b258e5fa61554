"""Addresses of partners meetings."""

from django.urls import path

from familyhub.web.casework import partners, partners_items

urlpatterns = [
    path("partners-meetings/", partners.meetings, name="partners_meetings"),
    path("partners-meetings/call/", partners.call, name="call_partners_meeting"),
    path("partners-meetings/<uuid:round>/", partners.meeting, name="partners_meeting"),
    path("partners-meetings/<uuid:round>/close/", partners.close, name="close_partners_meeting"),
    path("partners-meetings/<uuid:round>/cancel/", partners.cancel, name="cancel_partners_meeting"),
    path("partners-meetings/<uuid:round>/for/<uuid:seat>/", partners.minutes, name="partners_minutes"),
    path("episodes/<uuid:episode>/partners-meeting/", partners_items.put, name="put_child"),
    path("agenda-items/<uuid:agenda>/", partners_items.item, name="agenda_item"),
    path("agenda-items/<uuid:agenda>/said/", partners_items.say, name="say_item"),
    path("agenda-items/<uuid:agenda>/put-to/", partners_items.hear, name="let_hear"),
    path("agenda-items/<uuid:agenda>/take-off/", partners_items.off, name="take_off"),
    path("agreed/<uuid:agreed>/", partners_items.done, name="finish_agreed"),
]
