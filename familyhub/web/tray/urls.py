"""The first page's address."""

from django.urls import path

from familyhub.web.tray import views

app_name = "tray"
urlpatterns = [path("", views.home, name="home")]
