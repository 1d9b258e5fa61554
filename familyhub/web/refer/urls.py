"""A professional's own pages, after the link."""

from django.urls import path

from familyhub.web.refer import changing, views
from familyhub.web.referrer_link import team

app_name = "refer"
urlpatterns = [
    path("refer/mine/", views.home, name="home"),
    path("refer/my-team/", team.team, name="team"),
    path("refer/new/", views.new, name="new"),
    path("refer/new/remove/", views.drop_draft, name="drop_draft"),
    path("refer/<uuid:contact>/sent/", views.sent, name="sent"),
    path("refer/<uuid:contact>/answer/", views.answer, name="answer"),
    path("refer/<uuid:contact>/add/", changing.add, name="add"),
    path("refer/<uuid:contact>/withdraw/", changing.withdraw, name="withdraw"),
]
