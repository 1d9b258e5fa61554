"""Signing in as somebody of the demonstration. Refuses to work anywhere else, and for anybody real."""

from __future__ import annotations

import uuid

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from familyhub.accounts import actions
from familyhub.accounts.models import Staff
from familyhub.demo.people_at_work import DOMAIN


class NotTheDemonstration(Exception):
    """This is no demonstration: nobody signs in without both factors."""


def sign_in_as(request: HttpRequest, number: uuid.UUID) -> bool:
    """Sign this browser in as an invented person, both factors given. False for anybody else.

    Errors: NotTheDemonstration.
    """
    if not settings.DEMO:
        raise NotTheDemonstration
    staff = Staff.objects.filter(id=number, email__endswith=f"@{DOMAIN}", is_active=True).first()
    if staff is None:
        return False
    request.session.flush()
    login(request, staff, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, staff, "mfa", demonstration=True)
    actions.note_session(request)
    return True


def prove_again(request: HttpRequest) -> None:
    """Somebody who signed in with one press gives their second factor with one too. Errors: NotTheDemonstration."""
    if not settings.DEMO:
        raise NotTheDemonstration
    record_authentication(request, request.user, "mfa", demonstration=True)
