"""Addresses of people. None holds a name, a date of birth or a number that anybody else uses."""

from django.urls import path

from familyhub.web.people import changing, records, registering, searching

app_name = "people"
urlpatterns = [
    path("", searching.search, name="search"),
    path("new/", registering.new, name="new"),
    path("<uuid:number>/", records.person, name="person"),
    path("<uuid:number>/timeline/", records.timeline, name="timeline"),
    path("<uuid:number>/relative/", registering.relative, name="relative"),
    path("<uuid:number>/address/", changing.address, name="address"),
    path("<uuid:number>/safe-contact/", changing.safe_contact, name="safe_contact"),
    path("<uuid:number>/number/", changing.identifier, name="identifier"),
    path("<uuid:number>/born/", changing.born, name="born"),
]
