"""What happens at the door: the record of sign-ins, and who of the council's own directory is whom here."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from familyhub.accounts.models import DirectoryPerson, SignInRecord, Staff
from familyhub.accounts.terms import SignIn


@dataclass(frozen=True)
class Where:
    """Where a request comes from: its address, or None where there is none, and what the browser says it is."""

    ip: str | None = None
    browser: str = ""


class NotInvited(Exception):
    """Nobody here has this address, or the account is closed, or the directory does not vouch for the address."""


class BoundToAnother(Exception):
    """The account with this address belongs to another person of the directory."""


def note_sign_in(
    *, what: SignIn, staff: Staff | None, at: datetime, where: Where, how: str = "", address: str = ""
) -> None:
    """Keep what happened. `address` is what was typed where no staff are known: kept as a keyed digest alone."""
    digest = digest_of(address) if address and staff is None else ""
    SignInRecord(
        what=what.value,
        staff=staff,
        at=at,
        how=how[:60],
        unknown=digest,
        ip=where.ip,
        browser=where.browser[:200],
    ).save(force_insert=True)


def digest_of(address: str) -> str:
    """The same address gives the same 64 characters, and nobody without our key can tell which address."""
    return hmac.new(settings.SECRET_KEY.encode(), b"sign-in:" + address.strip().lower().encode(), "sha256").hexdigest()


@dataclass(frozen=True)
class Vouched:
    """Whom a directory says that it is: its own number for them, and the address that it vouches for, or none."""

    issuer: str
    subject: str
    email: str


def person_of_directory(*, vouched: Vouched, at: datetime) -> Staff:
    """By the directory's own number; by address the first time alone. Makes no account.

    Errors: NotInvited, BoundToAnother.
    """
    bound = DirectoryPerson.objects.filter(issuer=vouched.issuer, subject=vouched.subject, let_go_at=None)
    if known := bound.select_related("staff").first():
        if not known.staff.is_active:
            raise NotInvited
        return known.staff
    staff = Staff.objects.filter(email=vouched.email.strip().lower(), is_active=True).first() if vouched.email else None
    if staff is None:
        raise NotInvited
    try:
        with transaction.atomic():
            DirectoryPerson(staff=staff, issuer=vouched.issuer, subject=vouched.subject, bound_at=at).save(
                force_insert=True
            )
    except IntegrityError as error:
        raise BoundToAnother from error
    note_sign_in(what=SignIn.FACTOR_ADDED, staff=staff, at=at, where=Where(), how="directory")
    return staff
