from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """See README.md."""

    name = "familyhub.casework"
    label = "casework"
