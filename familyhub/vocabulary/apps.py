from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    """See README.md."""

    name = "familyhub.vocabulary"
    label = "vocabulary"
