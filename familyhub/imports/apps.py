from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """See README.md."""

    name = "familyhub.imports"
    label = "imports"
