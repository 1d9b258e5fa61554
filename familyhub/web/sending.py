"""The one place from which the screens send a link to somebody's work address. No personal data is in such a letter."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail

LETTERS = {
    "staff_invitation": (
        "Your account is ready",
        "An account has been made for you. Choose your password with this link, which works once, within 7 days:",
    ),
    "staff_new_password": (
        "Choose a new password",
        "Somebody, probably you, asked for a new password. Use this link within one hour. If it was not you, do"
        " nothing: your password stays as it is.",
    ),
    "referrer_link": (
        "Your link to send and follow referrals",
        "Use this link to send a referral or to see what became of yours. It works for 7 days:",
    ),
}


def send_link(*, letter: str, to: str, path: str, at: datetime, name: str = "") -> None:
    """Send `letter` with the full address of `path` to a work address. Errors: KeyError for an unknown letter."""
    subject, words = LETTERS[letter]
    greeting = f"Hello {name}\n\n" if name else ""
    text = f"{greeting}{words}\n\n{settings.ENVIRONMENT.site_url.rstrip('/')}{path}\n"
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [to])
