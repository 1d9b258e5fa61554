"""Public pages: a parent asks for help; how to refer."""

from django.urls import path

from familyhub.web.ask import coming_back, views

app_name = "ask"
urlpatterns = [
    path("ask/", views.start, name="start"),
    path("ask/new/", views.new, name="new"),
    path("ask/sent/<str:token>/", views.sent, name="sent"),
    path("ask/back/", coming_back.back, name="back"),
    path("how-to-refer/", views.how_to_refer, name="how_to_refer"),
]
