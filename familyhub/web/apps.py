from django.apps import AppConfig


class WebConfig(AppConfig):
    """The screens."""

    name = "familyhub.web"
    label = "web"
