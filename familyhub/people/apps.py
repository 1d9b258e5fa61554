from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """See README.md."""

    name = "familyhub.people"
    label = "people"
