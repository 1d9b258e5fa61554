from django.apps import AppConfig


class WorkConfig(AppConfig):
    """See README.md."""

    name = "familyhub.work"
    label = "work"
