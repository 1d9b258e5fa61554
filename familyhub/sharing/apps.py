from django.apps import AppConfig


class SharingConfig(AppConfig):
    """See README.md."""

    name = "familyhub.sharing"
    label = "sharing"
