from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """See README.md."""

    name = "familyhub.referrals"
    label = "referrals"
