"""The rules of messages, as plain Python: what a message may hold, whether it may go, when it is tried again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from familyhub.core.phone import uk_mobile_of
from familyhub.messages.terms import (
    ALL_MESSAGES,
    ANOTHER_ADDRESS,
    CONTACT_WORDS,
    HIDDEN,
    LETTERS_OF_ACCOUNTS,
    NOT_A_MOBILE,
    Audience,
    ContactRule,
    State,
    Step,
    Way,
)

BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=4),
    timedelta(days=1),
)
JITTER = 0.2  # of the wait: what was refused together does not come back together
LONGEST_WAIT = timedelta(minutes=30)
LEASE = timedelta(minutes=5)


class MessageRefused(Exception):
    """A message may not be put in the outbox; the text says why."""


class NotAllowedInAMessage(MessageRefused):
    """A value that is not on the allow-list, or does not have its shape: it could name somebody."""


class WrongAddress(MessageRefused):
    """The address cannot be one for this way."""


class WrongWay(MessageRefused):
    """The letter is not written for this way."""


class NoText(MessageRefused):
    """The words cannot be one text message: too long, or with letters that a text has no room for."""


class NobodyNamed(MessageRefused):
    """A letter to a person needs the record of whom it is to, and a letter to anybody else must have none."""


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


REFERENCE = re.compile(r"[A-Z]{1,4}(-[0-9A-Z]{2,8}){1,4}")
LINK = re.compile(r"/[A-Za-z0-9._~:/=-]{0,400}(\?[A-Za-z0-9._~:/=&-]{0,400})?")
ALLOWED: dict[str, Callable[[str], bool]] = {
    "reference": lambda text: bool(REFERENCE.fullmatch(text)),
    "link": lambda text: bool(LINK.fullmatch(text)) and not text.startswith("//"),
    "date": _is_date,
}
EMAIL = re.compile(r"[^\s@<>(),;:\"\\\[\]]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")


def check_values(values: Mapping[str, str]) -> None:
    """A message holds a reference, a link of our own site (a path, `/…`) and a date (ISO); nothing else, no name.

    Errors: NotAllowedInAMessage, which names the value and does not repeat it.
    """
    for name, value in values.items():
        if name not in ALLOWED:
            raise NotAllowedInAMessage(f"a message may not hold {name!r}: only {', '.join(ALLOWED)}")
        if not isinstance(value, str) or not ALLOWED[name](value):
            raise NotAllowedInAMessage(f"{name!r} does not look like a {name}")


def address_of(audience: Audience, way: Way, typed: str) -> str:
    """The address as it is kept; a number for texts in E.164. Errors: WrongAddress.

    To a person it may be left out: it then goes where the rules say when it is sent.
    """
    if audience is Audience.PERSON and not typed:
        return ""
    if way is Way.LETTER:
        raise WrongAddress("a paper letter goes to the address on the person's record")
    address = uk_mobile_of(typed) if way is Way.TEXT else _email_of(typed)
    if address is None:
        raise WrongAddress(f"this is not an address for {way.value}")
    return address


def is_email(typed: str) -> bool:
    """Can an email go to it?"""
    return _email_of(typed) is not None


def _email_of(typed: str) -> str | None:
    is_plain = len(typed) <= 320 and typed.isascii() and typed.isprintable() and ".." not in typed
    return typed if is_plain and EMAIL.fullmatch(typed) else None


BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€")
LONGEST_TEXT = 612  # four parts of 153


def text_length(words: str) -> int | None:
    """How many of a text's letters (GSM 03.38) the words take; an extended one takes two. None: they do not fit it."""
    if not set(words) <= BASIC | EXTENDED:
        return None
    return len(words) + sum(letter in EXTENDED for letter in words)


def check_text(words: str) -> None:
    """Errors: NoText."""
    length = text_length(words)
    if length is None:
        raise NoText("a text may hold the letters of GSM 03.38 alone")
    if not words.strip() or length > LONGEST_TEXT:
        raise NoText(f"a text has from 1 to {LONGEST_TEXT} letters, not {length}")


ACCOUNTS = frozenset({"staff", "referrer", "listing"})


def class_of(about_kind: str, is_hidden: bool) -> str:
    """What opens a message county-wide: one about work with a family, one about an account, or nothing but a grant."""
    if is_hidden:
        return HIDDEN
    return LETTERS_OF_ACCOUNTS if about_kind in ACCOUNTS else ALL_MESSAGES


def masked(way: Way, address: str) -> str:
    """Enough of an address to know it again by, too little to write to it: "n•••@school.example", "•••123"."""
    if not address:
        return ""
    if way is Way.TEXT:
        return f"•••{address[-3:]}"
    name, _, host = address.rpartition("@")
    return f"{name[:1]}•••@{host}"


def check_recipient(audience: Audience, record: UUID | None) -> None:
    """Errors: NobodyNamed."""
    if audience is Audience.PERSON and record is None:
        raise NobodyNamed("a letter to a person needs the person's record: their safe-contact rules decide")
    if audience is not Audience.PERSON and record is not None:
        raise NobodyNamed("only a letter to a person has a person's record")


@dataclass(frozen=True)
class Verdict:
    """May the message go? `reason` says why not, in words that staff read."""

    ok: bool
    reason: str = ""


OK = Verdict(True)


def withheld(reason: str) -> Verdict:
    """It may not go."""
    return Verdict(False, reason)


@dataclass(frozen=True)
class Outgoing:
    """A message as its letter sees it at the moment of sending, `now`; `about` is the object that it tells of."""

    id: UUID
    letter: str
    audience: Audience
    way: Way
    about_kind: str
    about: UUID
    values: Mapping[str, str]
    made_at: datetime
    now: datetime

    def is_younger_than(self, age: timedelta) -> bool:
        """Was it asked for less than `age` ago?"""
        return self.now - self.made_at < age


@dataclass(frozen=True)
class Reachable:
    """What a person's safe-contact rules answered; `to` is the address or number that is safe now."""

    rule: ContactRule
    to: str = field(default="", repr=False)


def by_contact_rule(reachable: Reachable, to_address: str, way: Way = Way.EMAIL) -> Verdict:
    """To a person only when the rules are known and allow it, and only where they say. Hours are not asked here.

    `to_address` is empty for a message that goes wherever it is safe.
    """
    if reachable.rule is ContactRule.OUTSIDE_HOURS:
        return OK
    if reachable.rule is not ContactRule.ALLOWED:
        return withheld(CONTACT_WORDS[reachable.rule])
    if way is Way.TEXT and reachable.to and uk_mobile_of(reachable.to) is None:
        return withheld(NOT_A_MOBILE)
    if not reachable.to or (to_address and to_address.casefold() != reachable.to.casefold()):
        return withheld(ANOTHER_ADDRESS if to_address else CONTACT_WORDS[ContactRule.NOTHING_TO_REACH])
    return OK


def must_wait(reachable: Reachable | None) -> bool:
    """Is it only the hour that is wrong?"""
    return reachable is not None and reachable.rule is ContactRule.OUTSIDE_HOURS


COUNTED = frozenset({Step.REFUSED, Step.NOT_NOW, Step.LOST})
FOR_GOOD = frozenset({Step.NEVER, Step.BOUNCED})


def next_try_at(step: Step, refusals: int, tries: int, at: datetime, *, spread: float = 0.0) -> datetime | None:
    """When to try again after a try at `at` that did not succeed; None: give up. `spread` (0 to 1) is chance.

    What was refused for good is given up at once. What was refused or put off is tried again after 1, 5 and 30
    minutes, 4 hours and a day, then given up. A server that does not answer is asked for as long as it takes, at most
    30 minutes apart: nothing is lost because a server was down. Every wait grows by up to a fifth, by chance.
    """
    if step in FOR_GOOD or (step in COUNTED and refusals > len(BACK_OFF)):
        return None
    if step in COUNTED:
        wait = BACK_OFF[max(refusals, 1) - 1]
    else:
        wait = min(BACK_OFF[min(max(tries, 1), len(BACK_OFF)) - 1], LONGEST_WAIT)
    return at + wait * (1 + JITTER * spread)


def state_after(step: Step, again: datetime | None) -> State:
    """Where a message is after this step."""
    if step in (Step.SENT, Step.DELIVERED):
        return State.SENT
    if step is Step.WITHHELD:
        return State.WITHHELD
    if again is None:
        return State.DEAD
    return State.FAILED if step in COUNTED else State.WAITING


def is_repeat(steps: Sequence[Step]) -> bool:
    """Was an earlier try begun whose end is not known? Then this message may arrive twice, with one Message-ID."""
    ends = (Step.SENT, Step.REFUSED, Step.NOT_NOW, Step.NEVER)
    return steps.count(Step.BEGUN) > sum(step in ends for step in steps)
