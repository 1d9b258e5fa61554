from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """See README.md."""

    name = "familyhub.directory"
    label = "directory"
