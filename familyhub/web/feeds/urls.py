"""Addresses of feeds, of what waits for a decision, and of centres' lists."""

from django.urls import path

from familyhub.web.feeds import files, lists, reviewing, typing_in

app_name = "feeds"
urlpatterns = [
    path("feeds/", files.files, name="files"),
    path("feeds/refused/", files.refused, name="refused"),
    path("feeds/<uuid:intake>/", files.file, name="file"),
    path("feeds/<uuid:intake>/report/", files.report, name="report"),
    path("uncertain/", reviewing.waiting, name="waiting"),
    path("uncertain/<uuid:row>/", reviewing.one, name="row"),
    path("newcomers/", lists.areas, name="areas"),
    path("newcomers/<slug:area>/", lists.newcomers, name="newcomers"),
    path("newcomers/<slug:area>/download/", lists.download, name="download"),
    path("checks/new/", typing_in.check, name="check"),
    path("pregnancies/new/", typing_in.pregnancy, name="pregnancy"),
]
