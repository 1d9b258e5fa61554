from django.contrib.messages.apps import MessagesConfig


class FlashConfig(MessagesConfig):
    """Django's one-time banners, under a label of their own: `messages` is our room for letters, email and text."""

    label = "flash"
