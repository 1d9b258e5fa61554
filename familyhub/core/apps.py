from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """What every room stands on: the fence, grants, the event record, the access log, drafts, permissions, clocks."""

    name = "familyhub.core"
    label = "core"

    def ready(self) -> None:
        """Collect every room's permissions and events before anything asks for them."""
        autodiscover_modules("permissions", "events")
