"""Forms drawn by our own templates."""

from django.forms.renderers import TemplatesSetting


class DesignSystemRenderer(TemplatesSetting):
    """Finds the templates of installed apps."""
