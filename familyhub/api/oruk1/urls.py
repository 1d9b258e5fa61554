"""Addresses of Open Referral UK 1.0."""

from __future__ import annotations

from django.urls import path

from familyhub.api.oruk1 import views

app_name = "oruk1"
urlpatterns = [
    path("", views.about, name="about"),
    path("openapi.json", views.openapi, name="openapi"),
    path("services", views.services, name="services"),
    path("services/<str:number>", views.service, name="service"),
    path("taxonomies", views.taxonomies, name="taxonomies"),
    path("taxonomies/<str:number>", views.taxonomy, name="taxonomy"),
    path("vocabularies", views.vocabularies, name="vocabularies"),
    path("organizations", views.organizations, name="organizations"),
    path("organizations/<str:number>", views.organization, name="organization"),
    path("locations", views.locations, name="locations"),
    path("locations/<str:number>", views.location, name="location"),
    path("reviews", views.reviews, name="reviews"),
    path("reviews/<str:number>", views.review, name="review"),
]
