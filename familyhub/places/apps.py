from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """See README.md."""

    name = "familyhub.places"
    label = "places"
