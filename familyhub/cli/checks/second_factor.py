"""A password alone opens nothing."""

from __future__ import annotations

import uuid
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.module_loading import import_string

from familyhub.accounts import policy
from familyhub.accounts.terms import Step
from familyhub.cli.doctoring import Look

ASKS = "Nobody reaches data with a password alone"


def check(look: Look) -> str:
    """Ask the rule, and ask as somebody who gave a password and no second factor: they must be nobody."""
    step = policy.next_step(is_known=True, has_factor=True, has_proved_it=False, is_trained=True)
    request = SimpleNamespace(
        user=get_user_model()(id=uuid.uuid4(), is_active=True),
        session={"account_authentication_methods": [{"method": "password"}]},
    )
    try:
        asker = import_string(settings.FENCE_ASKER)(request)
    except AttributeError:
        asker = None  # it went on to ask for more than the second factor
    if step is not Step.READY and asker is not None and not asker.is_somebody:
        return ""
    return "Set FENCE_ASKER to a function that lets nobody in without a second factor."
