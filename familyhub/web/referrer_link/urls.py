"""Addresses of professionals who refer without an account."""

from __future__ import annotations

from django.urls import path

from familyhub.web.referrer_link import team, views

app_name = "referrer"
urlpatterns = [
    path("", views.start, name="start"),
    path("link/<str:token>/", views.link, name="link"),
    path("team/link/<str:token>/", team.team_link, name="team_link"),
    path("leave/", views.leave, name="leave"),
]
