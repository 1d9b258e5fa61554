"""Registers the room with Django, so that its templates and tags are found."""

from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    name = "familyhub.components"
    label = "components"
