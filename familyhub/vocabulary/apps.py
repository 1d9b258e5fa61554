from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    """Dated codes that several rooms share."""

    name = "familyhub.vocabulary"
    label = "vocabulary"
