from django.apps import AppConfig


class DevelopmentConfig(AppConfig):
    """See README.md."""

    name = "familyhub.development"
    label = "development"
