from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """See README.md."""

    name = "familyhub.workforce"
    label = "workforce"
