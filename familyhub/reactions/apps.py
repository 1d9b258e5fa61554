from django.apps import AppConfig


class ReactionsConfig(AppConfig):
    """See README.md."""

    name = "familyhub.reactions"
    label = "reactions"
