"""Addresses of what is taken along."""

from django.urls import path

from familyhub.web.offline import views

app_name = "offline"
urlpatterns = [
    path("", views.shell, name="shell"),
    path("worker.js", views.worker, name="worker"),
    path("state/", views.state, name="state"),
    path("send/", views.send, name="send"),
    path("taken/", views.taken, name="taken"),
    path("taken/remove/", views.remove, name="remove"),
]
