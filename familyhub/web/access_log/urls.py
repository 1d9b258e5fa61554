"""The access log's address."""

from django.urls import path

from familyhub.web.access_log import views

app_name = "access_log"
urlpatterns = [path("", views.log, name="log")]
