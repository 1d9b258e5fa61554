"""Writes of members of staff: added, given a password, trained, closed, their sessions and second factor ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction

from familyhub.accounts import events
from familyhub.accounts.actions.sign_ins import Where, note_sign_in
from familyhub.accounts.models import DirectoryPerson, Staff, Training
from familyhub.accounts.terms import TRAINING_WORDS, SignIn
from familyhub.core.asker import Asker
from familyhub.core.events import record
from familyhub.core.phone import uk_mobile_of


class AddressTaken(Exception):
    """Somebody else has an account with this address."""


class OwnAccount(Exception):
    """Nobody closes their own account: there might be nobody left who can open it."""


def add_staff(*, email: str, name: str, by: Asker, at: datetime, phone: str = "") -> Staff:
    """A new member of staff, without password, post or training: they see nothing yet. Errors: AddressTaken."""
    staff = Staff(email=email.strip().lower(), name=name.strip(), phone=phone.strip(), made_at=at)
    staff.set_unusable_password()
    try:
        with transaction.atomic():
            staff.save(force_insert=True)
    except IntegrityError as error:
        raise AddressTaken(staff.email) from error
    record(events.StaffAdded(fence=staff.id, about=staff.id, name=staff.name), by=by, at=at)
    return staff


def set_password(*, staff: Staff, password: str, by: Asker, at: datetime) -> None:
    """The person's own new password; an administrator never sets one. Other sessions end by themselves."""
    staff.set_password(password)
    staff.save(update_fields=["password"])


class NotAMobile(Exception):
    """Texts go to a British mobile number alone."""


def set_work_mobile(*, staff: Staff, number: str, by: Asker, at: datetime) -> None:
    """Where texts about duty go; "" takes it away. Errors: NotAMobile."""
    written = uk_mobile_of(number) if number.strip() else ""
    if written is None:
        raise NotAMobile
    if Staff.objects.filter(id=staff.id).exclude(work_mobile=written).update(work_mobile=written):
        fact = events.WorkMobileChanged(fence=staff.id, about=staff.id, is_known=bool(written))
        record(fact, by=by, at=at)


@dataclass(frozen=True)
class Course:
    """Which training, when it was done, and when it runs out."""

    code: str
    done_on: date
    expires_on: date | None = None


def record_training(*, staff: Staff, course: Course, by: Asker, at: datetime) -> None:
    """Live records open only after this (S1-52)."""
    recorder = by.number if by.number and Staff.objects.filter(id=by.number).exists() else None
    Training.objects.create(
        staff=staff,
        course=course.code,
        done_on=course.done_on,
        expires_on=course.expires_on,
        recorded_by_id=recorder,
        recorded_at=at,
    )
    words = TRAINING_WORDS.get(course.code, course.code)
    fact = events.TrainingRecorded(fence=staff.id, about=staff.id, course=words, done_on=course.done_on.isoformat())
    record(fact, by=by, at=at)


def close_account(*, staff: Staff, by: Asker, at: datetime) -> None:
    """They cannot sign in, and who is signed in is out on the next request. Errors: OwnAccount."""
    if staff.id == by.number:
        raise OwnAccount
    if Staff.objects.filter(id=staff.id, is_active=True).update(is_active=False):
        _end_all(staff)
        record(events.AccountClosed(fence=staff.id, about=staff.id), by=by, at=at)


def open_account(*, staff: Staff, by: Asker, at: datetime) -> None:
    """A closed account can be used again; posts and training are as they were."""
    if Staff.objects.filter(id=staff.id, is_active=False).update(is_active=True):
        record(events.AccountOpened(fence=staff.id, about=staff.id), by=by, at=at)


def end_session(*, staff: Staff, session: int, by: Asker, at: datetime) -> bool:
    """The session is signed out on its next request. False when it is not this person's or has ended."""
    row = UserSession.objects.filter(id=session, user_id=staff.id).first()
    if row is None:
        return False
    row.end()
    record(events.SessionEnded(fence=staff.id, about=staff.id), by=by, at=at)
    return True


def _end_all(staff: Staff) -> None:
    for row in UserSession.objects.filter(user_id=staff.id):
        row.end()


def remove_second_factor(*, staff: Staff, by: Asker, at: datetime) -> None:
    """For a lost phone: every session ends, and the next sign-in asks for a new second factor. What binds them to a
    person of the council's directory goes too: that is bound afresh, by address, at the next sign-in there.
    """
    Authenticator.objects.filter(user_id=staff.id).delete()
    DirectoryPerson.objects.filter(staff=staff, let_go_at=None).update(let_go_at=at)
    note_sign_in(what=SignIn.FACTOR_REMOVED, staff=staff, at=at, where=Where(), how="administrator")
    _end_all(staff)
    record(events.SecondFactorRemoved(fence=staff.id, about=staff.id), by=by, at=at)


def note_session(request: Any) -> None:
    """Put this signed-in session on its person's list. `request` is Django's."""
    UserSession.objects.create_from_request(request)


def forget_session(key: str) -> None:
    """Take a session that signed out off the list."""
    UserSession.objects.filter(session_key=key).delete()


def rekey_session(old: str, new: str) -> None:
    """The session got a new key because more was proved: the list follows."""
    UserSession.objects.filter(session_key=old).update(session_key=new)
