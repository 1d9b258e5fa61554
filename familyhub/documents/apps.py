from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """See README.md."""

    name = "familyhub.documents"
    label = "documents"
