from django.apps import AppConfig


class JobsConfig(AppConfig):
    """See README.md."""

    name = "familyhub.jobs"
    label = "jobs"
