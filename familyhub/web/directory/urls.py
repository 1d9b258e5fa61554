"""Addresses of the council's own directory: `config.urls` includes them only where one is named."""

from __future__ import annotations

from django.urls import path

from familyhub.web.directory import views

app_name = "directory"
urlpatterns = [
    path("start/", views.start, name="start"),
    path("again/", views.again, name="again"),
    path("back/", views.back, name="back"),
]
