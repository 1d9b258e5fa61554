"""Messages that did not arrive."""

from django.urls import path

from familyhub.web.messages import views

app_name = "messages"
urlpatterns = [
    path("", views.dead, name="dead"),
    path("<uuid:number>/", views.one, name="one"),
    path("<uuid:number>/again/", views.again, name="again"),
    path("<uuid:number>/another-way/", views.another_way, name="another_way"),
    path("<uuid:number>/set-aside/", views.aside, name="set_aside"),
]
