"""Addresses of Open Referral UK 1.0."""

from __future__ import annotations

from django.urls import path, re_path

from familyhub.api.answering import nowhere
from familyhub.api.oruk1 import views

app_name = "oruk1"
urlpatterns = [
    path("", views.about, name="about"),
    path("openapi.json", views.openapi, name="openapi"),
    path("services", views.services, name="services"),
    path("services/<slug:number>", views.service, name="service"),
    path("taxonomies", views.taxonomies, name="taxonomies"),
    path("taxonomies/<slug:number>", views.taxonomy, name="taxonomy"),
    path("vocabularies", views.vocabularies, name="vocabularies"),
    path("organizations", views.organizations, name="organizations"),
    path("organizations/<slug:number>", views.organization, name="organization"),
    path("locations", views.locations, name="locations"),
    path("locations/<slug:number>", views.location, name="location"),
    path("reviews", views.reviews, name="reviews"),
    path("reviews/<slug:number>", views.review, name="review"),
    re_path("", nowhere, name="nowhere"),
]
