from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """See README.md."""

    name = "familyhub.casework"
    label = "casework"

    def ready(self) -> None:
        """A copy's file is opened only while what is in it may be told: documents ask each time."""
        from familyhub.casework.queries.releases import KIND, may_hand_out
        from familyhub.documents.guards import ask_before_opening

        ask_before_opening(KIND, may_hand_out)
