"""Public pages: a parent asks for help; how to refer."""

from django.urls import path

from familyhub.web.ask import changing, coming_back, views

app_name = "ask"
urlpatterns = [
    path("ask/", views.start, name="start"),
    path("ask/new/", views.new, name="new"),
    path("ask/sent/<str:token>/", views.sent, name="sent"),
    path("ask/back/", coming_back.back, name="back"),
    path("ask/back/add/", changing.add, name="add"),
    path("ask/back/take-back/", changing.take_back, name="take_back"),
    path("how-to-refer/", views.how_to_refer, name="how_to_refer"),
]
