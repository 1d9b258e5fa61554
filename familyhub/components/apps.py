from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    """See README.md."""

    name = "familyhub.components"
    label = "components"
