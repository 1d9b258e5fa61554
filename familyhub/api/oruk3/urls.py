"""Addresses of Open Referral UK 3.0."""

from __future__ import annotations

from django.urls import path, re_path

from familyhub.api.answering import nowhere
from familyhub.api.oruk3 import views

app_name = "oruk3"
urlpatterns = [
    path("", views.about, name="about"),
    path("openapi.json", views.openapi, name="openapi"),
    path("services", views.services, name="services"),
    path("services/<slug:number>", views.service, name="service"),
    path("service_at_locations", views.service_at_locations, name="service_at_locations"),
    path("service_at_locations/<slug:number>", views.service_at_location, name="service_at_location"),
    path("taxonomies", views.taxonomies, name="taxonomies"),
    path("taxonomies/<slug:number>", views.taxonomy, name="taxonomy"),
    path("taxonomy_terms", views.taxonomy_terms, name="taxonomy_terms"),
    path("taxonomy_terms/<slug:number>", views.taxonomy_term, name="taxonomy_term"),
    path("organizations", views.organizations, name="organizations"),
    path("organizations/<slug:number>", views.organization, name="organization"),
    re_path("", nowhere, name="nowhere"),
]
