"""Addresses of places."""

from django.urls import path

from familyhub.web.places import hubs, views

app_name = "places"
urlpatterns = [
    path("", views.network, name="network"),
    path("sites/", hubs.sites, name="sites"),
    path("hubs/", hubs.hubs, name="hubs"),
    path("hubs/<uuid:network>/", hubs.hub, name="hub"),
    path("where/", views.where, name="where"),
]
