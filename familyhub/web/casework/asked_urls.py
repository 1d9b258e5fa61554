"""Addresses of what somebody is asked at their account."""

from django.urls import path

from familyhub.web.casework import asked

urlpatterns = [
    path("asked/", asked.mine, name="asked"),
    path("asked/<uuid:contribution>/", asked.one, name="asked_one"),
]
