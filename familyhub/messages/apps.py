from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """See README.md."""

    name = "familyhub.messages"
    label = "messages"
