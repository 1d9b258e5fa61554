"""Addresses of the demonstration alone: `config.urls` includes them only where the demonstration runs."""

from __future__ import annotations

from django.urls import path

from familyhub.web.demo import views

urlpatterns = [
    path("", views.everybody, name="demo"),
    path("outbox/", views.outbox, name="demo_outbox"),
    path("sign-in/<uuid:number>/", views.sign_in, name="demo_sign_in"),
    path("again/", views.again, name="demo_again"),
]
