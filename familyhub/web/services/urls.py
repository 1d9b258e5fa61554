"""The public directory: search, a service, a shortlist, hubs, the map, what levels of need mean."""

from django.urls import path

from familyhub.web.services import hubs, on_map, shortlist, views

app_name = "services"
urlpatterns = [
    path("", views.search, name="search"),
    path("shortlist/", shortlist.shortlist, name="shortlist"),
    path("map/", on_map.services_map, name="map"),
    path("hubs/", hubs.hubs, name="hubs"),
    path("hubs/<uuid:network>/", hubs.hub, name="hub"),
    path("levels-of-need/", views.levels, name="levels"),
    path("<uuid:service>/", views.service, name="service"),
    path("<uuid:service>/dates.ics", shortlist.calendar, name="calendar"),
]
