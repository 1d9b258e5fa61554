from importlib import import_module

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The screens."""

    name = "familyhub.web"
    label = "web"

    def ready(self) -> None:
        """From the first request on, what happens at the door is written down."""
        import_module("familyhub.web.sign_in_record")
