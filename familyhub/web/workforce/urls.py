"""Addresses of supervision."""

from django.urls import path

from familyhub.web.workforce import audit_urls, views

app_name = "workforce"
urlpatterns = [
    path("supervision/", views.supervisions, name="supervisions"),
    path("supervision/of/<uuid:worker>/", views.hold, name="hold"),
    path("supervision/<uuid:supervision>/", views.supervision, name="supervision"),
    path("supervision/decisions/<uuid:decided>/", views.done, name="decision"),
    *audit_urls.urlpatterns,
]
