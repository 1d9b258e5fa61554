"""Addresses of attached files."""

from django.urls import path

from familyhub.web.documents import views

app_name = "documents"
urlpatterns = [
    path("<uuid:document>/", views.download, name="download"),
]
