"""Addresses of people. None holds a name, a date of birth or a number that anybody else uses."""

from django.urls import path

from familyhub.web.people import (
    changing,
    chronology,
    correcting,
    dying,
    line,
    merging,
    records,
    registering,
    reviewing,
    searching,
)

app_name = "people"
urlpatterns = [
    path("", searching.search, name="search"),
    path("new/", registering.new, name="new"),
    path("review/", reviewing.bench, name="review"),
    path("review/next/", reviewing.take_next, name="next_pair"),
    path("review/<uuid:pair>/", reviewing.pair, name="pair"),
    path("review/<uuid:pair>/claim/", reviewing.claim, name="claim_pair"),
    path("review/<uuid:pair>/release/", reviewing.release, name="release"),
    path("review/<uuid:pair>/same/", reviewing.same, name="same"),
    path("review/<uuid:pair>/agree/", reviewing.agree, name="agree"),
    path("review/<uuid:pair>/different/", reviewing.different, name="different"),
    path("review/<uuid:pair>/ask/", reviewing.ask, name="ask"),
    path("line/", line.line, name="line"),
    path("line/off/", line.off, name="line_off"),
    path("line/<uuid:change>/confirm/", line.confirm, name="confirm_line"),
    path("line/<uuid:change>/drop/", line.drop, name="drop_line"),
    path("merges/<uuid:merge>/", merging.merge, name="merge"),
    path("merges/<uuid:merge>/separate/", merging.separate, name="separate"),
    path("merges/<uuid:merge>/settle/<uuid:item>/", merging.settle, name="settle"),
    path("<uuid:number>/", records.person, name="person"),
    path("<uuid:number>/timeline/", chronology.timeline, name="timeline"),
    path("<uuid:number>/relative/", registering.relative, name="relative"),
    path("<uuid:number>/address/", changing.address, name="address"),
    path("<uuid:number>/safe-contact/", changing.safe_contact, name="safe_contact"),
    path("<uuid:number>/number/", changing.identifier, name="identifier"),
    path("<uuid:number>/born/", changing.born, name="born"),
    path("<uuid:number>/name/", correcting.name, name="name"),
    path("<uuid:number>/birth/", correcting.birth, name="birth"),
    path("<uuid:number>/sex/", correcting.sex, name="sex"),
    path("<uuid:number>/address/<uuid:address>/protect/", correcting.protect, name="protect"),
    path("<uuid:number>/died/", dying.died, name="died"),
    path("<uuid:number>/died/read/", dying.read, name="death_read"),
]
