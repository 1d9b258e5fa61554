"""Addresses of places."""

from django.urls import path

from familyhub.web.places import views

app_name = "places"
urlpatterns = [
    path("", views.network, name="network"),
    path("where/", views.where, name="where"),
]
